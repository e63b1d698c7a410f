"""Which years are checked: those that the data speak of. Nobody is accused over a year that nobody asked about."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, PLAN, RULES

HEADER = "地区,年份,指标,数值,单位\n"
FIRST, LAST = EXAMPLES / "2021-示例.csv", EXAMPLES / "2025-示例.csv"


def report(run: Run, tmp_path: Path, *args: str | Path) -> dict[str, Any]:
    run("check", *args, "-q", "-o", "json=r.json")
    told: dict[str, Any] = json.loads((tmp_path / "r.json").read_text("utf-8"))
    return told


def test_a_year_between_two_files_is_not_checked(run: Run, tmp_path: Path) -> None:
    told = report(run, tmp_path, FIRST, LAST)
    assert told["years"] == [2021, 2025]
    assert {finding["year"] for finding in told["findings"]} == {2021, 2025}


def test_a_broken_file_beside_does_not_widen_the_years(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空.csv").touch()
    told = report(run, tmp_path, LAST, tmp_path / "空.csv")
    assert told["years"] == [2025]


def test_a_year_asked_for_of_which_nothing_is_known_is_told_as_the_wrong_file(run: Run, tmp_path: Path) -> None:
    told = report(run, tmp_path, FIRST, "--year", "2021-2022")
    (warning,) = told["problems"]
    assert (warning["code"], warning["severity"]) == ("year-without-figures", "warning")
    assert "2022" in warning["message"]


@pytest.mark.parametrize("rows", ["", "江海区,2023,城镇污水集中收集率,—,%\n"])
def test_a_table_without_a_figure_accuses_nobody_of_the_last_year(run: Run, tmp_path: Path, rows: str) -> None:
    table = tmp_path / "空表.csv"
    table.write_text(HEADER + rows, encoding="utf-8")
    code, out, err = run("check", table)
    assert code == (2 if rows else 3)
    assert out == ""
    assert "--year" in err if rows else "没有读到任何数" in err


def test_a_dash_is_silence_in_the_year_asked_for(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "空表.csv"
    table.write_text(HEADER + "江海区,2023,城镇污水集中收集率,—,%\n", encoding="utf-8")
    code, out, _ = run("check", table, "--year", "2023")
    assert code == 0
    assert "未报送" in out


def copy_of_the_plan(folder: Path, prefix: str = "") -> None:
    """Copy the plan under the name of `folder`, every rule's title with `prefix`."""
    folder.mkdir(parents=True)
    for file in RULES.iterdir():
        if file.is_file():
            (folder.parent / file.name).write_text(file.read_text("utf-8"), "utf-8")
    for file in PLAN.iterdir():
        text = file.read_text("utf-8").replace("id: jianghai-urbanization-14fyp", f"id: {folder.name}")
        changed = text if file.name == "plan.yaml" else text.replace("title: ", f"title: {prefix}")
        (folder / file.name).write_text(changed, "utf-8")


def test_data_with_a_slip_still_speak_of_their_own_plan_alone(run: Run, tmp_path: Path) -> None:
    rules, table = tmp_path / "rules", tmp_path / "t.csv"
    copy_of_the_plan(rules / "one")
    copy_of_the_plan(rules / "two", prefix="另")
    table.write_text(HEADER + "江海区,2023,城镇污水集中收集率,94,%\n江海区,2023,查无此项,1,%\n", encoding="utf-8")
    code, _, err = run("check", table, "--rules", rules, "-q", "-o", "json=r.json")
    assert code == 3, err
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["plan"] == "one"


def test_nothing_far_off_is_suggested(run: Run) -> None:
    _, _, err = run("explain", "nosuch")
    assert "是不是" not in err
    _, _, err = run("explain", "sewage-collection")
    assert "sewage-collection-rate" in err
