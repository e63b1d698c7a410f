"""The shape of a report page: plain data in words of the language, numbers as text. Templates only loop over them."""

import msgspec

from zhunsheng.model.page_findings import DepartmentPage, Group
from zhunsheng.model.page_flags import FlagSection
from zhunsheng.model.page_panels import ThemePanels, ThemeRows
from zhunsheng.model.page_parts import CountRow, Doubt, Mark, Tile
from zhunsheng.model.page_responsibility import Responsibility
from zhunsheng.model.page_tasks import TaskPage


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with an input."""

    severity: str
    severity_word: str
    level: str
    code: str
    at: str
    message: str
    expected: str
    hint: str


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read; who handed it in and when, where a store knows that."""

    path: str
    rows: int
    sha256: str
    submitter: str
    received: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report."""

    lang: str
    title: str
    document: str
    years: tuple[int, ...]
    years_text: str
    latest: int
    as_of: str
    generated: str
    version: str
    headline: str
    findings_line: str
    illustrative: str
    unreadable: str
    incomplete: str
    tiles: tuple[Tile, ...]
    statuses: tuple[Mark, ...]
    year_counts: tuple[CountRow, ...]
    groups: tuple[Group, ...]
    latest_statuses: str
    department_caption: str
    department_counts: tuple[CountRow, ...]
    departments: tuple[DepartmentPage, ...]
    responsibility: Responsibility
    tasks_caption: str
    tasks: tuple[TaskPage, ...]
    overview: tuple[ThemeRows, ...]
    themes: tuple[ThemePanels, ...]
    doubts: tuple[Doubt, ...]
    flags: FlagSection
    problems: tuple[Problem, ...]
    problems_left_out: str
    method: tuple[tuple[str, str], ...]
    digest: str
    files: tuple[File, ...]
    from_store: bool
