"""Arrow without what it loads beside itself, which takes longer than a small run.

- pandas: a third of a second, just to ask whose an array is;
- what reads its help apart: half the load of `pyarrow.compute` goes into texts of help for 300 functions;
- storage across a network, which nothing here may reach.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_ABSENT = {"pandas", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs"}
_HELP = "pyarrow.vendored.docscrape"


class _NoHelp(Loader):
    """Stands in for what reads texts of help: it finds no parameter in them."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill the module."""
        module.NumpyDocString = lambda _: {"Parameters": ()}  # type: ignore[attr-defined]


class _Finder(MetaPathFinder):
    """Whoever asks for what is absent is told that there is none; for anything else the next finder is asked."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Find what stands in for a module. Raises `ModuleNotFoundError` for one that is left out."""
        if name in _ABSENT:
            raise ModuleNotFoundError(name=name)
        return ModuleSpec(name, _NoHelp()) if name == _HELP else None


@contextmanager
def loading() -> Iterator[None]:
    """Leave out meanwhile whatever is not loaded already.

    Arrow asks once and remembers: this is for a program of our own, not for one that hands columns of pandas to Arrow.
    """
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
