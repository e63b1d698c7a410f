"""How cells look: input cells are tinted and unlocked, all others are locked."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

_FONT = "宋体"
_HEADING_FONT = "黑体"
_LINES = "#A6A6A6"
_BASE: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
_BOXED = _BASE | {"border": 1, "border_color": _LINES}
_INPUT = _BOXED | {"bg_color": "#FFF9E0", "locked": False}
_CENTRED = {"align": "center"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"font_name": _HEADING_FONT, "font_size": 16} | _CENTRED,
    "subtitle": _BASE | {"font_name": _HEADING_FONT, "font_size": 13} | _CENTRED,
    "remark": _BASE | {"font_color": "#595959"},
    "heading": _BOXED | {"font_name": _HEADING_FONT, "bg_color": "#DDE6F0"} | _CENTRED,
    "label": _BOXED | {"font_name": _HEADING_FONT, "bg_color": "#EEF2F7"} | _CENTRED,
    "text": _BOXED,
    "centred": _BOXED | _CENTRED,
    "small": _BOXED | {"font_size": 8, "font_color": "#595959"},
    "input": _INPUT,
    "input-centred": _INPUT | _CENTRED,
    "percent": _INPUT | _CENTRED | {"num_format": 'General"%"'},
    "date": _INPUT | _CENTRED | {"num_format": "yyyy-mm-dd"},
    "missing": {"bg_color": "#F8CBAD"},
    "identity": _BASE | {"font_size": 8, "font_color": "#7F7F7F"} | _CENTRED,
}
_BEGINS_FORMULA = ("=", "+", "-", "@")


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, look: str, text: str = "") -> Format:
        """Return the format of a look. A text that begins like a formula stays text even when its cell is edited."""
        quoted = text.startswith(_BEGINS_FORMULA)
        if (look, quoted) not in self._made:
            self._made[look, quoted] = self._book.add_format(_LOOKS[look] | ({"quote_prefix": True} if quoted else {}))
        return self._made[look, quoted]
