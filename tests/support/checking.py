"""Small data to hold against checks: figures whose cell is their name, and what is flagged of them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from tests.support import judging
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Expression
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Department, Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Blank, IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.validation import (
    Check,
    CheckLevel,
    Components,
    Copied,
    Denominator,
    Flag,
    Jump,
    Magnitude,
    Missing,
    OnLimit,
    Parts,
    Range,
    Relation,
    Restated,
    Restatement,
    Unchanged,
)
from zhunsheng.validate import Validated, validate

DECLARED = Location(file="checks.yaml", line=3)
COMMON: Mapping[str, Any] = {"title": "检查", "level": CheckLevel.QUESTION, "at": DECLARED}
UNITS = {
    "percent": {"percent": Fraction(1), "%": Fraction(1)},
    "亿元": {"亿元": Fraction(1), "万元": Fraction(1, 10**4), "元": Fraction(1, 10**8)},
    "万人": {"万人": Fraction(1), "人": Fraction(1, 10**4)},
    "亩": {"亩": Fraction(1)},
    "done": {"done": Fraction(1)},
}
PLACES = ("here", "there", "yonder", "p3", "p4", "p5", "p6", "p7", "p8", "p9")
YEARS = tuple(judging.PERIOD.years)
Row = Observation | Refusal | Blank | IssuedTarget

NAMES = ("x", "y", "m", "n")
EVERY_KIND: tuple[Check, ...] = (
    Missing(id="missing", **COMMON),
    Range(id="range", indicators=(*NAMES, "q"), low=Fraction(0), high=Fraction(100), **COMMON),
    Parts(id="parts", whole="m", parts=("n",), relation=Relation.AT_MOST, **COMMON),
    Jump(id="jump", indicators=NAMES, threshold=Fraction(2), history=2, change=Fraction(1, 10), **COMMON),
    Unchanged(id="unchanged", indicators=NAMES, digits=2, **COMMON),
    Copied(id="copied", share=Fraction(1, 2), figures=2, **COMMON),
    Components(id="components", share="x", numerator="n", denominator="m", factor=Fraction(100), **COMMON),
    Denominator(id="denominator", change=Fraction(1, 5), **COMMON),
    Restated(id="restated", indicators=NAMES, **COMMON),
    OnLimit(id="on-limit", share=Fraction(1, 2), figures=2, **COMMON),
    Magnitude(id="magnitude", indicators=NAMES, factor=Fraction(8), **COMMON),
)
"""One check of each kind, over indicators x, y, m (亿元), n (亿元) and the derived q."""


def indicator(
    name: str,
    unit: str = "percent",
    kind: Kind = Kind.LEVEL,
    owner: str = "城管局",
    expression: Expression | None = None,
    factor: int | Fraction = 1,
) -> Indicator:
    """Build an indicator whose title is its name."""
    return Indicator(
        id=name,
        title=name,
        unit=unit,
        kind=kind,
        owner=owner,
        units=UNITS[unit],
        expression=expression,
        expression_factor=Fraction(factor),
    )


def catalogue(
    checks: Iterable[Check], indicators: Iterable[Indicator] = (indicator("x"),), rules: Sequence[Rule] = ()
) -> Catalogue:
    """Build a catalogue of ten places (the first is the plan's own) and two departments."""
    made = judging.catalogue(rules, indicators)
    plan = replace(
        made.plan,
        places=tuple(Place(id=name, title=name, level="district") for name in PLACES),
        departments=(Department(id="城管局", title="区城管局"), Department(id="财政局", title="区财政局")),
    )
    return replace(made, plan=plan, checks=tuple(checks))


def cell(name: str, year: int, place: str = "here") -> Location:
    """Name the cell of a figure."""
    return Location(file=f"{year}.xlsx", sheet="填报", cell=f"{name}@{place}")


def seen(name: str, year: int, text: str, place: str = "here", unit: str = "percent", **more: Any) -> Observation:  # noqa: ANN401
    """Build an observation from "92.9" or "> 95"."""
    *bound, figure = text.split()
    factor = next(units[unit] for units in UNITS.values() if unit in units)
    fields: dict[str, Any] = {
        "entity": place,
        "year": year,
        "indicator": name,
        "value": Decimal(figure),
        "unit": unit,
        "factor": factor,
        "text": text,
        "at": cell(name, year, place),
        "bound": Operator(bound[0]) if bound else None,
    }
    return Observation(**(fields | more))


def course(
    name: str, texts: str, place: str = "here", unit: str = "percent", since: int = 2020
) -> tuple[Observation, ...]:
    """Build the figures of several years from "40 41 - 43", a dash for a year without."""
    return tuple(
        seen(name, year, text.replace(">", "> "), place, unit)
        for year, text in enumerate(texts.split(), start=since)
        if text != "-"
    )


def refused(name: str, year: int, place: str = "here") -> Refusal:
    """Build a figure that could not be read."""
    return Refusal(entity=place, year=year, indicator=name, code="not-a-number", at=(cell(name, year, place),))


def blank(name: str, year: int, place: str = "here") -> Blank:
    """Build a cell that was left empty."""
    return Blank(entity=place, year=year, indicator=name, at=cell(name, year, place))


def submission(*rows: Row) -> Submission:
    return Submission(
        observations=tuple(row for row in rows if isinstance(row, Observation)),
        issued=tuple(row for row in rows if isinstance(row, IssuedTarget)),
        refusals=tuple(row for row in rows if isinstance(row, Refusal)),
        blanks=tuple(row for row in rows if isinstance(row, Blank)),
    )


def hold(checked: Catalogue, *rows: Row, restatements: Sequence[Restatement] = ()) -> Validated:
    """Hold rows of all years against the checks of a catalogue."""
    return validate(checked, submission(*rows), YEARS, restatements)


def flags(
    check: Check, *rows: Row, indicators: Iterable[Indicator] = (indicator("x"),), rules: Sequence[Rule] = ()
) -> tuple[Flag, ...]:
    """Return what one check says of some rows."""
    return hold(catalogue([check], indicators, rules), *rows).flags


def cells(flag: Flag) -> list[str]:
    """List the cells of a flag: “x@here 2021”."""
    return [f"{at.cell} {at.file.removesuffix('.xlsx')}" for at in flag.at]
