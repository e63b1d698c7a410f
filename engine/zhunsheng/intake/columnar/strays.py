"""Rows that name no place that is known: what they leave in doubt concerns every part.

One row stands for all that leave the same year and indicator in doubt; targets and benchmarks are kept as they are.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from zhunsheng.arrow_columns import flags
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.coded import as_text, coded, texts_of
from zhunsheng.intake.columnar.once import Once
from zhunsheng.intake.columnar.problems import Problems, Said
from zhunsheng.intake.columnar.sheet import FAULT, OURS, ROW, Sheet
from zhunsheng.intake.columnar.words import READ, State, Words, row_of
from zhunsheng.intake.columns import Field
from zhunsheng.intake.totals import total_of, total_row

SCHEMA = pa.schema([*((field.value, pa.string()) for field in READ), (ROW, pa.int64()), (FAULT, pa.string())])
_KEY = (Field.ENTITY, Field.YEAR, Field.INDICATOR)
_SOMETHING = "?"
"""Stands for a value that is not blank: which one it is makes no difference where the place is not known."""


class Strays:
    """Collects the stray rows of one file."""

    def __init__(self, words: Words, sheet: Sheet, problems: Problems) -> None:
        self._words, self._sheet, self._problems = words, sheet, problems
        self._doubts: dict[tuple[str, str], tuple[str, int]] = {}
        self._targets: list[dict[str, str | int]] = []

    def add(self, views: Iterable[pa.RecordBatch], rows: NDArray[np.int64]) -> None:
        """Add rows of places that are not known, as views of one figure a row; `rows` are their numbers in the run."""
        said = Once(len(rows))
        for view in views:
            self._add(view, rows, said)

    def _add(self, batch: pa.RecordBatch, rows: NDArray[np.int64], said: Once) -> None:
        spoken = self._spoken(batch)
        batch, rows = batch.filter(flags(spoken)), rows[spoken]
        if not batch.num_rows:
            return
        place, year, indicator = (coded(self._column(batch, field)) for field in _KEY)
        called = np.array([_says_total(text) for text in place.texts], np.int64)[place.codes]
        keys = (called * len(year.texts) + year.codes) * len(indicator.texts) + indicator.codes
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
        texts = [
            {
                field: column.texts[column.codes[at]]
                for field, column in zip(_KEY, (place, year, indicator), strict=True)
            }
            for at in first.tolist()
        ]
        totals = np.array([total_of(row_of(each)) is not None for each in texts], np.bool_)
        target = self._targets_among(batch) & ~totals[which]
        if target.any():
            self._keep_targets(batch.filter(flags(target)), rows[target])
        which, rows = which[~target], rows[~target]
        for number, at in zip(*(each.tolist() for each in np.unique(which, return_index=True)), strict=True):
            each = texts[number]
            key = ("", "") if totals[number] else (each[Field.YEAR], each[Field.INDICATOR])
            self._doubts.setdefault(key, (each[Field.ENTITY], int(rows[at])))
        spoken[np.flatnonzero(spoken)[target]] = False
        new = said.now(0, spoken)[spoken]
        spoilt = self._tell_faults(batch.filter(flags(~target)), new, rows)
        told = new & ~spoilt
        self._tell(place.texts, place.codes[~target][told], totals[which][told], rows[told])

    def write(self, target: Path) -> bool:
        """Write what was collected, if anything was."""
        nothing = dict.fromkeys((*(field.value for field in READ), FAULT), "")
        listed: list[dict[str, str | int]] = [
            {**nothing, "entity": place, "year": year, "indicator": indicator, "value": _SOMETHING, ROW: row}
            for (year, indicator), (place, row) in self._doubts.items()
        ]
        return write(sorted([*listed, *self._targets], key=lambda each: each[ROW]), self._sheet.heading, target)

    def _column(self, batch: pa.RecordBatch, field: Field) -> pa.Array:
        return batch.column(self._sheet.columns[field])

    def _spoken(self, batch: pa.RecordBatch) -> NDArray[np.bool_]:
        """Tell which rows say anything: not those that are blank, or withdraw what nobody knows."""
        column = self._column(batch, Field.VALUE)
        if not (pa.types.is_integer(column.type) or pa.types.is_decimal(column.type)):
            texts = coded(as_text(column))
            said = np.array([self._says(text) for text in texts.texts], np.bool_)[texts.codes]
        else:
            said = np.array(column.is_valid())
        if self._sheet.fault:
            faults = coded(batch.column(FAULT))
            said |= np.array([bool(text) for text in faults.texts], np.bool_)[faults.codes]
        found: NDArray[np.bool_] = said
        return found

    def _says(self, text: str) -> bool:
        return self._words.value(text).state not in (State.BLANK, State.WITHDRAWN)

    def _targets_among(self, batch: pa.RecordBatch) -> NDArray[np.bool_]:
        if Field.RECORD not in self._sheet.columns:
            return np.zeros(batch.num_rows, np.bool_)
        records = coded(self._column(batch, Field.RECORD))
        return np.array([self._words.record(text).number > 0 for text in records.texts], np.bool_)[records.codes]

    def _keep_targets(self, batch: pa.RecordBatch, rows: NDArray[np.int64]) -> None:
        texts = {field: texts_of(batch.column(name)) for field, name in self._sheet.columns.items()}
        faults = texts_of(batch.column(FAULT)) if self._sheet.fault else [""] * batch.num_rows
        for position, row in enumerate(rows.tolist()):
            cells: dict[str, str | int] = {field.value: "" for field in READ}
            cells |= {field.value: column[position] for field, column in texts.items()}
            self._targets.append({**cells, ROW: row, FAULT: faults[position]})

    def _tell_faults(self, batch: pa.RecordBatch, new: NDArray[np.bool_], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which rows are spoilt as a whole, of those that are `new`; tell which of all are."""
        if not self._sheet.fault:
            return np.zeros(len(rows), np.bool_)
        faults = coded(batch.column(FAULT))
        said: list[Said | None] = [messages.of_row(text) if text else None for text in faults.texts]
        self._problems.add_rows(said, faults.codes[new], rows[new])
        return np.array([bool(text) for text in faults.texts], np.bool_)[faults.codes]

    def _tell(
        self, places: list[str], codes: NDArray[np.integer], totals: NDArray[np.bool_], rows: NDArray[np.int64]
    ) -> None:
        said: list[Said | None] = [
            messages.unknown_place(text) if text.strip() else messages.no_place() for text in places
        ]
        self._problems.add_rows(said, codes[~totals], rows[~totals])
        if totals.any():
            self._problems.add(total_row(), int(rows[totals][0]), int(totals.sum()))


def write(rows: list[dict[str, str | int]], heading: str, target: Path) -> bool:
    """Write rows that concern every part, if there are any."""
    if rows:
        table = pa.Table.from_pylist(rows, SCHEMA.with_metadata({OURS: heading.encode()}))
        temporary = target.with_suffix(".tmp")
        pq.write_table(table, temporary)
        temporary.replace(target)
    return bool(rows)


def anything(year: str = "", indicator: str = "", row: int = -1) -> dict[str, str | int]:
    """Return a row that may be any figure of a year and an indicator; blank stands for all of them."""
    blank: dict[str, str | int] = dict.fromkeys((*(field.value for field in READ), FAULT), "")
    return {**blank, "year": year, "indicator": indicator, "value": _SOMETHING, ROW: row}


def _says_total(text: str) -> bool:
    return total_of(row_of({Field.ENTITY: text})) is not None
