"""A look at the places that a file of figures speaks of, row group by row group; rows of others are read whole."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.arrow_columns import flags
from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.apart import long_sheet, views
from zhunsheng.intake.columnar.coded import Coded, coded
from zhunsheng.intake.columnar.finder import Finder
from zhunsheng.intake.columnar.model import Group, Source
from zhunsheng.intake.columnar.problems import Problems
from zhunsheng.intake.columnar.reading import batches
from zhunsheng.intake.columnar.sheet import ROW, Opened, Sheet, opened
from zhunsheng.intake.columnar.strays import Strays
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.model.bulk import BulkFile
from zhunsheng.model.location import Location
from zhunsheng.model.places import Places


class Scanned(NamedTuple):
    """What one file of figures speaks of. `everywhere` is the copy of its rows that concern every part."""

    source: Source
    illustrative: int
    everywhere: str | None


class Scanner:
    """Looks through files of figures, and notes which places they speak of."""

    def __init__(self, words: Words, places: Places, problems: Problems, scratch: Path) -> None:
        self._words = words
        self._finder = Finder(places.ids)
        self._present = np.zeros(len(places), np.bool_)
        self._problems = problems
        self._scratch = scratch

    @property
    def present(self) -> NDArray[np.bool_]:
        """Of which places any file speaks."""
        return self._present

    def scan(self, number: int, file: BulkFile, path: Path, found: Opened) -> Scanned:
        """Look through one file. Raises `UnreadableDataError` where it breaks off."""
        try:
            return self._scan(number, file, path, found)
        except (pa.ArrowException, FileRefusedError, OSError, IndexError) as error:
            raise UnreadableDataError([messages.changed_meanwhile(path.name).at(Location(file=file.path))]) from error

    def _scan(self, number: int, file: BulkFile, path: Path, found: Opened) -> Scanned:
        parquet, sheet = found.parquet, found.sheet
        strays = Strays(self._words, long_sheet(sheet), self._problems)
        groups: list[Group] = []
        illustrative = 0
        row = file.first_row
        for index, (group, made_up, stray) in enumerate(self._look(path, found)):
            if stray:
                self._add_strays(strays, parquet, sheet, index, row, file.first_row)
            groups.append(group)
            illustrative += made_up
            row += group.rows
        everywhere = self._scratch / f"everywhere-{number:05d}.parquet"
        written = strays.write(everywhere)
        read = tuple(sheet.spread.values())
        source = Source(path=str(path), file=number, first_row=file.first_row, groups=tuple(groups), headings=read)
        return Scanned(source, illustrative, str(everywhere) if written else None)

    def _look(self, path: Path, found: Opened) -> list[tuple[Group, int, bool]]:
        """Look at all row groups, two at a time, each by a reader of its own: to decode a column lets others run."""
        groups = range(found.parquet.metadata.num_row_groups)
        readers: SimpleQueue[Any] = SimpleQueue()
        for each in (found, opened(path, self._words.may_mean)) if len(groups) > 1 else (found,):
            readers.put(each.parquet)

        def look(index: int) -> tuple[Group, int, bool]:
            reader = readers.get()
            try:
                return self._look_at(reader, found.sheet, index)
            finally:
                readers.put(reader)

        with ThreadPoolExecutor(readers.qsize()) as pool:
            return list(pool.map(look, groups))  # before anything else is read by these readers

    def _look_at(self, parquet: Any, sheet: Sheet, index: int) -> tuple[Group, int, bool]:  # noqa: ANN401 - untyped
        """Tell which places a row group speaks of, how many rows are made up, whether any place is unknown."""
        first, last, illustrative, stray = len(self._present), -1, 0, False
        basis = sheet.columns.get(Field.BASIS)
        for batch in batches(parquet, index, [sheet.columns[Field.ENTITY], *([basis] if basis else [])]):
            places = self._finder.met(batch.column(sheet.columns[Field.ENTITY]))
            known = places[places >= 0]
            stray |= len(known) < len(places)
            self._present[known] = True
            if len(known):
                first, last = min(first, int(known.min())), max(last, int(known.max()))
            if basis:
                illustrative += self._made_up(coded(batch.column(basis)))
        rows = parquet.metadata.row_group(index).num_rows
        return Group(rows, first if last >= 0 else -1, last), illustrative, stray

    def _made_up(self, basis: Coded) -> int:
        said = np.array([self._words.basis(text).number for text in basis.texts], np.int64)
        return int(said[basis.codes].sum())

    def _add_strays(
        self,
        strays: Strays,
        parquet: Any,  # noqa: ANN401 - pyarrow is untyped
        sheet: Sheet,
        index: int,
        row: int,
        start: int,
    ) -> None:
        """Read a row group whole, and hand on the rows whose place is not known.

        `row` is the number of its first row, `start` that of the file's, from which rows that carry a number count.
        """
        for batch in batches(parquet, index, sheet.names):
            rows = np.arange(row, row + batch.num_rows)
            row += batch.num_rows
            if sheet.row:
                rows = batch.column(ROW).to_numpy() + start
            chosen = self._finder.find(batch.column(sheet.columns[Field.ENTITY])) < 0
            if chosen.any():
                strays.add(views(batch.filter(flags(chosen)), sheet, self._words), rows[chosen])
