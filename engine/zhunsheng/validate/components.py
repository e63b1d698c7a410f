"""比率与分子分母: a share whose numerator or denominator was not reported, or whose quotient is another figure.

Of the base year the plan itself prints the share, and nobody owes what it was made of.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.figures import amount
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Components
from zhunsheng.validate.changes import equals
from zhunsheng.validate.found import Found, flag
from zhunsheng.validate.held import Held, Point


def components(check: Components, held: Held) -> Iterable[Found]:
    """Flag shares that stand alone, and shares that are not what their numerator and denominator come to."""
    if not {check.share, check.numerator, check.denominator} <= held.catalogue.indicators.keys():
        return
    for share in held.reported(check.share):
        entity, indicator, year = share.entity, share.indicator, share.year
        absent = tuple(_absent(check, held, entity, year))
        if absent:
            if year > held.catalogue.plan.period.base:
                yield _alone(check, held, share, absent)
            continue
        point = held.point(entity, indicator, year)
        numerator, denominator = (held.point(entity, each, year) for each in (check.numerator, check.denominator))
        if point is not None and numerator is not None and denominator is not None:
            yield from _against(check, held, point, numerator, denominator)


def _absent(check: Components, held: Held, entity: str, year: int) -> Iterator[str]:
    """List those of the two of which nothing at all came in: one that could not be read has been asked about."""
    for indicator in (check.numerator, check.denominator):
        if not held.seen(entity, indicator, year) and (entity, indicator, year) not in held.refused:
            yield indicator


def _alone(check: Components, held: Held, share: Observation, absent: tuple[str, ...]) -> Found:
    subject = held.subject(share.entity, share.indicator, share.year)
    written = {lang: amount(share.value, share.unit, lang, bound=share.bound) for lang in ("zh", "en")}
    called = {check.numerator: Text("分子", "numerator"), check.denominator: Text("分母", "denominator")}
    zh = "、".join(f"{called[each].zh}“{held.title(each)}”" for each in absent)
    en = " and ".join(f"its {called[each].en}, {held.title(each)}" for each in absent)
    blanks = (held.blanks.get((share.entity, each, share.year)) for each in absent)
    found = flag(
        check,
        Text(
            f"{subject.zh}报 {written['zh']}，没有同时报{zh}",
            f"{subject.en} is reported as {written['en']} without {en}",
        ),
        year=share.year,
        owner=held.owner(share.indicator),
        indicators=(share.indicator, *absent),
        at=(share.at, *(at for at in blanks if at is not None)),
        entity=share.entity,
        hint=Text(f"请补报{zh}", f"hand in {en}"),
    )
    return Found(found, (share,))


def _against(check: Components, held: Held, share: Point, numerator: Point, denominator: Point) -> Iterator[Found]:
    """Hold the share against the quotient."""
    if not denominator.value:
        yield _differs(check, held, share, numerator, denominator, None)
    elif not _agree(check, share, numerator, denominator):
        quotient = check.factor * numerator.value / denominator.value / share.factor
        yield _differs(check, held, share, numerator, denominator, quotient)


def _agree(check: Components, share: Point, numerator: Point, denominator: Point) -> bool:
    """Tell whether rounding explains the difference: the share's, either way at a half, and that of the two sides.

    A side with decimals (39.4 万人) may have been rounded; a whole number was counted, and is what it is. A denominator
    that is not 0 is a unit of its last decimal or more, so that half of one never takes it to 0.
    """
    (low, high), (least, most) = _about(numerator), _about(denominator)
    quotients = [check.factor * upper / lower / share.factor for upper in (low, high) for lower in (least, most)]
    half = _half_a_unit(share.observations[0].value)
    return min(quotients) - half <= share.shown <= max(quotients) + half


def _about(side: Point) -> tuple[Fraction, Fraction]:
    """Return the ends between which a side lies that was reported like this, in its indicator's unit."""
    written = [seen.value for seen in side.observations]
    exact = len(written) > 1 or written[0] == written[0].to_integral_value()
    slack = Fraction(0) if exact else _half_a_unit(written[0]) * side.factor
    return side.value - slack, side.value + slack


def _half_a_unit(written: Decimal) -> Fraction:
    """Return half a unit of the last decimal of a figure, as it was reported."""
    exponent = written.as_tuple().exponent
    return Fraction(1, 2) * Fraction(10) ** min(0, exponent if isinstance(exponent, int) else 0)


def _differs(
    check: Components, held: Held, share: Point, numerator: Point, denominator: Point, quotient: Fraction | None
) -> Found:
    subject = held.subject(share.entity, share.indicator, share.year)
    if quotient is None:
        said = Text("分母为 0，算不出比率", "the denominator is 0, so there is no share")
    else:
        said = Text(
            f"由分子“{held.title(check.numerator)}”、分母“{held.title(check.denominator)}”算得 "
            f"{_quotient(quotient, share, 'zh')}",
            f"{held.title(check.numerator)} by {held.title(check.denominator)} comes to "
            f"{_quotient(quotient, share, 'en')}",
        )
    sides: tuple[Location, ...] = (*numerator.at, *denominator.at)
    sum_of = f"{numerator.written()} ÷ {denominator.written()}"
    found = flag(
        check,
        Text(
            f"{subject.zh}报 {share.written()}，{said.zh}",
            f"{subject.en} is reported as {share.written('en')}; {said.en}",
        ),
        year=share.year,
        owner=held.owner(share.indicator),
        indicators=(check.share, check.numerator, check.denominator),
        at=(*share.at, *sides),
        entity=share.entity,
        arithmetic=sum_of
        if quotient is None
        else f"{sum_of} {equals(_quotient(quotient, share, 'zh'))} ≠ {share.written()}",
        hint=Text("请核对比率、分子和分母", "check the share, its numerator and its denominator"),
    )
    return Found(found, (*share.observations, *numerator.observations, *denominator.observations))


def _quotient(quotient: Fraction, share: Point, lang: Lang) -> str:
    return amount(quotient, share.unit, lang, (share.shown,), brief=True)
