"""Arrow, and NumPy under it, without what they load beside themselves, which takes longer than a small run.

- pandas: a third of a second, just to ask whose an array is;
- help: NumPy's texts of it, and what takes those of Arrow apart, which is half the load of `pyarrow.compute`;
- storage across a network, which nothing here may reach.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

_ABSENT = {"pandas", "pyarrow._azurefs", "pyarrow._gcsfs", "pyarrow._hdfs", "pyarrow._s3fs"}
_HELP = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars", "pyarrow.vendored.docscrape")


class _Finder:
    """Whoever asks for what is absent is told that there is none; for anything else the next finder is asked."""

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> None:
        """Raise `ModuleNotFoundError` for a module that is left out. (Cython takes None in `sys.modules` for one.)"""
        if name in _ABSENT:
            raise ModuleNotFoundError(name=name)


@contextmanager
def loading() -> Iterator[None]:
    """Leave out meanwhile whatever is not loaded already.

    Arrow asks once and remembers: this is for a program of our own, not for one that hands columns of pandas to Arrow.
    """
    finder = _Finder()
    without = {name: _no_help(name) for name in _HELP if name not in sys.modules}
    sys.meta_path.insert(0, finder)
    sys.modules.update(without)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in without:
            del sys.modules[name]


def _no_help(name: str) -> ModuleType:
    """Return what stands in for texts of help, and for what takes them apart: it finds no parameter in them."""
    module = ModuleType(name)
    vars(module)["NumpyDocString"] = lambda _: {"Parameters": ()}
    return module
