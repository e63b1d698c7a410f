"""The cover sheet 填报说明: whose form, what it asks for, how to fill it in, and by what it is known."""

import xlsxwriter

from zhunsheng.forms.entries import Form
from zhunsheng.forms.instructions import contents, instructions
from zhunsheng.forms.layout import height
from zhunsheng.forms.sheet import Sheet
from zhunsheng.forms.styles import Styles

NAME = "填报说明"
_WIDTHS = (18, 44, 18, 44)
_FACTS = 3
"""The row, counted from 0, under title, kind of form, and identity."""
_DEADLINE = "以来文为准（发表单位可在此填写）"


def write_cover(book: xlsxwriter.Workbook, styles: Styles, form: Form, named: str) -> None:
    """Write the cover."""
    sheet = Sheet(book.add_worksheet(NAME), styles, _WIDTHS, named)
    sheet.across(0, form.plan.title, "title", least=2)
    sheet.across(1, form.title, "subtitle", least=2)
    sheet.across(2, form.identity.line, "identity")
    row = _facts(sheet, form)
    sheet.across(row, "怎样填", "subtitle", least=2)
    for number, (about, said) in enumerate(instructions(form), start=1):
        row += 1
        _line(sheet, row, f"{number}. {about}", said)
    sheet.sheet.print_area(0, 0, row, len(_WIDTHS) - 1)
    sheet.sheet.fit_to_pages(1, 1)
    sheet.sheet.activate()


def _facts(sheet: Sheet, form: Form) -> int:
    """Write who reports what, and the lines that the office and the department fill in; return the next row."""
    whose = form.department or "由下达目标的单位或发表单位填写"
    rows = (
        (("填报部门", whose, "text"), ("数据年份", f"{form.year} 年", "text")),
        (("本表内容", contents(form), "text"), ("报送期限", _DEADLINE, "input")),
        (("发表单位", "", "input"), ("有疑问请联系", "", "input")),
        (("填报人", "", "input"), ("联系电话", "", "input")),
        (("审核人", "", "input"), ("填报日期", "", "input")),
    )
    row = _FACTS
    for row, pairs in enumerate(rows, start=_FACTS):
        for place, (label, text, look) in enumerate(pairs):
            sheet.put(row, 2 * place, label, "label")
            sheet.put(row, 2 * place + 1, text, look)
        texts = [text for label, said, _ in pairs for text in (label, said)]
        sheet.row_height(row, texts, least=2 if row < _FACTS + 2 else 1)
    return row + 1


def _line(sheet: Sheet, row: int, about: str, said: str) -> None:
    """Write one instruction: its subject in the first column, the rest across the others."""
    last = len(_WIDTHS) - 1
    sheet.put(row, 0, about, "label")
    sheet.sheet.merge_range(row, 1, row, last, "", sheet.styles.of("text"))
    sheet.put(row, 1, said, "text")
    sheet.sheet.set_row(row, height([(about, _WIDTHS[0]), (said, sum(_WIDTHS[1:]))]))
