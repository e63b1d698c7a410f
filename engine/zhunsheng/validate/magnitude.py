"""量级: a figure off by a power of ten from the year before, as when 万元 are written over 亿元."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhunsheng.model.figures import amount, figure
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Magnitude
from zhunsheng.validate.changes import equals, steps
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point, Series, from_to

_POWERS = tuple(power for size in range(1, 9) for power in (size, -size))
_NEAR = (Fraction(1, 2), Fraction(2))


def magnitude(check: Magnitude, held: Held) -> Iterable[Found]:
    """Flag figures that some power of ten brings close to the year before, and that are far from it as they stand."""
    for indicator in check.indicators:
        for series in held.points(indicator).values():
            yield from _of_series(check, held, series)


def _of_series(check: Magnitude, held: Held, series: Series) -> Iterator[Found]:
    odd: dict[int, Point] = {}
    for before, now in steps(series):
        power = _power(check, before, now)
        if power is None or _is_back(check, odd.get(before.year), now):
            continue
        odd[now.year] = before
        yield _flag(check, held, before, now, power)


def _power(check: Magnitude, before: Point, now: Point) -> int | None:
    """Return the power of ten by which a figure is off, if it is."""
    if before.value * now.value <= 0:
        return None
    ratio = now.value / before.value
    if max(ratio, 1 / ratio) < check.factor:
        return None
    low, high = _NEAR
    return next((power for power in _POWERS if low <= ratio / Fraction(10) ** power <= high), None)


def _is_back(check: Magnitude, sound: Point | None, now: Point) -> bool:
    """Tell whether a figure only returns to where it was before the odd one of last year, which was asked about."""
    return sound is not None and _power(check, sound, now) is None


def _flag(check: Magnitude, held: Held, before: Point, now: Point, power: int) -> Found:
    subject, moved = held.subject(now.entity, now.indicator, now.year), from_to(before, now)
    ratio = figure(now.value / before.value, fewest=2, longest=4).brief()
    times = ratio.removeprefix("≈")
    slip = decimal_text(Fraction(10) ** abs(power))
    found = flag(
        check,
        Text(
            f"{subject.zh}{moved.zh}，约为上年的 {times} 倍，像是差了 {slip} 倍",
            f"{subject.en} went {moved.en}, about {times} times as much, as if by a slip of {slip}",
        ),
        year=now.year,
        owner=held.owner(now.indicator),
        indicators=(now.indicator,),
        at=(*now.at, *before.at),
        entity=now.entity,
        arithmetic=f"{now.written()} ÷ {before.written()} {equals(ratio)}",
        hint=_hint(held, now, power),
    )
    return Found(found, now.observations)


def _hint(held: Held, now: Point, power: int) -> Text:
    """Name the unit in which the figure would be of the usual size, where there is one."""
    plain = Text("请核对单位和小数点", "check the unit and the decimal point")
    meant = now.factor / Fraction(10) ** power
    units = held.catalogue.indicators[now.indicator].units
    unit = next((unit for unit, factor in units.items() if factor == meant), None)
    if unit is None:
        return plain
    guess = {lang: amount(now.shown, unit, lang, brief=True) for lang in ("zh", "en")}
    return Text(f"{plain.zh}：是不是 {guess['zh']}？", f"{plain.en}: is it {guess['en']}?")
