"""A kind of error: how it is made, what is said of it, and where. Three lines for a new one, in `families/`."""

from collections.abc import Callable

import msgspec
from openpyxl.cell.cell import Cell
from tests.seeded.bases import FORM, Base
from tests.seeded.filled import Filled

from zhunsheng.model.diagnostic import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class Spoil(msgspec.Struct, frozen=True):
    """How a workbook is spoilt. `make` returns the places at which it must be said; `where` names them in words."""

    where: str
    make: Callable[[Filled], tuple[str, ...]]


class Kind(msgspec.Struct, frozen=True):
    """A kind of error. `name` shows what the department wrote.

    `lost` is how many figures of the base are no longer read: one where it is an error, none where it is not.
    `beside` are the codes of what else is said.
    """

    name: str
    spoil: Spoil
    code: str
    level: Severity = ERROR
    base: Base = FORM
    lost: int | None = None
    added: int = 0
    beside: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many figures of the base are no longer read."""
        return int(self.level is ERROR) if self.lost is None else self.lost


def spoils(where: str) -> Callable[[Callable[[Filled], str | tuple[str, ...]]], Spoil]:
    """Turn a function that changes a workbook and returns the place (or places) into a `Spoil`."""

    def spoil(change: Callable[[Filled], str | tuple[str, ...]]) -> Spoil:
        def make(filled: Filled) -> tuple[str, ...]:
            places = change(filled)
            return (places,) if isinstance(places, str) else places

        return Spoil(where, make)

    return spoil


def put(heading: str, value: object, key: str = "") -> Spoil:
    """Type `value` into the column `heading` of a row."""

    @spoils(heading)
    def spoil(filled: Filled) -> str:
        place = filled.place(heading, key)
        filled.cell(heading, key).value = value  # type: ignore[assignment]
        return place

    return spoil


def typed(value: object, key: str = "") -> Spoil:
    """Type `value` where the figure stands."""
    return put("数值", value, key)


def changed(heading: str, change: Callable[[Filled, Cell], None], key: str = "") -> Spoil:
    """Do something to a cell."""

    @spoils(heading)
    def spoil(filled: Filled) -> str:
        place = filled.place(heading, key)
        change(filled, filled.cell(heading, key))
        return place

    return spoil


def formatted(number_format: str, value: object = None, key: str = "") -> Spoil:
    """Give the figure a number format, and another value where one is named."""

    def change(_: Filled, cell: Cell) -> None:
        cell.number_format = number_format
        cell.value = cell.value if value is None else value  # type: ignore[assignment]

    return changed("数值", change, key)


def stored(number: str, key: str = "") -> Spoil:
    """Store a number with more digits than openpyxl writes, as Excel stores the result of 0.1+0.2."""

    def change(filled: Filled, cell: Cell) -> None:
        cell.value = 123454321
        filled.rewrite(lambda parts: {name: raw.replace(b"123454321", number.encode()) for name, raw in parts.items()})

    return changed("数值", change, key)


def formula(text: str, result: float | str | None, key: str = "") -> Spoil:
    """Let a formula stand for the figure, with the result that was stored with it."""
    return changed("数值", lambda filled, cell: filled.formula(cell, text, result), key)
