"""One batch of rows -> figures, refusals and doubts of the heap. Whole columns are looked up; no row is.

A row is *wrong* where `check` would refuse it, *silent* where it says that there is nothing to report, and a *target*
where it is an issued target or a benchmark; all others hold figures.
"""

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.arrow_columns import flags
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.apart import long_sheet, views
from zhunsheng.intake.columnar.coded import Coded, coded, texts_of, years
from zhunsheng.intake.columnar.direct import Direct
from zhunsheng.intake.columnar.finder import Finder
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Doubts, Figures, Heap, Target, Way
from zhunsheng.intake.columnar.lookup import Key, Mask, Rows, either, in_state, look_up, without
from zhunsheng.intake.columnar.once import Once
from zhunsheng.intake.columnar.plain import Plain
from zhunsheng.intake.columnar.plain_wide import PlainWide
from zhunsheng.intake.columnar.sheet import FAULT, ROW, Sheet
from zhunsheng.intake.columnar.values import read_values
from zhunsheng.intake.columnar.words import Meaning, State, Words
from zhunsheng.intake.columns import Field
from zhunsheng.model.diagnostic import Diagnostic

_DENSE = 4
"""Combinations of texts are counted in a table where it is no larger than so many times the rows."""


class BatchReader:
    """Reads the batches of one file, or copy, into a heap."""

    def __init__(
        self, heap: Heap, words: Words, frame: Frame, sheet: Sheet, direct: Direct | None, *, all_rows: bool
    ) -> None:
        """Take what it reads into, and whether all rows are this part's: in a sorted copy, not in other files."""
        self._heap, self._words, self._frame, self._wide = heap, words, frame, sheet
        self._sheet = long_sheet(sheet)
        plain = PlainWide if sheet.wide else Plain
        self._plain = plain(direct, sheet, words, frame) if direct is not None else None
        self._all_rows = all_rows
        self._finder = Finder(frame.ids)

    def read_all(self, batches: Iterable[pa.RecordBatch], row: int) -> None:
        """Read batches that follow each other, the first of whose rows is numbered `row`."""
        for batch in batches:
            self.read(batch, row)
            row += 0 if self._sheet.row else batch.num_rows

    def read(self, batch: pa.RecordBatch, first_row: int) -> None:
        """Read a batch whose rows are numbered from `first_row`, or carry their numbers, counted from there."""
        places = self._finder.find(batch.column(self._sheet.columns[Field.ENTITY]))
        if not len(places) or (places.max() < 0 and not self._all_rows):
            return
        strange = bool(places.min() < 0)
        if strange and not self._all_rows:  # another part reads those: before and after ours, where they are in order
            known = np.flatnonzero(places >= 0)
            first, last = int(known[0]), int(known[-1]) + 1
            batch, places, strange = batch.slice(first, last - first), places[first:last], len(known) < last - first
            first_row += 0 if self._sheet.row else first
        numbers = batch.column(ROW).to_numpy() + first_row if self._sheet.row else None
        if (
            self._plain is not None
            and not (strange and self._all_rows)
            and self._plain.enter(batch, places, first_row if numbers is None else numbers)
        ):
            return
        rows = np.arange(first_row, first_row + batch.num_rows) if numbers is None else numbers
        if strange and not self._all_rows:
            kept = places >= 0
            batch, places, rows = batch.filter(flags(kept)), places[kept], rows[kept]
        said = Once(batch.num_rows)
        for view in views(batch, self._wide, self._words):
            self._read(view, places, rows, said)

    def _read(self, batch: pa.RecordBatch, places: NDArray[np.int32], numbers: NDArray[np.int64], said: Once) -> None:
        words, period = self._words, self._frame.catalogue.plan.period
        year = look_up(years(self._column(batch, Field.YEAR), period.base, len(period.years)), words.year)
        indicator = look_up(self._coded(batch, Field.INDICATOR), words.indicator)
        values = read_values(self._column(batch, Field.VALUE), words, self._milestones(indicator))
        rows = Rows(places, year, indicator, values, numbers)
        record = look_up(self._coded(batch, Field.RECORD), words.record)
        basis = look_up(self._coded(batch, Field.BASIS), words.basis)
        fault = look_up(self._coded(batch, FAULT if self._sheet.fault else None), _fault)
        silent = without(in_state(values, State.BLANK, State.WITHDRAWN), fault.wrong)
        target = record.numbers > 0 if record.numbers.any() else None
        nowhere = places < 0 if places.min() < 0 else None
        keys = (year, indicator, record, basis, fault)
        wrong = either(nowhere, in_state(values, State.BAD), *(key.wrong for key in keys))
        apart = either(silent, target)
        self._take_targets(batch, numbers, without(target, silent))
        self._note_withdrawn(rows, either(wrong, target))
        wrong = without(wrong, apart)
        if wrong is not None:
            self._refuse(rows, wrong)
            self._tell(rows, keys, wrong, said)
        self._take_figures(batch, rows, either(apart, wrong))

    def _column(self, batch: pa.RecordBatch, field: Field) -> pa.Array:
        return batch.column(self._sheet.columns[field])

    def _coded(self, batch: pa.RecordBatch, field: Field | str | None) -> Coded:
        """Take a column apart; one that is not there is blank throughout."""
        name = self._sheet.columns.get(field) if isinstance(field, Field) else field
        if name is None:
            return Coded(np.broadcast_to(np.int8(0), (batch.num_rows,)), [""])
        return coded(batch.column(name))

    def _milestones(self, indicator: Key) -> Mask | None:
        table = np.array([self._words.is_milestone(each.number) for each in indicator.meanings], np.bool_)
        return table[indicator.codes] if table.any() else None

    def _refuse(self, rows: Rows, wrong: Mask) -> None:
        """Refuse the figures of wrong rows, or where it is not known whose they are, note the doubt."""
        places, year = rows.places[wrong].astype(np.int64), rows.year.numbers[wrong]
        indicator, numbers = rows.indicator.numbers[wrong], rows.rows[wrong]
        derived = np.array([each.expression is not None for each in self._words.indicators] + [True])
        known = (places >= 0) & (year >= 0) & ~derived[indicator]
        within = self._frame.cube[indicator]
        held = known & (within >= 0) & (year < len(self._frame.years))
        self._heap.refuse(self._frame.cells(year[held], within[held], places[held]), numbers[held])
        if not known.all():
            self._heap.doubt(Doubts(places[~known], year[~known], indicator[~known], numbers[~known]))

    def _tell(self, rows: Rows, keys: tuple[Key, ...], wrong: Mask, said: Once) -> None:
        """Say what is wrong with rows of places that are known: of others the survey told already."""
        told = wrong & (rows.places >= 0)
        problems, values = self._heap.problems, rows.values
        for number, key in enumerate(keys):
            here = None if key.wrong is None else told & key.wrong
            if here is not None and key is not rows.indicator:
                here = said.now(number, here)
            if here is not None and here.any():
                problems.add_rows([each.wrong for each in key.meanings], key.codes[here], rows.rows[here])
        bad = without(in_state(values, State.BAD), rows.indicator.wrong)
        if bad is not None and values.wrong is not None and (here := told & bad).any():
            problems.add_rows(values.complaints, values.wrong[here], rows.rows[here])

    def _note_withdrawn(self, rows: Rows, unknown: Mask | None) -> None:
        gone = without(in_state(rows.values, State.WITHDRAWN), unknown)
        holds = self._frame.holds(rows.year, rows.indicator)
        gone = gone if gone is None or holds is None else gone & holds
        if gone is not None:
            within = rows.indicator.by_text(self._frame.cube)[rows.indicator.codes[gone]]
            cells = self._frame.cells(rows.year.numbers[gone], within, rows.places[gone])
            self._heap.withdraw(cells, rows.rows[gone])

    def _take_targets(self, batch: pa.RecordBatch, numbers: NDArray[np.int64], target: Mask | None) -> None:
        """Note the rows of issued targets and benchmarks as texts: they are few."""
        if target is None:
            return
        chosen = batch.filter(flags(target))
        texts = {field: texts_of(chosen.column(name)) for field, name in self._sheet.columns.items()}
        faults = texts_of(chosen.column(FAULT)) if self._sheet.fault else [""] * chosen.num_rows
        for position, row in enumerate(numbers[target].tolist()):
            cells = {field: column[position] for field, column in texts.items()}
            self._heap.targets.append(Target(cells, self._sheet.heading, faults[position], row))

    def _take_figures(self, batch: pa.RecordBatch, rows: Rows, left_out: Mask | None) -> None:
        """Add the rows that hold figures; those whose unit is wrong are refused."""
        frame, values, indicator = self._frame, rows.values, rows.indicator
        units = self._coded(batch, Field.UNIT)
        keys = indicator.codes.astype(np.int64)
        if len(units.texts) > 1:
            keys = keys * len(units.texts) + units.codes
        keys = keys * len(values.variants) + values.variant
        places, year, codes, numbers, mantissas = (
            *(rows.places, rows.year.numbers, indicator.codes, rows.rows),
            values.mantissas,
        )
        kept = frame.holds(rows.year, indicator)
        if left_out is not None:
            kept = ~left_out if kept is None else kept & ~left_out
        if kept is not None:
            keys, places, year, codes, numbers = keys[kept], places[kept], year[kept], codes[kept], numbers[kept]
            mantissas = mantissas[kept]
        if not len(keys):
            return
        ways, said = self._ways(keys, indicator, units, rows)
        cells = frame.cells(year, indicator.by_text(frame.cube)[codes], places)
        figures = Figures(cells, mantissas, ways, numbers)
        if said:
            bad = ways < 0
            self._heap.refuse(cells[bad], numbers[bad])
            self._heap.problems.add_rows(said, -1 - ways[bad], numbers[bad])
            figures = figures.picked(~bad)
        self._heap.add(self._without_big(figures, rows) if values.big else figures)

    def _ways(
        self, keys: NDArray[np.int64], indicator: Key, units: Coded, rows: Rows
    ) -> tuple[NDArray[np.int32], list[Diagnostic]]:
        """Return the way of each figure; where its unit is wrong, -1 - the number of what is said of it."""
        variants = rows.values.variants
        within = indicator.by_text(self._frame.cube)
        size = len(indicator.texts) * len(units.texts) * len(variants)
        dense = size <= _DENSE * len(keys) + 1024
        if dense:
            found = np.flatnonzero(np.bincount(keys, minlength=size))
        else:
            found, keys = np.unique(keys, return_inverse=True)
        table = np.zeros(size if dense else len(found), np.int32)
        said: list[Diagnostic] = []
        for number, key in enumerate(found.tolist()):
            rest, variant = divmod(key, len(variants))
            code, unit = divmod(rest, len(units.texts))
            way = variants[variant]
            got = self._words.unit(indicator.texts[code], units.texts[unit], way.attached, self._sheet.heading)
            if isinstance(got, Fraction):
                whole = Way(int(within[code]), way.decimals, got, way.bound, "%" in way.attached)
                table[key if dense else number] = self._heap.way(whole)
            else:
                table[key if dense else number] = -1 - len(said)
                said.append(got)
        return table[keys], said

    def _without_big(self, figures: Figures, rows: Rows) -> Figures:
        """Set those figures apart that leave 64 bits."""
        where = {int(rows.rows[row]): whole for row, whole in rows.values.big.items()}
        big = np.isin(figures.rows, list(where))
        for cell, _, way, row in zip(*(each[big].tolist() for each in figures), strict=True):
            self._heap.big.append((cell, where[row], way, row))
        return figures.picked(~big)


def _fault(text: str) -> Meaning:
    return Meaning(0, messages.of_row(text).at(messages.NOWHERE) if text else None)
