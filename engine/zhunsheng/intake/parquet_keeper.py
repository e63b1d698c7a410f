"""The keeper of the process that takes Parquet files apart: starts it, asks it, and turns every way in which it can
fail into a file that is refused.

One process serves all files of a run. It is replaced when it crashes, hangs or runs out of memory; it ends with this
one.
"""

import atexit
import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import msgspec

from zhunsheng import child_process
from zhunsheng.intake import parquet_messages as messages
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.size import MAX_UNPACKED
from zhunsheng.intake.table import MAX_FIELD

PROGRAM = Path(__file__).with_name("parquet_room.py")
SECONDS = 60
"""Of computing for one file, and of waiting for one answer; a file of a million rows needs a tenth."""
SECONDS_TO_SEARCH = 600
"""The same for a file that is searched where it lies, however large: hundreds of millions of rows in no order."""
LONGEST_LINE = 1 << 30
"""Bytes. An answer that goes on for longer is not one."""

Kind = Literal["text", "exact", "double", "single", "logical", "date", "empty", "other"]
Values = list[list[str | None]]
"""One list a column."""


class Column(msgspec.Struct, frozen=True):
    """A column, the kind of its values (see `parquet_room`), and its Arrow type."""

    name: str
    kind: Kind
    type: str


class Clause(msgspec.Struct, frozen=True):
    """What a row is to fulfil to be picked: the column holds one of `texts`; or, `beyond` them, anything else.

    With `blank` a column without a value does, too.
    """

    column: str
    texts: Sequence[str]
    beyond: bool = False
    blank: bool = False


class Shape(msgspec.Struct, frozen=True):
    """What a file says that it holds. `columns` is empty where it has more than were asked for: `width` leaves."""

    columns: list[Column] = []
    width: int = 0
    rows: int = 0
    groups: int = 0
    bytes: int = 0


class _Answer(msgspec.Struct):
    """Any line that the process writes."""

    ready: bool = False
    missing: str = ""
    failed: str = ""
    why: str = ""
    columns: list[Column] | None = None
    width: int = 0
    rows: int = 0
    groups: int = 0
    bytes: int = 0
    values: Values | None = None
    numbers: list[int] = []
    end: int | None = None


class Opened:
    """A file that lies open in the process. Valid within `opened` only."""

    def __init__(self, room: "_Room", shape: Shape) -> None:
        self._room = room
        self.shape = shape
        self.asked = self.done = False

    def values(self, names: Sequence[str]) -> Iterator[Values]:
        """Give the values of some columns, batch by batch. Raises `FileRefusedError`."""
        rows = 0
        for _, values in self._answers({"take": list(names)}, len(names), numbered=False):
            rows += len(values[0])
            yield values
        if rows != self.shape.rows:
            raise FileRefusedError(messages.broken(f"{rows} ≠ {self.shape.rows}"))

    def picked(
        self, names: Sequence[str], clauses: Sequence[Clause], most: int
    ) -> Iterator[tuple[Sequence[int], Values]]:
        """Give the values of some columns in the rows that fulfil one of `clauses`; their numbers count from 0.

        Raises `FileRefusedError`, too, where there are more than `most`.
        """
        request = {"take": list(names), "pick": list(clauses), "most": most}
        yield from self._answers(request, len(names), numbered=True)

    def _answers(self, request: object, width: int, *, numbered: bool) -> Iterator[tuple[Sequence[int], Values]]:
        """Give rows as they come: their numbers, where these were asked for, and their values."""
        self.asked = True
        self._room.send(request)
        while (answer := self._room.answer()).values is not None:
            sizes = {len(column) for column in answer.values}
            if len(answer.values) != width or len(sizes) != 1 or (numbered and {len(answer.numbers)} != sizes):
                raise FileRefusedError(messages.crashed())
            yield answer.numbers, answer.values
        self.done = True
        if answer.end != self.shape.rows:
            raise FileRefusedError(messages.broken(f"{answer.end} ≠ {self.shape.rows}"))


