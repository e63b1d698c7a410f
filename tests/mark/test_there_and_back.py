"""A form goes out, comes back with mistakes, goes out marked, and comes back right."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell
from tests.mark.conftest import DISTRICT
from tests.support.cli import Run
from tests.support.forms import heads, row_of
from tests.support.marks import LIST, comments, listed, tints

FIGURES, MILESTONES = "指标填报", "节点任务"
Place = tuple[str, str, str]
"""Sheet, indicator, heading."""


def _figures(**values: float) -> dict[Place, object]:
    return {(FIGURES, name.replace("_", "-"), "数值"): value for name, value in values.items()}


RIGHT: dict[Place, object] = {
    **_figures(sewage_collection_rate=94.2, green_coverage_rate=44.1, green_covered_area=441, built_up_area=1000),
    **_figures(black_odorous_water_elimination=100, waste_collection_villages=98, rural_sewage_treatment_rate=91.5),
    **_figures(villages_with_waste_collection=98, natural_villages=100, rural_waste_treatment_rate=99, new_sewers=21.5),
    **{
        (MILESTONES, name, "完成情况"): "未完成"
        for name in (
            *("outlet-ledger", "qinglan-road-phase-one", "wenchangsha-drainage", "one-grid-network"),
            *("grid-staff-assessment", "petition-centre"),
        )
    },
}
WRONG: dict[Place, object] = {
    (FIGURES, "sewage-collection-rate", "数值"): "94左右",
    (FIGURES, "green-coverage-rate", "数值"): 45.5,
    (FIGURES, "black-odorous-water-elimination", "数值"): "一百",
    (FIGURES, "waste-collection-villages", "数值"): "=90+8",
    (FIGURES, "villages-with-waste-collection", "数值"): dt.date(2024, 5, 1),
    (FIGURES, "natural-villages", "数值"): True,
    (FIGURES, "rural-sewage-treatment-rate", "数值"): 0.915,
    (FIGURES, "rural-waste-treatment-rate", "数值"): "#DIV/0!",
    (FIGURES, "new-sewers", "单位"): "亩",
    (MILESTONES, "outlet-ledger", "完成情况"): "大部分完成",
    (MILESTONES, "qinglan-road-phase-one", "年份"): 2034,
    (MILESTONES, "wenchangsha-drainage", "地区"): "蓬江区",
    (MILESTONES, "one-grid-network", "指标"): "城镇污水集中收集率",
}
"""A mistake of each kind, at the cell where it is asked about."""
BESIDE = {(FIGURES, "green-covered-area", "数值"), (FIGURES, "built-up-area", "数值")}
"""Cells that are asked about with another: numerator and denominator of a share that is not their quotient."""


@pytest.fixture
def form(run: Run, tmp_path: Path) -> Path:
    run("form", "--plan", DISTRICT, "--year", "2024", "--department", "区城管局", "--out", "发出")
    (made,) = (tmp_path / "发出").iterdir()
    return made


def cell(book: openpyxl.Workbook, place: Place) -> Cell:
    """Find a cell of a form by indicator and heading."""
    sheet, indicator, heading = place
    return book[sheet].cell(row_of(book[sheet], f"{indicator}@jianghai"), heads(book[sheet])[heading])


def address(place: Place, book: openpyxl.Workbook) -> str:
    """Say where a cell is: “指标填报!I4”."""
    return f"{place[0]}!{cell(book, place).coordinate}"


def filled(form: Path, name: str, *values: Mapping[Place, object]) -> Path:
    """Fill a form in, or a copy of one, and save it under another name."""
    book = openpyxl.load_workbook(form)
    for place, value in [item for each in values for item in each.items()]:
        target = cell(book, place)
        target.value = value  # type: ignore[assignment]
        if not isinstance(value, dt.date):
            target.number_format = "General"  # what shows a date goes with it
    path = form.parent.parent / name
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def checked(run: Run, *words: str | Path) -> dict[str, Any]:
    """Check data of 2024 and return the report."""
    code, _, err = run("check", *words, "--plan", DISTRICT, "--year", "2024", "-q", "-o", "json=r.json", "--force")
    assert code in (0, 1, 3), err
    report: dict[str, Any] = json.loads(Path("r.json").read_text(encoding="utf-8"))
    return report


def figures(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Rule, status and value of all that is judged."""
    return [(each["rule"], each["status"], each["value"]) for each in report["judgements"]]


