"""Judgements -> CSV: UTF-8 with a byte order mark, as Excel and WPS expect it; one row a judgement.

Figures are plain decimals, rounded half-even to 12 places where they do not end (their exact quotient stands in a
column of its own). Every cell is in quotes; text that begins like a formula gets an apostrophe (see `harmless`).
"""

import csv
from io import StringIO

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.text import Lang
from zhunsheng.report.export.harmless import quoted, shortened
from zhunsheng.report.export.judged import judgements
from zhunsheng.report.export.table import Amount, Value, Word
from zhunsheng.report.lookup import Lookup


def render(evaluation: Evaluation, lang: Lang) -> bytes:
    """Return the judgements as CSV."""
    table = judgements(Lookup.of(evaluation), lang)
    stream = StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.titles)
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case Amount():
            return decimal_text(value.value)
        case Word():
            return quoted(value.text)
        case int():
            return str(value)
        case _:
            return quoted(shortened(value))
