"""与上年相同: the very figure of the year before, with so many digits that it is hardly chance."""

from collections.abc import Iterable
from decimal import Decimal

from zhunsheng.model.text import Text
from zhunsheng.model.validation import Flag, Unchanged
from zhunsheng.validate.changes import steps
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point


def unchanged(check: Unchanged, held: Held) -> Iterable[Found]:
    """Flag figures of `digits` significant digits or more that are those of last year."""
    for indicator in check.indicators:
        for series in held.points(indicator).values():
            for before, now in steps(series):
                if now.value == before.value and _digits(now) >= check.digits:
                    yield Found(_flag(check, held, before, now), now.observations)


def _digits(point: Point) -> int:
    """Count the significant digits of a figure as it was reported, zeros at its end left out: 98.27 has 4, 1200 two."""
    return max((_significant(seen.value) for seen in point.observations), default=0)


def _significant(value: Decimal) -> int:
    digits = "".join(map(str, value.as_tuple().digits))
    return len(digits.strip("0"))


def _flag(check: Unchanged, held: Held, before: Point, now: Point) -> Flag:
    subject = held.subject(now.entity, now.indicator, now.year)
    return flag(
        check,
        Text(
            f"{subject.zh}报 {now.written()}，与上年完全相同",
            f"{subject.en} is {now.written('en')}, the very figure of the year before",
        ),
        year=now.year,
        owner=held.owner(now.indicator),
        indicators=(now.indicator,),
        at=(*now.at, *before.at),
        entity=now.entity,
        arithmetic=f"{now.written()} = {before.written()}",
        hint=Text("请确认是本年的实际数，不是沿用上年", "make sure that it is the figure of this year"),
    )
