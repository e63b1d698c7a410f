"""What each key of the small plan becomes."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.plan_folder import PLAN, POLICY, RULES

from zhunsheng.compile import Loaded, find_plans, load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.indicator import Kind
from zhunsheng.model.plan import Bands
from zhunsheng.model.policy import Constant, Joined, Tally
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Nature, Source, Target, Trajectory

Small = Callable[..., Loaded]


@pytest.fixture
def catalogue(small: Small) -> Catalogue:
    loaded = small()
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def compiled(loaded: Loaded) -> Catalogue:
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def test_the_plan(catalogue: Catalogue) -> None:
    plan = catalogue.plan
    assert (plan.id, plan.title, plan.document.published, plan.document.number) == (
        "mini",
        "小规划",
        "2022-12",
        "江府〔2022〕1号",
    )
    assert (plan.period.base, plan.period.start, plan.period.end) == (2020, 2021, 2025)
    assert [(p.id, p.title, p.level, p.within, p.aliases) for p in plan.places] == [
        ("town", "甲区", "district", (), ("甲城区",)),
        ("east", "东街道", "street", ("town",), ()),
        ("west", "西街道", "street", ("town",), ()),
        ("core", "核心区", "zone", ("town",), ()),
        ("pine", "松镇", "rural", ("town", "core"), ()),
        ("fir", "杉镇", "rural", ("town",), ()),
    ]
    assert [(d.id, d.title, d.aliases) for d in plan.departments] == [
        ("甲局", "区甲局", ("区甲和丙局",)),
        ("乙局", "区乙局", ()),
    ]
    assert plan.bands == Bands()


def test_a_rule_with_every_key(catalogue: Catalogue) -> None:
    rule = catalogue.rules["beds"]
    assert rule.plan == "mini"
    assert rule.indicator == "beds"
    assert rule.nature is Nature.ANTICIPATORY
    assert rule.base == Base(value=Decimal("1.89"), first_year=2020, last_year=2020)
    assert rule.targets == (
        Target(year=2023, operator=Operator.AT_LEAST, value=Decimal("1.9")),
        Target(year=2025, operator=Operator.AT_LEAST, value=Decimal("2")),
    )
    assert rule.trajectory is Trajectory.CAGR
    assert rule.decimals == 2
    assert rule.bands == Bands(nearly=Fraction(9, 10))
    assert (rule.owner, rule.support, rule.scope) == ("乙局", ("甲局",), ("east", "west"))
    assert rule.source == Source(document="别的文件", locator="表2", anchor="床位")
    assert (rule.note, rule.theme, rule.unit) == ("说明", "主题", "张/千人")
    assert (rule.at.file, rule.at.line, rule.at.column) == ("rules.yaml", 28, 9)


def test_defaults(catalogue: Catalogue) -> None:
    rule = catalogue.rules["share"]
    assert (rule.scope, rule.support, rule.note, rule.decimals) == (("town",), (), "", None)
    assert rule.trajectory is Trajectory.LINEAR
    assert rule.bands == catalogue.plan.bands
    assert rule.source.document == "小规划"
    assert rule.source.figure == "95"


def test_flow_growth_and_issued(catalogue: Catalogue) -> None:
    jobs, growth, issued = (catalogue.rules[r] for r in ("jobs", "growth", "revenue-issued"))
    assert jobs.base == Base(value=Decimal("2.82"), first_year=2016, last_year=2020)
    assert catalogue.indicators["jobs"].kind is Kind.FLOW
    assert growth.trajectory is Trajectory.NONE
    assert [t.year for t in growth.targets] == [2021, 2022, 2023, 2024, 2025]
    assert {(t.operator, t.value, t.upper) for t in growth.targets} == {(Operator.WITHIN, Decimal(5), Decimal(8))}
    assert issued.targets == (Target(year=2025, operator=Operator.AT_LEAST, value=None),)
    assert (issued.indicator, issued.unit, issued.scope) == ("revenue", "万元", ("east", "west"))
    assert issued.issued


def test_indicators_stand_in_the_order_of_the_file(catalogue: Catalogue) -> None:
    own = ["share", "beds", "jobs", "growth", "revenue-issued", "centre", "ppp", "staff"]
    assert list(catalogue.indicators) == ["spending", "revenue", "land", *own[:4], *own[5:]]
    assert list(catalogue.rules) == own
    revenue = catalogue.indicators["revenue"]
    assert (revenue.definition, revenue.aliases, revenue.expression) == ("当年收入", ("总收入",), None)


def test_a_formula_is_brought_to_one_unit(catalogue: Catalogue) -> None:
    share = catalogue.indicators["share"]
    assert share.expression == Operation(
        "/", Name("spending", Fraction(100_000_000)), Name("revenue", Fraction(10_000))
    )
    assert share.expression_factor == 100
    assert share.expression_text == "spending / revenue"


def test_units_of_an_indicator(catalogue: Catalogue) -> None:
    assert catalogue.indicators["share"].units == {
        "percent": 1,
        "%": 1,
        "％": 1,
        "1": 100,
    }
    assert catalogue.indicators["beds"].units == {
        "张/千人": 1,
        "张/人": 1000,
        "张/万人": Fraction(1, 10),
        "张": 1,
    }
    assert {"百分点", "张/万人", "％", "1", "亩"} <= set(catalogue.known_units)


def test_tests_are_put_in_a_safe_order(catalogue: Catalogue) -> None:
    before, now = catalogue.policy.strata[0].rules[1].patterns
    assert before.tests == (Constant(attribute="status", compare="!=", value="met"),)
    assert now.tests == (
        Constant(attribute="status", compare="!=", value="met"),
        Joined(attribute="year_no", compare="==", other="before", other_attribute="year_no", offset=1),
    )


def test_equality_joins_come_last(small: Small) -> None:
    spot = '{year_no: before.year_no + 1, status: "!= met"}'
    tests = '{owner: before.owner, year_no: "> before.year_no - 2", status: "= met", rule: share}'
    patterns = compiled(small(policy=POLICY.replace(spot, tests))).policy.strata[0].rules[1].patterns
    assert [(t.attribute, t.compare) for t in patterns[1].tests] == [
        ("status", "=="),
        ("rule", "=="),
        ("year_no", ">"),
        ("owner", "=="),
    ]
    assert isinstance(patterns[1].tests[2], Joined)
    assert patterns[1].tests[2].offset == -2


def test_the_policy(catalogue: Catalogue) -> None:
    classify, load_ = catalogue.policy.strata
    assert (classify.id, classify.per, classify.sees) == (
        "classify",
        ("rule", "entity"),
        ("nature", "status", "owner", "year_no"),
    )
    rule = classify.rules[0]
    assert (rule.id, rule.about, rule.kind, rule.level) == ("missed", "j", FindingKind.VIOLATION, Level.RED)
    assert (rule.because.zh, rule.because.en) == ("未达标", "missed")
    assert (rule.at.file, rule.at.line, rule.at.column) == ("policy.yaml", 7, 13)
    assert rule.patterns[0].tests[-1] == Constant(attribute="year_no", compare=">=", value=1)
    assert load_.tallies == (
        Tally(name="alerts", kind=FindingKind.ALERT),
        Tally(name="reds", kind=FindingKind.ALERT, level=Level.RED),
    )


@pytest.mark.parametrize(
    ("base", "target", "more"),
    [
        ("96", '2025: ">= 95"', "trajectory: maintain"),
        ('"> 95"', '2025: ">= 95"', "trajectory: maintain"),
        ('">= 95"', '2025: ">= 95"', "trajectory: maintain"),
        ("94.96", '2025: ">= 95"', "trajectory: maintain\n    judge: {rounded: 1}"),
        ("3", '2025: "<= 3", 2024: "< 95"', "trajectory: maintain"),
        ('"<= 3"', '2025: "<= 95"', "trajectory: maintain"),
        ('"< 95"', '2025: "< 95"', "trajectory: maintain"),
        ("95", '2025: "= 95"', "trajectory: maintain"),
        ("94", '2025: "90..95"', "trajectory: maintain"),
        ("96", '2024: ">= 95", 2025: "issued >="', "trajectory: maintain"),
        ("96", '2025: ">= 95"', "trajectory: none"),
        ("96", '2021-2025: ">= 95"', "note: 每年都有下限"),
        ("95", '2025: "> 95"', "note: 尚未满足"),
        ('"< 99"', '2025: ">= 95"', "note: 不一定满足"),
        ('">= 94"', '2025: ">= 95"', "note: 不一定满足"),
        ("92", '2024: ">= 95", 2025: "issued >="', "trajectory: cagr"),
    ],
)
def test_base_and_target_that_go_together(small: Small, base: str, target: str, more: str) -> None:
    old = 'base: {2020: 92}\n    target: {2025: ">= 95"}'
    assert RULES.count(old) == 1
    compiled(small(rules=RULES.replace(old, f"base: {{2020: {base}}}\n    target: {{{target}}}\n    {more}")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit: 万人\n    base: {2016-2020: 2.82}", "unit: 万人\n    base: {2020: 0.5}"),
        ("unit: 万人\n    base: {2016-2020: 2.82}", "unit: 万人\n    trajectory: linear"),
        ("indicator: revenue", "indicator: revenue\n    unit: 万元"),
        ("judge: full", "trajectory: none"),
        ("printed_unit: 张", "printed_unit: 张每千人"),
        ("printed_unit: 张", "printed_unit: 张 / 千人"),
        ("scope: {level: street, within: town}", "scope: {level: street}"),
        ("unit: percent\n    base", 'unit: " % "\n    base'),
        ("unit: 亩", 'unit: "1"'),
    ],
)
def test_these_are_fine_too(small: Small, old: str, new: str) -> None:
    assert RULES.count(old) == 1
    compiled(small(rules=RULES.replace(old, new)))


def test_text_is_kept_as_written(small: Small) -> None:
    for text in ("no", "on", "0x10", "1e3", "~", "2022-12-31", "12:30:45", "null", "1_000", "007"):
        catalogue = compiled(small(rules=RULES.replace("note: 说明", f"note: {text}")))
        assert catalogue.rules["beds"].note == text


def test_blanks_around_a_value_do_not_count(small: Small) -> None:
    rules = RULES.replace("note: 说明", "note: >\n      说明\n      其二").replace("title: 床位", 'title: " 床位 "')
    catalogue = compiled(small(rules=rules))
    assert (catalogue.rules["beds"].note, catalogue.indicators["beds"].title) == ("说明 其二", "床位")


def test_windows_line_ends_and_a_byte_order_mark(small: Small) -> None:
    data = b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode()
    assert compiled(small(rules=data)).rules == compiled(small()).rules


def test_only_indicators(small: Small) -> None:
    plan = PLAN.replace("    rules: [share, beds]\n", "")
    checks = "checks:\n  - {id: absent, title: 缺报, kind: missing, level: note}\n"
    catalogue = compiled(small(plan=plan, rules=RULES.partition("rules:\n")[0], checks=checks, assessment=None))
    assert (len(catalogue.indicators), len(catalogue.rules)) == (3, 0)


def test_bands_of_the_plan_are_the_rules_own(small: Small) -> None:
    catalogue = compiled(small(plan=PLAN.replace("behind: 0.6", "behind: 0.5").replace("on_track: 1, ", "")))
    assert catalogue.rules["beds"].bands == Bands(nearly=Fraction(9, 10), behind=Fraction(1, 2))


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    other = (
        RULES[RULES.index("  - id: jobs") : RULES.index("  - id: growth")]
        .replace("id: jobs", "id: aaa")
        .replace("就业\n", "在先\n")
    )
    (folder / "00-first.yaml").write_text("theme: 别的\nrules:\n" + other, encoding="utf-8")
    catalogue = compiled(load(folder))
    assert next(iter(catalogue.rules)) == "aaa"
    assert catalogue.rules["aaa"].at.file == "00-first.yaml"


def test_find_plans(tmp_path: Path) -> None:
    second, first = plan_folder.write(tmp_path / "b"), plan_folder.write(tmp_path / "a")
    (tmp_path / "c").mkdir()
    assert find_plans(tmp_path) == (first, second)
    assert find_plans(first) == (first,)
    assert find_plans(tmp_path / "c") == ()
    assert find_plans(tmp_path / "nowhere") == ()
