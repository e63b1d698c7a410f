"""A table that may become CSV or a sheet of a workbook: columns, and cells that know what they are."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from zhunsheng.model.text import Lang, Text

Row = TypeVar("Row")


class Amount(NamedTuple):
    """A figure. Where it has to be rounded to be shown, it is kept `apart` from these: it must not seem to be one."""

    value: Fraction
    apart: tuple[Fraction | None, ...] = ()


class Word(NamedTuple):
    """One of a few words, and the look that it has: a status, a level."""

    text: str
    look: str


Value = str | int | Amount | Word | None


class Column(NamedTuple, Generic[Row]):
    """A column: heading, width in characters, and what stands in it of a row."""

    title: Text
    width: int
    of: Callable[[Row], Value]


class Table(NamedTuple):
    """A table with its heading. The first `printed` columns fit on a page; the others are there to be looked up."""

    name: str
    remark: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    printed: int
    rows: tuple[tuple[Value, ...], ...]


def table(
    name: Text, remark: str, columns: tuple[Column[Row], ...], printed: int, rows: Iterable[Row], lang: Lang
) -> Table:
    """Fill a table: one row for each of `rows`."""
    return Table(
        name=name.to(lang),
        remark=remark,
        titles=tuple(column.title.to(lang) for column in columns),
        widths=tuple(column.width for column in columns),
        printed=printed,
        rows=tuple(tuple(column.of(row) for column in columns) for row in rows),
    )
