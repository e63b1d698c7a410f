"""The oracle: what a policy concludes, by trying every combination. Slow, short, and shares no code with inference."""

from collections.abc import Mapping, Sequence
from itertools import permutations

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.policy import Constant, Facts, Joined, Policy, PolicyRule, Stratum

Fact = Mapping[str, str | int]
Drawn = tuple[str, str | None, str, str, int]
"""Policy rule, rule (None for a tally), owner, entity, year."""


def compares(left: str | int, compare: str, right: str | int) -> bool:
    if compare == "==":
        return type(left) is type(right) and left == right
    if compare == "!=":
        return not compares(left, "==", right)
    assert isinstance(left, int)
    assert isinstance(right, int)
    if compare in ("<", "<="):
        return left < right or (compare == "<=" and left == right)
    return left > right or (compare == ">=" and left == right)


def passes(test: Constant | Joined, fact: Fact, bound: Mapping[str, Fact]) -> bool:
    if isinstance(test, Constant):
        return compares(fact[test.attribute], test.compare, test.value)
    other = bound[test.other][test.other_attribute]
    return compares(fact[test.attribute], test.compare, other if isinstance(other, str) else other + test.offset)


def matches(rule: PolicyRule, facts: Sequence[Fact]) -> set[tuple[int, ...]]:
    """All tuples of *different* facts (positions in `facts`), one for each pattern, that pass every test."""
    found = set()
    for chosen in permutations(range(len(facts)), len(rule.patterns)):
        bound = {pattern.name: facts[n] for pattern, n in zip(rule.patterns, chosen, strict=True)}
        if all(passes(test, bound[pattern.name], bound) for pattern in rule.patterns for test in pattern.tests):
            found.add(chosen)
    return found


def attributes(judgement: Judgement, base: int) -> dict[str, str | int]:
    off_target = str(judgement.status) in {"behind", "far_behind", "regressing", "missed"}
    names = ("rule", "entity", "indicator", "owner", "year")
    enums = ("nature", "status", "reason", "phase")
    return {
        **{name: getattr(judgement, name) for name in names},
        **{name: str(getattr(judgement, name)) for name in enums},
        "off_target": "yes" if off_target else "no",
        "relapsed": "yes" if judgement.relapsed else "no",
        "year_no": judgement.year - base,
    }


def conclusions(policy: Policy, judgements: Sequence[Judgement], base: int) -> dict[Drawn, set[Drawn | Judgement]]:
    """What `policy` draws, and from what: judgements, or earlier conclusions about rules."""
    drawn: dict[Drawn, tuple[FindingKind, Level]] = {}
    evidence: dict[Drawn, set[Drawn | Judgement]] = {}
    for stratum in policy.strata:
        if stratum.facts is Facts.JUDGEMENTS:
            new = _from_judgements(stratum, judgements, base)
        else:
            new = _from_tallies(stratum, drawn)
        for rule, about, because in new:
            drawn[about] = (rule.kind, rule.level)
            evidence.setdefault(about, set()).update(because)
    return evidence


def _from_judgements(
    stratum: Stratum, judgements: Sequence[Judgement], base: int
) -> list[tuple[PolicyRule, Drawn, set[Drawn | Judgement]]]:
    new: list[tuple[PolicyRule, Drawn, set[Drawn | Judgement]]] = []
    facts = [attributes(j, base) for j in judgements]
    for key in {tuple(fact[name] for name in stratum.per) for fact in facts}:
        group = [n for n, fact in enumerate(facts) if tuple(fact[name] for name in stratum.per) == key]
        for rule in stratum.rules:
            about = [pattern.name for pattern in rule.patterns].index(rule.about)
            for chosen in matches(rule, [facts[n] for n in group]):
                matched = [judgements[group[n]] for n in chosen]
                j = matched[about]
                new.append((rule, (rule.id, j.rule, j.owner, j.entity, j.year), set(matched)))
    return new


def _from_tallies(
    stratum: Stratum, drawn: Mapping[Drawn, tuple[FindingKind, Level]]
) -> list[tuple[PolicyRule, Drawn, set[Drawn | Judgement]]]:
    """For tallies per owner and year."""
    assert set(stratum.per) == {"owner", "year"}
    new: list[tuple[PolicyRule, Drawn, set[Drawn | Judgement]]] = []
    about_rules = [d for d in drawn if d[1] is not None]
    for owner, year in {(d[2], d[4]) for d in about_rules}:
        counted = {}
        for tally in stratum.tallies:
            group = [d for d in about_rules if (d[2], d[4]) == (owner, year)]
            group = [d for d in group if tally.kind is None or drawn[d][0] is tally.kind]
            counted[tally.name] = [d for d in group if tally.level is None or drawn[d][1] is tally.level]
        fact: Fact = {name: len({d[1] for d in found}) for name, found in counted.items()}
        for rule in stratum.rules:
            if matches(rule, [{**fact, "owner": owner, "year": year}]):
                tested = {test.attribute for pattern in rule.patterns for test in pattern.tests}
                because: set[Drawn | Judgement] = {d for name in tested & counted.keys() for d in counted[name]}
                new.append((rule, (rule.id, None, owner, "jianghai", year), because))
    return new
