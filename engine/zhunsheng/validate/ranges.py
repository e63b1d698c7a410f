"""超出可能范围: figures that cannot be, whatever the plan asks for."""

from collections.abc import Iterable
from fractions import Fraction

from zhunsheng.model.figures import RANGE, amount
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Range
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point


def out_of_range(check: Range, held: Held) -> Iterable[Found]:
    """Flag figures, reported or derived, below `low` or above `high`."""
    for indicator in check.indicators:
        for series in held.points(indicator).values():
            for point in series.values():
                beyond = _beyond(check, point.value)
                if beyond is not None:
                    yield _flag(check, held, point, beyond)


def _beyond(check: Range, value: Fraction) -> tuple[Operator, Fraction] | None:
    """Return on which side of which end a figure lies, if outside."""
    if check.low is not None and value < check.low:
        return Operator.BELOW, check.low
    if check.high is not None and value > check.high:
        return Operator.ABOVE, check.high
    return None


def _flag(check: Range, held: Held, point: Point, beyond: tuple[Operator, Fraction]) -> Found:
    subject = held.subject(point.entity, point.indicator, point.year)
    sign, end = beyond
    hint = Text("请核对数值和单位", "check the figure and its unit")
    if held.catalogue.indicators[point.indicator].expression is not None:
        hint = Text("这个数是算出来的：请核对所用的各数和单位", "it is calculated: check the figures it is made of")
    found = flag(
        check,
        Text(
            f"{subject.zh}为 {point.written()}，而可能的范围是 {_possible(check, point, 'zh')}",
            f"{subject.en} is {point.written('en')}: outside of what is possible, {_possible(check, point, 'en')}",
        ),
        year=point.year,
        owner=held.owner(point.indicator),
        indicators=(point.indicator,),
        at=point.at,
        entity=point.entity,
        arithmetic=f"{point.written()} {sign.value} {_end(end, point, 'zh')}",
        hint=hint,
    )
    return Found(found, point.observations)


def _possible(check: Range, point: Point, lang: Lang) -> str:
    """Write the range in the unit of the figure."""
    if check.low is not None and check.high is not None:
        return f"{_end(check.low, point, lang)}{RANGE.to(lang)}{_end(check.high, point, lang)}"
    if check.low is not None:
        return f"≥ {_end(check.low, point, lang)}"
    return f"≤ {_end(check.high or Fraction(0), point, lang)}"


def _end(end: Fraction, point: Point, lang: Lang) -> str:
    return amount(end / point.factor, point.unit, lang, brief=True)
