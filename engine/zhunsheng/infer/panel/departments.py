"""Tallies over all places, once every part of a run has said what it holds."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from zhunsheng.infer import trouble
from zhunsheng.infer.draw import by_situation
from zhunsheng.infer.keeper import EngineMissingError, RoomClosedError
from zhunsheng.infer.stratum import Run, run
from zhunsheng.infer.tallies import Tallied, Told, counts, safe_when_undercounted, tallies_of, tally_facts
from zhunsheng.model.bulk import BulkProblem, DepartmentFinding, Load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Facts, Policy, PolicyRule, Stratum

if TYPE_CHECKING:
    from zhunsheng.infer.panel.session import PanelSession


class Departments(NamedTuple):
    """Findings about departments over all places, by policy rule, year and department; and what went wrong."""

    findings: tuple[DepartmentFinding, ...]
    problems: tuple[Diagnostic, ...]


def departments(
    catalogue: Catalogue, loads: Iterable[Load], session: "PanelSession", problems: Sequence[BulkProblem] = ()
) -> Departments:
    """Run those strata of tallies whose groups are of no single place over the loads of all parts.

    `problems` are those of all parts: where a policy rule could not be run somewhere, findings are missing, and what
    might fire for want of them is not run. Years that nobody asked for are for the caller to leave out, as are those
    of other findings.
    """
    told = set(loads)
    incomplete = any(problem.code in trouble.LOSING for problem in problems)
    findings: list[DepartmentFinding] = []
    found: list[Diagnostic] = []
    earlier: set[str] = set()
    for stratum in catalogue.policy.strata:
        if stratum.facts is not Facts.TALLIES:
            earlier.add(stratum.id)
        elif "entity" not in stratum.per and stratum.rules:
            counted = sorted(load for load in told if load.stratum in earlier)
            try:
                findings += _over_all(catalogue, stratum, counted, session, found, incomplete=incomplete)
            except (EngineMissingError, RoomClosedError) as error:
                say = trouble.missing if isinstance(error, EngineMissingError) else trouble.closed
                found.append(say(Location(file=stratum.rules[0].at.file), error.why))
                break
    order = {rule.id: number for number, rule in enumerate(r for s in catalogue.policy.strata for r in s.rules)}
    findings.sort(key=lambda each: (order[each.policy], each.year, each.owner))
    return Departments(tuple(findings), tuple(found))


def _over_all(
    catalogue: Catalogue,
    stratum: Stratum,
    loads: Sequence[Load],
    session: "PanelSession",
    problems: list[Diagnostic],
    *,
    incomplete: bool,
) -> list[DepartmentFinding]:
    if incomplete:
        stratum = certain(stratum, problems)
    area = catalogue.plan.area.id
    # All places together are the plan's area.
    told = [Told(o.rule, catalogue.rules[o.rule].owner, area, o.year, o.kind, o.level) for o in loads]
    facts, tallied = tally_facts(stratum, told, catalogue.plan)
    outcome = run(stratum, facts, session.room, session.memory)
    problems.extend(outcome.problems)
    return _findings(catalogue, stratum, tallied, outcome)


def counted_alike(policy: Policy) -> dict[tuple[PolicyRule, str], list[int]]:
    """Tell policy rules apart by which tallies over all places count what they find.

    Keys are the first of those that are counted alike, and its stratum; values their numbers among all rules. What no
    such stratum looks at is left out.
    """
    rules = [(number, stratum) for number, stratum in enumerate(policy.strata) for _ in stratum.rules]
    over_all = [(n, s) for n, s in enumerate(policy.strata) if s.facts is Facts.TALLIES and "entity" not in s.per]
    first: dict[tuple[object, ...], tuple[PolicyRule, str]] = {}
    alike: dict[tuple[PolicyRule, str], list[int]] = {}
    policies = [rule for stratum in policy.strata for rule in stratum.rules]
    for number, (rule, (place, stratum)) in enumerate(zip(policies, rules, strict=True)):
        seen = tuple(tuple(counts(t, rule) for t in s.tallies) if place < n and s.rules else None for n, s in over_all)
        if stratum.facts is not Facts.TALLIES and any(each is not None for each in seen):
            alike.setdefault(first.setdefault(seen, (rule, stratum.id)), []).append(number)
    return alike


def certain(stratum: Stratum, problems: list[Diagnostic]) -> Stratum:
    """Leave out rules that may fire for want of findings; each of them is a problem."""
    unsafe = [rule for rule in stratum.rules if not safe_when_undercounted(rule, stratum)]
    problems.extend(trouble.undercounted(rule) for rule in unsafe)
    return msgspec.structs.replace(stratum, rules=tuple(rule for rule in stratum.rules if rule not in unsafe))


def _findings(
    catalogue: Catalogue, stratum: Stratum, tallied: Sequence[Tallied[Told]], outcome: Run
) -> list[DepartmentFinding]:
    findings = []
    for (rule, situation), about in by_situation(outcome.hits).items():
        names = tallies_of(rule, stratum)
        for members in outcome.groups[situation]:
            for group in (tallied[number] for kind in about for number in members[kind]):
                counted = {told.rule for name in names for told in group.counted[name]}
                finding = DepartmentFinding(
                    policy=rule.id,
                    owner=group.owner,
                    entity=group.entity,
                    year=group.year,
                    counts={name: group.count(name) for name in names},
                    rules=tuple(each for each in catalogue.rules if each in counted),
                )
                findings.append(finding)
    return findings
