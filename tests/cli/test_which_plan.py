"""Several plans are installed: the data themselves say which one they speak of, whatever files are called."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, RULES

TOWN, ZONES = "jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8"
OTHER_EXAMPLES = EXAMPLES.parent / ZONES
HEADER = "地区,年份,指标,数值,单位\n"
SEWAGE = "江海区,2021,城镇污水集中收集率,93,%\n"


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def some_row_of_the_other_plan(year: str = "2021") -> str:
    lines = (OTHER_EXAMPLES / f"{year}-示例.csv").read_text(encoding="utf-8-sig").splitlines()
    entity, _, indicator, value, unit = lines[1].split(",")[:5]
    return f"{entity},{year},{indicator},{value},{unit}\n"


def checked(run: Run, tmp_path: Path, *args: str | Path) -> dict[str, Any]:
    _, _, err = run("check", *args, "-q", "-o", "json=r.json")
    assert "--plan" not in err
    told: dict[str, Any] = json.loads((tmp_path / "r.json").read_text("utf-8"))
    return told


@pytest.mark.parametrize(("examples", "plan"), [(EXAMPLES, TOWN), (OTHER_EXAMPLES, ZONES)])
def test_the_examples_of_each_plan_are_judged_by_it(run: Run, tmp_path: Path, examples: Path, plan: str) -> None:
    shutil.copytree(examples, tmp_path / "随便叫什么")
    assert checked(run, tmp_path, "随便叫什么")["plan"] == plan


def test_nothing_to_report_speaks_too(run: Run, tmp_path: Path) -> None:
    data = table(tmp_path / "t.csv", SEWAGE.replace("93", "—"))
    assert checked(run, tmp_path, data, "--year", "2021")["plan"] == TOWN


def test_where_only_the_indicators_are_known_they_decide(run: Run, tmp_path: Path) -> None:
    data = table(tmp_path / "t.csv", SEWAGE.replace("2021", "2031"))
    code, _, err = run("check", data)
    assert code == 3
    assert "2031" in err


def test_data_of_two_plans_are_named_by_their_files(run: Run, tmp_path: Path) -> None:
    first, second = table(tmp_path / "甲.csv", SEWAGE), table(tmp_path / "乙.csv", some_row_of_the_other_plan())
    code, out, err = run("check", first, second)
    assert (code, out) == (2, "")
    assert "--plan" in err
    for plan, file in ((TOWN, first), (ZONES, second)):
        assert f"{plan}（{file.as_posix()}）" in err


def test_data_of_no_plan(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", table(tmp_path / "t.csv", "某地,2021,查无此项,1,%\n"))
    assert (code, out) == (2, "")
    assert TOWN in err
    assert ZONES in err


def test_the_wrong_plan_is_told_with_the_right_one(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", table(tmp_path / "t.csv", SEWAGE), "--plan", ZONES)
    assert (code, out) == (2, "")
    assert f"--plan {TOWN}" in err


def test_a_plan_alone_in_its_folder_has_no_other_to_suggest(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns(TOWN))
    code, _, err = run("check", table(tmp_path / "t.csv", SEWAGE), "--rules", rules)
    assert code == 3
    assert "--plan" not in err


def test_a_sound_row_beside_rows_of_another_plan_is_judged_when_the_plan_is_given(run: Run, tmp_path: Path) -> None:
    data = table(tmp_path / "t.csv", SEWAGE, some_row_of_the_other_plan())
    code, _, _ = run("check", data, "--plan", TOWN, "-q", "-o", "json=r.json")
    assert code == 3
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["plan"] == TOWN


def test_a_file_of_another_plan_beside_the_one_asked_for_is_one_line(run: Run, tmp_path: Path) -> None:
    mine, other = table(tmp_path / "甲.csv", SEWAGE), table(tmp_path / "乙.csv", *[some_row_of_the_other_plan()] * 3)
    code, _, err = run("check", mine, other, "--plan", TOWN, "-q", "-o", "json=r.json")
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert code == 3
    assert [(each["code"], each["at"]) for each in told["problems"] if each["severity"] == "error"] == [
        ("another-plan", other.as_posix())
    ], err
    assert told["problems"][0]["message"].endswith(f"说的是规划 {ZONES}，未核查")
    assert run("check", mine, "--plan", TOWN, "-q", "-o", "json=-")[0] in (0, 1)


def test_a_file_of_no_plan_keeps_its_lines(run: Run, tmp_path: Path) -> None:
    mine, other = table(tmp_path / "甲.csv", SEWAGE), table(tmp_path / "乙.csv", "某地,2021,某指标,1,%\n")
    told = checked(run, tmp_path, mine, other)
    assert {each["code"] for each in told["problems"]} >= {"unknown-entity", "unknown-indicator"}
