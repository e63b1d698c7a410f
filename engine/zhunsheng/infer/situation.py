"""Situations instead of rows: groups that look alike to a stratum are inferred once."""

from collections.abc import Mapping, Sequence

from zhunsheng.infer.facts import Facts, Row
from zhunsheng.model.policy import Joined, Stratum

Situation = tuple[tuple[Row, int], ...]
"""Distinct rows of a group in sorted order (“classes”), each with the number of facts that look like that.

The number is capped at the widest rule's number of patterns: a rule binds its patterns to different facts, so that
one more of a kind than it has patterns changes nothing.
"""

Members = tuple[Sequence[int], ...]
"""The row numbers of one group, class by class."""


def situations(stratum: Stratum, facts: Facts) -> dict[Situation, list[Members]]:
    """Map each distinct situation, in sorted order, to the groups that are in it."""
    width = max((len(rule.patterns) for rule in stratum.rules), default=0)
    floating = _floating(stratum, facts)
    found: dict[Situation, list[Members]] = {}
    for group in facts.groups:
        classes: dict[Row, list[int]] = {}
        for number in group:
            classes.setdefault(facts.rows[number], []).append(number)
        if floating:
            classes = _grounded(classes, floating)
        ordered = sorted(classes.items())
        situation = tuple((row, min(len(numbers), width)) for row, numbers in ordered)
        found.setdefault(situation, []).append(tuple(numbers for _, numbers in ordered))
    return {situation: found[situation] for situation in sorted(found)}


def _floating(stratum: Stratum, facts: Facts) -> list[tuple[int, ...]]:
    """Columns of whole numbers that are compared only with one another, set by set.

    Only their differences matter, so that 2021–2022 and 2023–2024 are the same situation. A column that any rule
    compares with a constant stays as it is, and with it every column that it is compared with.
    """
    together: dict[str, set[str]] = {name: {name} for name in facts.columns}
    fixed = set(facts.text_columns()) if facts.rows else set()
    for test in (test for rule in stratum.rules for pattern in rule.patterns for test in pattern.tests):
        if test.attribute not in together:
            continue
        if not isinstance(test, Joined):
            fixed.add(test.attribute)
        elif test.other_attribute in together:
            merged = together[test.attribute] | together[test.other_attribute]
            together.update(dict.fromkeys(merged, merged))
    position = {name: number for number, name in enumerate(facts.columns)}
    sets = {tuple(sorted(position[name] for name in names)) for names in together.values() if not names & fixed}
    return sorted(sets)


def _grounded(classes: Mapping[Row, list[int]], floating: Sequence[tuple[int, ...]]) -> dict[Row, list[int]]:
    """Count each floating set of columns from the group's smallest value. Different rows stay different."""
    lowest: dict[int, int] = {}
    for columns in floating:
        least = min(int(row[column]) for row in classes for column in columns)
        lowest.update(dict.fromkeys(columns, least))
    return {
        tuple([int(cell) - lowest[n] if n in lowest else cell for n, cell in enumerate(row)]): numbers
        for row, numbers in classes.items()
    }
