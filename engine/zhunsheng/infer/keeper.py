"""The keeper of the room: starts it, asks it, and turns every way in which it can fail into one clear error."""

import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from zhunsheng import child_process
from zhunsheng.model.text import Text

PROGRAM = Path(__file__).with_name("room.py")

SECONDS = 60.0
"""How long the room may think about one request before it counts as hanging; it needs a few milliseconds."""
SECONDS_PER_FACT = 0.01
"""More for a request of unusual size."""
SECONDS_TO_OPEN = 60.0
"""The same for starting, which needs a tenth of a second."""
LONGEST_LINE = 1 << 28
"""Bytes. An answer that goes on for longer is not one."""
MOST_FACTS = 20_000
"""A room that has stored more (about 7.6 kB each) is replaced by a new one. Nothing is ever deleted in it."""
MOST_RULES = 2_000
"""So it is with rules, at about 50 kB each."""

Match = tuple[str, tuple[int, ...]]
"""Name of a rule, and the ids of the facts that its patterns matched, in the order of the patterns."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What the room is asked: rules in durable-rules' own form, and the facts to assert in turn."""

    rules: Mapping[str, Sequence[object]]
    facts: Sequence[Mapping[str, int]]
    seconds: float = 0.0


class _Greeting(msgspec.Struct):
    ready: bool = False
    missing: str = ""


class _Answer(msgspec.Struct):
    matches: list[Match] | None = None
    failed: str = ""


class RoomError(Exception):
    """The room did not answer. `why` says what happened, as a clause without a full stop."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


class EngineMissingError(RoomError):
    """durable-rules is not installed, or its build does not load: no request can be answered."""


class RoomClosedError(RoomError):
    """The room cannot be opened for another reason: no request can be answered."""


class RequestFailedError(RoomError):
    """This request was not answered; another may be."""


class Room:
    """A context manager around the child process. Several threads may ask: one after the other is answered."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._child: subprocess.Popen[bytes] | None = None
        self._greeted = False
        self._facts = 0
        self._rules = 0
        self.asked = 0
        """Facts asserted so far, over all requests: the cost of inference."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._close(kill=kind is not None)

    def open(self) -> None:
        """Start the process without waiting for it, so that it can wake up while the caller goes on.

        Raises `EngineMissingError`, `RoomClosedError`.
        """
        with self._turn:
            if self._child is not None:
                return
            try:
                self._child = child_process.start(PROGRAM, _homes())
            except OSError as error:
                raise RoomClosedError(
                    Text(f"无法启动子进程：{error}", f"the child process does not start: {error}")
                ) from error
            self._greeted, self._facts, self._rules = False, 0, 0

    def ask(self, request: Request) -> list[Match]:
        """Return all matches of `request`. Raises `EngineMissingError`, `RoomClosedError`, or `RequestFailedError`.

        After a failure the next request gets a new process.
        """
        with self._turn:
            return self._ask(request)

    def _ask(self, request: Request) -> list[Match]:
        if self._facts > MOST_FACTS or self._rules > MOST_RULES:
            self._close(kill=False)
        self.open()
        self._greet()
        self._facts += len(request.facts)
        self._rules += len(request.rules)
        self.asked += len(request.facts)
        seconds = SECONDS + SECONDS_PER_FACT * len(request.facts)
        line = msgspec.json.encode(msgspec.structs.replace(request, seconds=2 * seconds)) + b"\n"
        try:
            answer = _decoded(self._exchange(line, seconds), _Answer)
            if answer.matches is None:
                raise RequestFailedError(Text(f"引擎报错：{answer.failed}", f"the engine reported {answer.failed}"))
        except RequestFailedError:
            self._close(kill=True)
            raise
        return answer.matches

    def _greet(self) -> None:
        if self._greeted:
            return
        try:
            greeting = _decoded(self._exchange(b"", SECONDS_TO_OPEN), _Greeting)
        except RequestFailedError as failure:
            self._close(kill=True)
            raise RoomClosedError(failure.why) from failure
        if not greeting.ready:
            self._close(kill=True)
            raise EngineMissingError(Text(f"加载失败：{greeting.missing}", f"it does not load: {greeting.missing}"))
        self._greeted = True

    def _exchange(self, line: bytes, seconds: float) -> bytes:
        """Send `line` and read one line, in at most `seconds`. Raises `RequestFailedError`."""
        child = self._child
        assert child is not None  # noqa: S101 - for mypy
        answer, late = child_process.ask(child, line, seconds, LONGEST_LINE)
        if late:
            limit = f"{seconds:.0f}"
            raise RequestFailedError(
                Text(f"引擎超过 {limit} 秒没有回应", f"the engine did not answer within {limit} seconds")
            )
        if not answer.endswith(b"\n"):
            raise RequestFailedError(_ending(child))
        return answer

    def _close(self, *, kill: bool) -> None:
        child, self._child = self._child, None
        if child is not None:
            child_process.end(child, kill=kill)


def _homes() -> list[str]:
    """Folders that hold durable-rules, wherever this interpreter finds it. Raises `EngineMissingError`."""
    homes = []
    for module in ("durable", "durable_rules_engine"):
        spec = find_spec(module)
        if spec is None or spec.origin is None:
            raise EngineMissingError(
                Text(f"没有安装（找不到模块 {module}）", f"it is not installed (no module {module})")
            )
        origin = Path(spec.origin)
        homes.append(str(origin.parent.parent if spec.submodule_search_locations else origin.parent))
    return sorted(set(homes))


_Shape = TypeVar("_Shape", _Greeting, _Answer)


def _decoded(line: bytes, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.json.decode(line, type=shape)
    except msgspec.DecodeError as error:
        raise RequestFailedError(Text("引擎的回应无法理解", "the engine's answer makes no sense")) from error


def _ending(child: subprocess.Popen[bytes]) -> Text:
    """Say how a child ended that closed its output in the middle of a conversation."""
    try:
        code = child.wait(timeout=child_process.PATIENCE)
    except subprocess.TimeoutExpired:
        return Text("引擎中断了通信", "the engine broke off")
    if code < 0:
        name = signal.strsignal(-code)
        return Text(f"引擎崩溃（信号 {-code}，{name}）", f"the engine crashed (signal {-code}, {name})")
    return Text(f"引擎中途退出（退出码 {code}）", f"the engine left in the middle (exit code {code})")
