"""Which column is which: the header row of a table of figures, or of a roster (名册)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.text import Text

HEADER_WITHIN = 20
"""The header row is looked for in so many rows: above it may stand a title, a date, a remark."""

MAX_COLUMNS = 200


class Field(StrEnum):
    """A column. The value is its English heading."""

    ENTITY = "entity"
    YEAR = "year"
    INDICATOR = "indicator"
    VALUE = "value"
    UNIT = "unit"
    NOTE = "note"
    EVIDENCE = "evidence"
    RECORD = "record"
    BASIS = "basis"
    SUBMITTER = "submitter"
    NAME = "name"
    LEVEL = "level"
    KIND = "kind"
    WITHIN = "within"
    ID = "id"
    CODE = "code"
    STATE = "state"
    COMPLETED = "completed"

    @property
    def zh(self) -> str:
        """The Chinese heading."""
        return _CHINESE[self]


_CHINESE = {
    Field.ENTITY: "地区",
    Field.YEAR: "年份",
    Field.INDICATOR: "指标",
    Field.VALUE: "数值",
    Field.UNIT: "单位",
    Field.NOTE: "备注",
    Field.EVIDENCE: "依据",
    Field.RECORD: "类型",
    Field.BASIS: "数据性质",
    Field.SUBMITTER: "填报单位",
    Field.NAME: "名称",
    Field.LEVEL: "级别",
    Field.KIND: "类别",
    Field.WITHIN: "上级",
    Field.ID: "编号",
    Field.CODE: "编码",
    Field.STATE: "完成情况",
    Field.COMPLETED: "完成日期",
}


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of table. Three of `telling` make a header; all of `required` make one that can be read."""

    required: tuple[Field, ...]
    telling: tuple[Field, ...]
    optional: tuple[Field, ...]

    @property
    def fields(self) -> frozenset[Field]:
        """All columns that are read."""
        return frozenset((*self.telling, *self.optional))


