"""Write a submission, read it, look at what came of it."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission

HEADER = ("地区", "年份", "指标", "数值", "单位", "备注", "依据", "类型", "数据性质")


class Read(msgspec.Struct):
    """A submission, with short ways to ask about it."""

    submission: Submission

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.submission.problems]

    @property
    def errors(self) -> list[str]:
        return [p.code for p in self.submission.problems if p.severity is Severity.ERROR]

    def problem(self, code: str) -> Diagnostic:
        (found,) = (problem for problem in self.submission.problems if problem.code == code)
        return found

    @property
    def observation(self) -> Observation:
        (found,) = self.submission.observations
        return found

    @property
    def issued(self) -> IssuedTarget:
        (found,) = self.submission.issued
        return found

    @property
    def refusal(self) -> Refusal:
        (found,) = self.submission.refusals
        return found


Rows = Sequence[Sequence[Any]]


def row(
    value: object, unit: str = "%", indicator: str = "城镇污水集中收集率", year: object = 2023, **more: str
) -> list[Any]:
    """Build one row under `HEADER`."""
    rest = (more.get(name, "") for name in ("note", "evidence", "record", "basis"))
    return [more.get("entity", "江海区"), year, indicator, value, unit, *rest]


def workbook_bytes(rows: Rows, header: Sequence[str] = HEADER, format_of_value: str | None = None) -> bytes:
    """Build a workbook with one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    for line in (header, *rows):
        sheet.append(list(line))
    if format_of_value is not None:
        for index in range(2, len(rows) + 2):
            sheet.cell(index, 4).number_format = format_of_value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_text(rows: Rows, header: Sequence[str] = HEADER, delimiter: str = ",") -> str:
    """Write rows as CSV, every field quoted."""
    quoted = ([f'"{str(field).replace(chr(34), chr(34) * 2)}"' for field in line] for line in (header, *rows))
    return "".join(delimiter.join(line) + "\n" for line in quoted)


@pytest.fixture(scope="session")
def plan() -> Catalogue:
    return catalogue()


ReadFiles = Callable[..., Read]


@pytest.fixture
def read_paths(plan: Catalogue) -> ReadFiles:
    def read(*paths: Path) -> Read:
        return Read(intake.read(paths, plan))

    return read


@pytest.fixture
def read_raw(tmp_path: Path, read_paths: ReadFiles) -> ReadFiles:
    """Read a file with this content."""

    def read(raw: bytes | str, name: str = "data.csv") -> Read:
        path = tmp_path / name
        path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
        return read_paths(path)

    return read


@pytest.fixture
def read_csv(read_raw: ReadFiles) -> ReadFiles:
    """Read rows under `HEADER` from a CSV."""

    def read(*rows: Sequence[Any]) -> Read:
        return read_raw(csv_text(rows))

    return read


@pytest.fixture
def read_xlsx(read_raw: ReadFiles) -> ReadFiles:
    """Read rows under `HEADER` from a workbook."""

    def read(*rows: Sequence[Any], format_of_value: str | None = None) -> Read:
        return read_raw(workbook_bytes(rows, format_of_value=format_of_value), "data.xlsx")

    return read


@pytest.fixture(scope="session")
def zone_plan() -> Catalogue:
    return zones()


@pytest.fixture
def read_zones(tmp_path: Path, zone_plan: Catalogue) -> ReadFiles:
    """Read files, given as name → content, against the plan of zones."""

    def read(**files: bytes | str) -> Read:
        folder = tmp_path / f"data{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            (folder / f"{stem}.{suffix}").write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(intake.read([folder], zone_plan))

    return read


def zone_row(value: object, indicator: str, year: object = 2021, entity: str = "江门市", **more: str) -> list[Any]:
    """Build one row under `HEADER` for the plan of zones; no unit unless one is given."""
    return row(value, more.pop("unit", ""), indicator, year, entity=entity, **more)
