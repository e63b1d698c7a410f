"""What is said of the data of a bulk run, beyond what is said of any row."""

from collections.abc import Sequence

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import MAX_FIELD
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

_AS_DECIMAL = Text("请转为 DECIMAL，或按原样写成文字", "cast it to DECIMAL, or write the text as it was")


def unsafe_ids() -> Complaint:
    """Say that ids hold characters that an id may not hold."""
    return Complaint(
        code="unsafe-id",
        message=Text("编号不能用", "not an id"),
        expected=Text("不超过 40 个字母、数字、点、横线", "up to 40 letters, digits, dots, dashes"),
    )


def places_disagree() -> Complaint:
    """Say that rows of a roster have one id and differ."""
    return Complaint(
        code="places-disagree",
        message=Text("同一编号另有一行内容不同，均不采用", "another row has the same id and differs; none is used"),
        hint=Text("请核实后只保留一行", "find out which is right and keep one row"),
    )


def place_repeated() -> Complaint:
    """Say that a place is listed twice, in the same words."""
    return Complaint(
        code="place-repeated",
        severity=Severity.NOTE,
        message=Text("同一地区重复列出，只计一次", "a place is listed again in the same words, counted once"),
    )


def no_figures() -> Complaint:
    """Say that among all files there is none with figures."""
    return Complaint(
        code="no-figures",
        message=Text("没有一个能读的数据文件", "there is no file of figures that can be read"),
        hint=Text("只有名册时无从判定", "a roster alone says nothing of figures"),
    )


def not_csv(why: str) -> Complaint:
    """Say that a file cannot be taken apart as CSV."""
    return Complaint(
        code="not-csv",
        message=Text(f"不能按 CSV 拆分（{shown(why)}）", f"cannot be taken apart as CSV ({shown(why)})"),
        hint=Text("字段内的引号要写成两个", "a quote inside a field is written twice"),
    )


def other_kind(suffix: str) -> Complaint:
    """Say that a file is of a kind that bulk runs do not read."""
    return Complaint(
        code="file-ignored",
        message=Text(f"批量核查不读取 {shown(suffix)} 文件", f"a bulk run reads no {shown(suffix)} file"),
        expected=Text(".parquet 或 .csv", ".parquet or .csv"),
    )


