"""The catalogue of 江海区, held against its Table 1 as copied here by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Kind
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


def test_size(real: Catalogue) -> None:
    assert (len(real.rules), len(real.indicators)) == (22, 24)
    assert list(real.rules) == [
        *list(TABLE_1)[:17],
        "basic-medical-insurance-coverage",
        "rural-road-connection",
        "waste-collection-villages",
        "rural-sewage-treatment-rate",
        "land-revenue-agriculture-share",
    ]


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


def test_only_the_new_jobs_are_a_flow(real: Catalogue) -> None:
    assert [i.id for i in real.indicators.values() if i.kind is not Kind.LEVEL] == ["new-urban-jobs"]
    base = real.rules["new-urban-jobs"].base
    assert base is not None
    assert (base.first_year, base.last_year) == (2016, 2020)


def test_the_share_of_land_revenue(real: Catalogue) -> None:
    rule, indicator = real.rules["land-revenue-agriculture-share"], real.indicators["land-revenue-agriculture-share"]
    assert (rule.nature, rule.owner, rule.support) == (Nature.TASK, "财政局", ("农水局", "发改局"))
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
