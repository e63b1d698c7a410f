"""A plan of a city with what Table 1 lacks: milestones, yearly amounts, a benchmark, a range, towns, grids, doubts."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec

from tests.support.evaluation_findings import POLICY, findings
from zhunsheng.evaluate import reference
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import (
    Bands,
    Department,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Period,
    Place,
    Plan,
    Reading,
    Roster,
    Task,
)
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Citation, Members, Nature, Rule, Source, Target, Trajectory
from zhunsheng.model.submission import DataFile, IssuedTarget, Observation, Submission

TOWNS = tuple(f"town-{n}" for n in range(1, 13))
GRIDS = 40
YEARS = (2019, 2020, 2021, 2022)

PLAN = Plan(
    id="wide",
    title="某市方案",
    document=Document(title="某市方案", published="2020-02-28", number="某府〔2020〕8号"),
    period=Period(base=2019, start=2020, end=2022),
    places=(
        Place(id="city", title="某市", level="city"),
        Place(id="core", title="核心区", level="zone", within=("city",)),
        Place(id="county", title="某县", level="county", within=("core",)),
        *(
            Place(
                id=town,
                title=f"第{n}镇",
                level="town",
                within=("county",),
                extends=("core",) if n == 12 else (),
            )
            for n, town in enumerate(TOWNS, 1)
        ),
    ),
    departments=(Department(id="交通局", title="市交通运输局"), Department(id="农业局", title="市农业农村局")),
    bands=Bands(),
    rosters=(Roster(level="grid", title="网格", kinds=("农村", "社区")),),
    tasks=(
        Task(id="7", title="打通出入口", leads=("交通局",), support=("农业局",), locator="附件2 第7项"),
        Task(id="8", title="无人认领的事项", leads=("农业局", "交通局"), locator="附件2 第8项"),
    ),
    discrepancies=(
        Discrepancy(
            id="villages-unit",
            title="村数是个还是条",
            kind=DiscrepancyKind.DISAGREEMENT,
            readings=(
                Reading(locator="附件1", anchor="村", figures=("5",), says="写作5个"),
                Reading(locator="附件2 第7项", anchor="村", figures=("6",), says="写作6条"),
            ),
            chosen=1,
            because="表列为准",
            rules=("villages",),
        ),
        Discrepancy(
            id="stray",
            title="与规则无关的疑点",
            kind=DiscrepancyKind.MISPRINT,
            readings=(Reading(locator="附件1", anchor="投资", says="单位可疑"),),
            chosen=None,
            because="不影响判定",
        ),
    ),
)


def _rule(identifier: str, title: str, unit: str, *targets: Target, **more: Any) -> Rule:  # noqa: ANN401 - any field
    rule = Rule(
        id=identifier,
        plan="wide",
        title=title,
        indicator=identifier,
        nature=Nature.TASK,
        unit=unit,
        owner="交通局",
        support=("农业局",),
        scope=("city",),
        theme="交通",
        base=None,
        targets=targets,
        trajectory=Trajectory.NONE,
        decimals=None,
        bands=Bands(),
        source=Source(
            document="某市方案",
            locator="附件2 第7项",
            anchor=title,
            figures=("5",),
            also=(Citation(locator="正文 第14项", anchor="另一处", figures=("5",)),),
        ),
        note="",
        at=Location(file="rules.yaml", line=7, column=9),
        task="7",
    )
    return msgspec.structs.replace(rule, **more)


def at_least(year: int, value: str | None) -> Target:
    return Target(year=year, operator=Operator.AT_LEAST, value=None if value is None else Decimal(value))


_DONE_2021 = at_least(2021, "1")
RULES = (
    (_rule("bridge", "大桥建成", DONE, _DONE_2021, scope=("county",)), Kind.MILESTONE),
    (_rule("village-plans", "村庄规划", DONE, _DONE_2021, scope=TOWNS, theme="乡村"), Kind.MILESTONE),
    (_rule("villages", "示范村", "个", at_least(2020, "5"), at_least(2021, "3"), scope=("core",)), Kind.YEARLY),
    (_rule("ppp", "项目落地率", "percent", at_least(2022, None), benchmark="全省平均水平"), Kind.LEVEL),
    (
        _rule(
            "schools",
            "新建学校",
            "所",
            Target(year=2022, operator=Operator.WITHIN, value=Decimal(5), upper=Decimal(8)),
            nature=Nature.BINDING,
        ),
        Kind.LEVEL,
    ),
    (
        _rule(
            "sewage",
            "污水处理率",
            "percent",
            at_least(2022, "95"),
            scope=TOWNS,
            nature=Nature.BINDING,
            base=Base(value=Decimal(60), first_year=2019, last_year=2019),
            trajectory=Trajectory.LINEAR,
            theme="乡村",
        ),
        Kind.LEVEL,
    ),
    (
        _rule(
            "grid-staff",
            "网格员",
            "名",
            at_least(2022, "1"),
            scope=(),
            members=Members(level="grid", kind="农村"),
            theme="乡村",
        ),
        Kind.LEVEL,
    ),
    (_rule("growth", "投资增速", "percent", at_least(2020, "5")), Kind.GROWTH),
)


def catalogue() -> Catalogue:
    """Return the catalogue, its grids not yet named."""
    indicators = {
        rule.id: Indicator(
            id=rule.id, title=rule.title, unit=rule.unit, kind=kind, owner=rule.owner, units={rule.unit: Fraction(1)}
        )
        for rule, kind in RULES
    }
    rules = {rule.id: rule for rule, _ in RULES}
    return Catalogue(plan=PLAN, indicators=indicators, rules=rules, policy=POLICY, known_units=(), digest="ab" * 32)


def roster() -> tuple[Place, ...]:
    """Return forty grids in the country."""
    return tuple(
        Place(id=f"grid-{n}", title=f"{n}号网格", level="grid", kind="农村", within=("town-1",)) for n in range(GRIDS)
    )


def submission() -> Submission:
    """Return figures of three years: two towns miss, and every third grid."""
    rows: list[tuple[str, str, int, str]] = [("bridge", "county", 2020, "0"), ("bridge", "county", 2021, "1")]
    rows += [("village-plans", town, 2021, "0" if town in TOWNS[:2] else "1") for town in TOWNS]
    rows += [("villages", "core", 2020, "4"), ("villages", "core", 2021, "3"), ("villages", "core", 2022, "1")]
    rows += [("ppp", "city", 2022, "60"), ("schools", "city", 2022, "4"), ("growth", "city", 2020, "6.1")]
    rows += [("sewage", town, year, "70" if n < 5 else "96") for year in YEARS[1:] for n, town in enumerate(TOWNS)]
    rows += [("grid-staff", place.id, 2022, "0" if n % 3 == 0 else "1") for n, place in enumerate(roster())]
    return Submission(
        files=(DataFile(path="data/2022.csv", sha256="cd" * 32, rows=len(rows)),),
        observations=tuple(_observed(*row, line=line) for line, row in enumerate(rows, 2)),
        issued=(_benchmark(),),
        roster=roster(),
    )


def _observed(indicator: str, place: str, year: int, text: str, line: int) -> Observation:
    unit = next(rule.unit for rule, _ in RULES if rule.id == indicator)
    shown = {"0": "未完成", "1": "已完成"}[text] if unit == DONE else text
    return Observation(
        entity=place,
        year=year,
        indicator=indicator,
        value=Decimal(text),
        unit="%" if unit == "percent" else unit,
        factor=Fraction(1),
        text=shown,
        at=Location(file="data/2022.csv", line=line, column=4),
        evidence=f"{place}的验收单" if unit == DONE else "",
    )


def _benchmark() -> IssuedTarget:
    return IssuedTarget(
        entity="city",
        year=2022,
        indicator="ppp",
        value=Decimal("62.5"),
        unit="%",
        factor=Fraction(1),
        citation="省统计月报",
        at=Location(file="data/2022.csv", line=99, column=4),
        illustrative=True,
        benchmark=True,
    )


def evaluation(*, with_roster: bool = True, with_benchmark: bool = True) -> Evaluation:
    """Return the evaluation of every year."""
    submitted = submission()
    if not with_roster:
        kept = tuple(o for o in submitted.observations if o.indicator != "grid-staff")
        submitted = msgspec.structs.replace(submitted, roster=(), observations=kept)
    if not with_benchmark:
        submitted = msgspec.structs.replace(submitted, issued=())
    made = peopled(catalogue(), submitted.roster)
    judgements = reference.evaluate(made, submitted, YEARS)
    return Evaluation(
        catalogue=made,
        years=YEARS,
        submission=submitted,
        judgements=judgements,
        findings=findings(made, judgements),
        problems=(),
    )
