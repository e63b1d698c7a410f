"""What the keys of milestones, amounts of one year, benchmarks, rosters, tasks and passages become."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.support import plan_folder
from tests.support.plan_folder import PLAN, RULES

from zhunsheng.compile import Loaded, load
from zhunsheng.model import numerals
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.plan import Context, ContextReason, Discrepancy, DiscrepancyKind, Reading, Roster, Task
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Citation, Members, Source, Target, Trajectory

Small = Callable[..., Loaded]


@pytest.fixture
def catalogue(small: Small) -> Catalogue:
    return compiled(small())


def compiled(loaded: Loaded) -> Catalogue:
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def test_a_milestone_is_done_or_not_done(catalogue: Catalogue) -> None:
    rule, indicator = catalogue.rules["centre"], catalogue.indicators["centre"]
    assert (indicator.kind, indicator.unit) == (Kind.MILESTONE, DONE)
    assert indicator.units == {DONE: 1}
    assert rule.targets == tuple(
        Target(year=year, operator=Operator.AT_LEAST, value=Decimal(1)) for year in (2021, 2023)
    )
    assert (rule.unit, rule.trajectory, rule.base, rule.decimals) == (DONE, Trajectory.NONE, None, None)
    assert rule.source.figures == ("24",)
    assert DONE in catalogue.known_units


def test_a_rule_may_refer_to_a_milestone(small: Small) -> None:
    hall = "indicators:\n  - {id: hall, title: 会堂, owner: 甲局, kind: milestone}\n"
    rules = RULES.replace("indicators:\n", hall).replace("indicator: revenue", "indicator: hall")
    rule = compiled(small(rules=rules.replace('2025: "issued >="', "2025: done"), assessment=None)).rules[
        "revenue-issued"
    ]
    assert (rule.indicator, rule.unit, rule.trajectory) == ("hall", DONE, Trajectory.NONE)


def test_a_formula_cannot_calculate_with_a_milestone(small: Small) -> None:
    [problem] = small(rules=RULES.replace("spending / revenue", "centre / revenue")).problems
    assert (problem.code, problem.message.en) == (
        "dimension-mismatch",
        "The expression measures [currency]^-1 · [done]; the unit, 1.",
    )


def test_an_amount_of_one_year_has_no_path(catalogue: Catalogue) -> None:
    rule = catalogue.rules["staff"]
    assert catalogue.indicators["staff"].kind is Kind.YEARLY
    assert rule.trajectory is Trajectory.NONE
    assert rule.base == Base(value=Decimal(5), first_year=2020, last_year=2020)


def test_that_it_has_no_path_may_be_said(small: Small) -> None:
    target = 'target: {2021: ">= 1", 2022: ">= 2"}'
    rules = RULES.replace(target, f"{target}\n    trajectory: none")
    assert compiled(small(rules=rules)).rules["staff"].trajectory is Trajectory.NONE


def test_a_benchmark_waits_for_its_figure(catalogue: Catalogue) -> None:
    rule = catalogue.rules["ppp"]
    assert rule.benchmark == "平均水平"
    assert rule.issued
    assert rule.targets == tuple(Target(year=year, operator=Operator.AT_LEAST, value=None) for year in (2021, 2022))
    assert catalogue.rules["beds"].benchmark is None


def test_a_benchmark_and_figures_of_its_own_go_together(small: Small) -> None:
    rules = RULES.replace('{2021-2022: "benchmark >="}', '{2021: ">= 5", 2022: "benchmark >"}')
    assert [t.value for t in compiled(small(rules=rules)).rules["ppp"].targets] == [Decimal(5), None]


def test_a_task_says_who_answers(catalogue: Catalogue) -> None:
    assert catalogue.plan.tasks == (
        Task(id="7", title="第七项", leads=("乙局",), support=("甲局",), locator="附件 第7项"),
        Task(id="t-8", title="第八项", leads=("甲局", "乙局")),
    )
    centre, ppp = catalogue.rules["centre"], catalogue.rules["ppp"]
    assert (centre.task, centre.owner, centre.support) == ("t-8", "乙局", ("甲局",))
    assert (ppp.task, ppp.owner, ppp.support) == ("7", "乙局", ("甲局",))
    assert catalogue.indicators["ppp"].owner == "乙局"
    assert catalogue.rules["beds"].task is None


@pytest.mark.parametrize(
    ("given", "owner", "support"),
    [
        ("owner: 甲局", "甲局", ("乙局",)),
        ("support: [甲局]", "乙局", ("甲局",)),
        ("owner: 甲局\n    support: [乙局]", "甲局", ("乙局",)),
    ],
)
def test_what_the_rule_says_itself_counts(small: Small, given: str, owner: str, support: tuple[str, ...]) -> None:
    spot = "benchmark: 平均水平"
    rule = compiled(small(rules=RULES.replace(spot, f"{spot}\n    {given}"))).rules["ppp"]
    assert (rule.owner, rule.support, rule.task) == (owner, support, "7")


def test_a_task_without_known_leads_is_the_only_complaint(small: Small) -> None:
    [problem] = small(plan=PLAN.replace("leads: [乙局]", "leads: [丁局]")).problems
    assert problem.code == "unknown-department"


def test_several_leads_are_named(small: Small) -> None:
    [problem] = small(rules=RULES.replace("    owner: 区乙局\n", "")).problems
    assert problem.expected is not None
    assert problem.expected.zh == "以下之一：甲局、乙局"


def test_places_of_a_roster_come_later(catalogue: Catalogue) -> None:
    assert catalogue.plan.rosters == (Roster(level="grid", title="网格", kinds=("农村", "社区")),)
    rule = catalogue.rules["staff"]
    assert (rule.scope, rule.members) == ((), Members(level="grid", kind="农村"))
    assert catalogue.rules["centre"].members is None


def test_all_kinds_of_a_roster(small: Small) -> None:
    rules = RULES.replace("{level: grid, kind: 农村}", "{level: grid}")
    assert compiled(small(rules=rules)).rules["staff"].members == Members(level="grid")


def test_where_a_place_lies_and_whose_policies_reach_it(catalogue: Catalogue) -> None:
    *_, pine, fir = catalogue.plan.places
    assert (pine.within, pine.extends, pine.kind) == (("town", "core"), (), "老")
    assert (fir.within, fir.extends, fir.kind) == (("town",), ("core",), None)


@pytest.mark.parametrize(
    ("scope", "places"),
    [
        ("{level: rural, within: core, extended: true}", ("pine", "fir")),
        ("{level: rural, within: core, extended: false}", ("pine",)),
        ("{level: rural, within: 核心区}", ("pine",)),
        ("{level: rural, within: town}", ("pine", "fir")),
        ("{level: rural, kind: 老}", ("pine",)),
        ("{level: rural, kind: 老, within: core}", ("pine",)),
        ("{level: rural}", ("pine", "fir")),
        ("[fir, core]", ("fir", "core")),
    ],
)
def test_scopes(small: Small, scope: str, places: tuple[str, ...]) -> None:
    rules = RULES.replace("{level: rural, within: core, extended: true}", scope)
    assert compiled(small(rules=rules)).rules["centre"].scope == places


def test_figures_are_kept_as_the_text_writes_them(catalogue: Catalogue) -> None:
    assert catalogue.rules["staff"].source == Source(
        document="小规划",
        locator="附件",
        anchor="专职",
        figures=("一", "2"),
        also=(
            Citation(locator="别处", anchor="人员", figures=("两",)),
            Citation(locator="再别处", anchor="人"),
        ),
    )


def unplaced(discrepancy: Discrepancy) -> Discrepancy:
    return replace(discrepancy, readings=tuple(replace(each, at=None) for each in discrepancy.readings))


def test_doubts_of_the_text(catalogue: Catalogue) -> None:
    entries = [reading for each in catalogue.plan.discrepancies for reading in each.readings]
    assert [reading.at and (reading.at.file, reading.at.line) for reading in entries] == [
        ("plan.yaml", number) for number, line in enumerate(PLAN.splitlines(), 1) if "says:" in line
    ]
    assert tuple(unplaced(each) for each in catalogue.plan.discrepancies) == (
        Discrepancy(
            id="two-shares",
            title="占比前后不一",
            kind=DiscrepancyKind.DISAGREEMENT,
            rules=("share", "beds"),
            readings=(
                Reading(locator="表1", anchor="占比", figures=("95",), says="百分之九十五"),
                Reading(locator="第一章", anchor="比重", figures=("100", "一百"), says="全部"),
            ),
            chosen=0,
            because="表在后",
        ),
        Discrepancy(
            id="odd-unit",
            title="单位",
            kind=DiscrepancyKind.MISPRINT,
            readings=(Reading(locator="第二章", anchor="投资", says="万元"),),
            chosen=None,
            because="无从判断",
        ),
    )


def test_quantities_that_are_no_commitment(catalogue: Catalogue) -> None:
    assert [each.at and each.at.line for each in catalogue.plan.context] == [
        number for number, line in enumerate(PLAN.splitlines(), 1) if "reason:" in line
    ]
    assert tuple(replace(each, at=None) for each in catalogue.plan.context) == (
        Context(
            locator="第一章", anchor="床位", figures=("3", "两"), reason=ContextReason.ACHIEVEMENT, note="上一时期"
        ),
        Context(locator="前言", reason=ContextReason.NAME, note="文件名"),
    )


def test_a_rule_of_an_unreadable_file_is_not_called_unknown(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, plan=PLAN.replace("[share, beds]", "[elsewhere]"))
    (folder / "z.yaml").write_text("theme: [", encoding="utf-8")
    assert [p.code for p in load(folder).problems] == ["yaml-syntax"]


def test_a_task_of_an_unreadable_plan_is_not_called_unknown(small: Small) -> None:
    assert [p.code for p in small(plan="a: [1").problems] == ["yaml-syntax"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("两百", 200),
        ("十二万", 120_000),
        ("三千", 3000),
        ("一亿", 100_000_000),
        ("二〇二五", 2025),
        ("零", 0),
        ("〇", 0),
        ("", None),
        ("十十", None),
        ("百", None),
        ("一百五", None),
        ("几", None),
        ("12", None),
        ("十二个", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert numerals.value(text) == value
