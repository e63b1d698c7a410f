"""A small catalogue of nine rules and two places, and its judgements."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.policy import Policy
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Nature, Rule, Source, Target, Trajectory

TITLES = {
    "sewage": ("城镇污水集中收集率", Nature.BINDING, "percent", "城管局", Kind.LEVEL),
    "green": ("城市城区绿化覆盖率", Nature.BINDING, "percent", "城管局", Kind.LEVEL),
    "waste": ("垃圾收运体系覆盖的自然村比例", Nature.ANTICIPATORY, "percent", "城管局", Kind.LEVEL),
    "places": ("幼儿园千人学位数", Nature.ANTICIPATORY, "个/千人", "教育局", Kind.LEVEL),
    "jobs": ("城镇累计新增就业人数", Nature.ANTICIPATORY, "万人", "人社局", Kind.FLOW),
    "land": ("土地出让收入用于农业农村的比例", Nature.TASK, "percent", "财政局", Kind.LEVEL),
    "platform": ("数据共享平台", Nature.TASK, DONE, "发改局", Kind.MILESTONE),
    "paddies": ("垦造水田", Nature.TASK, "亩", "自然资源局", Kind.YEARLY),
    "ppp": ("PPP项目落地率", Nature.TASK, "percent", "财政局", Kind.YEARLY),
}

BENCHMARKS = {"ppp": "全省平均水平"}


def _rule(name: str) -> Rule:
    title, nature, unit, owner, kind = TITLES[name]
    compared, path = BENCHMARKS.get(name), kind in (Kind.LEVEL, Kind.FLOW)
    value = Decimal(1) if kind is Kind.MILESTONE else None if compared else Decimal(95)
    return Rule(
        id=name,
        plan="plan",
        title=title,
        indicator=name,
        nature=nature,
        unit=unit,
        owner=owner,
        support=(),
        scope=("jianghai", "lile"),
        theme="",
        base=Base(value=Decimal(40), first_year=2020, last_year=2020) if path else None,
        targets=(Target(year=2025, operator=Operator.AT_LEAST, value=value),),
        trajectory=Trajectory.LINEAR if path else Trajectory.NONE,
        decimals=None,
        bands=Bands(),
        source=Source(document="规划", locator="表1", anchor=title),
        note="",
        at=Location(file="rules.yaml", line=1),
        benchmark=compared,
    )


def a_catalogue(policy: Policy) -> Catalogue:
    indicators = {
        name: Indicator(id=name, title=title, unit=unit, kind=kind, owner=owner, units={unit: Fraction(1)})
        for name, (title, _, unit, owner, kind) in TITLES.items()
    }
    plan = Plan(
        id="plan",
        title="规划",
        document=Document(title="规划", published="2022-12"),
        period=Period(base=2020, start=2021, end=2025),
        places=(
            Place(id="jianghai", title="江海区", level="district"),
            Place(id="lile", title="礼乐街道", level="street", within=("jianghai",)),
        ),
        departments=tuple(
            Department(id=d, title=f"区{d}") for d in ("城管局", "教育局", "人社局", "财政局", "发改局", "自然资源局")
        ),
        bands=Bands(),
    )
    rules = {name: _rule(name) for name in TITLES}
    return Catalogue(plan=plan, indicators=indicators, rules=rules, policy=policy, known_units=(), digest="")


def judged(rule: str, year: int, status: str, entity: str = "jianghai", **details: Any) -> Judgement:  # noqa: ANN401 - any field of Judgement
    """Make a judgement of the small catalogue: `judged("sewage", 2023, "behind", pace=Fraction(1, 2))`."""
    _, nature, unit, owner, _ = TITLES[rule]
    due = year == 2025
    judgement = Judgement(
        rule=rule,
        indicator=rule,
        entity=entity,
        year=year,
        nature=nature,
        owner=owner,
        unit=unit,
        status=Status(status),
        reason=Reason.LIMIT_MISSED if due else Reason.PACE_BEHIND,
        phase=Phase.DUE if due else Phase.INTERIM,
    )
    return msgspec.structs.replace(judgement, **details)