_OF_FORMS = (Field.CODE, Field.STATE, Field.COMPLETED)
FIGURES = Form(
    required=(Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE),
    telling=(Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE, Field.UNIT),
    optional=(Field.NOTE, Field.EVIDENCE, Field.RECORD, Field.BASIS, Field.SUBMITTER, *_OF_FORMS),
)
"""One figure a row. A table of milestones needs no unit; where a figure needs one, its row says so."""
ROSTER = Form(
    required=(Field.NAME, Field.LEVEL, Field.WITHIN),
    telling=(Field.NAME, Field.LEVEL, Field.KIND, Field.WITHIN),
    optional=(Field.ID,),
)
"""One place a row."""
_FORMS = (FIGURES, ROSTER)
_TELLING = 3
_BY_HEADING = {field.zh: field for field in Field} | {field.value: field for field in Field} | {"parent": Field.WITHIN}
_SHOWN_ONLY = frozenset({"上年数", "上年情况", "本年目标", "口径"})
"""Columns of a form that tell the reader something and are not read back."""
STANDS_FOR = {Field.ENTITY: Field.CODE, Field.INDICATOR: Field.CODE, Field.VALUE: Field.STATE}
"""What does instead of a required column: the code names place and indicator, 完成情况 is the value of milestones."""
_ALSO_CALLED = {
    **dict.fromkeys(("地区名称", "行政区", "行政区划", "区域", "region", "area", "place"), Field.ENTITY),
    **dict.fromkeys(("年度", "数据年份", "统计年份", "统计年度"), Field.YEAR),
    **dict.fromkeys(("指标名称", "指标项", "indicatorname"), Field.INDICATOR),
    **dict.fromkeys(("指标值", "完成值", "完成数", "实际值", "实际完成值", "实绩值"), Field.VALUE),
    **dict.fromkeys(("计量单位", "数值单位"), Field.UNIT),
    **dict.fromkeys(("备注说明", "remark", "remarks", "notes"), Field.NOTE),
    **dict.fromkeys(("数据依据", "依据文号", "数据来源", "source"), Field.EVIDENCE),
    **dict.fromkeys(("报送单位", "填报部门", "报送部门"), Field.SUBMITTER),
}
"""Other headings for a column. They count only where they make a whole header, and no column bears the name itself."""
_WITH_UNIT = re.compile(r"(?P<name>[^()]+)\((?P<unit>[^()]+)\)")
_AROUND = " :*'\"“”‘’【】[],、。."


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """A header row. `index` counts from 0 among the rows looked at; `columns` gives each field's column, from 0.

    `unit` is what stands in parentheses behind the heading of the values: 数值（万元）. In a wide table (宽表) `spread`
    gives the columns that hold figures, from 0, and their headings.
    """

    form: Form
    index: int
    width: int
    columns: dict[Field, int]
    unknown: tuple[str, ...]
    repeated: tuple[Field, ...]
    unit: str = ""
    spread: dict[int, str] = {}

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required columns that are absent, and that no other column does instead of."""
        absent = (field for field in self.form.required if field not in self.columns)
        return tuple(field for field in absent if STANDS_FOR.get(field) not in self.columns)

    @property
    def figures(self) -> int:
        """How many figures a row may hold."""
        return len(self.spread) or 1


def heading(text: str) -> Field | None:
    """Recognise one heading, Chinese or English, whatever its width, case, white space and surrounding marks."""
    plain = _bare(text)
    return _BY_HEADING.get(plain) or _BY_HEADING.get(plain.lower())


def also_heading(text: str) -> Field | None:
    """Recognise one heading by its own name, or by another."""
    return _by_any_name(_bare(text))


def _by_any_name(bare: str) -> Field | None:
    return heading(bare) or _ALSO_CALLED.get(bare.lower())


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip(_AROUND)


def find_header(rows: Sequence[Sequence[str]], *, by_own_names: bool = False) -> Header | None:
    """Find the header among the first rows: the first complete one, else the one with most headings.

    A row with fewer than three telling headings is no header: a sheet that explains the indicators has two.
    Other names than a column's own count too, unless it is to be `by_own_names`.
    """
    best: Header | None = None
    for header in _headers(rows, _recognise):
        if not header.missing:
            return header
        shown = sum(field in header.columns for field in header.form.telling)
        if shown >= _TELLING and (best is None or len(header.columns) > len(best.columns)):
            best = header
    if by_own_names:
        return best
    return next((header for header in _headers(rows, _also_called) if not header.missing), best)


def _headers(
    rows: Sequence[Sequence[str]], recognise: Callable[[int, Sequence[str], Form], Header]
) -> Iterator[Header]:
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        for form in _FORMS:
            yield recognise(index, row, form)


def _recognise(index: int, row: Sequence[str], form: Form) -> Header:
    """Take each heading by its own name."""
    named = [(position, text, heading(text)) for position, text in enumerate(row[:MAX_COLUMNS]) if text]
    return _header(index, len(row), form, named)


def _also_called(index: int, row: Sequence[str], form: Form) -> Header:
    """Take headings by other names too, and one of the values with a unit behind it."""
    texts = [(position, text) for position, text in enumerate(row[:MAX_COLUMNS]) if text]
    own = {heading(text) for _, text in texts}
    named: list[tuple[int, str, Field | None]] = []
    unit = ""
    for position, text in texts:
        field = heading(text)
        if field is None:
            behind = _WITH_UNIT.fullmatch(_bare(text))
            name = behind["name"] if behind else _bare(text)
            other = _by_any_name(name)
            if other not in own and (behind is None or other is Field.VALUE):
                field = other
                unit = behind["unit"] if behind else unit
        named.append((position, text, field))
    return msgspec.structs.replace(_header(index, len(row), form, named), unit=unit)


def _header(index: int, width: int, form: Form, named: Iterable[tuple[int, str, Field | None]]) -> Header:
    columns: dict[Field, int] = {}
    unknown: list[str] = []
    repeated: list[Field] = []
    for position, text, field in named:
        if field is None or field not in form.fields:
            unknown += [text] if text.strip() and _bare(text) not in _SHOWN_ONLY else []
        elif field in columns:
            repeated.append(field)
        else:
            columns[field] = position
    return Header(
        form=form, index=index, width=width, columns=columns, unknown=tuple(unknown), repeated=tuple(repeated)
    )


def columns_of(form: Form) -> Text:
    """Name the columns of a form, those that may be left out in parentheses."""
    optional = [field for field in form.optional if field not in _OF_FORMS]
    return Text(
        "、".join(field.zh for field in form.telling) + f"（可另有 {'、'.join(field.zh for field in optional)}）",
        ", ".join(form.telling) + f" (and, if wanted, {', '.join(optional)})",
    )


def no_header() -> Complaint:
    """Say that no header row was found."""
    return Complaint(
        code="no-header",
        message=Text(f"前 {HEADER_WITHIN} 行内没有找到表头", f"no header row within the first {HEADER_WITHIN} rows"),
        expected=columns_of(FIGURES),
        hint=Text(
            "一行表头，一行一个数；或宽表：前面是地区、年份，后面一列一个指标",
            "one header row, then one figure a row; or a wide table: entity and year, then a column for each indicator",
        ),
    )


def header_fault(header: Header) -> Complaint | None:
    """Say what keeps a header from being used, if anything does."""
    if header.missing:
        return Complaint(
            code="missing-columns",
            message=Text(
                "表头缺少：" + "、".join(field.zh for field in header.missing),
                "the header lacks: " + ", ".join(header.missing),
            ),
            expected=columns_of(header.form),
        )
    if header.repeated:
        return Complaint(
            code="repeated-column",
            message=Text(
                "表头重复：" + "、".join(field.zh for field in header.repeated),
                "the header names twice: " + ", ".join(header.repeated),
            ),
            hint=Text("每列只出现一次", "each column once"),
        )
    return None
