"""One room of durable-rules for all inferences of a test run: a process takes longer to start than most tests do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import pytest

import zhunsheng.infer
from zhunsheng.infer.keeper import Room


class LentRoom(Room):
    """A room that stays open when it is left, unless it is left amid an error: then nobody knows what it will say."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is not None:
            super().__exit__(kind, error, None)

    def give_back(self) -> None:
        """Close it."""
        super().__exit__(None, None, None)


@contextmanager
def lent() -> Iterator[LentRoom]:
    """Let every inference of this thread go to one room. Others get rooms of their own, as outside the tests."""
    room = LentRoom()
    mine = threading.get_ident()

    def any_room() -> Room:
        return room if threading.get_ident() == mine else Room()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zhunsheng.infer, "Room", any_room)
        patch.setattr("zhunsheng.infer.escalating.Room", any_room)
        yield room
    room.give_back()
