"""A part made up at random: places, rules and how they stand, as the stages before would hand it over."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

import numpy as np

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.judgement import Phase
from zhunsheng.model.location import Location
from zhunsheng.model.outcome import REASONS
from zhunsheng.model.panel import Cube, Drawn, Judged, Panel, Terms
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.policy import Constant, Facts, Pattern, Policy, PolicyRule, Stratum
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature, Rule, Source, Target, Trajectory
from zhunsheng.model.text import Text

BASE, START, END = 2020, 2021, 2025
YEARS = range(START, END + 1)
HERE = Location(file="rules/plan/a.yaml", line=7)
KINDS = (Kind.LEVEL, Kind.FLOW, Kind.MILESTONE, Kind.LEVEL)
NOTHING = Drawn(*(np.empty(0, dtype=kind) for kind in (np.int16, np.int32, np.int16, np.int32, np.int32)), besides=())
"""No findings."""


class PanelOf(NamedTuple):
    """What is added to a part at a time."""

    panel: Panel
    judged: tuple[Judged, ...]
    drawn: Drawn


def catalogue(rules: int) -> Catalogue:
    indicators = {f"i{at}": _indicator(f"i{at}", KINDS[at % len(KINDS)]) for at in range(rules)}
    made = {f"规则-{at}": _rule(at) for at in range(rules)}
    plan = Plan(
        id="plan",
        title="规划",
        document=Document(title="规划", published="2021"),
        period=Period(base=BASE, start=START, end=END),
        places=(Place(id="all", title="全域", level="province"),),
        departments=(Department(id="甲局", title="甲局"), Department(id="乙局", title="乙局")),
        bands=Bands(),
    )
    return Catalogue(plan=plan, indicators=indicators, rules=made, policy=_policy(), known_units=(), digest="0" * 64)


def _indicator(identifier: str, kind: Kind) -> Indicator:
    unit = DONE if kind is Kind.MILESTONE else "percent"
    return Indicator(id=identifier, title=f"指标{identifier}", unit=unit, kind=kind, owner="甲局", units={})


def _rule(at: int) -> Rule:
    return Rule(
        id=f"规则-{at}",
        plan="plan",
        title=f"规则{at}",
        indicator=f"i{at}",
        nature=Nature.BINDING,
        unit="percent",
        owner=("甲局", "乙局")[at % 2],
        support=("乙局",),
        scope=(),
        theme="主题",
        base=None,
        targets=(
            Target(year=2023, operator=Operator.WITHIN, value=Decimal("1.5"), upper=Decimal(2)),
            Target(year=2025, operator=Operator.AT_LEAST, value=None),
        ),
        trajectory=(Trajectory.LINEAR, Trajectory.CAGR)[at % 2],
        decimals=None,
        bands=Bands(),
        source=Source(document="规划", locator="表1", anchor="甲"),
        note="",
        at=HERE,
    )


def _policy() -> Policy:
    pattern = Pattern(name="j", tests=(Constant(attribute="status", compare="==", value="missed"),))
    rules = [
        PolicyRule(id=name, patterns=(pattern,), about="j", kind=kind, level=level, because=Text("因", "why"), at=HERE)
        for name, kind, level in (
            ("a", FindingKind.VIOLATION, Level.RED),
            ("b", FindingKind.ALERT, Level.ORANGE),
            ("c", FindingKind.NOTICE, Level.BLUE),
        )
    ]
    strata = (
        Stratum(id="一", facts=Facts.JUDGEMENTS, per=("entity",), sees=("status",), tallies=(), rules=tuple(rules[:2])),
        Stratum(id="二", facts=Facts.JUDGEMENTS, per=("entity",), sees=("status",), tallies=(), rules=tuple(rules[2:])),
    )
    return Policy(strata=strata)


def places(count: int) -> tuple[Place, ...]:
    """Two counties at least, and every seventh place within none."""
    return tuple(
        Place(id=f"{at:06d}", title=f"村{at}", level="village", within=() if at % 7 == 0 else (f"县{at // 4}", "省"))
        for at in range(count)
    )


def cube(of: Sequence[Place]) -> Cube:
    empty: Any = np.zeros((0, 0, 0), dtype=np.int64)
    ids = tuple(place.id for place in of)
    return Cube(range(BASE, END + 1), (), ids, empty, (), {}, empty, empty, {}, {})


def panel(random: Random, rules: Sequence[Rule], kinds: Sequence[Kind], chosen: Sequence[int]) -> PanelOf:
    """Make up how some places of the part stand, `chosen` by their numbers."""
    numbers = np.random.default_rng(random.getrandbits(64))
    judged = tuple(_judged(random, numbers, rule, kind, len(chosen)) for rule, kind in zip(rules, kinds, strict=True))
    made = Panel(tuple(rules), np.array(chosen, dtype=np.intp))
    return PanelOf(made, judged, _drawn(random, numbers, len(rules), len(chosen)))


def _judged(random: Random, numbers: np.random.Generator, rule: Rule, kind: Kind, count: int) -> Judged:
    shape = (END - BASE + 1, count)
    alternatives = random.choice((1, 1, 3))
    over: Any = numbers.integers(-(10**6), 10**6, shape)
    if random.random() < 0.3:
        over = over * random.choice((10**7, 10**12))
    under = numbers.integers(1, 10**4, shape) if random.random() < 0.5 else None
    if random.random() < 0.2:
        over = over.astype(object) * random.choice((10**8, 10**25))
    bounds = {(random.randrange(shape[0]), random.randrange(count)): Operator.ABOVE for _ in range(2)}
    valued = numbers.random(shape) < random.choice((1, 0.8))
    for cell in bounds:
        valued[cell] = True
    return Judged(
        rule=rule,
        reason=numbers.integers(0, len(REASONS), shape).astype(np.int8),
        relapsed=numbers.random(shape) < 0.1,
        valued=valued,
        over=over,
        under=under,
        scale=random.choice((Fraction(1), Fraction(100), Fraction(1, 100), Fraction(2000, 3), Fraction(1, 2**14))),
        terms=tuple(tuple(_terms(random, year) for year in range(BASE, END + 1)) for _ in range(alternatives)),
        held_to=None if alternatives == 1 else numbers.integers(0, alternatives, count).astype(np.int32),
        bounds=bounds,
        evidence=tuple(numbers.integers(-1, 10**6, shape) for _ in range(random.randrange(3))),
        cumulative=kind is Kind.FLOW,
    )


def _terms(random: Random, year: int) -> Terms:
    if random.random() < 0.2:
        return Terms(random.choice(list(Phase)), None, None, None, None, None, None)
    target = random.choice(
        (Fraction(random.randrange(-100, 100)), Fraction(1, 3), Fraction(10**24), Fraction(1, 10**12))
    )
    operator = random.choice(list(Operator))
    upper = target + random.choice((0, 50, Fraction(1, 7))) if operator is Operator.WITHIN else None
    expected = random.choice((None, Fraction(2, 3), Fraction(10)))
    return Terms(random.choice(list(Phase)), operator, target, upper, year + random.randrange(3), "下达", expected)


def _drawn(random: Random, numbers: np.random.Generator, rules: int, count: int) -> Drawn:
    cells = [(r, y, p) for r in range(rules) for y in range(END - BASE + 1) for p in range(count)]
    found = [(policy, *random.choice(cells)) for policy in (0, 1, 2) for _ in range(len(cells) // 5)]
    found = list(dict.fromkeys(found))
    random.shuffle(found)
    columns = np.array(found, dtype=np.int64).reshape(-1, 4)
    besides = ((), ((0, 1),), ((0, 2), (rules - 1, 3)))
    return Drawn(
        columns[:, 0].astype(np.int16),
        columns[:, 1].astype(np.int32),
        columns[:, 2].astype(np.int16),
        columns[:, 3].astype(np.int32),
        numbers.integers(0, len(besides), len(found)).astype(np.int32),
        besides,
    )
