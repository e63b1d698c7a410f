"""Batches of a wide table (宽表) as batches of one figure a row: one for each column of figures, of the same rows.

Nothing is copied: what stands beside the figures is shared, and indicator and unit are one text throughout.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from zhunsheng.arrow_columns import integers
from zhunsheng.intake.columnar.sheet import Sheet
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import FIGURES, Field

_ADDED = {field: field.value for field in (Field.INDICATOR, Field.VALUE, Field.UNIT)}
"""No column of a wide table is called so: with these headings it would be long."""


def long_sheet(sheet: Sheet) -> Sheet:
    """Return what the views of a sheet are; a long sheet itself."""
    if not sheet.wide:
        return sheet
    return Sheet(form=FIGURES, columns={**sheet.columns, **_ADDED}, row=sheet.row, fault=sheet.fault)


def views(batch: pa.RecordBatch, sheet: Sheet, words: Words) -> Iterator[pa.RecordBatch]:
    """Give a batch as batches of one figure a row, all of the same rows in the same order."""
    if not sheet.wide:
        yield batch
        return
    shared = {name: batch.column(name) for name in sheet.names if name not in sheet.spread}
    for name, heading in sheet.spread.items():
        indicator, unit = (_throughout(text, batch.num_rows) for text in words.headed(heading))
        added = dict(zip(_ADDED.values(), (indicator, batch.column(name), unit), strict=True))
        yield pa.RecordBatch.from_pydict(shared | added)


def _throughout(text: str, count: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(integers(np.zeros(count, np.int8)), pa.array([text]))
