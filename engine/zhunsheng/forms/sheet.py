"""One sheet of a form: cells written as text, locked but for inputs, set up for screen and paper."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from zhunsheng.forms.layout import height
from zhunsheng.forms.plain import one_line, plain
from zhunsheng.forms.styles import Styles

_A4 = 9
_FOOTER_TEXT = 60
_MARGINS = {"left": 0.35, "right": 0.35, "top": 0.5, "bottom": 0.6}
_OPEN = {"format_columns": True, "format_rows": True}
"""What a locked sheet still lets everybody do: see long texts in full."""


class Sheet:
    """Writes one worksheet. Rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, styles: Styles, widths: Sequence[float], named: str) -> None:
        self.sheet = sheet
        self.styles = styles
        self.widths = tuple(widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.protect("", _OPEN)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        left = one_line(named, _FOOTER_TEXT).replace("&", "&&")
        sheet.set_footer(f"&L&9{' ' if left[:1].isdigit() else ''}{left}&C&9第 &P 页，共 &N 页")

    def put(self, row: int, column: int, text: str, look: str) -> None:
        """Write a text as text, whatever it begins with; nothing but its look where it is blank."""
        shown = plain(text)
        if shown:
            self.sheet.write_string(row, column, shown, self.styles.of(look, shown))
        else:
            self.sheet.write_blank(row, column, None, self.styles.of(look))

    def across(self, row: int, text: str, look: str, least: int = 1) -> None:
        """Write a text over the whole width, in a row as high as it needs."""
        last = len(self.widths) - 1
        if last > 0:
            self.sheet.merge_range(row, 0, row, last, "", self.styles.of(look))
        self.put(row, 0, text, look)
        self.sheet.set_row(row, height([(plain(text), sum(self.widths))], least))

    def row_height(self, row: int, texts: Sequence[str], least: int = 1) -> None:
        """Make a row as high as the longest of its texts, one a column, needs."""
        self.sheet.set_row(row, height(zip(map(plain, texts), self.widths, strict=True), least))
