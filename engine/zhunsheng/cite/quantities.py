"""Quantities of a text: numbers with a unit, percentages, numbers in table cells, “全覆盖”; and its dates.

Ordinals, numbered headings and names such as 5G, PM2.5 or “1+6” are none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from zhunsheng.cite.sections import HEAD, ordinals
from zhunsheng.cite.text import CELL, PlanText
from zhunsheng.cite.units import UNITS
from zhunsheng.model import numerals

_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d)"
_NUMBER = rf"(?:{_GROUPED}(?:\.\d+)?|\d+(?:\.\d+)?)"
_YEAR = r"(?:19|20)\d\d"
_DIGITS = "一二两三四五六七八九十百千"
_COUNTED = "家|所|名|座|处|套|栋|个|场|间|项|条|亩|公里|倍|成"
_PATTERN = re.compile(
    rf"(?=[\d全{_DIGITS}])(?:(?P<date>(?<!\d){_YEAR}年?[-至到]{_YEAR}年?(?!\d)|(?<!\d){_YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    rf"|(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日)?)"
    rf"|(?<![\dA-Za-z.+第表图栏件])(?:(?:(?P<low>{_NUMBER})(?:{UNITS})?[-~至到](?=\d))?"
    rf"(?P<number>{_NUMBER})(?:(?P<scale>[百千]?[万亿]?)(?P<unit>{UNITS})|(?P<bare>百?[万亿]))(?:全覆盖)?"
    rf"|{_GROUPED})"  # no quantity: passed over whole, not tried again from each of its groups
    rf"|(?P<total>(?<!健)(?:全(?:面|域)?覆盖|全面普及|全面消除))"
    rf"|(?<![第{_DIGITS}几数“])(?P<counted>[{_DIGITS}]*[{_DIGITS[:10]}])(?P<classifier>{_COUNTED}))"
)
_CELL = re.compile(rf"[\[(<>≥≤]*(?P<number>{_NUMBER})[\])]*$")
_VALUE = re.compile(rf"(?:{_CELL.pattern}|-+$)")
"""What fills a column of years: a number, or a dash where there is none."""
_YEAR_CELL = re.compile(rf"{_YEAR}年?$")
_BRACKETED = re.compile(rf"\((?P<scale>[百千]?[万亿]?)(?P<unit>{UNITS})\)")
_IDLE = frozenset({"一个", "一项", "一条", "一名"})
"""“打造一个园区”: an article, and no count."""
TOTAL = Decimal(100)
"""What “全覆盖” means in percent."""


class Kind(StrEnum):
    """How a quantity is written."""

    AMOUNT = "amount"
    TOTAL = "total"
    """Without a number: 全覆盖, 全面普及."""
    CELL = "cell"
    """A bare number in a table, whose unit stands in another cell."""
    DATE = "date"
    """A year, a period, a day: it says when, and not how much."""


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity: `start`..`end` in the flat text, its value (both ends of a range), its unit as written.

    `year` is that of its column, where the head of a table names years.
    """

    kind: Kind
    start: int
    end: int
    values: tuple[Decimal, ...] = ()
    scale: str = ""
    unit: str = ""
    year: int | None = None


class Quantities:
    """All quantities of a text, in its order."""

    def __init__(self, text: PlanText) -> None:
        self.all: tuple[Quantity, ...] = tuple(sorted((*_in_prose(text), *_in_cells(text)), key=lambda q: q.start))
        self._starts = [quantity.start for quantity in self.all]

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """Return the indices of the quantities that begin in `start`..`end`."""
        return tuple(range(bisect_left(self._starts, start), bisect_left(self._starts, end)))


def numeral(text: str) -> Decimal | None:
    """Return the number that digits (“11,000”) or a Chinese numeral stand for; None for anything else."""
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain, re.ASCII):
        return Decimal(plain)
    value = numerals.value(text)
    return None if value is None else Decimal(value)


def _in_prose(text: PlanText) -> Iterator[Quantity]:
    for found in _PATTERN.finditer(text.flat):
        start, end = found.span()
        if found["date"]:
            yield Quantity(kind=Kind.DATE, start=start, end=end)
        elif found["total"]:
            yield Quantity(kind=Kind.TOTAL, start=start, end=end, values=(TOTAL,), unit="%")
        elif found["counted"]:
            value = numeral(found["counted"])
            if value is not None and found[0] not in _IDLE and not _quoted(text.flat, start):
                yield Quantity(kind=Kind.AMOUNT, start=start, end=end, values=(value,), unit=found["classifier"])
        elif found["number"]:
            low, number = found["low"], numeral(found["number"])
            ends = (numeral(low),) if low else ()
            values = tuple(value for value in (*ends, number) if value is not None)
            scale, unit = found["scale"] or found["bare"] or "", found["unit"] or ""
            yield Quantity(kind=Kind.AMOUNT, start=start, end=end, values=values, scale=scale, unit=unit)


def _in_cells(text: PlanText) -> Iterator[Quantity]:
    """Find the cells of tables that hold a number and nothing else; the numbers of the rows are no quantities."""
    rows = [text.row(index) for index in range(len(text.rows))]
    tables = [index for index, row in enumerate(rows) if CELL in row]
    numbers = dict(ordinals(rows, tables))
    header: list[int] = []
    for index in tables:
        cells, ordinal = _cells(rows[index], text.rows[index][0]), numbers.get(index)
        if CELL not in rows[index - 1] or any(cell == HEAD for _, cell in cells):
            header = []
        header = [int(cell[:4]) for _, cell in cells if _YEAR_CELL.match(cell)] or header
        scale, unit = _unit_of_row(rows[index])
        values = [(at, cell) for at, cell in cells if cell != str(ordinal)]
        first = next((place for place, (_, cell) in enumerate(values) if place and _VALUE.match(cell)), len(values))
        for place, (at, cell) in enumerate(values):
            found = _CELL.match(cell)
            if found and (value := numeral(found["number"])) is not None:
                start, end = at + found.start("number"), at + found.end("number")
                year = header[place - first] if 0 <= place - first < len(header) else None
                yield Quantity(kind=Kind.CELL, start=start, end=end, values=(value,), scale=scale, unit=unit, year=year)


def _cells(row: str, start: int) -> list[tuple[int, str]]:
    """List the cells of a row that hold anything, each with its start in the flat text."""
    found = []
    for cell in row.split(CELL):
        if cell:
            found.append((start, cell))
        start += len(cell) + 1
    return found


def _unit_of_row(row: str) -> tuple[str, str]:
    """Return scale and unit that a row names in brackets, “(万人)”; both empty where it names none."""
    found = next((found for found in _BRACKETED.finditer(row)), None)
    return (found["scale"], found["unit"]) if found else ("", "")


def _quoted(flat: str, at: int) -> bool:
    """Tell whether `at` stands between quotation marks: “两个优先” is a name."""
    opened = flat.rfind("“", max(0, at - 12), at)
    return opened >= 0 and "”" not in flat[opened:at]
