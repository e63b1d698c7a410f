"""Which refusing checks a bulk run can do: those that look at one place and year, by what the figures come to."""

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Check, CheckLevel, Missing, Parts, Range, Restated

FIT = (Range, Parts)
IDLE = (Missing, Restated)
"""These refuse nothing: there is no figure, or, among files alone, nothing that was reported before."""


def unfit(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Tell which checks of `catalogue` would refuse figures, and cannot be done on whole columns."""
    return tuple(
        _unfit(check)
        for check in catalogue.checks
        if check.level is CheckLevel.REFUSE and not isinstance(check, (*FIT, *IDLE))
    )


def _unfit(check: Check) -> Diagnostic:
    kind = str(check.__struct_config__.tag)
    return Diagnostic(
        code="check-unfit-for-bulk",
        severity=Severity.ERROR,
        at=check.at,
        message=Text(
            f"检查“{check.title}”（{kind}）会退回数据，而批量核查不做这一类检查，判定就会与逐个核查不同。",
            f"The check {check.id} ({kind}) would refuse figures; bulk runs do not do checks of its kind, "
            "so that verdicts would differ from those of zhunsheng check.",
        ),
        expected=Text("会退回数据的只有 range、parts 两类", "only checks of the kinds range and parts that refuse"),
        hint=Text(
            "把 level 改为 question，或改用 zhunsheng check。", "Make its level question, or use zhunsheng check."
        ),
    )
