"""The traps of durable-rules 2.0.28, met in earnest: each ends as one error of one request, and the next succeeds.

Nothing that passes the door looks like this; the requests here go to the room directly.
"""

import contextlib
import platform
from collections.abc import Iterator

import pytest

from zhunsheng.infer import keeper
from zhunsheng.infer.keeper import Request, RequestFailedError, Room

TRAPS_DIVISION = pytest.mark.skipif(
    platform.machine() not in {"x86_64", "AMD64"}, reason="this processor does not trap a division by zero"
)
HARMLESS = Request(rules={"r0": [{"p0": {"z": 1}}]}, facts=[{"id": 0, "z": 1}, {"id": 1, "z": 2}])


@pytest.fixture
def own_room() -> Iterator[Room]:
    with Room() as room:
        yield room


def facts(number: int) -> list[dict[str, int]]:
    return [{"id": n, "z": 1, "a0": n % 3, "a1": 1} for n in range(number)]


LAST_JOIN_IS_AN_INEQUALITY = Request(
    rules={"r0": [{"p0": {"z": 1}}, {"p1": {"$and": [{"z": 1}, {"a1": {"p0": "a1"}}, {"$gt": {"a0": {"p0": "a0"}}}]}}]},
    facts=facts(40),
)
DIVISION_BY_ZERO = Request(
    rules={"r0": [{"p0": {"z": 1}}, {"p1": {"a0": {"$div": {"$l": {"p0": "a0"}, "$r": 0}}}}]}, facts=facts(4)
)
THREE_HUNDRED_EQUAL_RULES = Request(rules={f"r{n}": [{"p0": {"z": 1}}] for n in range(300)}, facts=facts(3))
A_HUNDRED_BRANCHES = Request(rules={f"r{n}": [{"p0": {"$gt": {"z": -n}}}] for n in range(100)}, facts=facts(3))
FIVE_HUNDRED_RULES_THAT_HANG = Request(rules={f"r{n}": [{"p0": {"z": n}}] for n in range(520)}, facts=facts(3))


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        pytest.param(DIVISION_BY_ZERO, "crashed (signal 8", id="floating-point-exception", marks=TRAPS_DIVISION),
        pytest.param(THREE_HUNDRED_EQUAL_RULES, "error code: 108", id="too-many-equal-rules"),
        pytest.param(A_HUNDRED_BRANCHES, "error code: 303", id="too-many-branches"),
    ],
)
def test_a_trap_is_one_failed_request(own_room: Room, request_: Request, why: str) -> None:
    with pytest.raises(RequestFailedError) as failure:
        own_room.ask(request_)
    assert why in failure.value.why.en
    assert failure.value.why.zh.startswith("引擎")
    assert own_room.ask(HARMLESS) == [("r0", (0,))]


def test_a_hang_is_one_failed_request(own_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_room.ask(HARMLESS) == [("r0", (0,))]
    with monkeypatch.context() as short:
        short.setattr(keeper, "SECONDS", 1.0)
        with pytest.raises(RequestFailedError, match="did not answer within 1 seconds"):
            own_room.ask(FIVE_HUNDRED_RULES_THAT_HANG)
    assert own_room.ask(HARMLESS) == [("r0", (0,))]


def test_undefined_behaviour_stays_in_the_room(own_room: Room) -> None:
    """A join that ends in an inequality reads memory that is not its own: it crashes on one build, not on another."""
    for _ in range(3):
        with contextlib.suppress(RequestFailedError):
            own_room.ask(LAST_JOIN_IS_AN_INEQUALITY)
        assert own_room.ask(HARMLESS) == [("r0", (0,))]
