"""Tables of text, as the page and the terminal show them."""

from typing import NamedTuple

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Status

_NONE = "·"
_TOLD_APART = (FindingKind.VIOLATION, FindingKind.ALERT)


class Cell(NamedTuple):
    """What stands in a table. `style` is a word that the page knows: a kind of finding, number, small print."""

    text: str
    style: str = ""
    small: str = ""


class Head(NamedTuple):
    """The heading of a column; `status` makes it the mark of that status."""

    text: str
    number: bool = False
    status: Status | None = None


class Row(NamedTuple):
    """A row; `mix` are the shares of its statuses in percent, as far as they occur."""

    cells: tuple[Cell, ...]
    mix: tuple[tuple[Status, str], ...] = ()


class Table(NamedTuple):
    """A table of `total` rows. `more` says how many are left out, and where they stand; `empty`, that none is."""

    key: str
    title: str
    note: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    more: str = ""
    empty: str = ""
    total: int = 0


def number(count: int, kind: FindingKind | None = None) -> Cell:
    """Write a count; one of violations or alerts stands out."""
    style = "zero" if not count else f"hot {kind}" if kind in _TOLD_APART else ""
    return Cell(f"{count:,}" if count else _NONE, f"n {style}".rstrip())
