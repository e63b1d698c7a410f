"""One scenario's case: what it submits, and what the real stages make of it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from features.steps.words import PERCENTAGE_POINTS
from zhunsheng import evaluate, infer
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import names
from zhunsheng.model.finding import Finding
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission

HERE = Location(file="features")
"""Figures of a scenario stand in no cell."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Judgements of all years up to the last one asked for, and the findings of those asked for."""

    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]


class Case:
    """Collects a submission step by step, judges it by the rules under review, and answers for the outcome."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.plan = catalogue
        self.catalogue = catalogue
        self.submission = Submission()
        self.years: tuple[int, ...] = ()
        self.outcome = Outcome(judgements=(), findings=())

    def review(self, titles: Sequence[str]) -> None:
        """Keep only the rules called `titles`, so that the silence of all others raises no finding."""
        rules = {rule.id: rule for rule in self.plan.rules.values() if rule.title in titles}
        assert len(rules) == len(titles), f"规划里没有全部这些指标：{titles}"
        needed = _with_components(self.plan.indicators, [rule.indicator for rule in rules.values()])
        indicators = {key: each for key, each in self.plan.indicators.items() if key in needed}
        self.catalogue = msgspec.structs.replace(self.plan, rules=rules, indicators=indicators)

    def report(self, place: str, year: int, title: str, figure: tuple[Operator | None, Decimal, str]) -> None:
        """A department reports a figure, or only a bound."""
        bound, value, unit = figure
        indicator = self._indicator(title)
        row = Observation(
            entity=self._place(place),
            year=year,
            indicator=indicator.id,
            value=value,
            unit=unit,
            factor=_factor(indicator, unit),
            text=f"{value}{unit}",
            at=HERE,
            bound=bound,
        )
        self._add(observations=(*self.submission.observations, row))

    def refuse(self, place: str, year: int, title: str) -> None:
        """A department reports something that could not be read."""
        row = Refusal(
            entity=self._place(place), year=year, indicator=self._indicator(title).id, code="unreadable", at=(HERE,)
        )
        self._add(refusals=(*self.submission.refusals, row))

    def issue(self, place: str, year: int, title: str, figure: tuple[Decimal, str], citation: str) -> None:
        """The city issues a target."""
        value, unit = figure
        indicator = self._indicator(title)
        row = IssuedTarget(
            entity=self._place(place),
            year=year,
            indicator=indicator.id,
            value=value,
            unit=unit,
            factor=_factor(indicator, unit),
            citation=citation,
            at=HERE,
        )
        self._add(issued=(*self.submission.issued, row))

    def is_silent(self, place: str, year: int, title: str) -> bool:
        """Tell whether nothing at all was submitted for this figure."""
        key = (self._place(place), year, self._indicator(title).id)
        reported = {(row.entity, row.year, row.indicator) for row in self.submission.observations}
        refused = {(row.entity, row.year, row.indicator) for row in self.submission.refusals}
        return key not in reported | refused

    def judge(self, years: Sequence[int]) -> None:
        """Run the stages for `years`."""
        self.years = tuple(years)
        self.outcome = judged(self.catalogue, self.submission, self.years)

    def rule(self) -> Rule:
        """The one rule under review."""
        (rule,) = self.catalogue.rules.values()
        return rule

    def judgement(self, year: str | None = None) -> Judgement:
        """The judgement of the one rule under review, of `year` or else of the last year judged."""
        wanted = int(year) if year else self.years[-1]
        (row,) = [j for j in self.outcome.judgements if j.rule == self.rule().id and j.year == wanted]
        return row

    def in_unit(self, amount: Fraction, unit: str) -> Fraction:
        """Turn an amount into the unit of the one rule under review."""
        if unit == PERCENTAGE_POINTS:
            assert self.rule().unit == "percent", f"{self.rule().unit}不以百分点论差距"
            return amount
        return amount * _factor(self.catalogue.indicators[self.rule().indicator], unit)

    def _add(self, **rows: object) -> None:
        self.submission = msgspec.structs.replace(self.submission, **rows)

    def _place(self, title: str) -> str:
        (place,) = [p.id for p in self.plan.plan.places if title in (p.title, *p.aliases)]
        return place

    def _indicator(self, title: str) -> Indicator:
        (indicator,) = [i for i in self.plan.indicators.values() if title in (i.title, *i.aliases)]
        return indicator


def judged(catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> Outcome:
    """Evaluate and infer as a check does: from the base year on, so that findings over several years see them all."""
    judgements = evaluate.evaluate(catalogue, submission, range(catalogue.plan.period.base, max(years) + 1))
    inferred = infer.infer(catalogue, judgements)
    assert not inferred.problems, [problem.message.zh for problem in inferred.problems]
    return Outcome(judgements=judgements, findings=tuple(f for f in inferred.findings if f.year in years))


def _with_components(indicators: dict[str, Indicator], wanted: Sequence[str]) -> set[str]:
    found: set[str] = set()
    open_ids = list(wanted)
    while open_ids:
        indicator = indicators[open_ids.pop()]
        found.add(indicator.id)
        if indicator.expression is not None:
            open_ids.extend(names(indicator.expression))
    return found


def _factor(indicator: Indicator, unit: str) -> Fraction:
    assert unit in indicator.units, f"{indicator.title}不能以“{unit}”报送，可用：{'、'.join(indicator.units)}"
    return indicator.units[unit]
