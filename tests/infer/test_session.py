"""Many inferences in one room: the same findings as alone, and nothing asked twice."""

import msgspec
import pytest
from tests.support.judgements import judged
from tests.support.policies import a_rule, a_stratum

import zhunsheng.infer
from zhunsheng.infer import Session, infer
from zhunsheng.infer.keeper import RequestFailedError, Room
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.policy import Policy
from zhunsheng.model.text import Text

MISSED = [judged("sewage", 2025, "missed"), judged("waste", 2024, "met")]
BEHIND = [judged("sewage", 2023, "behind"), judged("sewage", 2024, "behind"), judged("places", 2025, "missed")]


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> list[Room]:
    """The rooms that are opened from here on."""
    opened: list[Room] = []

    def open_another() -> Room:
        opened.append(Room())
        return opened[-1]

    monkeypatch.setattr(zhunsheng.infer, "Room", open_another)
    return opened


@pytest.mark.parametrize("second", [MISSED, BEHIND, [*MISSED, *BEHIND], []])
def test_a_session_says_what_inferring_alone_says(catalogue: Catalogue, second: list[Judgement]) -> None:
    with Session() as session:
        for judgements in (MISSED, second, MISSED):
            assert session.infer(catalogue, judgements) == infer(catalogue, judgements)


def test_what_was_answered_is_not_asked_again(catalogue: Catalogue, rooms: list[Room]) -> None:
    with Session() as session:
        first = session.infer(catalogue, [*MISSED, *BEHIND])
        asked = rooms[0].asked
        assert asked > 0
        assert session.infer(catalogue, [*BEHIND, *MISSED]) == first
        alike = session.infer(catalogue, [judged("places", 2025, "missed", entity="lile"), *MISSED[1:]])
        assert [f.entity for f in alike.findings] == ["lile"]
        assert rooms[0].asked == asked
        session.infer(catalogue, [judged("green", 2025, "not_evaluable")])
        assert rooms[0].asked > asked
    assert len(rooms) == 1


def test_another_policy_gets_answers_of_its_own(catalogue: Catalogue) -> None:
    strict = a_stratum(a_rule("strict", {"j": {"status": "!= met"}}), sees=["status"])
    other = msgspec.structs.replace(catalogue, policy=Policy(strata=(strict,)))
    with Session() as session:
        before = session.infer(catalogue, MISSED)
        assert {f.because.policy for f in session.infer(other, MISSED).findings} == {"strict"}
        assert session.infer(catalogue, MISSED) == before


def test_an_answer_that_failed_is_asked_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Room, __: object) -> None:
        raise RequestFailedError(Text("引擎累了", "the engine is tired"))

    with Session() as session:
        with monkeypatch.context() as patch:
            patch.setattr(Room, "ask", fail)
            failed = session.infer(catalogue, MISSED)
        assert (failed.findings, len(failed.problems) > 0) == ((), True)
        assert session.infer(catalogue, MISSED) == infer(catalogue, MISSED)
