"""Judgements as facts: the attributes that a policy may speak of, and the groups inside which it may join them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from zhunsheng.model.judgement import OFF_TARGET, Judgement
from zhunsheng.model.policy import Joined, PolicyRule, Stratum

Cell = str | int
Row = tuple[Cell, ...]


class Facts(NamedTuple):
    """What one stratum reasons over.

    `rows` hold the values of `columns`; `groups` partition the row numbers. Only attributes that some rule tests are
    columns: the others cannot change what follows. `unknown` are names in `per` that facts do not have.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    groups: Sequence[Sequence[int]]
    unknown: tuple[str, ...] = ()

    def text_columns(self) -> frozenset[str]:
        """Columns that hold text. Attributes are typed, so the first row speaks for all."""
        return frozenset(name for name, cell in zip(self.columns, self.rows[0], strict=True) if isinstance(cell, str))


def tested_by(rule: PolicyRule) -> frozenset[str]:
    """Attributes that `rule` compares with anything."""
    tests = [test for pattern in rule.patterns for test in pattern.tests]
    return frozenset(test.attribute for test in tests) | frozenset(
        test.other_attribute for test in tests if isinstance(test, Joined)
    )


def columns_of(stratum: Stratum, vocabulary: Mapping[str, object]) -> tuple[str, ...]:
    """Attributes that the rules of `stratum` test, may see, and that facts have."""
    visible = {*stratum.sees, *stratum.per} & vocabulary.keys()
    return tuple(sorted(visible.intersection(*[set().union(*map(tested_by, stratum.rules))])))


def judgement_attributes(base_year: int) -> dict[str, Callable[[Judgement], Cell]]:
    """Name each attribute of a judgement, and how to read it. `year_no` is 0 in the base year."""
    return {
        "rule": lambda j: j.rule,
        "entity": lambda j: j.entity,
        "indicator": lambda j: j.indicator,
        "owner": lambda j: j.owner,
        "nature": lambda j: j.nature.value,
        "status": lambda j: j.status.value,
        "reason": lambda j: j.reason.value,
        "phase": lambda j: j.phase.value,
        "off_target": lambda j: "yes" if j.status in OFF_TARGET else "no",
        "relapsed": lambda j: "yes" if j.relapsed else "no",
        "year": lambda j: j.year,
        "year_no": lambda j: j.year - base_year,
    }


def judgement_facts(stratum: Stratum, judgements: Sequence[Judgement], base_year: int) -> Facts:
    """Lay out `judgements` for `stratum`; row numbers are positions in `judgements`."""
    attributes = judgement_attributes(base_year)
    columns = columns_of(stratum, attributes)
    readers = [attributes[name] for name in columns]
    keys = [attributes[name] for name in stratum.per if name in attributes]
    groups: dict[Row, list[int]] = {}
    for number, judgement in enumerate(judgements):
        groups.setdefault(tuple([key(judgement) for key in keys]), []).append(number)
    return Facts(
        columns=columns,
        rows=[tuple([read(judgement) for read in readers]) for judgement in judgements],
        groups=list(groups.values()),
        unknown=tuple(name for name in stratum.per if name not in attributes),
    )
