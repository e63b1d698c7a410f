"""The real stages as the scenarios run them: the repository's own rules, and one durable-rules process for all."""

from functools import cache
from pathlib import Path
from types import TracebackType

import msgspec
import pytest

from zhunsheng.compile import load
from zhunsheng.infer.keeper import Match, Request, Room
from zhunsheng.model.catalogue import Catalogue

PLAN = "jianghai-urbanization-14fyp"
FEATURES = Path(__file__).parents[1]
PLAN_FEATURES = FEATURES / PLAN
PLAN_RULES = FEATURES.parent / "rules" / PLAN

CATALOGUE = pytest.StashKey[Catalogue]()
"""Where a plugin puts another catalogue to be judged by."""


@cache
def real_catalogue() -> Catalogue:
    """Compile the rules as they stand in the repository."""
    loaded = load(PLAN_RULES)
    assert loaded.catalogue is not None, [f"{p.at} {p.message.zh}" for p in loaded.problems]
    return loaded.catalogue


class SharedRoom(Room):
    """One room for all scenarios, which remembers what it was asked: hundreds of them ask the same few questions."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[bytes, list[Match]] = {}

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        """Stay open for the next scenario."""

    def ask(self, request: Request) -> list[Match]:
        question = msgspec.json.encode(request)
        if question not in self._answers:
            self._answers[question] = super().ask(request)
        return self._answers[question]

    def close(self) -> None:
        """End the process; the answers are kept."""
        super().__exit__(None, None, None)


SHARED_ROOM = SharedRoom()
