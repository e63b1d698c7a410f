"""那么: how the rule stands, and what policy draws from it."""

from collections.abc import Sequence
from fractions import Fraction

from pytest_bdd import parsers, then

from features.steps.case import Case, judged
from features.steps.words import KINDS, LEVELS, OPERATORS, REASONS, SIDES, STATUSES, WHOLE_DEPARTMENT
from zhunsheng.model.finding import Finding

YEAR = r"(?:(?P<year>\d{4})年)?"
AMOUNT = r"(?P<amount>-?\d+(?:\.\d+)?)"


@then(parsers.re(YEAR + r"判定为(?P<status>[^\d].*)"))
def status_is(case: Case, year: str | None, status: str) -> None:
    assert case.judgement(year).status is STATUSES[status]


@then(parsers.re(YEAR + r"原因是(?P<reason>.+)"))
def reason_is(case: Case, year: str | None, reason: str) -> None:
    assert case.judgement(year).reason is REASONS[reason]


@then(parsers.re(YEAR + r"恰好等于目标"))
def exactly_on_target(case: Case, year: str | None) -> None:
    assert case.judgement(year).gap == 0


@then(parsers.re(YEAR + r"比目标(?P<side>[高多低少])" + AMOUNT + r"(?P<unit>\D+)"))
def away_from_target(case: Case, year: str | None, side: str, amount: str, unit: str) -> None:
    assert case.judgement(year).gap == SIDES[side] * case.in_unit(Fraction(amount), unit)


@then(parsers.re(YEAR + r"判定所用数值为" + AMOUNT + r"(?P<unit>\D+)"))
def value_is(case: Case, year: str | None, amount: str, unit: str) -> None:
    assert case.judgement(year).value == case.in_unit(Fraction(amount), unit)


@then(
    parsers.re(
        YEAR + r"执行的目标为(?P<operator>不低于|高于|不高于|低于)" + AMOUNT + r"(?P<unit>\D+)，(?P<due>\d{4})年到期"
        r"(?:，文号“(?P<citation>[^”]+)”)?"
    )
)
def limit_is(
    case: Case, year: str | None, operator: str, amount: str, unit: str, due: str, citation: str | None
) -> None:
    row = case.judgement(year)
    asked = (OPERATORS[operator], case.in_unit(Fraction(amount), unit), int(due), citation)
    assert (row.operator, row.target, row.due, row.citation) == asked


@then(parsers.re(YEAR + r"时序进度为(?P<pace>-?[\d./]+)"))
def pace_is(case: Case, year: str | None, pace: str) -> None:
    assert case.judgement(year).pace == Fraction(pace)


@then(parsers.re(YEAR + r"按进度应达到" + AMOUNT + r"(?P<unit>\D+)"))
def expected_is(case: Case, year: str | None, amount: str, unit: str) -> None:
    assert case.judgement(year).expected == case.in_unit(Fraction(amount), unit)


@then(parsers.re(YEAR + r"今后每年须达到原计划的(?P<factor>[\d.]+)倍"))
def catch_up_is(case: Case, year: str | None, factor: str) -> None:
    assert case.judgement(year).catch_up == Fraction(factor)


@then(parsers.re(YEAR + r"首次达标在(?P<first>\d{4})年"))
def first_met_in(case: Case, year: str | None, first: str) -> None:
    assert case.judgement(year).first_met == int(first)


@then(parsers.re(r"缺的是(?P<year>\d{4})年(?P<title>.+)"))
def missing_is(case: Case, year: str, title: str) -> None:
    absent = {case.catalogue.indicators[key].title: key for key in case.catalogue.indicators}[title]
    assert case.judgement().missing == (f"{absent}@{year}",)


@then("没有违反、预警或提示")
def no_finding(case: Case) -> None:
    assert case.outcome.findings == ()


@then(
    parsers.re(
        r"(?:认定|发出|给出)(?P<kind>违反|预警|提示)（(?P<level>\D\D)），由(?P<owner>.+)负责，理由是“(?P<because>[^”]+)”"
    )
)
def only_finding(case: Case, kind: str, level: str, owner: str, because: str) -> None:
    concluded = [(f.kind, f.level, f.owner, f.because.text.zh) for f in case.outcome.findings]
    assert concluded == [(KINDS[kind], LEVELS[level], owner, because)]


@then("结论如下")
def all_findings(case: Case, datatable: Sequence[Sequence[str]]) -> None:
    head, *rows = datatable
    assert list(head) == ["年份", "指标", "类别", "级别", "责任单位", "理由"]
    assert sorted(_told(case, finding) for finding in case.outcome.findings) == sorted(map(tuple, rows))


@then("打乱报送次序，判定与结论都不变")
def order_makes_no_difference(case: Case) -> None:
    sent = case.submission
    for turn in range(1, len(sent.observations)):
        rows = (*sent.observations[turn:], *sent.observations[:turn])[::-1]
        shuffled = type(sent)(observations=rows, issued=sent.issued[::-1], refusals=sent.refusals[::-1])
        assert judged(case.catalogue, shuffled, case.years) == case.outcome


def _told(case: Case, finding: Finding) -> tuple[str, ...]:
    """A finding in the words of the features."""
    kind = {value: word for word, value in KINDS.items()}[finding.kind]
    level = {value: word for word, value in LEVELS.items()}[finding.level]
    title = case.catalogue.rules[finding.rule].title if finding.rule else WHOLE_DEPARTMENT
    return (str(finding.year), title, kind, level, finding.owner, finding.because.text.zh)
