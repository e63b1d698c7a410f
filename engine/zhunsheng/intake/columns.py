"""Which column is which: the header row of the long form."""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.text import Text

HEADER_WITHIN = 20
"""The header row is looked for in so many rows: above it may stand a title, a date, a remark."""

MAX_COLUMNS = 200


class Field(StrEnum):
    """A column of the long form. The value is its English heading."""

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
}
REQUIRED = (Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE, Field.UNIT)
_TELLING = 3
_BY_HEADING = {field.zh: field for field in Field} | {field.value: field for field in Field}
_AROUND = " :*'\"“”‘’【】[],、。."


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """A header row. `index` counts from 0 among the rows looked at; `columns` gives each field's column, from 0."""

    index: int
    width: int
    columns: dict[Field, int]
    unknown: tuple[str, ...]
    repeated: tuple[Field, ...]

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required columns that are absent."""
        return tuple(field for field in REQUIRED if field not in self.columns)


def heading(text: str) -> Field | None:
    """Recognise one heading, Chinese or English, whatever its width, case, white space and surrounding marks."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip(_AROUND)
    return _BY_HEADING.get(plain) or _BY_HEADING.get(plain.lower())


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Find the header among the first rows: the first complete one, else the one with most headings.

    A row with fewer than three required headings is no header: a sheet that explains the indicators has two.
    """
    best: Header | None = None
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        header = _recognise(index, row)
        if not header.missing:
            return header
        if len(REQUIRED) - len(header.missing) >= _TELLING and (
            best is None or len(header.columns) > len(best.columns)
        ):
            best = header
    return best


def _recognise(index: int, row: Sequence[str]) -> Header:
    columns: dict[Field, int] = {}
    unknown: list[str] = []
    repeated: list[Field] = []
    for position, text in enumerate(row[:MAX_COLUMNS]):
        field = heading(text)
        if field is None:
            unknown += [text] if text.strip() else []
        elif field in columns:
            repeated.append(field)
        else:
            columns[field] = position
    return Header(index=index, width=len(row), columns=columns, unknown=tuple(unknown), repeated=tuple(repeated))


_REQUIRED_TEXT = Text(
    "、".join(field.zh for field in REQUIRED) + "（可另有 备注、依据、类型、数据性质、填报单位）",
    ", ".join(REQUIRED) + " (and, if wanted, note, evidence, record, basis, submitter)",
)


def no_header() -> Complaint:
    """Say that no header row was found."""
    return Complaint(
        code="no-header",
        message=Text(f"前 {HEADER_WITHIN} 行内没有找到表头", f"no header row within the first {HEADER_WITHIN} rows"),
        expected=_REQUIRED_TEXT,
        hint=Text("一行表头，一行一个数", "one header row, then one figure a row"),
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
            expected=_REQUIRED_TEXT,
        )
    if header.repeated:
        return Complaint(
            code="repeated-column",
            message=Text(
                "表头重复：" + "、".join(field.zh for field in header.repeated),
                "the header names twice: " + ", ".join(header.repeated),
            ),
            hint=Text("一行只填一个数，每列只出现一次", "one figure a row: each column once"),
        )
    return None
