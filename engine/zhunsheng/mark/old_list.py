"""A list of questions that comes back: one that nobody has written into is not carried on beside the new one."""

import hashlib
import re
from collections.abc import Iterable

from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.nodes import parse
from zhunsheng.mark.scan import MAIN
from zhunsheng.model.marked import LIST_LINE, LIST_NAME

_NAME = re.compile(rf"{re.escape(LIST_NAME)}(\(\d+\))?")
_SEAL = re.compile(rf"{re.escape(LIST_LINE)}（([0-9a-f]{{12}})）")
_CELL, _VALUE, _TEXT, _FORMULA = (f"{MAIN} {name}" for name in ("c", "v", "t", "f"))


def sealed(line: str, others: Iterable[str]) -> str:
    """Return the line that begins with `LIST_LINE` with a seal over all texts of its sheet.

    Rows may be sorted and cells be saved by any program: the seal holds until a text is added, changed or removed.
    """
    return line.replace(LIST_LINE, f"{LIST_LINE}（{_digest((line, *others))}）", 1)


def could_be(name: str) -> bool:
    """Tell whether a list of ours may bear that name."""
    return _NAME.fullmatch(name) is not None


def untouched(sheet: bytes, shared: bytes | None) -> bool:
    """Tell whether a sheet holds the texts of a list, none more and none less; `shared` are the shared strings."""
    try:
        said = _texts(sheet, _strings(shared) if shared is not None else [])
    except UnmarkableError:
        return False
    lines = [text for text in said if text.startswith(LIST_LINE)]
    seal = _SEAL.match(lines[0]) if len(lines) == 1 else None
    if seal is None:
        return False
    said.remove(lines[0])
    return _digest((LIST_LINE + lines[0][seal.end() :], *said)) == seal[1]


def _digest(texts: Iterable[str]) -> str:
    shown = sorted(filter(None, map(_even, texts)))
    return hashlib.sha256("\0".join(shown).encode("utf-8", "replace")).hexdigest()[:12]


def _even(text: str) -> str:
    """Return a text without what programs write differently: ends of lines, blanks around it, escapes."""
    return text.replace("_x005F_", "_").replace("_x000D_", "").replace("\r", "").strip()


def _strings(shared: bytes) -> list[str]:
    items = parse(shared).children
    return ["".join(each.text for each in item.walk() if each.name == "t") for item in items]


def _texts(sheet: bytes, shared: list[str]) -> list[str]:
    cells = _Cells()
    parse(sheet, cells)
    return [_meant(kind, said, shared) for kind, said in cells.found if said]


def _meant(kind: str, said: str, shared: list[str]) -> str:
    if kind != "s":
        return said
    known = said.isascii() and said.isdigit() and len(said) < 9 and int(said) < len(shared)
    return shared[int(said)] if known else said


class _Cells:
    """The cells of a sheet that say something: the kind of each, and what stands in it."""

    within = "sheetData"

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._kind = ""
        self._said: list[str] = []
        self._inside = False

    def begin(self, name: str, attributes: dict[str, str], start: int) -> None:  # noqa: ARG002
        """Hear of a cell, or of what stands in it."""
        if name == _CELL:
            self._kind, self._said = attributes.get("t", ""), []
        elif name == _FORMULA:
            self._said.append("=")
        self._inside = name in (_VALUE, _TEXT)

    def finish(self, name: str, start: int) -> None:  # noqa: ARG002
        """Hear that it ends."""
        self._inside = False
        if name == _CELL:
            self.found.append((self._kind, "".join(self._said)))

    def say(self, text: str) -> None:
        """Hear its text."""
        if self._inside:
            self._said.append(text)
