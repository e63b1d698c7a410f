"""How the cells of the workbook look: one format for each combination in use, made once."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from zhunsheng.report.export.harmless import begins_formula

_FONT = "宋体"
_HEADING_FONT = "黑体"
_INK, _LINES = "#1B2430", "#BFC6CE"
_BASE: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "font_color": _INK, "valign": "top", "text_wrap": True}
_BOXED = _BASE | {"border": 1, "border_color": _LINES}
_STRONG: dict[str, Any] = {"bold": True, "align": "center"}
_LOOKS: dict[str, dict[str, Any]] = {
    "remark": _BASE | {"font_name": _HEADING_FONT, "font_size": 11, "valign": "vcenter"},
    "heading": _BOXED | {"font_name": _HEADING_FONT, "bg_color": "#DDE6F0", "align": "center", "valign": "vcenter"},
    "label": _BOXED | {"font_name": _HEADING_FONT, "bg_color": "#EEF2F7"},
    "text": _BOXED,
    "aside": _BOXED | {"text_wrap": False},
    "centred": _BOXED | {"align": "center"},
    "number": _BOXED | {"align": "right", "text_wrap": False},
    "year": _BOXED | {"align": "center", "num_format": "0"},
}
_WORDS = {
    "violation": ("#FFFFFF", "#A30F17"), "alert": ("#8F3D05", "#FDEADB"), "notice": ("#1C4D78", "#E8F1F9"),
    "red": ("#A30F17", "#FDECED"), "orange": ("#8F3D05", "#FDEADB"), "yellow": ("#6A5200", "#FFF7D6"),
    "blue": ("#1C4D78", "#E8F1F9"), "refuse": ("#8C2F6B", "#F9ECF4"), "question": ("#5F4B8B", "#F3F0FA"),
    "note": ("#55606E", "#F5F7F9"), "met": ("#1E6B45", None), "on_track": ("#2D6A8A", None),
    "behind": ("#A86A00", None), "far_behind": ("#B4500F", None), "regressing": ("#8C2F6B", None),
    "missed": ("#B3161F", None), "pending": ("#5B6B9A", None), "not_reported": ("#6B7280", None),
    "not_due": ("#67717D", None), "not_evaluable": ("#5F4B8B", None), "waived": ("#6B7280", None),
}  # fmt: skip
"""Colour and ground of the words that have a look of their own; the word itself always stands there too."""


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def of(self, look: str, text: str = "") -> Format:
        """Return the format of a look. A text that begins like a formula stays text even when its cell is edited."""
        return self._make(look, "", begins_formula(text))

    def number(self, decimals: int) -> Format:
        """Return the format of a number that shows just so many decimals."""
        return self._make("number", "0" if decimals == 0 else f"0.{'0' * decimals}", False)

    def _make(self, look: str, number_format: str, quoted: bool) -> Format:
        key = (look, number_format, quoted)
        if key not in self._made:
            made = dict(_LOOKS[look]) if look in _LOOKS else _word(look)
            if number_format:
                made["num_format"] = number_format
            if quoted:
                made["quote_prefix"] = True
            self._made[key] = self._book.add_format(made)
        return self._made[key]


def _word(look: str) -> dict[str, Any]:
    colour, ground = _WORDS[look]
    return _BOXED | _STRONG | {"font_color": colour} | ({"bg_color": ground} if ground else {})