def codes(report: dict[str, Any]) -> set[str]:
    """The kinds of mistakes in a report, notes and checks on the data left out."""
    return {each["code"] for each in report["problems"] if each["severity"] != "note"}


def test_a_form_with_ten_kinds_of_mistakes_comes_back_right(run: Run, form: Path) -> None:
    original = openpyxl.load_workbook(form)
    clean = checked(run, filled(form, "对/a.xlsx", RIGHT), "--marked", "没有")
    assert not Path("没有").exists()
    wrong = checked(run, filled(form, "错/a.xlsx", RIGHT, WRONG), "--marked", "退回")
    copy = Path("退回/a-批注.xlsx")
    said = comments(copy.read_bytes())
    assert len(codes(wrong)) >= 10, sorted(codes(wrong))
    assert set(said) == {address(place, original) for place in {*WRONG, *BESIDE}}
    assert set(tints(copy.read_bytes())) == set(said)
    assert {f"{row[2]}!{row[3]}" for row in listed(copy.read_bytes())} == {address(place, original) for place in WRONG}
    right = {place: RIGHT.get(place, cell(original, place).value) for place in WRONG}
    again = checked(run, filled(copy.absolute(), "改/随便什么名字.xlsx", right), "--marked", "再退回")
    assert codes(again) == set()
    assert figures(again) == figures(clean)
    assert not Path("再退回").exists()


def test_a_form_whose_rules_changed_and_that_is_right_otherwise_is_not_sent_back(run: Run, form: Path) -> None:
    book = openpyxl.load_workbook(filled(form, "对/a.xlsx", RIGHT))
    for prop in book.custom_doc_props.props:
        if prop.name == "zhunsheng-rules":
            prop.value = "0" * 16
    book.save("a.xlsx")
    report = checked(run, "a.xlsx", "--marked", "退回")
    assert "form-of-other-rules" in {each["code"] for each in report["problems"]}
    assert not Path("退回").exists()


def test_the_list_that_comes_back_is_no_data_and_nothing_is_said_of_it(run: Run, form: Path) -> None:
    checked(run, filled(form, "错/a.xlsx", RIGHT, WRONG), "--marked", "退回")
    report = checked(run, "退回/a-批注.xlsx", "--marked", "再退回")
    assert not [each for each in report["problems"] if LIST in each["at"]]
    twice = Path("再退回/a-批注.xlsx").read_bytes()
    assert [name for name in openpyxl.load_workbook("再退回/a-批注.xlsx").sheetnames if LIST in name] == [LIST]
    assert comments(twice) == comments(Path("退回/a-批注.xlsx").read_bytes())
    assert not [each for each in checked(run, "再退回/a-批注.xlsx")["problems"] if LIST in each["at"]]


def test_a_list_with_an_answer_is_kept_beside_the_new_one_and_neither_is_data(run: Run, form: Path) -> None:
    checked(run, filled(form, "错/a.xlsx", RIGHT, WRONG), "--marked", "退回")
    book = openpyxl.load_workbook("退回/a-批注.xlsx")
    book[LIST]["I5"] = "已核实，无误"
    book.save("a.xlsx")
    checked(run, "a.xlsx", "--marked", "再退回")
    twice = openpyxl.load_workbook("再退回/a-批注.xlsx")
    assert twice.sheetnames[-2:] == [LIST, f"{LIST}(2)"]
    assert twice[LIST]["I5"].value == "已核实，无误"
    assert not [each for each in checked(run, "再退回/a-批注.xlsx")["problems"] if LIST in each["at"]]


def test_a_table_of_the_department_that_only_bears_that_name_is_told_of(run: Run, form: Path) -> None:
    book = openpyxl.load_workbook(filled(form, "对/a.xlsx", RIGHT))
    book.create_sheet(LIST)["A1"] = "部门自己的清单"
    book.save("a.xlsx")
    said = {each["code"]: each["at"] for each in checked(run, "a.xlsx")["problems"]}
    assert LIST in said["sheet-without-header"]
