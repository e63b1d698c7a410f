"""A process without pandas: Arrow would load it, for a third of a second, just to ask whose an array is."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType


class _Finder(MetaPathFinder):
    """Whoever asks for pandas is told that there is none; for anything else the next finder is asked."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raise `ModuleNotFoundError` for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


@contextmanager
def left_out() -> Iterator[None]:
    """Let pandas not be found meanwhile, unless it is loaded already.

    Arrow asks once and remembers: this is for a program of our own, not for one that hands columns of pandas to Arrow.
    """
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
