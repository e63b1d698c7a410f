"""Tallies of single places: how many rules of a department have findings there, counted place by place in arrays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.facts import Cell as Value
from zhunsheng.infer.facts import Facts, columns_of
from zhunsheng.infer.panel.asking import Asking, Vector
from zhunsheng.infer.panel.keys import Column, Told, tell_apart
from zhunsheng.infer.panel.reading import Look, Reading
from zhunsheng.infer.tallies import counts, tallies_of
from zhunsheng.model.bulk import DepartmentFinding
from zhunsheng.model.panel import Drawn, Panel
from zhunsheng.model.places import Ids
from zhunsheng.model.policy import PolicyRule, Stratum

KEYS = ("owner", "entity", "year")
"""What tallies can be grouped by."""


class Ground(NamedTuple):
    """Where findings are counted: a panel, its years, the ids of the places of its cube.

    `sheets` are the places that no policy tells apart, by position, and the id that stands for theirs.
    """

    panel: Panel
    years: range
    ids: Ids
    sheets: Sequence[tuple[NDArray[np.intp], str]]


class _Found(NamedTuple):
    """Which rules have findings: (rules, years, places); one row of years for all of them where `per` has no year.

    `any` counts whatever was found, `by_tally` what each tally looks at. `latest`: (rules, places), the last row, where
    `per` has no year.
    """

    any: NDArray[np.bool_]
    by_tally: Mapping[str, NDArray[np.bool_]]
    latest: NDArray[np.int16]


class _Group(NamedTuple):
    """Findings of some places in one year, of one department: rows of rules, the row of the year, places."""

    rules: NDArray[np.intp]
    year: int
    places: NDArray[np.intp]
    told: Told
    looks: Mapping[int, Look]


def departments(
    stratum: Stratum, ground: Ground, drawn: Drawn, policies: Sequence[PolicyRule], asking: Asking
) -> list[DepartmentFinding]:
    """Draw a stratum of tallies whose `per` has the place. `drawn` are the findings of the strata before.

    `policies` are all policy rules, by number.
    """
    if not len(drawn.policy):
        return []
    names = [tally.name for tally in stratum.tallies]
    sample: dict[str, Value] = {"owner": "", "entity": "", "year": 0, **dict.fromkeys(names, 0)}
    vocabulary = dict.fromkeys((*(name for name in stratum.per if name in KEYS), *names))
    columns = columns_of(stratum, vocabulary)
    unknown = tuple(name for name in stratum.per if name not in KEYS)
    facts = Facts(columns, [tuple([sample[name] for name in columns])], [[0]], unknown)
    rules = [rule for rule in asking.admitted(stratum, facts) if len(rule.patterns) == 1]  # a group has one fact
    if not rules:
        return []
    question = asking.question(stratum, rules)
    found = _found(stratum, ground, drawn, policies)
    groups = list(_groups(stratum, ground, found, question.reading))
    origins = [(group, slot) for group in groups for slot in group.told.vectors]
    vectors = [Vector((group.looks[slot],), (1,)) for group, slot in origins]
    return [
        _finding(question.stratum, match.rule, ground, found, group, place)
        for (group, slot), matches in zip(origins, asking.matches(question, vectors), strict=True)
        for match in matches
        for place in group.places[np.flatnonzero(group.told.slots[0] == slot)].tolist()
    ]


def _found(stratum: Stratum, ground: Ground, drawn: Drawn, policies: Sequence[PolicyRule]) -> _Found:
    rows = drawn.year if "year" in stratum.per else np.zeros_like(drawn.year)
    shape = (len(ground.panel.rules), len(ground.years) if "year" in stratum.per else 1, len(ground.panel.places))

    def marked(chosen: NDArray[np.bool_] | slice) -> NDArray[np.bool_]:
        marks = np.zeros(shape, np.bool_)
        marks[drawn.rule[chosen], rows[chosen], drawn.place[chosen]] = True
        return marks

    latest = np.zeros((shape[0], shape[2]), np.int16)
    if "year" not in stratum.per:
        np.maximum.at(latest, (drawn.rule, drawn.place), drawn.year)
    by_tally = {}
    for tally in stratum.tallies:
        counting = np.array([counts(tally, policy) for policy in policies], np.bool_)
        by_tally[tally.name] = marked(counting[drawn.policy])
    return _Found(marked(slice(None)), by_tally, latest)


def _groups(stratum: Stratum, ground: Ground, found: _Found, reading: Reading) -> Iterator[_Group]:
    owners: dict[str, list[int]] = {}
    for number, rule in enumerate(ground.panel.rules):
        owners.setdefault(rule.owner if "owner" in stratum.per else "", []).append(number)
    for owner, numbers in owners.items():
        rules = np.array(numbers)
        for year in range(found.any.shape[1]):
            some = found.any[rules, year].any(axis=0)
            for among, entity in ground.sheets:
                places = among[some[among]]
                if len(places):
                    still: dict[str, Value] = {"owner": owner, "entity": entity, "year": ground.years[year]}
                    yield _group(still, found, reading, rules, year, places)


def _group(
    still: Mapping[str, Value],
    found: _Found,
    reading: Reading,
    rules: NDArray[np.intp],
    year: int,
    places: NDArray[np.intp],
) -> _Group:
    """Tell the places apart by what the policy rules can see of their counts."""
    columns: list[Column] = []
    shown: dict[str, list[Value]] = {}
    for name, marks in found.by_tally.items():
        read = [reading.alike(name, count) for count in range(len(rules) + 1)]
        shown[name] = list(dict.fromkeys(read))
        classes = np.array([1 + shown[name].index(value) for value in read])
        columns.append(Column(marks[rules, year][:, places].sum(axis=0)[np.newaxis], classes, len(shown[name]) + 1))
    told = tell_apart(columns, (1, len(places)))
    looks = {}
    for slot, vector in told.vectors.items():
        fact = {name: reading.alike(name, value) for name, value in still.items()}
        fact |= {name: shown[name][number - 1] for name, number in zip(shown, vector, strict=True)}
        looks[slot] = Look(np.empty(0, np.intp), (tuple([fact[name] for name in reading.columns]),))
    return _Group(rules, year, places, told, looks)


def _finding(
    stratum: Stratum, rule: PolicyRule, ground: Ground, found: _Found, group: _Group, place: int
) -> DepartmentFinding:
    names = tallies_of(rule, stratum)
    marks = {name: found.by_tally[name][group.rules, group.year, place] for name in names}
    counted = group.rules[np.any(list(marks.values()), axis=0)].tolist()
    some = group.rules[found.any[group.rules, group.year, place]].tolist()
    year = group.year if "year" in stratum.per else int(found.latest[some, place].max())
    return DepartmentFinding(
        policy=rule.id,
        owner="、".join(sorted({ground.panel.rules[number].owner for number in some})),
        entity=ground.ids[ground.panel.places[place]],
        year=ground.years[year],
        counts={name: int(marks[name].sum()) for name in names},
        rules=tuple(ground.panel.rules[number].id for number in counted),
    )
