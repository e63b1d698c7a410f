"""Every citation of a catalogue held against the published text: rules, readings of discrepancies, context."""

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from zhunsheng.cite import problems
from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.near import Hit, hits
from zhunsheng.cite.quantities import numeral
from zhunsheng.cite.sections import Passage
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.indicator import DONE
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Context, ContextReason, Discrepancy
from zhunsheng.model.rule import Citation, Rule
from zhunsheng.model.text import Text

PLAN_FILE = "plan.yaml"


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """How the citations of a plan stand: of `cited` rules with a figure, `verified` have every one of them verified.

    `covered` are the indices of the quantities of the text that something cites, or sets aside on purpose.
    """

    cited: int
    verified: int
    problems: tuple[Diagnostic, ...]
    covered: frozenset[int]


def verify(catalogue: Catalogue, edition: Edition) -> Verified:
    """Hold every citation of `catalogue` against the text. Locations of problems are relative to the plan folder."""
    bench = _Bench(edition)
    excused: dict[str, set[int]] = {}
    for discrepancy in catalogue.plan.discrepancies:
        seen = bench.discrepancy(discrepancy)
        for rule in discrepancy.rules:
            excused.setdefault(rule, set()).update(seen)
    cited = [rule for rule in catalogue.rules.values() if any(each.figures for each in rule.source.citations)]
    sound = {rule.id for rule in catalogue.rules.values() if bench.rule(rule, excused.get(rule.id, set()))}
    for context in catalogue.plan.context:
        bench.context(context)
    return Verified(
        cited=len(cited),
        verified=sum(rule.id in sound for rule in cited),
        problems=tuple(bench.problems),
        covered=frozenset(bench.covered),
    )


