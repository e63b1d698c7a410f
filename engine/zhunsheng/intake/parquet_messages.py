"""What is said of Parquet files: why one is refused, and what its columns hold that no cell can."""

from collections.abc import Callable, Mapping

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import FIGURES, columns_of
from zhunsheng.intake.complaint import SPLIT_IT, Complaint
from zhunsheng.intake.size import MAX_UNPACKED
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text

_AGAIN = Text("请从原来的系统重新导出，或另存为 .csv、.xlsx", "export it again, or save it as .csv or .xlsx")


def broken(why: str) -> Complaint:
    """Say that a file is damaged."""
    return Complaint(
        code="broken-parquet",
        message=Text(
            f"不是 Parquet 文件，或已损坏、不完整，未读取（{shown(why)}）",
            f"no Parquet file, or damaged or incomplete: not read ({shown(why)})",
        ),
        hint=_AGAIN,
    )


def encrypted(_: str) -> Complaint:
    """Say that a file is encrypted."""
    return Complaint(
        code="encrypted-parquet",
        message=Text("Parquet 文件加了密，未读取", "the Parquet file is encrypted: not read"),
        hint=_AGAIN,
    )


def too_large(_: str) -> Complaint:
    """Say that a file unpacks to more than is read."""
    size = MAX_UNPACKED // 1024 // 1024
    return Complaint(
        code="parquet-too-large",
        message=Text(
            f"展开后超过 {size} MiB（可能是“压缩炸弹”），未读取",
            f"unpacks to more than {size} MiB (perhaps a bomb): not read",
        ),
        hint=SPLIT_IT,
    )


REFUSED: Mapping[str, Callable[[str], Complaint]] = {"broken": broken, "encrypted": encrypted, "large": too_large}


def crashed() -> Complaint:
    """Say that the reader did not survive a file."""
    return Complaint(
        code="parquet-reader-crashed",
        message=Text(
            "读取时出错中断：文件多半已损坏，或所需的时间、内存超出上限，未读取",
            "the reader broke down: the file is damaged, or takes more time or memory than is granted; not read",
        ),
        hint=_AGAIN,
    )


def too_costly() -> Complaint:
    """Say that reading a file takes too long."""
    return Complaint(
        code="parquet-too-slow",
        message=Text("读取所需的时间超出上限，未读取", "reading it takes more time than is granted: not read"),
        hint=_AGAIN,
    )


def no_reader(why: str) -> Complaint:
    """Say that Parquet cannot be read on this machine."""
    return Complaint(
        code="parquet-reader-missing",
        message=Text(f"本机无法读取 Parquet（{shown(why)}）", f"Parquet cannot be read on this machine ({shown(why)})"),
        hint=Text("请安装 pyarrow，或另存为 .csv、.xlsx", "install pyarrow, or save it as .csv or .xlsx"),
    )


def no_columns() -> Complaint:
    """Say that the columns are not those of figures or places."""
    return Complaint(
        code="no-header",
        message=Text("各列的名称不是所要的", "the columns have other names than are read"),
        expected=columns_of(FIGURES),
        hint=Text("一行一个数", "one figure a row"),
    )


def too_many_columns(most: int) -> Complaint:
    """Say that a file has more columns than are read."""
    return Complaint(
        code="too-many-columns",
        message=Text(f"超过 {most} 列，未读取", f"more than {most} columns: not read"),
        hint=Text(
            "一行只填一个数：地区、年份、指标、数值、单位", "one figure a row: entity, year, indicator, value, unit"
        ),
    )


def unreadable_type(name: str, type_: str) -> Complaint:
    """Say that the values of a column are of a type that no cell can hold."""
    return Complaint(
        code="unreadable-column-type",
        message=Text(
            f"“{shown(name)}”列的类型 {shown(type_)} 无法读取",
            f"column {shown(name)} is of type {shown(type_)}: not read",
        ),
        expected=Text("数、文字、日期或逻辑值", "numbers, text, dates or logical values"),
    )


def column_not_read(complaint: Complaint) -> Complaint:
    """Say of the column as a whole what is said of its cells."""
    return Complaint(
        code=complaint.code, severity=Severity.WARNING, message=complaint.message, expected=complaint.expected
    )


def single_precision(name: str) -> Complaint:
    """Say that a column keeps some seven digits only."""
    return Complaint(
        code="single-precision",
        severity=Severity.WARNING,
        message=Text(
            f"“{shown(name)}”列是单精度浮点数（float32），只存得下约 7 位有效数字；取读回同一值的最短小数",
            f"column {shown(name)} is float32, which keeps some 7 digits; the shortest decimal of each value is taken",
        ),
        hint=Text("请以 DECIMAL 或 DOUBLE 保存", "save it as DECIMAL or DOUBLE"),
    )


def date_value(text: str) -> Complaint:
    """Say that a cell holds a date."""
    return Complaint(
        code="date-value",
        message=Text(f"此处是日期或时间（{text}）", f"a date or time stands here ({text})"),
        expected=Text("数或文字", "a number or text"),
    )
