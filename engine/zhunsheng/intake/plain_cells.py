"""Cells of files that are no workbooks: text as it stands, TRUE and FALSE."""

from functools import lru_cache

from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import MAX_FIELD, Cell
from zhunsheng.model.text import Text

_SHARED = 60
"""Texts up to so many characters are kept once, however many rows hold them."""


def text_cell(text: str) -> Cell:
    """Return the cell that says `text`."""
    return Cell(text) if len(text) > _SHARED else _shared(text)


@lru_cache(maxsize=4096)
def _shared(text: str) -> Cell:
    """Give one cell to all rows that say the same, as most columns do in row after row."""
    return Cell(text)


def logical_cell(value: bool) -> Cell:
    """Return the cell that holds TRUE or FALSE."""
    return Cell("TRUE" if value else "FALSE", fault=_boolean(), logical=True)


def field_too_long() -> Complaint:
    """Say that a row holds a field that no cell could hold."""
    return Complaint(
        code="field-too-long",
        message=Text(f"有字段超过 {MAX_FIELD} 个字符", f"a field is longer than {MAX_FIELD} characters"),
    )


def _boolean() -> Complaint:
    return Complaint(
        code="boolean-value",
        message=Text("单元格是逻辑值（TRUE/FALSE）", "the cell is TRUE or FALSE"),
        expected=Text("数或文字", "a number or text"),
    )
