"""A rule's claim that the text says a figure near a name: borne out, or what is wrong with it."""

from decimal import Decimal
from typing import NamedTuple

from zhunsheng.cite import problems
from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.near import Hit, by_nearness, hits
from zhunsheng.cite.quantities import numeral
from zhunsheng.cite.sections import Passage
from zhunsheng.cite.units import same_unit
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.indicator import DONE
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Citation, Rule
from zhunsheng.model.text import Text


class Claim(NamedTuple):
    """A citation of a rule, the passage that it names, and where its anchor stands there.

    `excused` are quantities that a discrepancy of this rule speaks of: their unit may be another.
    """

    rule: Rule
    citation: Citation
    passage: Passage
    anchors: list[Occurrence]
    excused: frozenset[int]


class Outcome(NamedTuple):
    """The quantities that bear a figure out, and what is wrong."""

    covered: set[int]
    problems: list[Diagnostic]


def settle(edition: Edition, claim: Claim, figure: str) -> Outcome:
    """Hold one figure of a claim against the text."""
    rule, value = claim.rule, numeral(figure)
    whose = Text(rule.id, rule.id)
    by_anchor = [_hits(edition, claim, anchor, value) for anchor in claim.anchors]
    found = [hit for each in by_anchor for hit in each]
    if not found:
        if _mentioned(edition, claim, figure, value):
            return Outcome(set(), [])
        near = ranked(edition, claim.anchors)
        said = written(
            edition, sorted(near, key=lambda index: not same_unit(edition.quantities[index].unit, rule.unit))
        )
        return Outcome(set(), [problems.figure_not_near(rule.at, whose, claim.citation.anchor, figure, said)])
    good = [[hit.quantity for hit in each if hit.unit_agrees or hit.quantity in claim.excused] for each in by_anchor]
    if not any(good):
        nearest = written(edition, [found[0].quantity])[0]
        return Outcome(set(), [problems.unit_differs(rule.at, whose, rule.unit, *nearest)])
    due = _years_of(rule, value)
    timely = [[index for index in each if _timely(edition.years_of(index), due)] for each in good]
    covered = {each[0] for each in timely if each}
    lacking = [year for year in due if _lacking(edition, claim.passage, covered, year)] if covered else due[:1]
    anchor = claim.citation.anchor
    return Outcome(covered, [problems.another_year(rule.at, whose, anchor, figure, year) for year in lacking])


def not_cited(rule: Rule) -> list[str]:
    """List the figures of the targets that no citation lists.

    Where nothing is cited at all a 1 may be implied (“制定年度方案”: one a year); a milestone has no figure.
    """
    figures = [figure for citation in rule.source.citations for figure in citation.figures]
    cited = {*figures, *(decimal_text(value) for figure in figures if (value := numeral(figure)) is not None)}
    wanted = [decimal_text(value) for t in rule.targets for value in (t.value, t.upper) if value is not None]
    implied = rule.unit == DONE or (not figures and set(wanted) <= {"1"})
    return [] if implied else [value for value in dict.fromkeys(wanted) if value not in cited]


def base(edition: Edition, claim: Claim) -> set[int]:
    """Return the quantities that state the rule's base beside its target."""
    rule = claim.rule
    if rule.base is None:
        return set()
    targets = frozenset(value for t in rule.targets for value in (t.value, t.upper) if value is not None)
    spoken = list(range(rule.base.first_year, rule.base.last_year + 1))
    found = set()
    for anchor in claim.anchors:
        near = hits(edition, anchor, rule.base.value, targets, rule.unit)
        found.update([hit.quantity for hit in near if _timely(edition.years_of(hit.quantity), spoken)][:1])
    return found


def ranked(edition: Edition, anchors: list[Occurrence]) -> list[int]:
    """List the quantities of the sentences of some anchors, the nearest first, then those of their paragraphs."""
    found = dict[int, None]()
    for anchor in anchors:
        found.update(dict.fromkeys(by_nearness(edition, anchor)))
    for anchor in anchors:
        found.update(dict.fromkeys(edition.nearest_first(anchor, *edition.paragraph(anchor.start))))
    return list(found)


def written(edition: Edition, indices: list[int]) -> list[tuple[str, int]]:
    """Tell of each quantity how the text writes it, and on which line."""
    return [(edition.written(index), edition.line(edition.quantities[index].start)) for index in indices]


def _hits(edition: Edition, claim: Claim, anchor: Occurrence, value: Decimal | None) -> list[Hit]:
    if value is None:
        return []
    cited = frozenset(number for each in claim.citation.figures if (number := numeral(each)) is not None)
    return hits(edition, anchor, value, cited, None if claim.rule.unit == DONE else claim.rule.unit)


def _mentioned(edition: Edition, claim: Claim, figure: str, value: Decimal | None) -> bool:
    """Tell whether a figure that is no quantity stands there all the same: the “两” of “区、街两级” in a milestone."""
    plain = claim.rule.unit == DONE or value is None
    return plain and any(edition.mentions(figure, each.left, each.right) for each in claim.anchors)


def _years_of(rule: Rule, value: Decimal | None) -> list[int]:
    """List the years in which a figure is due; none for a milestone, whose figure is a number in its text."""
    return (
        [] if rule.unit == DONE else [target.year for target in rule.targets if value in (target.value, target.upper)]
    )


def _timely(years: range, due: list[int]) -> bool:
    """Tell whether a quantity of these years, or of no year in particular, can be a figure due in one of `due`."""
    return not years or not due or not set(due).isdisjoint(years)


def _lacking(edition: Edition, passage: Passage, covered: set[int], year: int) -> bool:
    """Tell whether the passage has a paragraph of that year, and no quantity there or of no year in particular."""
    told = any(year in edition.years(row) for rows in passage.rows for row in rows)
    years = [edition.years_of(index) for index in covered]
    return told and not any(not each or year in each for each in years)
