"""Small hand-built plans, and judging them by kernel and reference alike."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhunsheng.evaluate import evaluate, reference
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Expression
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.policy import Policy
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Nature, Rule, Source, Target, Trajectory
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission

PERIOD = Period(base=2020, start=2021, end=2025)
SOMEWHERE = Location(file="data.csv", line=1)
ONE = Fraction(1)


def target(text: str, year: int = 2025) -> Target:
    """Read ">= 95", "5..8", "issued >=" or "done"."""
    if text == "done":
        return Target(year=year, operator=Operator.AT_LEAST, value=Decimal(1))
    if text.startswith("issued"):
        return Target(year=year, operator=Operator(text.split()[1]), value=None)
    if ".." in text:
        low, high = text.split("..")
        return Target(year=year, operator=Operator.WITHIN, value=Decimal(low), upper=Decimal(high))
    operator, value = text.split()
    return Target(year=year, operator=Operator(operator), value=Decimal(value))


def base(text: str, year: int = 2020, first_year: int | None = None) -> Base:
    """Read "92" or "> 95"."""
    *bound, value = text.split()
    return Base(
        value=Decimal(value),
        first_year=year if first_year is None else first_year,
        last_year=year,
        bound=Operator(bound[0]) if bound else None,
    )


def rule(demands: Mapping[int, str] | str = ">= 95", **changes: Any) -> Rule:  # noqa: ANN401
    """Build a rule about indicator "x" of place "here"; `demands` is one text for 2025, or texts by year."""
    texts = {2025: demands} if isinstance(demands, str) else demands
    fields: dict[str, Any] = {
        "id": "r",
        "plan": "plan",
        "title": "规则",
        "indicator": "x",
        "nature": Nature.BINDING,
        "unit": "percent",
        "owner": "城管局",
        "support": (),
        "scope": ("here",),
        "theme": "",
        "base": None,
        "targets": tuple(target(text, year) for year, text in sorted(texts.items())),
        "trajectory": Trajectory.LINEAR,
        "decimals": None,
        "bands": Bands(),
        "source": Source(document="d", locator="l", anchor="a"),
        "note": "",
        "at": SOMEWHERE,
    }
    return Rule(**(fields | changes))


def indicator(
    name: str = "x", kind: Kind = Kind.LEVEL, expression: Expression | None = None, factor: Fraction = ONE
) -> Indicator:
    return Indicator(
        id=name,
        title=name,
        unit="percent",
        kind=kind,
        owner="城管局",
        units={"percent": ONE},
        expression=expression,
        expression_factor=factor,
    )


def catalogue(rules: Sequence[Rule], indicators: Iterable[Indicator] = (), period: Period = PERIOD) -> Catalogue:
    plan = Plan(
        id="plan",
        title="规划",
        document=Document(title="规划", published="2020"),
        period=period,
        places=tuple(Place(id=name, title=name, level="district") for name in ("here", "there", "yonder")),
        departments=(Department(id="城管局", title="城管局"),),
        bands=Bands(),
    )
    named = {one.id: one for one in indicators} or {"x": indicator()}
    return Catalogue(
        plan=plan,
        indicators=named,
        rules={one.id: one for one in rules},
        policy=Policy(strata=()),
        known_units=(),
        digest="",
    )


def seen(
    value: str | Decimal, year: int = 2025, name: str = "x", place: str = "here", factor: Fraction = ONE
) -> Observation:
    """Build an observation from "92.9" or "> 95"."""
    *bound, figure = str(value).split()
    return Observation(
        entity=place,
        year=year,
        indicator=name,
        value=Decimal(figure),
        unit="percent",
        factor=factor,
        text=str(value),
        at=SOMEWHERE,
        bound=Operator(bound[0]) if bound else None,
    )


def issued(
    text: str,
    year: int = 2025,
    place: str = "here",
    factor: Fraction = ONE,
    number: str = "文号1",
    *,
    benchmark: bool = False,
) -> IssuedTarget:
    """Build an issued target (or a benchmark) from "75" or ">= 75"."""
    *operator, figure = text.split()
    return IssuedTarget(
        entity=place,
        year=year,
        indicator="x",
        value=Decimal(figure),
        unit="percent",
        factor=factor,
        citation=number,
        at=SOMEWHERE,
        operator=Operator(operator[0]) if operator else None,
        benchmark=benchmark,
    )


def refusal(year: int = 2025, name: str = "x", place: str = "here") -> Refusal:
    return Refusal(entity=place, year=year, indicator=name, code="not-a-number", at=(SOMEWHERE,))


def submission(*rows: Observation | IssuedTarget | Refusal) -> Submission:
    return Submission(
        observations=tuple(row for row in rows if isinstance(row, Observation)),
        issued=tuple(row for row in rows if isinstance(row, IssuedTarget)),
        refusals=tuple(row for row in rows if isinstance(row, Refusal)),
    )


def judge_both(checked: Catalogue, data: Submission, years: Sequence[int] = PERIOD.years) -> tuple[Judgement, ...]:
    """Judge by kernel and by reference, hold them equal in every field and type, and return the rows."""
    by_kernel, by_reference = evaluate(checked, data, years), reference.evaluate(checked, data, years)
    assert by_kernel == by_reference
    assert repr(by_kernel) == repr(by_reference)
    return by_kernel


def judge(
    held_to: Rule,
    *rows: Observation | IssuedTarget | Refusal,
    kind: Kind = Kind.LEVEL,
    indicators: Iterable[Indicator] = (),
    period: Period = PERIOD,
) -> dict[int, Judgement]:
    """Judge one rule of "here" by both evaluators, all years of the period. Returns the rows by year."""
    checked = catalogue([held_to], indicators or [indicator(kind=kind)], period)
    return {row.year: row for row in judge_both(checked, submission(*rows), period.years)}
