"""Many panels in one room: nothing is asked twice, and what is asked does not grow with the places."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import numpy as np
import pytest
from tests.infer.panel.cases import YEARS, a_cube, a_judged
from tests.support.judgements import a_catalogue

from zhunsheng.infer.panel import PanelDrawn, PanelSession
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Phase, Reason
from zhunsheng.model.outcome import REASONS
from zhunsheng.model.panel import Panel
from zhunsheng.model.policy import Policy

PHASES = (Phase.BASE, *[Phase.INTERIM] * 4, Phase.DUE)


@pytest.fixture
def catalogue(policy: Policy) -> Catalogue:
    return a_catalogue(policy)


def drawn(session: PanelSession, catalogue: Catalogue, places: int, seed: int) -> PanelDrawn:
    """Draw random verdicts of all rules of a catalogue."""
    random = np.random.default_rng(seed)
    shape = (len(YEARS), places)
    reasons = REASONS.index(Reason.WAIVED)
    judged = [
        a_judged(rule, random.integers(0, reasons, shape), random.random(shape) < 0.1, [PHASES])
        for rule in catalogue.rules.values()
    ]
    panel = Panel(tuple(catalogue.rules.values()), np.arange(places))
    return session.draw(catalogue, a_cube([f"p{n:05}" for n in range(places)]), panel, judged)


def test_what_is_asked_does_not_grow_with_the_places(catalogue: Catalogue) -> None:
    with PanelSession() as session:
        few = drawn(session, catalogue, 500, seed=0)
        asked = session.room.asked
        many = drawn(session, catalogue, 5_000, seed=1)
        assert session.room.asked - asked < 10
        assert asked < 300
        assert few.situations <= many.situations < few.situations + 10
        assert len(many.drawn.policy) > 100_000
        again = drawn(session, catalogue, 5_000, seed=1)
    for one, other in zip(many.drawn, again.drawn, strict=True):
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other
    assert many[1:] == again[1:]


def test_sessions_of_several_threads_ask_in_one_room(catalogue: Catalogue) -> None:
    with PanelSession() as session:
        alone = drawn(session, catalogue, 500, seed=0)
        asked = session.room.asked
    with PanelSession() as session, ThreadPoolExecutor(4) as pool:
        others = [session.another() for _ in range(4)]
        found = list(pool.map(lambda each: drawn(each, catalogue, 500, seed=0), others))
        assert all(each.room is session.room for each in others)
        assert asked <= session.room.asked <= 4 * asked
        drawn(session.another(), catalogue, 500, seed=0)
        assert session.room.asked <= 4 * asked
    for each in found:
        assert each[1:] == alone[1:]
        assert np.array_equal(each.drawn.policy, alone.drawn.policy)
        assert np.array_equal(each.drawn.place, alone.drawn.place)


def test_findings_are_as_narrow_as_was_agreed(catalogue: Catalogue, by_panel: PanelSession) -> None:
    found = drawn(by_panel, catalogue, 50, seed=0).drawn
    kinds = {name: getattr(found, name).dtype for name in ("policy", "rule", "year", "place", "beside")}
    assert kinds == {"policy": np.int16, "rule": np.int32, "year": np.int16, "place": np.int32, "beside": np.int32}
    assert found.besides[0] == ()
    assert len({*found.besides}) == len(found.besides)


def test_a_panel_without_places_rules_or_policy_draws_nothing(catalogue: Catalogue, by_panel: PanelSession) -> None:
    assert len(drawn(by_panel, catalogue, 0, seed=0).drawn.policy) == 0
    assert drawn(by_panel, msgspec.structs.replace(catalogue, rules={}), 5, seed=0).problems == ()
    without = msgspec.structs.replace(catalogue, policy=Policy(strata=()))
    assert drawn(by_panel, without, 5, seed=0).loads == ()


def test_loads_tell_apart_only_what_tallies_count_differently(catalogue: Catalogue, by_panel: PanelSession) -> None:
    loads = drawn(by_panel, catalogue, 500, seed=0).loads
    assert {load.kind.value for load in loads} == {"violation", "alert", "notice"}
    per_rule_and_year = {(load.rule, load.year): 0 for load in loads}
    assert len(loads) <= 3 * len(per_rule_and_year)
    assert list(loads) == sorted(loads)
