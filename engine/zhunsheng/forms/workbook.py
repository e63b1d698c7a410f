"""A form -> the bytes of its workbook, the same bytes for the same form."""

import datetime as dt
from io import BytesIO

import xlsxwriter

from zhunsheng.forms import columns
from zhunsheng.forms.cover import write_cover
from zhunsheng.forms.entries import Form
from zhunsheng.forms.instructions import FIGURES_SHEET, ISSUED_SHEET, MILESTONES_SHEET
from zhunsheng.forms.plain import one_line
from zhunsheng.forms.roster_sheet import write_roster
from zhunsheng.forms.styles import Styles
from zhunsheng.forms.tables import Table

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_PROPERTY = 200
"""Characters of a document property (Excel takes 255)."""


def workbook(form: Form) -> bytes:
    """Write a form as XLSX."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        _properties(book, form)
        styles = Styles(book)
        named = f"{form.department}　{form.title}" if form.department else form.title
        write_cover(book, styles, form, named)
        _tables(book, styles, form, named)
        if form.listing is not None:
            write_roster(book, styles, form, form.listing, named)
    return stream.getvalue()


def _tables(book: xlsxwriter.Workbook, styles: Styles, form: Form, named: str) -> None:
    sheets = (
        (ISSUED_SHEET, columns.issued, form.issued, "填“数值”和“依据”（文号和日期）。没有下达的留空。"),
        (FIGURES_SHEET, columns.figures, form.figures, "填浅黄色的“数值”“依据”“备注”。没有数的留空，不要填 0。"),
        (
            MILESTONES_SHEET,
            columns.milestones,
            form.milestones,
            "“完成情况”从列表中选；已完成的填完成日期和依据。没有情况可报的留空。",
        ),
    )
    for name, columns_of, entries, remark in sheets:
        if entries:
            table = Table(book, styles, columns_of(form.year), name=name, named=named)
            whose = f"（{form.department}）" if form.department else ""
            table.write(f"{form.year} 年{name}{whose}", remark, entries, form.year)


def _properties(book: xlsxwriter.Workbook, form: Form) -> None:
    """Set what the file says of itself. The date of creation is that of no day: it must not move."""
    book.set_properties(
        {
            "title": one_line(f"{form.plan.title} {form.title}", _PROPERTY),
            "subject": one_line(form.department or form.title, _PROPERTY),
            "created": dt.datetime(form.year, 1, 1, tzinfo=dt.UTC),
        }
    )
    for name, value in form.identity.properties.items():
        book.set_custom_property(name, one_line(value, _PROPERTY), "text")
