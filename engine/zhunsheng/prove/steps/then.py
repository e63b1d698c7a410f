"""那么: how the rule stands."""

from fractions import Fraction

from zhunsheng.prove.case import Case
from zhunsheng.prove.registry import then
from zhunsheng.prove.words import REASONS, SIDES, STATUSES, in_words

WHO = r"(?:(?P<place>(?!其余地区)\D+?)的?)??(?:(?P<year>\d{4})年)?"
"""The place and the year that a sentence is about; without them the only place, and the last year judged."""

AMOUNT = r"(?P<amount>-?\d+(?:\.\d+)?)"


def expect(what: str, found: object, wanted: object) -> None:
    """Raise `AssertionError` with both sides where they differ, in the features' words."""
    if found != wanted:
        raise AssertionError(f"{what}是 {in_words(found)}，应为 {in_words(wanted)}")


@then(WHO + r"判定为(?P<status>[^\d].*)")
def status_is(case: Case, place: str | None, year: str | None, status: str) -> None:
    """The status, in the features' words."""
    expect("判定", case.judgement(place, year, "status").status, STATUSES[status])


@then(WHO + r"原因是(?P<reason>.+)")
def reason_is(case: Case, place: str | None, year: str | None, reason: str) -> None:
    """The reason, in the features' words."""
    expect("原因", case.judgement(place, year, "reason").reason, REASONS[reason])


@then(WHO + r"恰好等于目标")
def exactly_on_target(case: Case, place: str | None, year: str | None) -> None:
    """Value and limit are the same figure."""
    expect("差距", case.judgement(place, year, "gap").gap, 0)


@then(WHO + r"比目标(?P<side>[高多低少])" + AMOUNT + r"(?P<unit>\D+)")
def away_from_target(case: Case, place: str | None, year: str | None, side: str, amount: str, unit: str) -> None:
    """How far the value lies of the limit."""
    expect("差距", case.judgement(place, year, "gap").gap, SIDES[side] * case.in_unit(Fraction(amount), unit))


@then(WHO + r"比(?P<end>上限|下限)(?P<side>[高多低少])" + AMOUNT + r"(?P<unit>\D+)")
def away_from_an_end(
    case: Case, place: str | None, year: str | None, end: str, side: str, amount: str, unit: str
) -> None:
    """How far the value lies outside a range, and of which end."""
    row = case.judgement(place, year, "gap")
    limit = row.upper if end == "上限" else row.target
    asked = SIDES[side] * case.in_unit(Fraction(amount), unit)
    apart = None if row.value is None or limit is None else row.value - limit
    expect(f"与{end}的差距", (row.gap, apart), (asked, asked))


@then(WHO + r"在范围之内")
def within_range(case: Case, place: str | None, year: str | None) -> None:
    """The value lies in the range, ends included."""
    row = case.judgement(place, year, "gap")
    expect("差距", (row.gap, row.upper is not None), (0, True))


@then(WHO + r"判定所用数值为" + AMOUNT + r"(?P<unit>\D+)")
def value_is(case: Case, place: str | None, year: str | None, amount: str, unit: str) -> None:
    """The figure judged: reported, summed or derived."""
    expect("数值", case.judgement(place, year, "value").value, case.in_unit(Fraction(amount), unit))


@then(WHO + r"时序进度为(?P<pace>-?[\d./]+)")
def pace_is(case: Case, place: str | None, year: str | None, pace: str) -> None:
    """时序进度 R, as a decimal or a fraction."""
    expect("时序进度", case.judgement(place, year, "pace").pace, Fraction(pace))


@then(WHO + r"按进度应达到" + AMOUNT + r"(?P<unit>\D+)")
def expected_is(case: Case, place: str | None, year: str | None, amount: str, unit: str) -> None:
    """The figure that the path asks for."""
    expect("应达到的数", case.judgement(place, year, "expected").expected, case.in_unit(Fraction(amount), unit))


@then(WHO + r"今后每年须达到原计划的(?P<factor>[\d.]+)倍")
def catch_up_is(case: Case, place: str | None, year: str | None, factor: str) -> None:
    """The pace needed from now on."""
    expect("追赶倍数", case.judgement(place, year, "catch_up").catch_up, Fraction(factor))


@then(WHO + r"首次达标在(?P<first>\d{4})年")
def first_met_in(case: Case, place: str | None, year: str | None, first: str) -> None:
    """The first year that satisfied the limit."""
    expect("首次达标", case.judgement(place, year, "first met").first_met, int(first))


@then(r"缺的是(?:(?P<place>\D+?))??(?P<year>\d{4})年(?P<title>.+)")
def missing_is(case: Case, place: str | None, year: str, title: str) -> None:
    """What is absent: one figure of one year."""
    row = case.judgement(place, None, "missing")
    expect("缺的", row.missing, (f"{case.indicator(title).id}@{year}",))
