"""分项与合计: parts against their whole.

Where a part was not reported, those that were may still not exceed the whole, provided that none is negative.
"""

from collections.abc import Iterable
from fractions import Fraction

from zhunsheng.model.figures import amount
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Parts, Relation
from zhunsheng.validate.changes import equals
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point


def parts_and_whole(check: Parts, held: Held) -> Iterable[Found]:
    """Flag places and years in which the parts do not stand to the whole as declared."""
    whole_of = held.catalogue.indicators.get(check.whole)
    if whole_of is None:
        return
    for entity, series in held.points(check.whole).items():
        for year, whole in series.items():
            known = [point for part in check.parts if (point := held.point(entity, part, year)) is not None]
            values = [_converted(held, point, whole_of.units) for point in known]
            if None not in values and known:
                sizes = [value for value in values if value is not None]
                sign = _disagrees(check, sizes, whole.value)
                if sign:
                    yield _flag(check, held, whole, known, sizes, sign)


def _converted(held: Held, part: Point, units: dict[str, Fraction]) -> Fraction | None:
    """Return a part in the unit of the whole. None: it measures something else, which is for lint to say."""
    unit = held.catalogue.indicators[part.indicator].unit
    factor = units.get(unit)
    return None if factor is None else part.value * factor


def _disagrees(check: Parts, sizes: list[Fraction], whole: Fraction) -> str:
    """Return the sign between the sum and the whole if it should not be there, else nothing."""
    total, allowed = sum(sizes, Fraction(0)), check.tolerance * abs(whole)
    complete = len(sizes) == len(check.parts)
    if total > whole + allowed and (complete or min(sizes) >= 0):
        return ">"
    if complete and check.relation is Relation.EQUAL and total < whole - allowed:
        return "<"
    return ""


def _flag(check: Parts, held: Held, whole: Point, known: list[Point], sizes: list[Fraction], sign: str) -> Found:
    subject = held.subject(whole.entity, check.whole, whole.year)
    total = sum(sizes, Fraction(0))
    written = {lang: _written(total, whole, lang) for lang in ("zh", "en")}
    difference = {lang: _written(abs(total - whole.value), whole, lang) for lang in ("zh", "en")}
    names = "、".join(f"“{held.title(point.indicator)}”" for point in known)
    more = Text("多", "more") if sign == ">" else Text("少", "less")
    some = len(known) < len(check.parts)
    sums = " + ".join(_written(size, whole, "zh") for size in sizes)
    sums += f" {equals(written['zh'])}" if len(sizes) > 1 else ""
    found = flag(
        check,
        Text(
            f"{subject.zh}报 {whole.written()}，{'已报的' if some else ''}分项{names}合计 {written['zh']}，"
            f"{more.zh} {difference['zh']}",
            f"{subject.en} is reported as {whole.written('en')}; "
            f"{'those parts that were reported' if some else 'its parts'} come to {written['en']}, "
            f"{difference['en']} {more.en}",
        ),
        year=whole.year,
        owner=held.owner(check.whole),
        indicators=(check.whole, *(point.indicator for point in known)),
        at=(*whole.at, *(at for point in known for at in point.at)),
        entity=whole.entity,
        arithmetic=f"{sums} {sign} {whole.written()}",
        hint=Text("请核对合计与各分项", "check the whole and its parts"),
    )
    doubted = (*whole.observations, *(seen for point in known for seen in point.observations))
    return Found(found, doubted)


def _written(value: Fraction, whole: Point, lang: Lang) -> str:
    """Write a figure of the whole's indicator in the unit in which the whole was reported."""
    return amount(value / whole.factor, whole.unit, lang, brief=True)
