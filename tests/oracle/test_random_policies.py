"""durable-rules in its room agrees with brute force on random rules and facts."""

import pytest
from tests.oracle.brute_force import matches
from tests.support.matching import Groups, matched
from tests.support.random_policies import Draw

from zhunsheng.infer.keeper import Room
from zhunsheng.model.policy import Stratum


def expected(stratum: Stratum, groups: Groups) -> dict[str, set[tuple[int, ...]]]:
    found: dict[str, set[tuple[int, ...]]] = {rule.id: set() for rule in stratum.rules}
    first = 0
    for group in groups:
        for rule in stratum.rules:
            found[rule.id] |= {tuple(first + n for n in chosen) for chosen in matches(rule, group)}
        first += len(group)
    return found


def agreeing(seed: int, cases: int) -> int:
    """Hold `cases` random cases against the oracle; return how many matches there were in all."""
    total = 0
    with Room() as room:
        for case in range(cases):
            draw = Draw(seed * 1_000_000 + case)
            stratum, groups = draw.stratum(), draw.groups()
            found = matched(stratum, groups, room)
            assert found == expected(stratum, groups), (seed, case)
            total += sum(map(len, found.values()))
    return total


def test_three_hundred() -> None:
    assert agreeing(seed=1, cases=300) > 2_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 22))
def test_ten_thousand(seed: int) -> None:
    assert agreeing(seed, cases=500) > 3_000
