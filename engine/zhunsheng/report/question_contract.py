"""The list of questions, as types: what `check -o questions` writes. The JSON Schema that ships is made from them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.validation import CheckLevel
from zhunsheng.report.contract import schema_of

QUESTIONS = "zhunsheng/questions/1"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence in both languages."""

    zh: str
    en: str


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a workbook (`sheet`, `cell`), or a place in a text file (`line`, `column`, from 1)."""

    file: str
    sheet: str | None
    cell: str | None
    line: int | None
    column: int | None


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read."""

    path: str
    sha256: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be answered for. It is no verdict."""

    code: Annotated[str, Meta(description="That of the problem, or check- and the kind of the check on the data.")]
    level: Annotated[CheckLevel, Meta(description="refuse: the figure is not used; question: answer; note: look.")]
    at: Annotated[list[Spot], Meta(description="The one to be answered for first; empty where there is no cell.")]
    indicator: str | None
    entity: str | None
    year: int | None
    message: Said
    expected: Said | None
    hint: Said | None
    arithmetic: str


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """All that one department is to answer for, or that is asked at a cell of its form, by file, sheet and cell."""

    department: Annotated[str, Meta(description="Its id; blank for what nobody can be named for.")]
    title: str
    files: Annotated[list[File], Meta(description="Those in which its figures or the cells in question stand.")]
    questions: list[Question]


class Questions(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng check -o questions` writes: problems of reading and questions of the checks on the data."""

    schema: Literal["zhunsheng/questions/1"]
    plan: Annotated[str | None, Meta(description="null where not one figure could be read.")]
    years: list[int]
    departments: list[Department]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Questions`."""
    return schema_of(Questions, QUESTIONS, "zhunsheng check -o questions")
