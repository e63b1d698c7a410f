"""What stands around the figures: sheets, names, comments, styles, protection."""

from collections.abc import Callable

from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from tests.seeded.filled import Filled
from tests.seeded.variations.change import ALL, PLAIN, TABLES, Change

NO_HEADER = "sheet-without-header"
NAMES = ("1.xlsx", "终稿 (3) - 副本.xlsx", "DATA.XLSX", "a.xlsm", "数据.v2.xlsx")


def renamed_file(name: str) -> Callable[[Filled], None]:
    """Give the file another name."""

    def make(filled: Filled) -> None:
        filled.name = name

    return make


def renamed_sheet(name: str) -> Callable[[Filled], None]:
    """Give the sheet another name."""

    def make(filled: Filled) -> None:
        filled.sheet.title = name
        filled.title = name

    return make


def sheet_added(index: int, *, state: str = "visible", empty: bool = False) -> Callable[[Filled], None]:
    """Add a sheet of one's own, with numbers that are nobody's figures."""

    def make(filled: Filled) -> None:
        own = filled.book.create_sheet("说明", index)
        own.sheet_state = state
        if not empty:
            own["A1"], own["A2"], own["B2"] = "本表由办公室汇总", "电话", 3861234

    return make


def last_active(filled: Filled) -> None:
    """Leave the workbook with another sheet in front."""
    filled.book.create_sheet("空白")
    filled.book.active = len(filled.book.sheetnames) - 1


def frozen(filled: Filled) -> None:
    filled.sheet.freeze_panes = "C4"


def filtered(filled: Filled) -> None:
    filled.sheet.auto_filter.ref = f"A{filled.header_row}:H{filled.sheet.max_row}"
    for number in range(filled.header_row + 1, filled.header_row + 4):
        filled.sheet.row_dimensions[number].hidden = True


def commented(filled: Filled) -> None:
    filled.cell("数值").comment = Comment("请核对 93.2%", "督查室")


def styled(filled: Filled) -> None:
    for cell in filled.sheet[filled.row()]:
        cell.font, cell.fill = Font(bold=True, color="FF0000"), PatternFill("solid", "FFFF00")


def widths(filled: Filled) -> None:
    for letter in "ABCD":
        filled.sheet.column_dimensions[letter].width = 40
    filled.sheet.column_dimensions["B"].hidden = True
    filled.sheet.row_dimensions[filled.header_row].height = 60


def grouped(filled: Filled) -> None:
    filled.sheet.row_dimensions.group(filled.header_row + 1, filled.header_row + 3, hidden=True)


def conditional(filled: Filled) -> None:
    rule = CellIsRule(operator="lessThan", formula=["50"], fill=PatternFill("solid", bgColor="FFC7CE"))
    filled.sheet.conditional_formatting.add("A1:Z99", rule)


def validated(filled: Filled) -> None:
    rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="100000")
    filled.sheet.add_data_validation(rule)
    rule.add("D2:D99")


def protected(filled: Filled) -> None:
    filled.sheet.protection.sheet = True


def printed(filled: Filled) -> None:
    filled.sheet.print_title_rows = "1:1"
    filled.sheet.oddFooter.center.text = "第 &P 页"
    filled.sheet.page_setup.orientation = "landscape"


def linked(filled: Filled) -> None:
    filled.cell("依据").hyperlink = "https://example.org/gongbao"


def named(filled: Filled) -> None:
    filled.book.defined_names["合计"] = DefinedName("合计", attr_text=f"'{filled.title}'!$D$2:$D$9")


def merged_note(filled: Filled) -> None:
    """Merge the remarks of two rows: no figure hangs on them."""
    letter = filled.place("备注").partition("!")[2].rstrip("0123456789")
    filled.sheet.merge_cells(f"{letter}{filled.row()}:{letter}{filled.row() + 1}")


def without_properties(filled: Filled) -> None:
    filled.book.custom_doc_props = CustomPropertyList()


def without_cover(filled: Filled) -> None:
    filled.book.remove(filled.book["填报说明"])


CHANGES = (
    *(Change(f"文件名 {name}", "file", renamed_file(name), PLAIN) for name in NAMES),
    *(Change(f"表名 {name}", "sheet", renamed_sheet(name), TABLES) for name in ("Sheet1", "2024 (2)", "表一 & 二")),
    Change("前面加一张表", "sheets", sheet_added(0), ALL, (NO_HEADER,)),
    Change("后面加一张表", "sheets", sheet_added(9), PLAIN, (NO_HEADER,)),
    Change("加一张空表", "sheets", sheet_added(9, empty=True), PLAIN),
    Change("有一张隐藏的表", "sheets", sheet_added(9, state="hidden"), PLAIN),
    Change("停在别的表上", "sheets", last_active, ALL),
    Change("冻结窗格", "looks", frozen, PLAIN),
    Change("筛选后有隐藏的行", "looks", filtered, TABLES),
    Change("单元格有批注", "looks", commented, PLAIN),
    Change("加粗、填色", "looks", styled, PLAIN),
    Change("列宽、隐藏的列", "looks", widths, PLAIN),
    Change("折叠的行", "looks", grouped, PLAIN),
    Change("条件格式", "looks", conditional, PLAIN),
    Change("数据有效性", "looks", validated, PLAIN),
    Change("工作表保护", "looks", protected, PLAIN),
    Change("打印标题、页脚", "looks", printed, PLAIN),
    Change("依据是超链接", "looks", linked, PLAIN),
    Change("有定义的名称", "looks", named, PLAIN),
    Change("备注合并", "looks", merged_note, TABLES, besides="columns"),
    Change("属性丢了", "identity", without_properties, ("form", "milestones")),
    Change("去掉填报说明", "identity", without_cover, ("form", "milestones")),
)
