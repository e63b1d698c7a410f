"""历史数改动: a figure that was reported before as another one.

It belongs to the review of the year in which it came up: that of the newest figure in the submission that changed it.
"""

from collections.abc import Iterable

from zhunsheng.model.figures import amount
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Restated, Restatement
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held

_TO_THE_MINUTE = len("2024-03-01T18:30")


def restated(check: Restated, held: Held) -> Iterable[Found]:
    """Flag every change that really is one: of another figure, or of a figure into a bound."""
    newest: dict[str, int] = {}
    for seen in held.observed.values():
        newest[seen.at.file] = max(newest.get(seen.at.file, seen.year), seen.year)
    for each in held.restatements:
        differs = (each.before, each.bound_before) != (each.after, each.bound_after)
        known = each.indicator in held.catalogue.indicators and each.year in held.years
        if differs and known and each.indicator in check.indicators:
            yield _flag(check, held, each, max(each.year, newest.get(each.at_after.file, each.year)))


def _flag(check: Restated, held: Held, each: Restatement, year: int) -> Found:
    subject = held.subject(each.entity, each.indicator, each.year)
    before, after = ({lang: _written(held, each, lang, now=now) for lang in ("zh", "en")} for now in (False, True))
    when = each.received_before[:_TO_THE_MINUTE].replace("T", " ")
    who = "，".join(said for said in (each.by_before, when, str(each.at_before)) if said)
    seen = held.observed.get((each.entity, each.indicator, each.year))
    found = flag(
        check,
        Text(
            f"{subject.zh}原报 {before['zh']}（{who}），现改报 {after['zh']}",
            f"{subject.en} was reported as {before['en']} ({who.replace('，', ', ')}), and now as {after['en']}",
        ),
        year=year,
        owner=held.owner(each.indicator),
        indicators=(each.indicator,),
        at=(each.at_after, each.at_before),
        entity=each.entity,
        arithmetic=f"{before['zh']} → {after['zh']}",
        hint=Text("请说明改动的理由和依据", "say why it was changed, and on what grounds"),
    )
    return Found(found, () if seen is None else (seen,))


def _written(held: Held, each: Restatement, lang: Lang, *, now: bool) -> str:
    unit = held.catalogue.indicators[each.indicator].unit
    figure, bound = (each.after, each.bound_after) if now else (each.before, each.bound_before)
    return amount(figure, unit, lang, bound=bound, brief=True)
