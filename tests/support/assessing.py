"""A small catalogue to be assessed: two zones, three counties, a town; one indicator of every kind."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from zhunsheng.assess import assess
from zhunsheng.model.assessment import (
    Assessed,
    Assessment,
    Margins,
    MissingAs,
    Negative,
    PlaceScore,
    Theme,
    ZoneWeights,
)
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Document, Period, Place, Plan
from zhunsheng.model.policy import Policy
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Citation, Nature

KINDS = {
    "up": Kind.LEVEL,
    "more": Kind.LEVEL,
    "down": Kind.LEVEL,
    "band": Kind.LEVEL,
    "sum": Kind.FLOW,
    "built": Kind.MILESTONE,
}
YEAR = 2022
_CITED = Citation(locator="表1", anchor="考核")
_AT = Location(file="assessment.yaml", line=1, column=1)


def catalogue() -> Catalogue:
    """Return the catalogue: a city; zones north and south; counties p, q, r; a town in q."""
    counties = [Place(id=each, title=each.upper(), level="county", within=("city",)) for each in "pqr"]
    zones = [Place(id=each, title=each, level="zone", within=("city",)) for each in ("north", "south")]
    town = Place(id="town", title="town", level="town", within=("q", "south"))
    plan = Plan(
        id="plan",
        title="规划",
        document=Document(title="规划", published="2020"),
        period=Period(base=2020, start=2021, end=2025),
        places=(Place(id="city", title="市", level="city"), *zones, *counties, town),
        departments=(),
        bands=Bands(),
    )
    indicators = {
        key: Indicator(id=key, title=key, unit=DONE if kind is Kind.MILESTONE else "%", kind=kind, owner="", units={})
        for key, kind in KINDS.items()
    }
    return Catalogue(plan=plan, indicators=indicators, rules={}, policy=Policy(strata=()), known_units=(), digest="0")


def theme(
    key: str, *rules: str, silent: MissingAs = MissingAs.EXCLUDE, unclear: MissingAs = MissingAs.EXCLUDE
) -> Theme:
    """Declare a theme."""
    return Theme(id=key, title=key, rules=rules, not_reported=silent, not_evaluable=unclear, source=_CITED, at=_AT)


def declared(
    themes: Sequence[Theme], north: Mapping[str, int | Fraction], south: Mapping[str, int | Fraction], **changed: object
) -> Assessment:
    """Declare an assessment: p lies in the north, r in the south, q one third in the north."""
    zones = {"north": north, "south": south}
    whole: dict[str, Any] = {
        "id": "a",
        "title": "考核",
        "source": _CITED,
        "level": "county",
        "counted_by": "town",
        "because": "",
        "places": {"p": {"north": 2}, "q": {"north": 1, "south": 2}, "r": {"south": 1}},
        "themes": tuple(themes),
        "zones": tuple(
            ZoneWeights(
                zone=zone,
                weights={each.id: Fraction(weights.get(each.id, 0)) for each in themes},
                assumed=True,
                because="",
                source=_CITED,
            )
            for zone, weights in zones.items()
        ),
        "unmeasured": (),
        "cap": Fraction(1),
        "negative": Negative.QUOTIENT,
        "margins": Margins(weights=Fraction(1, 5), figures=Fraction(1, 50), draws=20, seed=1),
        "at": _AT,
    }
    return Assessment(**(whole | changed))


def judged(
    rule: str, entity: str, value: Fraction | int | str | None = None, target: int = 100, **more: object
) -> Judgement:
    """Judge a figure, of which only what a score looks at is set; without a value it is not reported."""
    status = Status.NOT_REPORTED if value is None else Status.MET
    operator = {"down": Operator.AT_MOST, "band": Operator.WITHIN}.get(rule, Operator.AT_LEAST)
    whole: dict[str, Any] = {
        "rule": rule,
        "indicator": rule,
        "entity": entity,
        "year": YEAR,
        "nature": Nature.TASK,
        "owner": "",
        "unit": "%",
        "status": status,
        "reason": Reason.LIMIT_MET,
        "phase": Phase.DUE,
        "value": None if value is None else Fraction(value),
        "operator": operator,
        "target": Fraction(1 if rule == "built" else target),
    }
    return Judgement(**(whole | more))


def scored(assessment: Assessment, judgements: Sequence[Judgement]) -> Assessed:
    """Assess."""
    return assess(catalogue(), assessment, judgements, YEAR)


def place(assessed: Assessed, entity: str) -> PlaceScore:
    """Return the score of one place."""
    return next(each for each in assessed.places if each.entity == entity)
