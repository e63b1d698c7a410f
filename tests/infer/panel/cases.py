"""Random verdicts of some places twice over, as arrays and as judgements; and random policies to hold against them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple

import msgspec
import numpy as np
from tests.support.judgements import a_catalogue
from tests.support.policies import a_rule, a_stratum

from zhunsheng.infer import Session
from zhunsheng.infer.panel import PanelDrawn, PanelSession, departments
from zhunsheng.model.bulk import BulkProblem, DepartmentFinding, Load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.finding import FindingKind, JudgementKey, Level
from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.outcome import REASONS, STATUS_OF
from zhunsheng.model.panel import Cube, Judged, Panel, Terms
from zhunsheng.model.plan import Place
from zhunsheng.model.policy import Policy, PolicyRule, Stratum
from zhunsheng.model.rule import Nature, Rule

YEARS = range(2020, 2026)
PLACES = ("jianghai", "lile", "p1", "p2", "p3", "sewage", "城管局")
"""Places, two of which have the name of something else."""

Key = tuple[str, str, str, int]
"""Policy rule, rule or owner, place, year."""


class Case(NamedTuple):
    """Panels that share no place, and what stands in them."""

    catalogue: Catalogue
    cube: Cube
    panels: tuple[tuple[Panel, tuple[Judged, ...]], ...]
    judgements: tuple[Judgement, ...]


def a_cube(places: Sequence[str], years: range = YEARS) -> Cube:
    shape = (len(years), 0, len(places))
    return Cube(
        years=years,
        indicators=(),
        places=tuple(places),
        counts=np.zeros(shape, np.int64),
        scales=(),
        wide={},
        marks=np.zeros(shape, np.int8),
        rows=np.full(shape, -1, np.int64),
        bounds={},
        issued={},
    )


def terms(phase: Phase) -> Terms:
    return Terms(phase, None, None, None, None, None, None)


def a_judged(
    rule: Rule,
    reason: object,
    relapsed: object,
    phases: Sequence[Sequence[Phase]],
    held_to: object = None,
) -> Judged:
    """Judge places by hand: reasons and relapses by year, phases by alternative and year."""
    reasons = np.array(reason, np.int8)
    return Judged(
        rule=rule,
        reason=reasons,
        relapsed=np.array(relapsed, np.bool_),
        valued=np.zeros(reasons.shape, np.bool_),
        over=np.zeros(reasons.shape, np.int64),
        under=None,
        scale=Fraction(1),
        terms=tuple(tuple(terms(phase) for phase in of) for of in phases),
        held_to=None if held_to is None else np.array(held_to, np.int32),
        bounds={},
        evidence=(),
        cumulative=False,
    )


def a_case(random: Random, policy: Policy, reasons: Sequence[Reason] = REASONS) -> Case:
    """Draw verdicts of all places, of two panels that are held to different rules."""
    catalogue = a_catalogue(policy)
    catalogue = msgspec.structs.replace(
        catalogue,
        plan=msgspec.structs.replace(
            catalogue.plan, places=tuple(Place(id=each, title=each, level="x") for each in PLACES)
        ),
    )
    cube = a_cube(sorted(PLACES))
    shuffled = random.sample(range(len(PLACES)), len(PLACES))
    cut = random.randint(0, 2)
    panels, judgements = [], []
    for positions in (sorted(shuffled[:cut]), sorted(shuffled[cut:])):
        names = set(random.sample(list(catalogue.rules), random.randint(1, 5)))
        rules = tuple(rule for rule in catalogue.rules.values() if rule.id in names)
        panel = Panel(rules, np.array(positions, np.intp))
        judged = tuple(_judged(random, rule, len(positions), reasons) for rule in rules)
        panels.append((panel, judged))
        judgements += [row for each in judged for row in rows(each, [cube.places[p] for p in positions], cube.years)]
    random.shuffle(judgements)
    return Case(catalogue, cube, tuple(panels), tuple(judgements))


def _judged(random: Random, rule: Rule, places: int, reasons: Sequence[Reason]) -> Judged:
    alternatives = random.choice((1, 1, 2, 3, 7))
    few = random.sample(reasons, min(len(reasons), random.choice((1, 2, 3, 23))))
    return a_judged(
        rule,
        [[REASONS.index(random.choice(few)) for _ in range(places)] for _ in YEARS],
        [[random.random() < 0.2 for _ in range(places)] for _ in YEARS],
        [[random.choice((Phase.INTERIM, Phase.DUE)) for _ in YEARS] for _ in range(alternatives)],
        None if alternatives == 1 else [random.randrange(alternatives) for _ in range(places)],
    )


def rows(judged: Judged, places: Sequence[str], years: range) -> list[Judgement]:
    """Write out what was judged."""
    rule, found = judged.rule, []
    for column, place in enumerate(places):
        of = judged.terms[0 if judged.held_to is None else judged.held_to[column]]
        for row, year in enumerate(years):
            reason = REASONS[judged.reason[row, column]]
            found.append(
                Judgement(
                    rule=rule.id,
                    indicator=rule.indicator,
                    entity=place,
                    year=year,
                    nature=rule.nature,
                    owner=rule.owner,
                    unit=rule.unit,
                    status=STATUS_OF[reason],
                    reason=reason,
                    phase=of[row].phase,
                    relapsed=bool(judged.relapsed[row, column]),
                )
            )
    return found


class Outcome(NamedTuple):
    """What was drawn: findings about judgements and their evidence; about departments, and which rules they count."""

    findings: dict[Key, tuple[JudgementKey, ...]]
    departments: dict[Key, frozenset[str]]
    problems: frozenset[Diagnostic]


def by_rows(case: Case, session: Session) -> Outcome:
    inferred = session.infer(case.catalogue, case.judgements)
    rule_of = {finding.id: finding.rule for finding in inferred.findings}
    found, counted = {}, {}
    for finding in inferred.findings:
        key = (finding.because.policy, finding.rule or finding.owner, finding.entity, finding.year)
        if finding.rule is None:
            counted[key] = frozenset(str(rule_of[each]) for each in finding.because.findings)
        else:
            found[key] = finding.because.judgements
    return Outcome(found, counted, frozenset(inferred.problems))


def by_panels(case: Case, session: PanelSession) -> Outcome:
    found: dict[Key, tuple[JudgementKey, ...]] = {}
    counted: list[DepartmentFinding] = []
    loads: set[Load] = set()
    problems: set[Diagnostic] = set()
    for panel, judged in case.panels:
        drawn = session.draw(case.catalogue, case.cube, panel, judged)
        new = written(case, panel, drawn)
        assert not new.keys() & found.keys()
        found |= new
        counted += drawn.departments
        loads.update(drawn.loads)
        problems.update(drawn.problems)
    over_all = departments(case.catalogue, loads, session, [as_bulk(problem) for problem in problems])
    counted += over_all.findings
    for each in counted:
        policy = case.catalogue.policy.rule(each.policy)
        assert policy is not None
        assert max(each.counts.values()) <= len(each.rules) <= sum(each.counts.values())
    by_key = {(each.policy, each.owner, each.entity, each.year): frozenset(each.rules) for each in counted}
    assert len(by_key) == len(counted)
    return Outcome(found, by_key, frozenset({*problems, *over_all.problems}))


def as_bulk(problem: Diagnostic) -> BulkProblem:
    return BulkProblem(code=problem.code, message=problem.message, at=problem.at)


def written(case: Case, panel: Panel, drawn: PanelDrawn) -> dict[Key, tuple[JudgementKey, ...]]:
    """Give each finding the judgements that it rests on, as a finding of rows has them."""
    policies = [rule.id for stratum in case.catalogue.policy.strata for rule in stratum.rules]
    of, found = drawn.drawn, {}
    for policy, rule, year, position, beside in zip(of.policy, of.rule, of.year, of.place, of.beside, strict=True):
        place = case.cube.places[panel.places[position]]
        assert list(of.besides[beside]) == sorted(of.besides[beside])
        cells = [(rule, year), *of.besides[beside]]
        keys = sorted(JudgementKey(panel.rules[r].id, place, case.cube.years[y]) for r, y in cells)
        assert len(set(keys)) == len(keys)
        key = (policies[policy], panel.rules[rule].id, place, case.cube.years[year])
        assert key not in found
        found[key] = tuple(keys)
    return found


VALUES: Mapping[str, tuple[str, ...]] = {
    "rule": ("sewage", "waste"),
    "indicator": ("sewage", "jobs"),
    "nature": tuple(Nature),
    "status": ("missed", "behind", "met", "not_reported"),
    "reason": ("limit_missed", "limit_met", "no_observation"),
    "phase": ("interim", "due"),
    "off_target": ("yes", "no"),
    "relapsed": ("yes", "no"),
    "owner": ("城管局", "教育局"),
    "entity": ("jianghai", "p1", "elsewhere"),
}
NUMBERS = {"year": (2021, 2024), "year_no": (1, 4)}
JOINS = ("rule", "owner", "status", "nature", "off_target", "entity")


def a_random_policy(random: Random) -> Policy:
    """Draw strata of rules that stay inside a place; tallies in the middle and at the end."""
    judging = [_judging(random, f"judge-{n}") for n in range(3)]
    return Policy(strata=(*judging[:2], _counting(random, "early"), judging[2], _counting(random, "late")))


def _judging(random: Random, name: str) -> Stratum:
    per = random.choice((("rule", "entity", "year"), ("rule", "entity"), ("owner", "entity"), ("entity",), ("year",)))
    rules = [_rule(random, f"{name}-{n}", tied="entity" not in per) for n in range(random.randint(1, 3))]
    return a_stratum(*rules, name=name, per=per, sees=(*VALUES, *NUMBERS))


def _rule(random: Random, name: str, *, tied: bool) -> PolicyRule:
    when: dict[str, dict[str, str | int]] = {}
    for pattern in ("a", "b", "c")[: random.choice((1, 1, 2, 2, 3))]:
        tests: dict[str, str | int] = {}
        for attribute in random.sample(list(VALUES), random.choice((1, 2))):
            tests[attribute] = random.choice(("", "!= ")) + random.choice(VALUES[attribute])
        if random.random() < 0.4:
            attribute = random.choice(list(NUMBERS))
            low, high = NUMBERS[attribute]
            tests[attribute] = f"{random.choice(('<', '>=', '!='))} {random.randint(low, high)}"
        if when:
            joined = random.choice(JOINS)
            other = random.choice((joined, joined, "owner"))
            tests.setdefault(joined, f"{random.choice(('==', '!='))} {random.choice(list(when))}.{other}")
            tests.setdefault("year", random.choice(("a.year + 1", "> a.year", "a.year", "!= a.year - 1")))
            if tied:
                tests["entity"] = f"{random.choice(list(when))}.entity"
        when[pattern] = tests
    kind, level = random.choice(list(FindingKind)), random.choice(list(Level))
    return a_rule(name, when, about=random.choice(list(when)), kind=kind, level=level)


def _counting(random: Random, name: str) -> Stratum:
    per = random.choice(
        (("owner", "year"), ("entity", "year"), ("owner", "entity", "year"), ("entity",), ("owner", "entity"), ())
    )
    rules = []
    for number in range(3):
        tests = {random.choice(("alerts", "red", "all")): random.choice((">= 2", "< 2", "!= 1", "== 1", "== 0"))}
        if per and random.random() < 0.3:
            attribute = random.choice(per)
            tests[attribute] = "> 2021" if attribute == "year" else f"!= {random.choice(VALUES[attribute])}"
        rules.append(a_rule(f"{name}-{number}", {"t": tests}))
    tallies: dict[str, dict[str, str]] = {"alerts": {"kind": "alert"}, "red": {"level": "red"}, "all": {}}
    return a_stratum(*rules, name=name, per=per, sees=tuple(tallies), tallies=tallies)
