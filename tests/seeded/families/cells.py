"""Cells that hold something else than a figure: errors, dates, logical values, merges, what nobody can see."""

import datetime as dt

from tests.seeded.bases import PLAIN
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, Kind, Spoil, put, spoils, typed


def merged(heading: str, rows: int = 2) -> Spoil:
    """Merge a cell with those above it: what it shows then belongs to the uppermost."""

    @spoils(heading)
    def spoil(filled: Filled) -> str:
        below = filled.place(heading).partition("!")[2]
        letter, row = below.rstrip("0123456789"), filled.row()
        filled.sheet.merge_cells(f"{letter}{row - rows + 1}:{below}")
        return filled.at(below)

    return spoil


def merged_across(first: str, last: str) -> Spoil:
    """Merge cells of one row: the figure is swallowed by the cell before it."""

    @spoils(last)
    def spoil(filled: Filled) -> str:
        cells = [filled.place(heading).partition("!")[2] for heading in (first, last)]
        filled.sheet.merge_cells(":".join(cells))
        return filled.at(cells[1])

    return spoil


KINDS = (
    Kind("#DIV/0!", typed("#DIV/0!"), "error-value"),
    Kind("#REF!", typed("#REF!"), "error-value"),
    Kind("#N/A", typed("#N/A"), "error-value"),
    Kind("#VALUE!", typed("#VALUE!"), "error-value"),
    Kind("日期 2024-12-31", typed(dt.date(2024, 12, 31)), "date-value"),
    Kind("日期加时间", typed(dt.datetime.fromisoformat("2024-12-31T08:30")), "date-value"),
    Kind("时间 8:30", typed(dt.time(8, 30)), "date-value"),
    Kind("TRUE", typed(True), "boolean-value"),
    Kind("FALSE", typed(False), "boolean-value"),
    Kind("数被上面的合并单元格盖住", merged("数值"), "merged-cell"),
    Kind("数被左边的合并单元格盖住", merged_across("指标", "数值"), "merged-cell", base=PLAIN),
    Kind("地区竖着合并", merged("地区"), "merged-cell", base=PLAIN),
    Kind("年份竖着合并", merged("年份"), "merged-cell"),
    Kind("单位竖着合并", merged("单位"), "merged-cell"),
    Kind("数里有零宽空格", typed("330\u200b.25"), "hidden-characters"),
    Kind("数里有反向书写符", typed("\u202e52.033"), "hidden-characters"),
    Kind("数里有控制字符", typed("330_x0001_.25"), "hidden-characters"),
    Kind("指标名里有零宽字符", put("指标", "城镇污水\u200d集中收集率"), "hidden-characters", base=PLAIN),
    Kind("单位里有反向书写符", put("单位", "亿\u202e元"), "hidden-characters"),
    Kind("备注里有零宽空格", put("备注", "见\u200b附件"), "hidden-characters-replaced", NOTE),
)
