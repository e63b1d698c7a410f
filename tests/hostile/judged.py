"""A folder with one good file and something hostile beside it, checked as a user would check it."""

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.office import BEDS, GREEN, HEADER, SEWAGE, row

from zhunsheng.cli import main

GOOD = HEADER + "".join(f"{line}\n" for line in (row(93, SEWAGE), row(43, GREEN), row(1500, BEDS, unit="张")))
"""Three figures of 2023. Of 2025, when all three are due, nothing: whoever is silent is accused."""
YEARS = ("--year", "2023", "--year", "2025")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""What must never reach a terminal: controls, bidi overrides, what has no width, halves of characters."""
CHINESE = re.compile("[\u4e00-\u9fff]")
DATA, REPORT, PAGE = "data", "report.json", "report.html"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What came of a check. `report` is empty where none was written."""

    code: int
    said: str
    report: dict[str, Any]
    page: str

    @property
    def problems(self) -> list[dict[str, Any]]:
        """All problems of the report."""
        found: list[dict[str, Any]] = self.report.get("problems", [])
        return found

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The judgements of the good file's figures."""
        return [each for each in self.report["judgements"] if each["year"] == 2023]

    @property
    def accused(self) -> set[str]:
        """The ids of all violations."""
        return {each["id"] for each in self.report["findings"] if each["kind"] == "violation"}


def plainly_said(said: str) -> None:
    """Assert that what a user was shown is no traceback, blames not the program, and hides nothing."""
    assert "Traceback" not in said
    assert "内部错误" not in said
    assert UNSEEN.search(said) is None


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def prepare(office: Path, build: Callable[[Path], object]) -> Path:
    """Write the good file, and what `build` makes, into a fresh folder."""
    folder = office / DATA
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "good.csv").write_text(GOOD, encoding="utf-8")
    build(folder)
    return folder


def words(*more: str) -> list[str]:
    """The command, as given in the office's folder."""
    return ["check", DATA, "--rules", "rules", "--cache-dir", "cache", *YEARS, "-o", f"json={REPORT}", *more]


def judge(office: Path, build: Callable[[Path], object], *more: str) -> Judged:
    """Check the folder in this process, and read what was said and written."""
    prepare(office, build)
    report, page = office / REPORT, office / PAGE
    report.unlink(missing_ok=True)
    page.unlink(missing_ok=True)
    stream = io.StringIO()
    with _inside(office), contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        code = main(words(*more))
    written = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    shown = page.read_text(encoding="utf-8") if page.exists() else ""
    return Judged(code=code, said=stream.getvalue(), report=written, page=shown)
