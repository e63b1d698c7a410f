"""`import` says of a file what `check` says of it, and a check of the store says it again: the same words and cells."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from tests.support.office import BEDS, GREEN, HEADER, PLAN, PLAN_ID, THEME, Office, row, write_rules

from zhunsheng import api, intake
from zhunsheng.intake import listing
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.use_cases import importing, storing

ROSTER = "名称,级别,上级\n"
RECORDS = HEADER.strip() + ",类型,依据\n"
Make = Callable[[Office], object]


def a_form(office: Office) -> None:
    office.run("form", "--rules", office.rules, "--year", "2023", "--out", "data")


def form_of_another_plan(office: Office) -> None:
    here = office.rules
    office.rules = write_rules(office.folder / "other", plan=PLAN.replace(PLAN_ID, "other-14fyp"))
    a_form(office)
    office.rules = here


def form_of_other_rules(office: Office) -> None:
    a_form(office)
    write_rules(office.rules, THEME.replace("县城", "县城 "), plan=PLAN.replace("小县规划", "小县的规划"))


def form_of_a_later_version(office: Office) -> None:
    a_form(office)
    (path,) = (office.folder / "data").iterdir()
    book = openpyxl.load_workbook(path)
    book.custom_doc_props["zhunsheng-form"].value = "9"
    book.save(path)


def csv(*rows: str, header: str = HEADER, name: str = "a.csv") -> Make:
    return lambda office: office.file(f"data/{name}", *rows, header=header)


def both(*made: Make) -> Make:
    return lambda office: [each(office) for each in made]


def raw(name: str, data: bytes) -> Make:
    return lambda office: (office.folder / "data" / name).write_bytes(data)


def hidden_sheet(office: Office) -> None:
    book = Workbook()
    for number, title in enumerate(("数据", "草稿")):
        sheet = book.active if number == 0 else book.create_sheet(title)
        assert sheet is not None
        sheet.append(HEADER.strip().split(","))
        sheet.append(row(93, (GREEN, BEDS)[number]).split(","))
    book["草稿"].sheet_state = "hidden"
    book.save(office.folder / "data" / "a.xlsx")


KINDS = {
    "form of another plan": form_of_another_plan,
    "form of other rules": form_of_other_rules,
    "form of a later version": form_of_a_later_version,
    "unknown column": csv(row(93) + ",x", header=HEADER.strip() + ",甲栏\n"),
    "no header": both(csv(row(93), header=""), csv(row(44, GREEN), name="b.csv")),
    "unknown indicator": csv(row(93), row(44, "绿化复盖綠")),
    "unknown unit": csv(row(93, unit="亩"), row(44, GREEN, unit=""), row(1500, BEDS, unit="张")),
    "approximate": csv(row("约93"), row("40—50", GREEN), row(1500, BEDS, unit="张")),
    "disagreement": csv(row(93), row(94), row(44, GREEN)),
    "repeated": csv(row(93), row(93)),
    "contested": csv(row(93), row("约94"), row(44, GREEN)),
    "base year": csv(row(91, year=2020), row(93)),
    "percent or fraction": csv(row("0.93"), row(44, GREEN)),
    "outside the plan": csv(row(93, year=2031), row(93)),
    "roster": both(csv("一格,网格,小县", ",网格,小县", header=ROSTER), csv(row(93), name="b.csv")),
    "a bad roster": both(csv(*["甲,村,小县"] * 9, header=ROSTER), csv(row(93), name="b.csv")),
    "issued": csv(row(93) + ",,", row(95) + ",下达目标,", row(96, GREEN) + ",基准值,统计公报", header=RECORDS),
    "withdrawn": csv(row("撤回"), row("撤回", "绿化复盖綠"), row(93)),
    "another encoding": raw("a.csv", (HEADER + row(93) + "\n").encode("gb18030")),
    "hidden sheet": hidden_sheet,
    "broken workbook": both(csv(row(93)), raw("b.xlsx", b"PK\x03\x04 nothing")),
    "empty file": both(csv(row(93)), raw("b.csv", b"")),
    "other files": both(csv(row(93)), raw("b.xls", b"x"), raw("c.pdf", b"x")),
    "too many problems": csv(*(row(f"约{index}", year=2021 + index % 5) for index in range(9)), row(44, GREEN)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_import_says_what_check_says(office: Office, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MAX_LISTED", 5)
    (office.folder / "data").mkdir()
    KINDS[kind](office)
    (plan,) = compiled = api.catalogues(office.rules)
    checked = intake.read([Path("data")], plan.catalogue).problems
    assert checked
    done = importing.import_files(compiled, [Path("data")], office.store, importing.Handing(by="城管局"))
    taken = [*done.problems, *(problem for file in done.files for problem in file.problems)]
    assert said(taken) == said(checked)
    answer = storing.judge(office.store, storing.Question(years=(2023,)), lambda: compiled, None)
    kept = [problem for file in done.files if file.entered for problem in file.problems]
    assert said(answer.evaluation.submission.problems) == said(kept)


def said(problems: Sequence[Diagnostic]) -> list[tuple[str, str, str, str]]:
    """What is said, and where; of each file in order."""
    return sorted((str(each.at), each.code, each.severity.value, each.message.zh) for each in problems)
