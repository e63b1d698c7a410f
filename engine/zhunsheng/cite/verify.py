"""Every citation of a catalogue held against the published text: rules, readings of discrepancies, context."""

from collections.abc import Iterable

import msgspec

from zhunsheng.cite import problems, strict
from zhunsheng.cite.claims import Claim, base, not_cited, ranked, settle, written
from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.quantities import numeral
from zhunsheng.cite.sections import Passage
from zhunsheng.model.assessment import Assessment
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.checkup import Checkup
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Context, ContextReason, Discrepancy
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text

PLAN_FILE = "plan.yaml"

_KEYS = {"unknown-locator": "locator", "anchor-not-found": "anchor"}
"""Which key of a citation is wrong."""


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
    sound = {
        rule.id
        for rule in catalogue.rules.values()
        if bench.rule(rule, frozenset(excused.get(rule.id, ())), settled=rule.id in excused)
    }
    for context in catalogue.plan.context:
        bench.context(context)
    if catalogue.assessment is not None:
        bench.assessment(catalogue.assessment)
    if catalogue.checkup is not None:
        bench.checkup(catalogue.checkup)
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

    def rule(self, rule: Rule, excused: frozenset[int], *, settled: bool) -> bool:
        """Verify all citations of a rule; tell whether nothing was wrong.

        `settled`: the plan records a discrepancy of the rule; somebody has looked at the wording of its text already.
        """
        before = len(self.problems)
        whose = Text(rule.id, rule.id)
        missing = not_cited(rule)
        source, borne = f"rules/{rule.id}/source", list[strict.Borne]()
        if missing:
            self.problems.append(_about(f"{source}/figure", problems.target_not_cited(rule.at, whose, missing)))
        for number, citation in enumerate(rule.source.citations):
            held, found = f"{source}/also/{number}" if number else source, len(self.problems)
            passage, anchors = self._find(rule.at, whose, citation.locator, citation.anchor)
            self.problems[found:] = [_about(f"{held}/{_KEYS[each.code]}", each) for each in self.problems[found:]]
            claim = Claim(rule, citation, passage, anchors, excused)
            for figure in citation.figures if anchors else ():
                covered, wrong = settle(self._edition, claim, figure)
                self.covered |= covered
                self.problems += [_about(f"{held}/figure/{figure}", each) for each in wrong]
                borne.append(strict.Borne(figure, frozenset(covered)))
            self.covered |= base(self._edition, claim)
        verified = len(self.problems) == before
        if not settled:
            self.problems += strict.held(self._edition, rule, borne)
        return verified

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

    def assessment(self, assessment: Assessment) -> None:
        """Verify that the passages that an assessment cites stand where it says, with their figures."""
        zones = [(assessment.at, zone.zone, zone.source) for zone in assessment.zones]
        themes = [(theme.at, theme.id, theme.source) for theme in assessment.themes]
        for at, name, cited in ((assessment.at, assessment.id, assessment.source), *themes, *zones):
            whose = Text(name, name)
            _, anchors = self._find(at, whose, cited.locator, cited.anchor)
            if anchors:
                self.covered |= self._quoted(at, whose, anchors, cited.anchor, cited.figures)

    def checkup(self, checkup: Checkup) -> None:
        """Verify that the plan promises a check-up where it is said to; the system of aspects stands elsewhere."""
        self._find(checkup.at, Text(checkup.id, checkup.id), checkup.source.locator, checkup.source.anchor)

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
                said = written(self._edition, everything)
                self.problems.append(problems.figure_not_near(at, whose, context.locator, figure, said))
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
        edition, found, near = self._edition, set[int](), ranked(self._edition, anchors)
        for figure in figures:
            value = numeral(figure)
            equal = [index for index in near if value in edition.quantities[index].values]
            if not equal and not any(edition.mentions(figure, *edition.paragraph(each.start)) for each in anchors):
                said = written(edition, near)
                self.problems.append(problems.figure_not_near(at, whose, anchor, figure, said))
            fresh = [index for index in equal if index not in found]
            found.update((fresh or equal)[:1])
        return found


def _about(subject: str, problem: Diagnostic) -> Diagnostic:
    """Say what a problem of a rule is about, as a path: where that stands in the file, the file tells."""
    return msgspec.structs.replace(problem, subject=subject)
