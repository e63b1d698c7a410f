"""What is said of JSON: what is missing in its text, and why a value or a document is not used."""

from collections.abc import Iterable

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import FIGURES, columns_of
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.text import Text

SCHEMA = "zhunsheng/figures/1"
"""What a document of figures may say of itself under the key `schema`."""
OWN = "zhunsheng/"

STRING = Text("加引号的文字在同一行内以引号结束，其中的引号、反斜杠须转义", "a string that is closed in its line")
KEY = Text("一个加双引号的键", "a key in double quotes")
COLON = Text("键后面的冒号", "a colon after the key")
VALUE = Text("一个值：数、加引号的文字、true、false 或 null", "a value: a number, a string, true, false or null")
AFTER_MEMBER = Text("逗号，或结束的 }", "a comma, or the closing }")
AFTER_ELEMENT = Text("逗号，或结束的 ]", "a comma, or the closing ]")
CLOSING = Text("与开头相配的 ] 或 }", "the ] or } that closes what was opened")
BEGINNING = Text("开头的 [ 或 {", "an opening [ or {")
NOTHING_MORE = Text("到此为止，后面没有别的内容", "the end: nothing may follow")
FORMS = Text(
    "一个数组，每个元素一行，如 [{" + '"地区": …, "年份": …, "指标": …, "数值": …, "单位": …}]；'
    "或 {" + '"数据": [ … ], "名册": [ … ]}；或 JSON Lines（.jsonl），每行一个',
    'an array of rows, [{"entity": …, "year": …, "indicator": …, "value": …, "unit": …}]; '
    'or {"figures": [ … ], "places": [ … ]}; or JSON Lines (.jsonl), one row a line',
)


def broken(line: int, column: int, expected: Text) -> Complaint:
    """Say that the text is not JSON at a place."""
    return Complaint(
        code="broken-json",
        message=Text(f"第 {line} 行第 {column} 列起不合 JSON 的写法", f"not JSON from line {line}, column {column} on"),
        expected=expected,
    )


def reading_ends() -> Complaint:
    """Say that a broken record takes all behind it along."""
    return Complaint(
        code="json-not-read-further",
        message=Text(
            "此处起无法分辨各条记录，其后均未读取", "from here on records cannot be told apart: nothing more was read"
        ),
        hint=Text("请改正后重新报送整个文件", "put it right and hand in the whole file again"),
    )


def too_broken(most: int) -> Complaint:
    """Say that there are too many broken records."""
    return Complaint(
        code="not-json",
        message=Text(f"有 {most} 条以上的记录不合 JSON 的写法", f"more than {most} records are not JSON"),
    )


def not_a_record() -> Complaint:
    """Say that an element is no object."""
    return Complaint(
        code="json-not-a-record",
        message=Text("此处不是一条记录", "this is not a record"),
        expected=Text("一个对象 {…}，每个键一栏", "an object {…}, one key a column"),
    )


def duplicate_key(key: str) -> Complaint:
    """Say that an object has two values for one column."""
    return Complaint(
        code="duplicate-key",
        message=Text(f"同一条记录里“{shown(key)}”一栏有两个值", f"the record has two values for {shown(key)}"),
        hint=Text("每栏只写一次（中文名、英文名算同一栏）", "each column once, be its name Chinese or English"),
    )


def nested_value() -> Complaint:
    """Say that a cell holds an array or an object."""
    return Complaint(
        code="nested-value",
        message=Text("此处是数组或对象，不是一个值", "an array or an object stands here, not a value"),
        expected=VALUE,
    )


def not_a_value(word: str) -> Complaint:
    """Say that a bare word is neither a number nor a constant of JSON."""
    return Complaint(
        code="invalid-json-value",
        message=Text(f"{shown(word)} 不是 JSON 的值", f"{shown(word)} is no value of JSON"),
        expected=VALUE,
        hint=Text("数写成 95.1、0.5、-3；文字加双引号", "a number like 95.1, 0.5, -3; text in double quotes"),
    )


def without_figures() -> Complaint:
    """Say that a document holds no table."""
    return Complaint(
        code="json-without-figures",
        message=Text("没有找到数据", "no figures were found in it"),
        expected=FORMS,
        hint=Text(f"各栏：{columns_of(FIGURES).zh}", f"columns: {columns_of(FIGURES).en}"),
    )


def empty_array() -> Complaint:
    """Say that an array has no elements."""
    return Complaint(
        code="no-rows", severity=Severity.WARNING, message=Text("数组是空的，没有数据", "an array without any record")
    )


def other_schema(schema: str) -> Complaint:
    """Say that a document is one that zhunsheng wrote, or of an edition that is not known."""
    return Complaint(
        code="json-not-data",
        message=Text(f"这是 {shown(schema)}，不是报送的数据", f"this is {shown(schema)}, not submitted data"),
        expected=Text(SCHEMA, SCHEMA),
    )


def passed_over(why: Complaint) -> Complaint:
    """Say that a JSON file that lies beside the data is not read, and why."""
    return Complaint(
        code="json-passed-over",
        severity=Severity.NOTE,
        message=Text(f"{why.message.zh}，未读取", f"{why.message.en}: not read"),
        expected=why.expected,
    )


def not_an_array(key: str) -> Complaint:
    """Say that a member that should hold records holds something else."""
    return Complaint(
        code="json-not-an-array",
        message=Text(f"“{shown(key)}”之下不是数组", f"what stands under {shown(key)} is no array"),
        expected=FORMS,
    )


def named_twice(key: str) -> Complaint:
    """Say that the document has two members of one kind."""
    return Complaint(
        code="duplicate-key",
        message=Text(f"“{shown(key)}”出现了两次", f"{shown(key)} stands there twice"),
        expected=FORMS,
    )


def figures_elsewhere(key: str) -> Complaint:
    """Say that rows of figures stand under a key that is not known."""
    return Complaint(
        code="json-figures-elsewhere",
        message=Text(
            f"“{shown(key)}”之下像是数据，未读取", f"what stands under {shown(key)} looks like figures: it is not read"
        ),
        hint=Text("要报送的，请把这个键改为 数据（名册改为 名册）", "call it figures (or places) if it is to be read"),
    )


def members_not_read(keys: Iterable[str]) -> Complaint:
    """Say which members of the document are not read."""
    return Complaint(
        code="unknown-keys",
        severity=Severity.NOTE,
        message=Text("以下各键不予读取：" + "、".join(map(shown, keys)), "not read: " + ", ".join(map(shown, keys))),
    )
