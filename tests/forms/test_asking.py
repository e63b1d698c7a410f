"""Who is asked for what in a year."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from tests.forms.conftest import DISTRICT, ZONES
from tests.support.catalogues_intake import SHARE, at_least, indicator, rule
from tests.support.forms import asked

from zhunsheng.forms import Form
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind, parts
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Department, Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target, Trajectory
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.validation import CheckLevel, Components


def of_office(catalogue: Catalogue, year: int, earlier: Submission | None = None) -> Form:
    (office,) = catalogue.plan.departments
    return asked(catalogue, year, earlier)[office.title]


def figures(form: Form) -> set[str]:
    return {entry.indicator.id for entry in form.figures}


def with_rules(catalogue: Catalogue, *rules: Rule) -> Catalogue:
    return msgspec.structs.replace(catalogue, rules={each.id: each for each in rules})


def seen(
    indicator: str, year: int, value: str, entity: str = "jianghai", unit: str = "%", **more: object
) -> Observation:
    at = Location(file="data/2022.csv", line=7)
    made = {"value": Decimal(value), "unit": unit, "factor": 1, "text": value, "at": at, **more}
    return Observation(entity=entity, year=year, indicator=indicator, **made)  # type: ignore[arg-type]


def test_the_parts_of_a_derived_figure_are_asked_for_and_not_the_figure(small: Catalogue) -> None:
    form = of_office(small, 2023)
    assert {"revenue", "spending"} <= figures(form)
    assert "share" not in figures(form)
    (revenue,) = (entry for entry in form.figures if entry.indicator.id == "revenue")
    assert revenue.meaning == "用于计算“土地出让收入用于农业农村的比例”\n出处：表1"
    assert revenue.target == "土地出让收入用于农业农村的比例：2025 年 ≥ 10%"
    assert revenue.unit == "亿元"


def test_a_figure_that_no_rule_needs_is_not_asked_for(small: Catalogue) -> None:
    assert "growth" not in figures(of_office(small, 2023))


def test_in_the_base_year_only_levels_are_asked_for(small: Catalogue, zone_plan: Catalogue) -> None:
    assert "jobs" not in figures(of_office(small, 2020))
    form = of_office(zone_plan, 2019)
    assert form.milestones == ()
    assert "land" not in figures(form)
    assert {"landing", "both", "mixed"} <= figures(form)


def test_an_amount_of_a_year_is_asked_for_in_years_with_a_target(zone_plan: Catalogue) -> None:
    land = zone_plan.rules["land"]
    plan = with_rules(zone_plan, msgspec.structs.replace(land, targets=(target(2021),)))
    assert figures(asked(plan, 2021)["市城管局"]) == {"land"}
    assert asked(plan, 2022) == {}
    issued = IssuedTarget(
        entity="city",
        year=2022,
        indicator="land",
        value=Decimal(2),
        unit="亩",
        factor=1,  # type: ignore[arg-type]
        citation="某发〔2022〕1号",
        at=Location(file="a.csv"),
    )
    to_be_issued = msgspec.structs.replace(land, targets=(target(2021, None),))
    form = of_office(with_rules(zone_plan, to_be_issued), 2022, Submission(issued=(issued,)))
    assert [entry.target for entry in form.figures] == ["≥ 2 亩（某发〔2022〕1号）"]


def target(year: int, value: str | None = "1", operator: Operator = Operator.AT_LEAST) -> Target:
    return Target(year=year, operator=operator, value=None if value is None else Decimal(value))


def test_one_row_a_place(zone_plan: Catalogue) -> None:
    form = of_office(zone_plan, 2021)
    assert [entry.place.title for entry in form.milestones] == ["江门市", "开平市"]
    assert [entry.place.id for entry in form.figures if entry.indicator.id == "landing"] == ["kaiping", "enping"]


def test_a_figure_that_two_rules_need_is_asked_for_once(zone_plan: Catalogue) -> None:
    (both,) = (entry for entry in of_office(zone_plan, 2022).figures if entry.indicator.id == "both")
    assert both.target == "≥ 全国平均水平\n市下达数（尚未下达）"


def test_milestones_done_in_earlier_years_are_not_asked_for_again(zone_plan: Catalogue) -> None:
    done = seen("built", 2020, "1", "city", "done")
    undone = seen("built", 2020, "0", "kaiping", "done", illustrative=True)
    form = of_office(zone_plan, 2022, Submission(observations=(done, undone)))
    (left,) = form.milestones
    assert (left.place.id, form.done) == ("kaiping", 1)
    assert left.before == "未完成\n（2020 年，示例数，2022.csv 第 7 行）"
    later = msgspec.structs.replace(done, year=2022)
    assert of_office(zone_plan, 2022, Submission(observations=(later,))).done == 0


def test_what_is_overdue_comes_first_and_what_is_due_later_comes_last(zone_plan: Catalogue) -> None:
    built = zone_plan.rules["built"]
    rules = [
        msgspec.structs.replace(built, id=place, scope=(place,), targets=(target(year),))
        for place, year in (("city", 2022), ("eco", 2020), ("core", 2021))
    ]
    form = of_office(with_rules(zone_plan, *rules), 2021)
    assert [entry.target for entry in form.milestones] == [
        "应于 2020 年完成（已逾期）",
        "应于 2021 年完成",
        "应于 2022 年完成",
    ]


def test_the_figure_of_the_year_before_stands_with_its_source(small: Catalogue) -> None:
    refusal = Refusal(
        entity="jianghai",
        year=2022,
        indicator="beds",
        code="not-a-number",
        at=(Location(file="x/医院.xlsx", sheet="数据", cell="D4"),),
    )
    observations = (seen("sewage", 2022, "93.2"), seen("sewage", 2021, "91"), seen("sewage", 2023, "99"))
    form = of_office(small, 2023, Submission(observations=observations, refusals=(refusal,)))
    before = {entry.indicator.id: entry.before for entry in form.figures}
    assert before["sewage"] == "93.2%\n（2022.csv 第 7 行）"
    assert before["beds"] == "已报，未能读取\n（医院.xlsx 数据!D4）"
    assert before["floor"] == "未报"
    assert {entry.before for entry in of_office(small, 2023).figures} == {""}


@pytest.mark.parametrize(
    ("year", "changed", "expected"),
    [
        (2023, {}, "2025 年 ≥ 1%"),
        (2025, {}, "≥ 1%"),
        (2023, {"trajectory": Trajectory.MAINTAIN}, "≥ 1%（逐年保持）"),
        (2023, {"targets": (target(2021), target(2024, "2"))}, "2024 年 ≥ 2%"),
        (2025, {"targets": (target(2021), target(2024, "2"))}, "≥ 2%（2024 年起）"),
        (2025, {"targets": (Target(year=2025, operator=Operator.WITHIN, value=Decimal(5), upper=Decimal(8)),)}, "5—8%"),
    ],
)
def test_what_the_plan_demands(small: Catalogue, year: int, changed: dict[str, object], expected: str) -> None:
    share = indicator("x", "比例", SHARE)
    one = rule(share, target(2025), **changed) if "targets" not in changed else None
    made = one or msgspec.structs.replace(rule(share, target(2025)), **changed)
    plan = msgspec.structs.replace(small, indicators={"x": share}, rules={"x": made})
    (entry,) = of_office(plan, year).figures
    assert entry.target == expected
    assert entry.share


def test_a_sum_names_its_years(small: Catalogue) -> None:
    (jobs,) = (entry for entry in of_office(small, 2023).figures if entry.indicator.id == "jobs")
    assert jobs.target == "2021—2025 年累计 ≥ 2.7 万人"


def test_issued_targets_and_benchmarks_are_asked_for_on_a_form_of_their_own(zone_plan: Catalogue) -> None:
    assert "" not in asked(zone_plan, 2021)
    form = asked(zone_plan, 2022)[""]
    assert [(e.indicator.id, e.place.id, e.record) for e in form.issued] == [
        ("landing", "kaiping", "基准值"),
        ("landing", "enping", "基准值"),
        ("both", "city", "基准值"),
        ("both", "city", "下达目标"),
        ("mixed", "city", "基准值"),
        ("mixed", "kaiping", "基准值"),
    ]
    assert form.issued[0].meaning == "请填全省平均水平\n出处：表1"
    assert form.identity.department == ""


def test_places_of_a_roster_have_rows_once_they_are_known(zone_plan: Catalogue) -> None:
    form = of_office(zone_plan, 2021)
    assert form.listing is not None
    assert (form.listing.places, [roster.title for roster in form.listing.rosters]) == ((), ["网格"])
    grid = Place(id="grid-1", title="塘口第一网格", level="grid", kind="农村", within=("tangkou",))
    form = of_office(zone_plan, 2021, Submission(roster=(grid,)))
    assert form.listing is not None
    assert form.listing.places == (grid,)
    assert {entry.indicator.id for entry in form.figures if entry.place is grid} == {"staff", "party"}


def test_each_figure_of_the_real_plans_is_asked_of_one_department(plans: dict[str, Catalogue]) -> None:
    for name, year in ((DISTRICT, 2025), (ZONES, 2022)):
        plan = plans[name]
        forms = asked(plan, year).values()
        rows = [(e.indicator.id, e.place.id) for form in forms for e in (*form.figures, *form.milestones)]
        assert len(rows) == len(set(rows))
        needed = {
            (part, place)
            for each in plan.rules.values()
            for part in parts(plan.indicators, each.indicator)
            for place in each.scope
            if plan.indicators[each.indicator].kind not in (Kind.YEARLY, Kind.GROWTH)
            or year in {target.year for target in each.targets}
        }
        shares = [check for check in plan.checks if isinstance(check, Components)]
        beside = {
            (each, place)
            for check in shares
            for each in (check.numerator, check.denominator)
            for part, place in needed
            if part == check.share
        }
        assert set(rows) == needed | beside
        for form in forms:
            owners = {entry.indicator.owner for entry in (*form.figures, *form.milestones)}
            assert owners <= {form.identity.department}


def test_departments_with_nothing_to_report_get_no_form(small: Catalogue) -> None:
    idle = msgspec.structs.replace(small.plan, departments=(*small.plan.departments, Department(id="闲", title="闲局")))
    assert set(asked(msgspec.structs.replace(small, plan=idle), 2023)) == {"区城管局"}


def test_an_issued_target_has_an_owner_all_the_same(small: Catalogue) -> None:
    air = rule(indicator("air", "城市空气质量优良天数比率", SHARE), at_least(None))
    form = of_office(with_rules(small, air), 2024)
    assert [entry.target for entry in form.figures] == ["2025 年 市下达数（尚未下达）"]


def components(share: str, numerator: str, denominator: str) -> Components:
    at = Location(file="checks.yaml", line=2)
    named = {"share": share, "numerator": numerator, "denominator": denominator}
    return Components(id=share, title=share, level=CheckLevel.QUESTION, at=at, **named)


def test_numerator_and_denominator_are_asked_for_right_below_their_share(small: Catalogue) -> None:
    extra = {key: indicator(key, title, {"人": Fraction(1)}) for key, title in (("a", "甲数"), ("b", "乙数"))}
    plan = msgspec.structs.replace(
        small,
        indicators={**extra, **small.indicators},
        checks=(components("sewage", "a", "b"), components("insured", "sewage", "b")),
    )
    rows = of_office(plan, 2023).figures
    assert [row.indicator.id for row in rows][:4] == ["sewage", "a", "b", "insured"]
    sewage, above, below = rows[:3]
    assert sewage.meaning.splitlines() == ["“城乡基本医疗保险参保率”的分子", "出处：表1"]
    assert (above.meaning, above.target) == ("“城镇污水集中收集率”的分子\n出处：表1", "")
    assert below.meaning.splitlines()[:2] == ["“城镇污水集中收集率”的分母", "“城乡基本医疗保险参保率”的分母"]


def test_a_companion_goes_onto_the_form_of_its_own_department(small: Catalogue) -> None:
    other = Department(id="丙局", title="区丙局")
    plan = msgspec.structs.replace(
        small,
        plan=msgspec.structs.replace(small.plan, departments=(*small.plan.departments, other)),
        indicators={**small.indicators, "b": indicator("b", "乙数", {"人": Fraction(1)}, owner="丙局")},
        checks=(components("sewage", "spending", "b"),),
    )
    assert [row.indicator.id for row in asked(plan, 2023)["区丙局"].figures] == ["b"]