def unreadable(error: OSError) -> Complaint:
    """Say that a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Complaint(code="file-not-found", message=Text("文件不存在", "there is no such file"))
    reason = error.strerror or type(error).__name__
    return Complaint(code="file-unreadable", message=Text(f"无法读取：{reason}", f"cannot be read: {reason}"))


def not_a_file() -> Complaint:
    """Say that a path leads to no regular file."""
    return Complaint(code="not-a-file", message=Text("不是普通文件", "not a regular file"))


def empty() -> Complaint:
    """Say that a file is empty."""
    return Complaint(code="empty-file", message=Text("文件是空的", "the file is empty"))


def nul_bytes() -> Complaint:
    """Say that a file is no text."""
    return Complaint(
        code="nul-bytes", message=Text("文件含有空字节（NUL），不是文本", "the file holds NUL bytes: it is not text")
    )


def read_as_gb18030() -> Complaint:
    """Say in which encoding a file was read."""
    return Complaint(
        code="read-as-gb18030",
        severity=Severity.NOTE,
        message=Text("按 GB18030 编码读取", "read in the encoding GB18030"),
    )


def lines_uncertain() -> Complaint:
    """Say that lines cannot be told: quotes stand where none belong, and there are records of several lines."""
    return Complaint(
        code="lines-uncertain",
        severity=Severity.WARNING,
        message=Text(
            "引号不成对，又有占几行的记录或空行：所说的行号可能不准",
            "quotes do not pair, and there are blank lines or records of several: lines told may not be exact",
        ),
        hint=Text("请用表格软件另存为 CSV", "save the file as CSV again with a spreadsheet"),
    )


def columns_not_read(names: Sequence[str]) -> Complaint:
    """Say which columns are not read."""
    return Complaint(
        code="unknown-columns",
        severity=Severity.NOTE,
        message=Text(
            "以下各列不予读取：" + "、".join(map(shown, names)),
            "these columns are not read: " + ", ".join(map(shown, names)),
        ),
    )


def is_float(name: str, field: Field) -> Complaint:
    """Refuse binary floats: which decimal was meant, nobody can prove."""
    return Complaint(
        code="value-is-float",
        message=Text(
            f"“{shown(name)}”列（{field.zh}）是浮点数，存不下准确的十进制数，整个文件未读取",
            f"column {shown(name)} ({field}) holds binary floats, which keep no exact decimals: the file is not read",
        ),
        hint=_AS_DECIMAL,
    )


def not_read(name: str, type_: str) -> Complaint:
    """Say that the values of a column are of a type that is not read."""
    return Complaint(
        code="unreadable-column-type",
        message=Text(
            f"“{shown(name)}”列的类型 {shown(type_)} 无法读取，整个文件未读取",
            f"column {shown(name)} is of type {shown(type_)}: the file is not read",
        ),
        expected=Text("整数、DECIMAL 或文字", "whole numbers, DECIMAL or text"),
    )


def unknown_place(text: str) -> Complaint:
    """Say that a row speaks of no place of the plan or of a roster. Places are named by their ids."""
    return Complaint(
        code="unknown-entity",
        message=Text(
            f"规划和名册中没有编号为“{shown(text)}”的地区", f"neither plan nor roster has a place {shown(text)}"
        ),
        hint=Text(
            "批量数据按地区编号对应，请写编号，或补入名册", "bulk data name places by their ids; or add it to a roster"
        ),
    )


def no_place() -> Complaint:
    """Say that a row has a value and no place."""
    return Complaint(
        code="missing-entity",
        message=Text("有数值而“地区”空白", "there is a value, but entity is blank"),
        hint=Text("每一行都要写全", "each row states it, even if the row above has the same"),
    )


def differ() -> Complaint:
    """Say that rows for one figure differ."""
    return Complaint(
        code="figures-disagree",
        message=Text("同一个数报了不同的值，均不采用", "one figure is given differently, none is used"),
        hint=Text("请核实后只保留一行", "find out which is right and keep one row"),
    )


def repeated() -> Complaint:
    """Say that rows for one figure say the same."""
    return Complaint(
        code="figure-repeated",
        severity=Severity.NOTE,
        message=Text("同一个数报了多次，只计一次", "given more than once, counted once"),
    )


def contested() -> Complaint:
    """Say that a figure is not used because another row for it cannot be read."""
    return Complaint(
        code="figure-contested",
        message=Text(
            "同一个数另有一行无法读取，本行也不采用",
            "another row for this figure cannot be read; this one is not used either",
        ),
        hint=Text("请核实后只保留一行", "find out which is right and keep one row"),
    )


def too_large() -> Complaint:
    """Say that a figure is of a size that no measured figure has."""
    return Complaint(
        code="figure-out-of-bounds",
        message=Text("量级超出范围，未采用", "of a larger magnitude than is read: not used"),
        expected=Text("整数部分不超过 26 位", "at most 26 digits before the point"),
    )


def withdrawn_and_given() -> Complaint:
    """Say that a figure is taken back and given as well: nothing tells which came first."""
    return Complaint(
        code="withdrawn-and-given",
        severity=Severity.WARNING,
        message=Text(
            "撤回的数另有一行照报，分不清先后，仍按所报的数判定",
            "withdrawn in one row and given in another: the figure stands",
        ),
    )


def not_asked() -> Complaint:
    """Say that figures are not used because their place owes none."""
    return Complaint(
        code="place-not-asked",
        severity=Severity.WARNING,
        message=Text(
            "规划未对该地区规定该指标，该数未用于判定",
            "the plan does not ask this of the place; the figure is not used",
        ),
        hint=Text("请核对“地区”一栏", "check the place"),
    )


def changed_meanwhile(path: str) -> Complaint:
    """Say that a file broke off while figures were read, after it had been looked through."""
    return Complaint(
        code="broken-parquet",
        message=Text(
            f"读取 {shown(path)} 时出错：文件已损坏，或在运行中被改动",
            f"{shown(path)} is damaged, or was changed while the run went on",
        ),
        hint=Text("请重新导出该文件，再从头运行", "export it again and start afresh"),
    )


NOWHERE = Location(file="")
_OF_ROWS = {
    "broken-record": Text(
        "引号未闭合，后面的行被并入了本行", "a quote is not closed: the rows behind it were taken in"
    ),
    "ragged-row": Text("本行字段数与表头不同", "the row has another number of fields than the header"),
    "field-too-long": Text(f"有字段超过 {MAX_FIELD} 个字符", f"a field is longer than {MAX_FIELD} characters"),
}


def of_row(code: str) -> Complaint:
    """Say what is wrong with a row as a whole, by the code that a copy keeps of it."""
    return Complaint(code=code, message=_OF_ROWS[code])
