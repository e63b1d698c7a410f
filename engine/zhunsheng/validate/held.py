"""What is held against the checks: every definite figure by indicator, place and year, and what it is called."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import amount
from zhunsheng.model.indicator import Kind, parts
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget, Observation, Submission
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import Restatement
from zhunsheng.validate.formula import calculated

Key = tuple[str, str, int]
"""Place, indicator, year."""


class Point(NamedTuple):
    """A definite figure, in the indicator's unit; `unit` and `factor` are those in which it was reported.

    A derived figure is written in its indicator's unit, and rests on several observations.
    """

    entity: str
    indicator: str
    year: int
    value: Fraction
    unit: str
    factor: Fraction
    observations: tuple[Observation, ...]

    @property
    def at(self) -> tuple[Location, ...]:
        """The cells that the figure stands in."""
        return tuple(each.at for each in self.observations)

    @property
    def shown(self) -> Fraction:
        """The figure in the unit in which it was reported."""
        return self.value / self.factor

    def written(self, lang: Lang = "zh") -> str:
        """Write the figure as it was reported, with its unit; “≈” before what was rounded for that."""
        return amount(self.shown, self.unit, lang, brief=True)


def from_to(before: Point, now: Point) -> Text:
    """Write from which figure of last year to which one of this year; no blank between two Chinese words."""
    blank = "" if before.written()[-1] > "~" else " "
    return Text(
        f"由上年的 {before.written()}{blank}变为 {now.written()}",
        f"from {before.written('en')} to {now.written('en')}",
    )


Series = Mapping[int, Point]
"""The figures of one place by year."""


class Held:
    """One submission as the checks see it: of `years`, without what could not be read, rosters filled in.

    `observed` holds all observations, bounds among them; only the definite ones become points.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        submission: Submission,
        years: Sequence[int],
        restatements: Sequence[Restatement] = (),
    ) -> None:
        self.catalogue = catalogue
        self.years = tuple(sorted(set(years)))
        self.restatements = restatements
        self.refused = {(each.entity, each.indicator, each.year) for each in submission.refusals if not each.issued}
        self.blanks = {(each.entity, each.indicator, each.year): each.at for each in submission.blanks}
        self.observed: dict[Key, Observation] = {}
        asked, known = set(self.years), catalogue.indicators
        for each in submission.observations:
            key = (each.entity, each.indicator, each.year)
            if each.year in asked and each.indicator in known and key not in self.refused:
                self.observed.setdefault(key, each)
        self.rules: dict[str, list[Rule]] = {}
        for rule in catalogue.rules.values():
            self.rules.setdefault(rule.indicator, []).append(rule)
        self._issued: dict[tuple[str, str], list[IssuedTarget]] = {}
        for target in submission.issued:
            self._issued.setdefault((target.indicator, target.entity), []).append(target)
        self._places = {place.id: place.title for place in catalogue.plan.places}
        self._departments = {each.id: each.title for each in catalogue.plan.departments}
        self._limits: dict[tuple[str, str], tuple[Limit, ...]] = {}
        self._reported: dict[str, list[Observation]] = {}
        self._points: dict[str, dict[str, dict[int, Point]]] = {}
        for key in sorted(self.observed):
            self._add(self.observed[key])

    def points(self, indicator: str) -> Mapping[str, Series]:
        """Return the definite figures of an indicator, reported or derived, by place and year."""
        if indicator not in self._points:
            self._points[indicator] = self._derived(indicator)
        return self._points[indicator]

    def point(self, entity: str, indicator: str, year: int) -> Point | None:
        """Return one definite figure."""
        return self.points(indicator).get(entity, {}).get(year)

    def value(self, entity: str, indicator: str, year: int) -> Fraction | None:
        """Return one definite figure in the indicator's unit."""
        point = self.point(entity, indicator, year)
        return None if point is None else point.value

    def figures(self, entity: str, year: int) -> Callable[[str], Fraction | None]:
        """Return the figures of one place and year, by indicator."""
        return lambda indicator: self.value(entity, indicator, year)

    def numbers(self) -> Iterator[Point]:
        """Go through all definite figures that were reported; milestones are none."""
        for indicator in self.catalogue.indicators.values():
            if indicator.expression is None and indicator.kind is not Kind.MILESTONE:
                for series in self.points(indicator.id).values():
                    yield from series.values()

    def reported(self, indicator: str) -> Sequence[Observation]:
        """Return all that was reported of an indicator, bounds among it."""
        return self._reported.get(indicator, ())

    def seen(self, entity: str, indicator: str, year: int) -> tuple[Observation, ...]:
        """Return what was reported of a figure: itself, or the parts that it is derived from."""
        used = parts(self.catalogue.indicators, indicator)
        found = (self.observed.get((entity, part, year)) for part in used)
        return tuple(each for each in found if each is not None)

    def issued(self, entity: str, indicator: str) -> Sequence[IssuedTarget]:
        """Return the targets that were issued to a place."""
        return self._issued.get((indicator, entity), ())

    def limit(self, rule: Rule, entity: str, year: int) -> Limit | None:
        """Return the limit that a figure of `year` is looked at with: the next one due, or the last, which stands on.

        A sum over years is held to none: a figure of one year is not what the limit speaks of.
        """
        kind = self.catalogue.indicators[rule.indicator].kind
        if kind in (Kind.FLOW, Kind.MILESTONE):
            return None
        limits = self._limits.get((rule.id, entity))
        if limits is None:
            limits = effective_limits(rule, self.issued(entity, rule.indicator))
            self._limits[rule.id, entity] = limits
        if kind.year_by_year:
            return next((limit for limit in limits if limit.year == year), None)
        return next((limit for limit in limits if limit.year >= year), limits[-1] if limits else None)

    def owner(self, indicator: str) -> str:
        """Return the id of the department that reports an indicator."""
        return self.catalogue.indicators[indicator].owner

    def title(self, indicator: str) -> str:
        """Return what an indicator is called."""
        return self.catalogue.indicators[indicator].title

    def place(self, entity: str) -> str:
        """Return what a place is called."""
        return self._places.get(entity, entity)

    def department(self, owner: str) -> str:
        """Return what a department is called."""
        return self._departments.get(owner, owner)

    def subject(self, entity: str, indicator: str, year: int) -> Text:
        """Name a figure: whose, of which year, of which indicator."""
        place, title = self.place(entity), self.title(indicator)
        return Text(f"{place} {year} 年“{title}”", f"{title} of {place} in {year}")

    def _add(self, seen: Observation) -> None:
        self._reported.setdefault(seen.indicator, []).append(seen)
        places = self._points.setdefault(seen.indicator, {})
        if seen.bound is None:
            point = Point(seen.entity, seen.indicator, seen.year, seen.figure, seen.unit, seen.factor, (seen,))
            places.setdefault(seen.entity, {})[seen.year] = point

    def _derived(self, name: str) -> dict[str, dict[int, Point]]:
        indicator = self.catalogue.indicators.get(name)
        found: dict[str, dict[int, Point]] = {}
        if indicator is None or indicator.expression is None:
            return found
        used = parts(self.catalogue.indicators, name)
        cells = {(entity, year) for part in used for entity, of in self.points(part).items() for year in of}
        for entity, year in sorted(cells):
            value = calculated(indicator.expression, self.figures(entity, year))
            if value is not None:
                value *= indicator.expression_factor
                rests_on = self.seen(entity, name, year)
                point = Point(entity, name, year, value, indicator.unit, Fraction(1), rests_on)
                found.setdefault(entity, {})[year] = point
        return found
