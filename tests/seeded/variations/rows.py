"""Rows inserted, moved and added."""

from collections.abc import Callable

from tests.seeded.filled import Filled
from tests.seeded.variations.change import ALL, FORM, PLAIN, TABLES, Change, rearranged


def inserted(count: int, below: int = 3) -> Callable[[Filled], None]:
    """Insert blank rows."""
    return lambda filled: filled.sheet.insert_rows(filled.header_row + below, count)


def spaced(filled: Filled) -> None:
    """Leave a blank row between any two rows."""
    for number in range(filled.sheet.max_row, filled.header_row + 1, -1):
        filled.sheet.insert_rows(number)


def in_order(key: Callable[[list[object]], str], *, reverse: bool = False) -> Callable[[Filled], None]:
    """Sort the rows, formats and all."""

    def make(filled: Filled) -> None:
        first, last, width = filled.header_row + 1, filled.sheet.max_row, filled.sheet.max_column
        numbers = sorted(
            range(first, last + 1),
            key=lambda n: key([filled.sheet.cell(n, c).value for c in range(1, width + 1)]),
            reverse=reverse,
        )
        cells = ((old, new, column) for new, old in enumerate(numbers, start=first) for column in range(1, width + 1))
        rearranged(filled, {(old, column): (new, column) for old, new, column in cells})

    return make


def heading_within(filled: Filled) -> None:
    """Insert a heading across the table."""
    filled.sheet.insert_rows(filled.header_row + 3)
    number = filled.header_row + 3
    filled.sheet.cell(number, 1, "二、城市建设")
    filled.sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=filled.sheet.max_column)


def remark_below(filled: Filled) -> None:
    """Write remarks below the table."""
    last = filled.sheet.max_row
    filled.sheet.cell(last + 1, 1, "注：以上数据为快报数。")
    filled.sheet.cell(last + 3, 1, "填表人：张三")
    filled.sheet.cell(last + 3, 3, "审核人：李四")


def title_above(filled: Filled) -> None:
    """Write a title, a date and a remark above the table."""
    filled.sheet.insert_rows(1, 3)
    filled.header_row += 3
    filled.sheet.cell(1, 1, "江海区新型城镇化规划指标完成情况表")
    filled.sheet.merge_cells("A1:E1")
    filled.sheet.cell(2, 1, "填报日期：2025年1月15日")


def nothing_reported(mark: str) -> Callable[[Filled], None]:
    """Add a row that says that there is nothing to report."""

    def make(filled: Filled) -> None:
        filled.add({"地区": "江海区", "年份": 2024, "指标": "常住人口城镇化率", "数值": mark, "单位": "%"})

    return make


def own_row(filled: Filled) -> None:
    """Report a figure in a row of one's own instead of the one printed for it."""
    number = filled.repeat(编码=None)
    assert filled.sheet.cell(number, filled.columns()["数值"]).value is not None
    filled.cell("数值").value = None


CHANGES = (
    Change("插入一个空行", "rows", inserted(1), ALL),
    Change("插入五十个空行", "rows", inserted(50), ALL),
    Change("表头下空一行", "rows", inserted(1, below=1), ALL),
    Change("行行隔开", "rows", spaced, ALL),
    Change("倒过来排", "rows", in_order(str, reverse=True), TABLES),
    Change("按指标排", "rows", in_order(lambda row: str(row[2:4])), TABLES),
    Change("中间有小标题", "rows", heading_within, ALL, besides="columns"),
    Change("下面有注和签字", "rows", remark_below, ALL),
    Change("上面有标题", "rows", title_above, PLAIN),
    *(Change(f"没有的数填 {mark!r}", "rows", nothing_reported(mark), PLAIN) for mark in ("—", "-", "/", "无", "")),
    Change("自己插入一行来报", "rows", own_row, FORM),
)
