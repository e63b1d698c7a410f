"""The figures of one part -> its cube: what a worker does first. It needs nothing but the part and the catalogue."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.asked import asked, asked_of_any, of_cube
from zhunsheng.intake.columnar.batch import BatchReader
from zhunsheng.intake.columnar.direct import Direct, NotPlainError
from zhunsheng.intake.columnar.doubts import cast
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Heap
from zhunsheng.intake.columnar.held import Held
from zhunsheng.intake.columnar.percents import settle_percents
from zhunsheng.intake.columnar.settling import Flat
from zhunsheng.intake.columnar.sheet import Sheet, opened
from zhunsheng.intake.columnar.targets import Issued, settle_targets
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.model.bulk import BulkProblem, Part, Slice
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location
from zhunsheng.model.panel import Cube, Mark

WHOLE_GROUP = 1 << 21
"""Row groups up to so many rows are read at once; larger ones in pieces."""
WHOLE_BYTES = 1 << 25
"""Row groups that unpack to more bytes are read in pieces, too."""
PIECE = 1 << 20
"""Rows of such a piece, at most."""
HELD_BYTES = 1 << 26
"""Row groups that unpack to no more, and are read at once, may be held for the next part."""


def read(
    part: Part, catalogue: Catalogue, years: range, held: Held | None = None
) -> tuple[Cube, tuple[BulkProblem, ...]]:
    """Read what was reported of the places of a part, for `years` from the plan's base year on.

    The catalogue is the plan's own, without the places of rosters; `held` spares decoding what another part has read.
    Equal to what `intake.read` says of the same rows.
    Raises `UnreadableDataError` where a file is no longer what it was when it was looked through.
    """
    indicators = of_cube(catalogue)
    numbers = {each: number for number, each in enumerate(indicators)}
    frame = Frame(
        catalogue=catalogue,
        ids=part.places.ids,
        years=years,
        cube=np.array([numbers.get(each, -1) for each in catalogue.indicators], np.int64),
        size=len(indicators),
    )
    try:
        heap, flat = _gathered(part, frame, Direct(frame.shape), held)
    except NotPlainError:
        heap, flat = _gathered(part, frame, None, held)
    settle_percents(flat, heap, frame, indicators)
    cells, rows = heap.withdrawn
    given = np.isin(flat.marks[cells], (Mark.REPORTED, Mark.BOUND))
    flat.tell(messages.withdrawn_and_given, cells[given], rows[given])
    _settle_doubts(flat, heap, frame, part, indicators)
    issued = settle_targets(heap, catalogue, part.places)
    return _cube(flat, frame, part, indicators, issued), heap.problems.result()


def _gathered(part: Part, frame: Frame, direct: Direct | None, held: Held | None) -> tuple[Heap, Flat]:
    """Read all rows, and settle what they say of the same figures."""
    heap, words = Heap(), Words(frame.catalogue)
    for each in part.slices:
        _read_slice(each, heap, words, frame, direct, held)
    return heap, Flat(heap, direct, frame.shape)


def _read_slice(each: Slice, heap: Heap, words: Words, frame: Frame, direct: Direct | None, held: Held | None) -> None:
    try:
        file = opened(Path(each.path), words.may_mean)
        parquet, sheet = file.parquet, file.sheet
        reader = BatchReader(heap, words, frame, sheet, direct, all_rows=each.sorted_copy)
        metadata = parquet.metadata
        sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
        begins = np.concatenate([[0], np.cumsum(sizes)])
        for group in each.groups:
            row = each.first_row + (0 if sheet.row else int(begins[group]))
            decoded: Iterable[pa.RecordBatch] = batches(parquet, group, columns_of(sheet))
            if held is not None and _is_small(metadata.row_group(group)):
                decoded = held.batches((each.path, group), decoded)
            reader.read_all(decoded, row)
            del decoded  # or it would be there until the next one is
    except (pa.ArrowException, FileRefusedError, OSError, IndexError) as error:
        said = messages.changed_meanwhile(Path(each.path).name)
        raise UnreadableDataError([said.at(Location(file=each.path))]) from error


def columns_of(sheet: Sheet) -> list[str]:
    """List the columns to read: evidence is asked of targets only."""
    evidence = sheet.columns.get(Field.EVIDENCE)
    return [name for name in sheet.names if name != evidence or Field.RECORD in sheet.columns]


def batches(parquet: Any, group: int, names: Sequence[str]) -> Iterator[pa.RecordBatch]:  # noqa: ANN401 - untyped
    """Give a row group in one piece, or in several of bounded size."""
    about = parquet.metadata.row_group(group)
    piece = min(PIECE, max(1, about.num_rows * WHOLE_BYTES // max(1, about.total_byte_size)))
    if about.num_rows <= WHOLE_GROUP and about.total_byte_size <= WHOLE_BYTES:
        yield from parquet.read_row_group(group, columns=list(names), use_threads=False).to_batches()
    else:
        yield from parquet.iter_batches(piece, row_groups=[group], columns=list(names), use_threads=False)


def _is_small(about: Any) -> bool:  # noqa: ANN401 - untyped
    return bool(about.num_rows <= WHOLE_GROUP and about.total_byte_size <= HELD_BYTES)


def _settle_doubts(flat: Flat, heap: Heap, frame: Frame, part: Part, indicators: Sequence[str]) -> None:
    """Refuse what doubts may concern; say which figures nobody asked for."""
    shape = frame.shape
    marks, rows = flat.marks.reshape(shape), flat.rows.reshape(shape)
    owed = asked(frame.catalogue, indicators, part.places)
    doubts = heap.doubts
    if doubts is not None:
        cast(doubts, frame.catalogue, indicators, owed, marks, rows)
    unasked = ~owed & asked_of_any(frame.catalogue, indicators)[:, np.newaxis]
    if unasked.any():
        given = np.isin(marks[1:], (Mark.REPORTED, Mark.BOUND)) & unasked
        flat.tell(messages.not_asked, np.flatnonzero(given), rows[1:][given])


def _cube(flat: Flat, frame: Frame, part: Part, indicators: Sequence[str], issued: Issued) -> Cube:
    shape = frame.shape
    wide: dict[int, NDArray[Any]] = {}
    for cell, count in flat.wide.items():
        year, number, place = (int(each) for each in np.unravel_index(cell, shape))
        whole = wide.setdefault(number, np.full((shape[0], shape[2]), 0, object))
        whole[year, place] = count
    bounds = {
        tuple(int(each) for each in np.unravel_index(cell, shape)): bound for cell, bound in sorted(flat.bounds.items())
    }
    return Cube(
        years=frame.years,
        indicators=tuple(indicators),
        places=part.places.ids,
        counts=flat.counts.reshape(shape),
        scales=flat.scales,
        wide=wide,
        marks=flat.marks.reshape(shape),
        rows=flat.rows.reshape(shape),
        bounds=bounds,  # type: ignore[arg-type]  # three positions each
        issued=issued,
    )
