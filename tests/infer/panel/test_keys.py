"""Vectors become one integer each, however long they are and however many classes a position has."""

from random import Random

import numpy as np
import pytest
from tests.infer.panel.cases import a_case, a_random_policy, by_panels, by_rows
from tests.support.policies import a_rule, a_stratum

from zhunsheng.infer import Session
from zhunsheng.infer.panel import PanelSession, keys
from zhunsheng.infer.panel.keys import Column, tell_apart
from zhunsheng.model.policy import Policy


@pytest.mark.parametrize(("widest", "table"), [(1 << 62, 1 << 16), (1 << 62, 4), (1 << 11, 4), (1 << 11, 1 << 11)])
@pytest.mark.parametrize("seed", range(5))
def test_vectors_are_told_apart_and_kept(monkeypatch: pytest.MonkeyPatch, widest: int, table: int, seed: int) -> None:
    monkeypatch.setattr(keys, "WIDEST", widest)
    monkeypatch.setattr(keys, "TABLE", table)
    random = np.random.default_rng(seed)
    shape = (3, 20)
    columns, digits = [], []
    for _ in range(random.integers(1, 40)):
        size = int(random.integers(2, 9))
        classes, codes = random.integers(0, size, 30), random.integers(0, 30, shape).astype(np.uint8)
        columns.append(Column(codes, classes, size))
        digits.append(classes[codes])
    told = tell_apart(columns, shape)
    for at in np.ndindex(shape):
        vector = tuple(int(of[at]) for of in digits)
        assert told.vectors.get(int(told.slots[at]), (0,) * len(columns)) == vector
    assert told.sizes.tolist() == np.bincount(told.slots.reshape(-1)).tolist()


def test_keys_close_to_64_bits_keep_every_digit() -> None:
    columns = [Column(np.array([[1, 0, 1]], np.uint8), np.array([0, 1]), 2) for _ in range(61)]
    columns.append(Column(np.array([[0, 1, 1]], np.uint8), np.array([0, 1]), 2))
    told = tell_apart(columns, (1, 3))
    assert sorted(told.vectors.values()) == [(0,) * 61 + (1,), (1,) * 61 + (0,), (1,) * 62]


def test_groups_of_a_whole_place_are_hashed(by_row: Session, by_panel: PanelSession) -> None:
    rule = a_rule(
        "same", {"a": {"status": "!= met"}, "b": {"status": "!= met", "reason": "a.reason", "rule": "!= a.rule"}}
    )
    policy = Policy(strata=(a_stratum(rule, per=["entity"], sees=["status", "reason", "rule"]),))
    case = a_case(Random(3), policy)  # noqa: S311 - not for secrets
    outcome = by_panels(case, by_panel)
    assert len(outcome.findings) > 20
    assert outcome == by_rows(case, by_row)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_hangs_on_what_fits_into_a_key_or_a_batch(
    monkeypatch: pytest.MonkeyPatch, by_row: Session, by_panel: PanelSession, seed: int
) -> None:
    monkeypatch.setattr(keys, "WIDEST", 1 << 12)
    monkeypatch.setattr(keys, "TABLE", 2)
    monkeypatch.setattr("zhunsheng.infer.panel.hits.WIDTH", 4)
    random = Random(seed)  # noqa: S311 - not for secrets
    case = a_case(random, a_random_policy(random))
    assert by_panels(case, by_panel) == by_rows(case, by_row)
