"""Inference below findings: strata and groups of attributes in, matched facts out, through the same room."""

from collections.abc import Mapping, Sequence
from itertools import product

from zhunsheng.infer.facts import Facts, columns_of
from zhunsheng.infer.keeper import Room
from zhunsheng.infer.stratum import run
from zhunsheng.model.policy import Stratum

Groups = Sequence[Sequence[Mapping[str, str | int]]]


def laid_out(stratum: Stratum, groups: Groups) -> Facts:
    """Number the facts of all groups through and keep the columns that `stratum` tests."""
    facts = [fact for group in groups for fact in group]
    columns = columns_of(stratum, dict.fromkeys((*stratum.sees, *stratum.per)))
    rows = [tuple(fact[name] for name in columns) for fact in facts]
    numbers = iter(range(len(facts)))
    return Facts(columns, rows, [[next(numbers) for _ in group] for group in groups if group])


def matched(stratum: Stratum, groups: Groups, room: Room) -> dict[str, set[tuple[int, ...]]]:
    """For each rule, the tuples of fact numbers that match; fails on any problem."""
    outcome = run(stratum, laid_out(stratum, groups), room)
    assert outcome.problems == ()
    found: dict[str, set[tuple[int, ...]]] = {rule.id: set() for rule in stratum.rules}
    for hit in outcome.hits:
        for members in outcome.groups[hit.situation]:
            chosen = product(*(members[kind] for kind in hit.classes))
            found[hit.rule.id].update(numbers for numbers in chosen if len(set(numbers)) == len(numbers))
    return found
