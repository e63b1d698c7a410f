"""The sheet 名册: places that the plan leaves open, to be listed or kept up to date."""

from collections.abc import Sequence

import xlsxwriter

from zhunsheng.forms.entries import Form, Listing
from zhunsheng.forms.sheet import Sheet
from zhunsheng.forms.styles import Styles
from zhunsheng.forms.tables import HEADER_ROW
from zhunsheng.forms.validation import choice_of

NAME = "名册"
HEADINGS = ("名称", "级别", "类别", "上级", "编号")
_WIDTHS = (38, 14, 14, 34, 28)
_BLANK_ROWS = 60
_LONGEST_LIST = 250
"""Characters of a list that a validation may hold (255), with something to spare."""


def write_roster(book: xlsxwriter.Workbook, styles: Styles, form: Form, listing: Listing, named: str) -> None:
    """Write the places that are known, and room for more."""
    sheet = Sheet(book.add_worksheet(NAME), styles, _WIDTHS, named)
    titles = "、".join(roster.title for roster in listing.rosters)
    sheet.across(0, f"{NAME}：{titles}", "subtitle", least=2)
    sheet.across(1, _remark(listing), "remark")
    for index, heading in enumerate(HEADINGS):
        sheet.put(HEADER_ROW, index, heading, "heading")
    sheet.sheet.set_row(HEADER_ROW, 24)
    rows = [*_known(form, listing), *([("",) * len(HEADINGS)] * _BLANK_ROWS)]
    for row, texts in enumerate(rows, start=HEADER_ROW + 1):
        for index, text in enumerate(texts):
            locked = HEADINGS[index] == "编号"
            sheet.put(row, index, text, "small" if locked else "input")
        sheet.row_height(row, texts)
    last = HEADER_ROW + len(rows)
    for index, choices in ((1, _levels(listing)), (2, _kinds(listing)), (3, _around(form))):
        if choices and len(",".join(choices)) <= _LONGEST_LIST and not any("," in each for each in choices):
            said = choice_of(choices, f"{HEADINGS[index]}通常从列表中选。确认无误的请选“是”。")
            sheet.sheet.data_validation(HEADER_ROW + 1, index, last, index, said)
    sheet.sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.sheet.repeat_rows(HEADER_ROW)
    sheet.sheet.print_area(0, 0, last, len(HEADINGS) - 1)


def _remark(listing: Listing) -> str:
    kinds = _kinds(listing)
    kinds_text = f"；“类别”填 {'、'.join(kinds)}" if kinds else "；“类别”留空"
    return (
        f"规划没有逐个列出的对象，一行一个：“级别”填 {'、'.join(_levels(listing))}{kinds_text}；"
        "“上级”填所在的地区。“编号”由系统给出，留空即可。"
    )


def _known(form: Form, listing: Listing) -> Sequence[tuple[str, ...]]:
    levels = {roster.level: roster.title for roster in listing.rosters}
    titles = {place.id: place.title for place in (*form.plan.places, *listing.places)}
    return [
        (place.title, levels[place.level], place.kind or "", titles.get(next(iter(place.within), ""), ""), place.id)
        for place in listing.places
    ]


def _levels(listing: Listing) -> list[str]:
    return [roster.title for roster in listing.rosters]


def _kinds(listing: Listing) -> list[str]:
    return list(dict.fromkeys(kind for roster in listing.rosters for kind in roster.kinds))


def _around(form: Form) -> list[str]:
    return [place.title for place in form.plan.places]
