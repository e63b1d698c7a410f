"""Issued targets and benchmarks come in as figures do: on a form, with their document, into the store; then they judge.

And each figure that a verdict rests on can be followed to the bytes in which it came.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.support.forms import put
from tests.support.office import GREEN, SEWAGE, THEME, Office, row, write_rules

from zhunsheng.intake.files import load

AWAITING = (
    THEME
    + """\
  - id: parks
    title: 公园
    nature: binding
    unit: 个
    kind: yearly
    target: {2023: "issued >="}
    owner: 城管局
    source: {locator: 表1, anchor: 公园}
  - id: quality
    title: 空气优良率
    nature: binding
    unit: percent
    kind: yearly
    benchmark: 全省平均水平
    target: {2023: "benchmark >="}
    owner: 城管局
    source: {locator: 表1, anchor: 空气}
"""
)
DOCUMENT, BULLETIN = "某发〔2023〕1号，2023-03-01", "省公报，2024-02-01"


@pytest.fixture
def forms(office: Office) -> Path:
    """The forms of 2023: that of the department filled in, that of the issuer as it was sent out."""
    write_rules(office.rules, AWAITING)
    folder = office.folder / "forms"
    assert office.run("form", "--rules", office.rules, "--year", "2023", "--out", folder)[0] == 0
    fill(folder / "2023-县城管局.xlsx", "指标填报", {"parks": 9, "quality": 88.5, "sewage": 94})
    return folder


def fill(path: Path, sheet: str, figures: dict[str, object], evidence: dict[str, str] | None = None) -> None:
    book = openpyxl.load_workbook(path)
    for indicator, value in figures.items():
        put(book[sheet], f"{indicator}@county", {"数值": value, "依据": (evidence or {}).get(indicator, "台账")})
    book.save(path)


def issue(forms: Path, parks: object, quality: object) -> Path:
    (path,) = (each for each in forms.iterdir() if "下达" in each.name)
    fill(path, "下达目标和基准值", {"parks": parks, "quality": quality}, {"parks": DOCUMENT, "quality": BULLETIN})
    return path


def judged(office: Office, *words: str) -> dict[str, dict[str, Any]]:
    report = office.check("--year", "2023", "--fail-on", "never", *words, code=0)
    return {each["rule"]: each for each in report["judgements"]}


@pytest.mark.parametrize(
    ("parks", "quality", "verdicts"), [(9, 88.5, ("met", "met")), (10, "88.51%", ("missed", "missed"))]
)
def test_what_was_issued_turns_pending_into_a_verdict(
    office: Office, forms: Path, parks: object, quality: object, verdicts: tuple[str, str]
) -> None:
    assert office.take(forms / "2023-县城管局.xlsx", at="2024-02-01")[0] == 0
    before = judged(office)
    assert (before["parks"]["status"], before["quality"]["status"]) == ("pending", "pending")
    path = issue(forms, parks, quality)
    assert office.take(path, by="市发改局", at="2024-03-01")[0] == 0
    now = judged(office)
    assert (now["parks"]["status"], now["quality"]["status"]) == verdicts
    assert (now["parks"]["citation"], now["quality"]["citation"]) == (DOCUMENT, BULLETIN)
    assert judged(office, "--as-of", "2024-02-28")["parks"]["status"] == "pending"


def test_what_was_issued_is_withdrawn_on_its_form(office: Office, forms: Path) -> None:
    office.take(forms / "2023-县城管局.xlsx", at="2024-02-01")
    office.take(issue(forms, 9, 80), by="市发改局", at="2024-03-01")
    code, out, err = office.take(issue(forms, "撤回", "撤回"), by="市发改局", at="2024-04-01")
    assert (code, err) == (0, "")
    assert "撤回 2" in out
    assert {judged(office)[rule]["status"] for rule in ("parks", "quality")} == {"pending"}
    assert {judged(office, "--as-of", "2024-03-31")[rule]["status"] for rule in ("parks", "quality")} == {"met"}
    (issued, benchmark) = (each for each in office.history("--restated")["figures"])
    assert {issued["record"], benchmark["record"]} == {"issued", "benchmark"}


def test_a_figure_leads_to_the_bytes_in_which_it_came(office: Office, forms: Path) -> None:
    """Also where a file came in twice under one name."""
    path = forms / "2023-县城管局.xlsx"
    office.take(path, by="城管局 王五", at="2024-02-01T09:00")
    first = load(path).sha256
    fill(path, "指标填报", {"sewage": 95})
    office.take(path, by="城管局 王五", at="2024-02-02T10:30")
    office.take(office.file("绿化.csv", row(44, GREEN)), by="园林处", at="2024-02-03")
    report = office.check("--year", "2023", "--fail-on", "never", code=0)
    found = {each["rule"]: each["observations"] for each in report["judgements"]}
    (sewage,), (green,) = found["sewage"], found["green"]
    came = ("submitter", "received", "sha256")
    assert [sewage[each] for each in came] == ["城管局 王五", "2024-02-02T10:30:00+08:00", load(path).sha256]
    assert [green[each] for each in came] == ["园林处", "2024-02-03T00:00:00+08:00", load(Path("绿化.csv")).sha256]
    assert green["at"] == "绿化.csv:2:4"
    cited, _, place = sewage["at"].partition("[")
    sheet, _, cell = place.strip("]").partition("!")
    assert cited == path.as_posix()
    assert openpyxl.load_workbook(path)[sheet][cell].value == 95
    (figure,) = office.history("--indicator", SEWAGE)["figures"]
    assert [(each["sheet"], each["cell"], each["sha256"]) for each in figure["vintages"]] == [
        (sheet, cell, first),
        (sheet, cell, load(path).sha256),
    ]
