"""The catalogue of 江海区, held against its Table 1 and the figures of its prose as copied here by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature, Trajectory

YUQI, YUESHU = Nature.ANTICIPATORY, Nature.BINDING

# 指标, 2020年 (None: not given), 2025年 (None: 完成市下达任务), 属性, 单位, 表中所印单位, 责任部门, 序号
TABLE_1 = {
    "urbanization-rate": ("99.8", ">= 99.8", YUQI, "percent", "%", "发改局", 1),
    "kindergarten-places-per-thousand": ("40", "> 40", YUQI, "个/千人", "个", "教育局", 2),
    "primary-school-places-per-thousand": ("80", "> 80", YUQI, "个/千人", "个", "教育局", 2),
    "junior-school-places-per-thousand": ("40", "> 40", YUQI, "个/千人", "个", "教育局", 2),
    "migrant-children-public-schooling": (None, ">= 92", YUQI, "percent", "%", "教育局", 3),
    "public-culture-floor-area": ("1460.5", "> 2805", YUQI, "平方米/万人", "平方米", "文广旅体局", 4),
    "hospital-beds-per-thousand": ("1.89", ">= 2", YUQI, "张/千人", "张", "卫健局", 5),
    "infant-care-places-per-thousand": ("2", ">= 5", YUQI, "个/千人", "个", "卫健局", 6),
    "nursing-beds-share": ("40.5", ">= 55", YUQI, "percent", "%", "民政局", 7),
    "new-urban-jobs": ("2.82", ">= 2.7", YUQI, "万人", "万人", "人社局", 8),
    "affordable-housing-for-migrants": (None, None, YUQI, "万套", "万套", "住建局", 9),
    "5g-user-penetration": ("18.1", None, YUQI, "percent", "%", "经促局", 10),
    "community-service-floor-area": ("23", None, YUQI, "平方米/百户", "平方米", "民政局", 11),
    "sewage-collection-rate": ("92", ">= 95", YUESHU, "percent", "%", "城管局", 12),
    "green-coverage-rate": ("43.31", ">= 45", YUESHU, "percent", "%", "城管局", 13),
    "good-air-days-ratio": ("88", None, YUESHU, "percent", "%", "生态环境分局", 14),
    "black-odorous-water-elimination": ("100", ">= 100", YUESHU, "percent", "%", "城管局", 15),
    "basic-medical-insurance-coverage": ("> 95", "> 95", YUQI, "percent", "%", "医保分局", 16),
    "rural-road-connection": ("89", ">= 100", YUQI, "percent", "%", "住建局", 17),
    "waste-collection-villages": ("90", ">= 100", YUQI, "percent", "%", "城管局", 18),
    "rural-sewage-treatment-rate": ("92", ">= 100", YUQI, "percent", "%", "城管局", 19),
}
MAINTAINED = {"urbanization-rate", "black-odorous-water-elimination", "basic-medical-insurance-coverage"}


# 正文与专栏里写明的数：目标, 单位, 类别, 基数, 进度, 出处
PROSE = {
    "urban-resident-population": ("> 40", "万人", Kind.LEVEL, "36.7", Trajectory.LINEAR, "第二章第三节"),
    "equipment-cluster-output": ("> 200", "亿元", Kind.LEVEL, None, Trajectory.NONE, "第四章第三节"),
    "materials-cluster-output": ("> 300", "亿元", Kind.LEVEL, None, Trajectory.NONE, "第四章第三节"),
    "electronics-cluster-output": ("> 400", "亿元", Kind.LEVEL, None, Trajectory.NONE, "第四章第三节"),
    "appliances-cluster-output": ("> 225", "亿元", Kind.LEVEL, None, Trajectory.NONE, "第四章第三节"),
    "biomedicine-cluster-output": ("> 75", "亿元", Kind.LEVEL, None, Trajectory.NONE, "第四章第三节"),
    "emergency-base-planned-area": (">= 11000", "亩", Kind.LEVEL, None, Trajectory.NONE, "第四章第四节"),
    "technology-complex-area": (">= 100", "万平方米", Kind.FLOW, None, Trajectory.LINEAR, "第五章第二节"),
    "rural-waste-treatment-rate": (">= 100", "percent", Kind.LEVEL, None, Trajectory.NONE, "专栏7 第1项"),
    "new-sewers": (">= 38.66", "公里", Kind.FLOW, None, Trajectory.LINEAR, "专栏7 第2项"),
    "community-service-floor-area-30": (">= 30", "平方米/百户", Kind.LEVEL, "23", Trajectory.LINEAR, "专栏10 第1项"),
    "grid-party-branches": (">= 1", "个", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "grid-teams": (">= 1", "个", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "rural-grid-staff": (">= 1", "名", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "urban-grid-staff": (">= 2", "名", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "social-work-stations": (">= 100", "percent", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "social-work-for-the-needy": (">= 100", "percent", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "community-welfare-coverage": (">= 100", "percent", Kind.LEVEL, None, Trajectory.NONE, "专栏10 第1项"),
    "new-kindergartens": (">= 6", "所", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "new-kindergarten-places": (">= 1800", "个", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "new-schools": ("in 5 8", "所", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "new-school-places": (">= 1.2", "万个", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "senior-teachers": (">= 5", "名", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "studio-leads": (">= 5", "名", Kind.FLOW, None, Trajectory.NONE, "专栏11 第1项"),
    "renowned-teachers": (">= 50", "名", Kind.FLOW, None, Trajectory.LINEAR, "专栏11 第1项"),
    "childrens-homes": (">= 20", "个", Kind.LEVEL, None, Trajectory.NONE, "第七章第四节"),
    "water-supply-coverage": (">= 100", "percent", Kind.LEVEL, None, Trajectory.NONE, "第七章第五节"),
}
YEARLY = {"new-research-institutions": (range(2021, 2026), 2), "annual-monitoring": (range(2023, 2026), 1)}
SHARE = "land-revenue-agriculture-share"
WITHOUT_A_TASK = {"urban-resident-population", "street-action-plans", "annual-monitoring", "midterm-review"}


def test_size(real: Catalogue) -> None:
    assert (len(real.rules), len(real.indicators)) == (197, 209)
    assert list(real.rules)[: len(TABLE_1) + 1] == [*TABLE_1, SHARE]


@pytest.mark.parametrize("rule_id", PROSE)
def test_a_figure_of_the_prose(rule_id: str, real: Catalogue) -> None:
    target, unit, kind, base, trajectory, locator = PROSE[rule_id]
    rule = real.rules[rule_id]
    [limit] = rule.targets
    said = (limit.operator, limit.value, *(() if limit.upper is None else (limit.upper,)))
    assert (limit.year, " ".join(str(part) for part in said)) == (2025, target)
    assert (rule.unit, real.indicators[rule.indicator].kind, rule.nature) == (unit, kind, Nature.TASK)
    assert (None if rule.base is None else str(rule.base.value)) == base
    assert (rule.trajectory, rule.source.locator) == (trajectory, locator)


@pytest.mark.parametrize("rule_id", YEARLY)
def test_an_amount_of_every_year(rule_id: str, real: Catalogue) -> None:
    years, least = YEARLY[rule_id]
    assert [(t.year, str(t.operator), t.value) for t in real.rules[rule_id].targets] == [
        (year, ">=", least) for year in years
    ]
    assert real.indicators[rule_id].kind is Kind.YEARLY


def test_every_other_rule_is_a_milestone_of_the_last_year(real: Catalogue) -> None:
    milestones = [rule for rule in real.rules.values() if rule.unit == DONE]
    assert len(milestones) == 197 - len(TABLE_1) - 1 - len(PROSE) - len(YEARLY)
    for rule in milestones:
        assert [(t.year, t.operator, t.value) for t in rule.targets] == [(2025, Operator.AT_LEAST, 1)]
        assert (rule.nature, rule.trajectory) == (Nature.TASK, Trajectory.NONE)


def test_the_staff_of_grids_is_asked_of_each_grid(real: Catalogue) -> None:
    members = {rule.id: (rule.members.level, rule.members.kind) for rule in real.rules.values() if rule.members}
    assert members == {
        "grid-party-branches": ("grid", None),
        "grid-teams": ("grid", None),
        "rural-grid-staff": ("grid", "农村"),
        "urban-grid-staff": ("grid", "社区"),
    }
    assert [(r.level, r.title, r.kinds) for r in real.plan.rosters] == [("grid", "网格", ("农村", "社区"))]


def test_the_tasks_of_the_annex(real: Catalogue) -> None:
    tasks = {task.id: task for task in real.plan.tasks}
    assert list(tasks) == [str(number) for number in range(1, 29)]
    assert all(task.locator == f"主要任务分工表 第{task.id}项" and len(task.leads) == 1 for task in tasks.values())
    assert (tasks["26"].leads, tasks["26"].support) == (("卫健局",), ("教育局", "医保分局"))
    assert (tasks["10"].leads, len(tasks["10"].support)) == (("统战部",), 4)
    prose = [rule for rule in real.rules.values() if rule.id not in TABLE_1]
    assert {rule.id for rule in prose if rule.task is None} == WITHOUT_A_TASK
    assert all(rule.owner not in rule.support for rule in prose)


def test_titles_are_taken_once(real: Catalogue) -> None:
    titles = [rule.title for rule in real.rules.values()]
    assert len(titles) == len(set(titles))


def test_where_the_text_disagrees_with_itself(real: Catalogue) -> None:
    found = {each.id: each for each in real.plan.discrepancies}
    assert len(found) == 45
    rate = found["urbanization-rate-100-or-99-8"]
    assert rate.chosen == 1
    assert [reading.figures for reading in rate.readings] == [("100",), ("99.8",)]
    assert found["community-floor-area-30-or-issued"].chosen is None
    assert {reading.figures for reading in found["childrens-homes-20-or-10"].readings} == {("20",), (), ("10",)}


@pytest.mark.parametrize("rule_id", TABLE_1)
def test_a_row_of_table_1(rule_id: str, real: Catalogue) -> None:
    base, target, nature, unit, printed, owner, number = TABLE_1[rule_id]
    rule, indicator = real.rules[rule_id], real.indicators[rule_id]
    found_base = None if rule.base is None else f"{rule.base.bound or ''} {rule.base.value}".strip()
    assert found_base == base
    [limit] = rule.targets
    assert limit.year == 2025
    assert (None if limit.value is None else f"{limit.operator} {limit.value}") == target
    assert rule.issued == (target is None)
    assert limit.operator.rising
    assert (rule.nature, rule.unit, rule.owner) == (nature, unit, owner)
    assert rule.source.locator == f"表1 第{number}项"
    assert rule.source.anchor in rule.title or rule.source.anchor in indicator.title
    assert rule.source.figure == (None if target is None else target.split()[1])
    assert rule.source.document == real.plan.document.title
    assert indicator.units[printed] == 1
    assert (rule.trajectory is Trajectory.MAINTAIN) == (rule_id in MAINTAINED)
    assert rule.scope == ("jianghai",)
    assert rule.decimals is None


def test_the_base_of_the_new_jobs_is_a_sum(real: Catalogue) -> None:
    base = real.rules["new-urban-jobs"].base
    assert real.indicators["new-urban-jobs"].kind is Kind.FLOW
    assert base is not None
    assert (base.first_year, base.last_year) == (2016, 2020)


def test_the_share_of_land_revenue(real: Catalogue) -> None:
    rule, indicator = real.rules[SHARE], real.indicators[SHARE]
    assert (rule.nature, rule.owner, rule.support) == (
        Nature.TASK,
        "财政局",
        ("组织部", "人社局", "发改局", "相关主管部门"),
    )
    assert (rule.base, rule.trajectory) == (None, Trajectory.NONE)
    assert [(t.year, str(t.operator), t.value) for t in rule.targets] == [(2025, ">=", Decimal(10))]
    yi = Fraction(100_000_000)
    assert indicator.expression == Operation(
        "/", Name("agriculture-spending-of-land-revenue", yi), Name("land-transfer-revenue", yi)
    )
    assert indicator.expression_factor == 100


def test_the_spellings_of_the_units(real: Catalogue) -> None:
    beds = real.indicators["hospital-beds-per-thousand"].units
    assert (beds["张/千人"], beds["张/万人"], beds["张/人"], beds["张"]) == (1, Fraction(1, 10), 1000, 1)
    assert "个/千人" not in beds
    assert "percentage_point" not in real.indicators["sewage-collection-rate"].units
    assert {"%", "％", "percent", "1"} <= set(real.indicators["sewage-collection-rate"].units)
    assert real.indicators["land-transfer-revenue"].units["万元"] == Fraction(1, 10_000)
    assert {"亩", "百分点", "张/万人", "个/万人"} <= set(real.known_units)


def test_every_street_lies_in_the_district(real: Catalogue) -> None:
    assert [p.id for p in real.plan.places if p.within == ("jianghai",)] == ["waihai", "lile", "jiangnan"]
    assert real.plan.area.title == "江海区"


def test_the_policy_is_within_what_the_engine_bears(real: Catalogue) -> None:
    ids = [rule.id for stratum in real.policy.strata for rule in stratum.rules]
    assert len(ids) == len(set(ids))
    assert all(1 <= len(stratum.rules) <= 20 for stratum in real.policy.strata)