class _Bench:
    """Collects problems and covered quantities while citations are held against a text."""

    def __init__(self, edition: Edition) -> None:
        self.problems: list[Diagnostic] = []
        self.covered: set[int] = set()
        self._edition = edition

    def rule(self, rule: Rule, excused: set[int]) -> bool:
        """Verify all citations of a rule; tell whether nothing was wrong."""
        before = len(self.problems)
        whose = Text(rule.id, rule.id)
        for citation in rule.source.citations:
            passage, anchors = self._find(rule.at, whose, citation.locator, citation.anchor)
            if anchors:
                self._cover_base(rule, anchors)
                self._figures(rule, citation, passage, anchors, excused)
        return len(self.problems) == before

    def discrepancy(self, discrepancy: Discrepancy) -> set[int]:
        """Verify the readings of a discrepancy; return the quantities that they speak of."""
        seen = set[int]()
        for number, reading in enumerate(discrepancy.readings, 1):
            at = reading.at or Location(file=PLAN_FILE)
            whose = Text(f"{discrepancy.id} 第 {number} 种读法", f"{discrepancy.id}, reading {number}")
            _, anchors = self._find(at, whose, reading.locator, reading.anchor)
            if anchors:
                seen |= self._quoted(at, whose, anchors, reading.anchor, reading.figures)
        self.covered |= seen
        return seen

    def context(self, context: Context) -> None:
        """Cover the quantities that the plan sets aside on purpose."""
        at = context.at or Location(file=PLAN_FILE)
        name = f"{context.locator} {context.anchor or ''}".strip()
        whose = Text(f"context “{name}”", f"context “{name}”")
        passage, anchors = self._find(at, whose, context.locator, context.anchor)
        if passage.unknown or (context.anchor is not None and not anchors):
            return
        found = self._set_aside(context, passage, anchors, whose, at)
        dated = context.reason is ContextReason.DATE and self._edition.dates(passage) > 0
        if not (found or dated or context.figures):
            self.problems.append(problems.idle_context(at, whose))
        self.covered |= found

    def _set_aside(
        self, context: Context, passage: Passage, anchors: list[Occurrence], whose: Text, at: Location
    ) -> set[int]:
        if context.anchor is not None and context.figures:
            return self._quoted(at, whose, anchors, context.anchor, context.figures)
        if context.anchor is not None:
            return {index for anchor in anchors for index in self._edition.amounts(anchor.left, anchor.right)}
        everything = self._edition.within(passage)
        if not context.figures:
            return set(everything)
        found: set[int] = set()
        for figure in dict.fromkeys(context.figures):
            equal = {index for index in everything if numeral(figure) in self._edition.quantities[index].values}
            if not equal:
                self.problems.append(
                    problems.figure_not_near(at, whose, context.locator, figure, self._said(everything))
                )
            found |= equal
        return found

    def _find(self, at: Location, whose: Text, locator: str, anchor: str | None) -> tuple[Passage, list[Occurrence]]:
        """Find a passage and, in it, an anchor; what stands inside the anchor is part of a name, and covered."""
        passage = self._edition.outline.resolve(locator)
        if passage.unknown is not None:
            self.problems.append(problems.unknown_locator(at, whose, locator, passage.unknown))
            return passage, []
        if anchor is None:
            return passage, []
        anchors = self._edition.occurrences(passage, anchor)
        if not anchors:
            self.problems.append(problems.anchor_not_found(at, whose, locator, anchor, self._edition))
        for each in anchors:
            self.covered.update(self._edition.amounts(each.start, each.end))
        return passage, anchors

    def _quoted(
        self, at: Location, whose: Text, anchors: list[Occurrence], anchor: str, figures: Iterable[str]
    ) -> set[int]:
        """Find each figure in the paragraph of the anchor: in its sentence first, each time another one."""
        found: set[int] = set()
        for figure in figures:
            value, ranked = numeral(figure), self._ranked(anchors)
            equal = [index for index in ranked if value in self._edition.quantities[index].values]
            fresh = [index for index in equal if index not in found]
            if not equal and not any(
                self._edition.mentions(figure, *self._edition.paragraph(a.start)) for a in anchors
            ):
                self.problems.append(problems.figure_not_near(at, whose, anchor, figure, self._said(ranked)))
            found.update((fresh or equal)[:1])
        return found

    def _ranked(self, anchors: list[Occurrence]) -> list[int]:
        """List the quantities of the sentences of the anchors, the nearest first, then those of their paragraphs."""
        edition, ranked = self._edition, dict[int, None]()
        for anchor in anchors:
            ranked.update(dict.fromkeys(edition.nearest_first(anchor, anchor.left, anchor.right)))
        for anchor in anchors:
            ranked.update(dict.fromkeys(edition.nearest_first(anchor, *edition.paragraph(anchor.start))))
        return list(ranked)

    def _cover_base(self, rule: Rule, anchors: list[Occurrence]) -> None:
        """Count the base as cited where it stands beside the target."""
        if rule.base is None:
            return
        for anchor in anchors:
            found = hits(self._edition, anchor, rule.base.value, _due(rule), rule.unit)
            self.covered.update(hit.quantity for hit in found)

    def _figures(
        self, rule: Rule, citation: Citation, passage: Passage, anchors: list[Occurrence], excused: set[int]
    ) -> None:
        values = {figure: numeral(figure) for figure in citation.figures}
        cited = frozenset(value for value in values.values() if value is not None)
        unit = None if rule.unit == DONE else rule.unit
        for figure, value in values.items():
            if value is None:
                continue
            found = [hit for anchor in anchors for hit in hits(self._edition, anchor, value, cited, unit)]
            good = [hit.quantity for hit in found if hit.unit_agrees or hit.quantity in excused]
            self._settle(rule, citation, figure, passage, anchors, found, good)

    def _settle(
        self,
        rule: Rule,
        citation: Citation,
        figure: str,
        passage: Passage,
        anchors: list[Occurrence],
        found: list[Hit],
        good: list[int],
    ) -> None:
        """Say what is wrong with one figure, or cover the quantities that it stands for."""
        whose, edition = Text(rule.id, rule.id), self._edition
        if not found:
            if rule.unit == DONE and any(edition.mentions(figure, each.left, each.right) for each in anchors):
                return
            said = self._said(self._ranked(anchors))
            self.problems.append(problems.figure_not_near(rule.at, whose, citation.anchor, figure, said))
            return
        if not good:
            written, line = self._said([found[0].quantity])[0]
            self.problems.append(problems.unit_differs(rule.at, whose, rule.unit, written, line))
            return
        due = _years_of(rule, figure)
        told = {index: edition.years_of(index) for index in good}
        timely = {index for index, years in told.items() if not due or not years or not set(due).isdisjoint(years)}
        self.covered |= timely
        for year in due:
            paragraphs = [years for rows in passage.rows for row in rows if year in (years := edition.years(row))]
            if not timely or (paragraphs and all(told[index] and year not in told[index] for index in timely)):
                self.problems.append(problems.another_year(rule.at, whose, citation.anchor, figure, year))

    def _said(self, indices: Iterable[int]) -> list[tuple[str, int]]:
        edition = self._edition
        return [(edition.written(index), edition.line(edition.quantities[index].start)) for index in indices]


def _due(rule: Rule) -> frozenset[Decimal]:
    return frozenset(value for target in rule.targets for value in (target.value, target.upper) if value is not None)


def _years_of(rule: Rule, figure: str) -> list[int]:
    """List the years in which a figure is due; none for a milestone, whose figure is a number in its text."""
    value = numeral(figure)
    return [] if rule.unit == DONE else [t.year for t in rule.targets if value in (t.value, t.upper)]
