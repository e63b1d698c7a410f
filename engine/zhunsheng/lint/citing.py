"""Rules whose targets have figures, and whose source has none: nobody can hold them against the text."""

from collections.abc import Iterator

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.text import Text


def uncited(given: Given) -> Iterator[Diagnostic]:
    """Remark on a source without a figure. A 1 may be implied: “制定年度方案” is one a year."""
    for rule in given.catalogue.rules.values():
        if given.indicator(rule).kind is Kind.MILESTONE or any(each.figures for each in rule.source.citations):
            continue
        values = (value for target in rule.targets for value in (target.value, target.upper) if value is not None)
        figures = [figure for figure in dict.fromkeys(map(decimal_text, values)) if figure != "1"]
        if figures:
            listed = "、".join(figures)
            message = Text(
                f"出处没有写数，目标 {listed} 无从核对。", f"The source has no figure for {', '.join(figures)}."
            )
            hint = Text(
                "把原文里的数写进 source 的 figure。", "Write the figure of the text under `figure` of the source."
            )
            yield given.remark("missing-citation", rule, ("source",), message, hint=hint)
