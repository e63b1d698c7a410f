"""What need not be worked out again when a folder is compiled again: an author types, and most stands as it was."""

from collections.abc import Callable
from operator import is_
from typing import Any, NamedTuple, TypeVar

from zhunsheng.compile.problems import Problems
from zhunsheng.model.diagnostic import Diagnostic

_T = TypeVar("_T")


class _Entry(NamedTuple):
    """What came of something, what it was made of, and what was reported meanwhile."""

    value: Any
    of: tuple[object, ...]
    said: tuple[Diagnostic, ...]


class Memory:
    """Results of the last compilation, each with all that it depends on. A new one remembers nothing."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._before: dict[object, _Entry] = {}
        self._now: dict[object, _Entry] = {}

    def turn(self) -> None:
        """Begin a compilation: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def recall(self, key: object, of: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Return what `make` gives, which depends on `of` alone, and report what it reports."""
        return self._recall(key, of, make, replaying=True)

    def recall_silent(self, key: object, of: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """As `recall`, for what depends on more than `of` where something is wrong: then it is made anew."""
        return self._recall(key, of, make, replaying=False)

    def keep(self, key: object, value: _T) -> _T:
        """Return `value`, or what was kept under `key` before if that is equal: what depends on it can tell at once."""
        entry = self._before.get(key)
        if entry is not None and entry.value == value:
            value = entry.value
        self._now[key] = _Entry(value, (), ())
        return value

    def _recall(self, key: object, of: tuple[object, ...], make: Callable[[], _T], *, replaying: bool) -> _T:
        entry = self._before.get(key)
        if entry is None or not _alike(entry.of, of):
            with self._problems.listening() as said:
                value = make()
            entry = _Entry(value, of, tuple(said))
        else:
            self._problems.repeat(entry.said)
        if replaying or not entry.said:
            self._now[key] = entry
        found: _T = entry.value
        return found


def _alike(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Tell whether all is as it was; mostly it is the very same, which is told fast."""
    return len(before) == len(now) and (all(map(is_, before, now)) or all(map(_same, before, now)))


def _same(one: object, other: object) -> bool:
    """What is large is known by being the very same; bytes, tuples and plain values by what they are."""
    return one is other or (isinstance(one, bytes | tuple | bool | str) and one == other)
