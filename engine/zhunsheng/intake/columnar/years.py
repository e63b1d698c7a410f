"""Which years the data have figures of: asked only where nobody says which years to judge."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import coded, messages
from zhunsheng.intake.columnar.apart import long_sheet, views
from zhunsheng.intake.columnar.lookup import look_up
from zhunsheng.intake.columnar.model import Source, Survey
from zhunsheng.intake.columnar.reading import batches
from zhunsheng.intake.columnar.sheet import Sheet, opened
from zhunsheng.intake.columnar.values import read_values
from zhunsheng.intake.columnar.words import State, Words
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location

_ASKED = (Field.YEAR, Field.INDICATOR, Field.VALUE, Field.RECORD)


def years(survey: Survey, catalogue: Catalogue) -> tuple[int, ...]:
    """List the years of the plan that some row reports a figure of, ascending: no blank, and no target counts.

    Raises `UnreadableDataError` where a file is no longer what it was when it was looked through.
    """
    words, period = Words(catalogue), catalogue.plan.period
    seen = np.zeros(len(period.years), np.bool_)
    for source in survey.sources:
        try:
            _look_through(source, words, period.base, seen)
        except (pa.ArrowException, FileRefusedError, OSError, IndexError) as error:
            said = messages.changed_meanwhile(Path(source.path).name)
            raise UnreadableDataError([said.at(Location(file=source.path))]) from error
    return tuple(period.base + row for row in np.flatnonzero(seen).tolist())


def _look_through(source: Source, words: Words, base: int, seen: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    file = opened(Path(source.path), words.may_mean)
    sheet = file.sheet
    columns = {field: sheet.columns[field] for field in _ASKED if field in sheet.columns}
    asked = msgspec.structs.replace(sheet, columns=columns, row=False, fault=False)
    long = long_sheet(asked)
    for group in range(file.parquet.metadata.num_row_groups):
        for batch in batches(file.parquet, group, asked.names):
            for view in views(batch, asked, words) if batch.num_rows else ():
                seen[_spoken(view, long, words, base, len(seen))] = True


def _spoken(batch: pa.RecordBatch, sheet: Sheet, words: Words, base: int, count: int) -> Any:  # noqa: ANN401
    """Return the numbers of the years of a batch, counted from the base year, of rows that hold a figure."""
    year = look_up(coded.years(batch.column(sheet.columns[Field.YEAR]), base, count), words.year)
    indicator = look_up(coded.coded(batch.column(sheet.columns[Field.INDICATOR])), words.indicator)
    milestone = np.array([words.is_milestone(each.number) for each in indicator.meanings], np.bool_)
    milestones = milestone[indicator.codes] if milestone.any() else None
    values = read_values(batch.column(sheet.columns[Field.VALUE]), words, milestones)
    kept = (year.numbers >= 0) & (indicator.numbers >= 0)
    if values.state is not None:
        kept &= values.state == State.FIGURE
    if Field.RECORD in sheet.columns:
        record = look_up(coded.coded(batch.column(sheet.columns[Field.RECORD])), words.record)
        kept &= record.numbers == 0
    return np.unique(year.numbers[kept])
