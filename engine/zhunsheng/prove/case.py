"""One scenario's case: what it submits, what the stages make of it, and what was asserted about that."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import msgspec

from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.expression import names
from zhunsheng.model.finding import Finding
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission
from zhunsheng.prove.judge import Judge
from zhunsheng.prove.words import PERCENTAGE_POINTS, quoted

HERE = Location(file="features")
"""Figures of a scenario stand in no cell."""


class Figure(NamedTuple):
    """A figure as a step writes it: perhaps only a bound."""

    bound: Operator | None
    value: Decimal
    unit: str


class Asserted(NamedTuple):
    """A judgement of which a step stated something: its `status`, `reason`, `gap`, `limit` …, and it was so."""

    what: str
    row: Judgement


class CannotRunError(Exception):
    """A step that speaks of something the plan does not have: the feature is broken, whatever the rule says."""


class Case:
    """Collects a submission step by step, judges it by the rules under review, and answers for the outcome.

    `asserted` lists the judgements that the scenario's steps have spoken of, for whoever asks what it shows.
    """

    def __init__(self, catalogue: Catalogue, judge: Judge) -> None:
        self.plan = catalogue
        self.catalogue = catalogue
        self.judge_by = judge
        self.submission = Submission()
        self.years: tuple[int, ...] = ()
        self.judgements: tuple[Judgement, ...] = ()
        self.asserted: list[Asserted] = []
        self._silences: set[tuple[str, int, str]] = set()

    def review(self, titles: Sequence[str]) -> None:
        """Keep only the rules called `titles`, so that the silence of all others raises no finding."""
        rules = {rule.id: rule for rule in self.plan.rules.values() if {quoted(rule.title), rule.id} & set(titles)}
        if len(rules) != len(titles):
            raise CannotRunError(f"规划里没有这些指标，或者有重名：{'、'.join(titles)}")
        needed = {part for rule in rules.values() for part in self._with_parts(rule.indicator)}
        indicators = {key: each for key, each in self.plan.indicators.items() if key in needed}
        self.catalogue = msgspec.structs.replace(self.plan, rules=rules, indicators=indicators)

    def list_places(self, places: Sequence[Place]) -> None:
        """A roster names places of a level that the plan leaves to it."""
        self._add(roster=(*self.submission.roster, *places))

    def report(self, place: str, year: int, title: str, figure: Figure) -> None:
        """A department reports a figure, or only a bound."""
        indicator = self.indicator(title)
        row = Observation(
            entity=self.place(place),
            year=year,
            indicator=indicator.id,
            value=figure.value,
            unit=figure.unit,
            factor=_factor(indicator, figure.unit),
            text=f"{figure.value}{figure.unit}",
            at=HERE,
            bound=figure.bound,
        )
        self._add(observations=(*self.submission.observations, row))

    def refuse(self, place: str, year: int, title: str) -> None:
        """A department reports something that could not be read."""
        key = self.indicator(title).id
        row = Refusal(entity=self.place(place), year=year, indicator=key, code="unreadable", at=(HERE,))
        self._add(refusals=(*self.submission.refusals, row))

    def issue(
        self, place: str, year: int, title: str, figure: Figure, citation: str, *, benchmark: bool = False
    ) -> None:
        """Somebody above issues a target, or reports what it is compared with."""
        indicator = self.indicator(title)
        row = IssuedTarget(
            entity=self.place(place),
            year=year,
            indicator=indicator.id,
            value=figure.value,
            unit=figure.unit,
            factor=_factor(indicator, figure.unit),
            citation=citation,
            at=HERE,
            operator=figure.bound,
            benchmark=benchmark,
        )
        self._add(issued=(*self.submission.issued, row))

    def keep_silent(self, place: str, year: int, title: str) -> None:
        """A department submits nothing. Raises `CannotRunError` where it has."""
        key = (self.place(place), year, self.indicator(title).id)
        if key in self._submitted():
            raise CannotRunError(f"前面已经报送过{place}{year}年{title}")
        self._silences.add(key)

    def is_untold(self, place: str, year: int, title: str) -> bool:
        """Tell whether nothing has been said of this figure: neither what was submitted nor that nothing was."""
        return (self.place(place), year, self.indicator(title).id) not in self._submitted() | self._silences

    def judge(self, years: Sequence[int]) -> None:
        """Judge all years up to the last of `years`, so that what spans several years sees them all."""
        self.years = tuple(years)
        self.__dict__.pop("findings", None)
        self.judgements = self.judged(self.submission)

    def judged(self, submission: Submission) -> tuple[Judgement, ...]:
        """Judge `submission` by the rules under review, over the years of this case."""
        base = self.plan.plan.period.base
        return self.judge_by.judgements(self.peopled(), submission, range(base, max(self.years) + 1))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What policy draws about the years judged. Most scenarios that fail never ask."""
        return self.concluded(self.judgements)

    def concluded(self, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
        """Draw findings from `judgements`, of the years judged."""
        found = self.judge_by.findings(self.peopled(), judgements)
        return tuple(finding for finding in found if finding.year in self.years)

    def peopled(self) -> Catalogue:
        """The rules under review, their scopes filled by the roster."""
        return peopled(self.catalogue, self.submission.roster)

    def rule(self) -> Rule:
        """The one rule under review."""
        if len(self.catalogue.rules) != 1:
            raise CannotRunError("考核的不止一项指标，应以“结论如下”列明")
        (rule,) = self.peopled().rules.values()
        return rule

    def judgement(self, place: str | None, year: str | None, what: str) -> Judgement:
        """The judgement of the one rule under review, of `year` or else of the last year judged.

        Notes that `what` of it is asserted. Raises `AssertionError` where there is no such row, or several.
        """
        wanted = int(year) if year else self.years[-1]
        entity = self.place(place) if place else None
        rows = [j for j in self.judgements if j.year == wanted and entity in (None, j.entity)]
        rows = [j for j in rows if j.rule == self.rule().id]
        if len(rows) != 1:
            raise AssertionError(f"{place or '该指标'}{wanted}年有 {len(rows)} 项判定")
        self.asserted.append(Asserted(what, rows[0]))
        return rows[0]

    def in_unit(self, amount: Fraction, unit: str) -> Fraction:
        """Turn an amount into the unit of the one rule under review."""
        rule = self.rule()
        if unit == PERCENTAGE_POINTS:
            if rule.unit != "percent":
                raise AssertionError(f"{rule.unit}不以百分点论差距")
            return amount
        return amount * _factor(self.catalogue.indicators[rule.indicator], unit)

    def place(self, title: str) -> str:
        """Find a place by its title, in the plan or the roster."""
        known = (*self.plan.plan.places, *self.submission.roster)
        found = [place.id for place in known if title in (place.title, *place.aliases)]
        if len(found) != 1:
            raise CannotRunError(f"没有这个地区，或者有重名：{title}")
        return found[0]

    def indicator(self, title: str) -> Indicator:
        """Find an indicator by its title: one of those under review before any other of the plan."""
        for catalogue in (self.catalogue, self.plan):
            found = [each for each in catalogue.indicators.values() if title in (each.title, *each.aliases)]
            if len(found) == 1:
                return found[0]
        raise CannotRunError(f"没有这项数据，或者有重名：{title}")

    def _submitted(self) -> set[tuple[str, int, str]]:
        reported = {(row.entity, row.year, row.indicator) for row in self.submission.observations}
        return reported | {(row.entity, row.year, row.indicator) for row in self.submission.refusals}

    def _add(self, **rows: object) -> None:
        self.submission = msgspec.structs.replace(self.submission, **rows)

    def _with_parts(self, wanted: str) -> set[str]:
        """Name an indicator and all that it is made of, at any depth."""
        expression = self.plan.indicators[wanted].expression
        direct = () if expression is None else names(expression)
        return {wanted, *(deeper for each in direct for deeper in self._with_parts(each))}


def _factor(indicator: Indicator, unit: str) -> Fraction:
    if unit not in indicator.units:
        raise CannotRunError(f"{indicator.title}不能以“{unit}”报送，可用：{'、'.join(indicator.units)}")
    return indicator.units[unit]