@contextlib.contextmanager
def opened(source: bytes | Path, most_columns: int) -> Iterator[Opened]:
    """Open a Parquet file: its bytes, or one that is too large for that, where it lies.

    Raises `FileRefusedError` where it cannot be read, or not within time and memory.
    """
    raw = source if isinstance(source, bytes) else b""
    limits: dict[str, object] = {"most_columns": most_columns, "most_bytes": MAX_UNPACKED, "longest": MAX_FIELD}
    limits["cpu"] = SECONDS
    if isinstance(source, Path):
        limits |= {"cpu": SECONDS_TO_SEARCH, "path": str(source.absolute())}
    file = None
    with _LOCK:
        room = _room()
        room.seconds = SECONDS_TO_SEARCH if isinstance(source, Path) else SECONDS
        try:
            said = _first_answer(room, {"size": len(raw), **limits}, raw)
            file = Opened(room, Shape(said.columns or [], said.width, said.rows, said.groups, said.bytes))
            yield file
        except _RefusedInRoomError as refused:
            if not refused.healthy:
                room.close(kill=True)
            raise
        except BaseException:
            if file is None or (file.asked and not file.done):  # nobody knows what it is about to say
                room.close(kill=True)
            raise
        finally:
            if file is not None and not file.asked:
                room.send({"take": []})


def _first_answer(room: "_Room", request: object, raw: bytes) -> "_Answer":
    """Ask about a file. Where a process that served other files is gone, a new one is asked: it may have died idle."""
    reused = room.open
    try:
        room.send(request, raw)
        return room.answer()
    except FileRefusedError as refused:
        if not reused or refused.complaint.code != messages.crashed().code:
            raise
    room.close(kill=True)
    room.send(request, raw)
    return room.answer()


class _RefusedInRoomError(FileRefusedError):
    """The process itself said that it cannot read the file; `healthy` says that it may be asked for another."""

    healthy = False


class _Room:
    """The process, started at the first question."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.seconds = SECONDS
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def open(self) -> bool:
        """Whether there is a process."""
        return self._child is not None

    def send(self, request: object, raw: bytes = b"") -> None:
        """Send a line, and bytes behind it. Raises `FileRefusedError` where there is no process to send it to."""
        child_process.tell(self._started(), msgspec.json.encode(request) + b"\n", raw)

    def answer(self) -> _Answer:
        """Read one answer about a file. Raises `FileRefusedError` where that is not what comes."""
        answer = self._line()
        if answer.failed:
            refused = _RefusedInRoomError(messages.REFUSED.get(answer.failed, messages.broken)(answer.why))
            refused.healthy = answer.failed != "large"
            raise refused
        return answer

    def close(self, *, kill: bool) -> None:
        """End the process, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child_process.end(child, kill=kill or self.owner != os.getpid())

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            try:
                self._child = child_process.start(PROGRAM, _homes())
            except OSError as error:
                raise FileRefusedError(messages.no_reader(str(error))) from error
            greeting = self._line()
            if not greeting.ready:
                raise FileRefusedError(messages.no_reader(greeting.missing))
        return self._child

    def _line(self) -> _Answer:
        """Read one line, in at most `seconds`. Raises `FileRefusedError`."""
        assert self._child is not None  # noqa: S101 - for mypy
        line, late = child_process.ask(self._child, b"", self.seconds, LONGEST_LINE)
        try:
            return msgspec.json.decode(line, type=_Answer)
        except msgspec.DecodeError as error:
            raise FileRefusedError(messages.too_costly() if late else messages.crashed()) from error


_LOCK = threading.Lock()
_ROOMS: list[_Room] = []


def _room() -> _Room:
    """Return the room of this process: one that was inherited by a fork belongs to somebody else."""
    if _ROOMS and _ROOMS[0].owner != os.getpid():
        _ROOMS.clear()
    if not _ROOMS:
        _ROOMS.append(_Room())
        atexit.register(_leave)
    return _ROOMS[0]


def _leave() -> None:
    for room in _ROOMS:
        if room.owner == os.getpid():
            room.close(kill=True)


def _homes() -> list[str]:
    """Return the folder that holds pyarrow, wherever this interpreter finds it."""
    spec = find_spec("pyarrow")
    return [str(Path(spec.origin).parent.parent)] if spec is not None and spec.origin else []
