"""`zhunsheng form`, and `check` on what comes back."""

import json
import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from tests.forms.conftest import DISTRICT, ZONES
from tests.support.cli import Run
from tests.support.forms import put
from tests.support.paths import EXAMPLES, ROOT


def test_a_form_filled_in_is_checked_end_to_end(run: Run, tmp_path: Path) -> None:
    code, out, err = run("form", "--year", "2025", "--out", "表", "--plan", DISTRICT, "--department", "住建局")
    assert (code, err) == (0, "")
    assert "2025-区住建局.xlsx" in out
    (path,) = (tmp_path / "表").iterdir()
    book = openpyxl.load_workbook(path)
    figure = put(book["指标填报"], "affordable-housing-for-migrants@jianghai", {"数值": 0.31, "依据": "住房保障年报"})
    book["指标填报"].move_range(f"A4:K{book['指标填报'].max_row}", rows=2)
    milestone = put(
        book["节点任务"], "housing-supply-coverage@jianghai", {"完成情况": "已完成", "依据": "江建〔2025〕9号"}
    )
    back = tmp_path / "收回"
    back.mkdir()
    book.save(back / "随便什么名字.xlsx")
    code, _, err = run("check", back, "--plan", DISTRICT, "-q", "-o", "json=r.json", "--fail-on", "never")
    assert (code, err) == (0, "")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    observed = {each["at"]: each["value"] for judged in report["judgements"] for each in judged["observations"]}
    name = (back / "随便什么名字.xlsx").as_posix()
    assert observed == {f"{name}[指标填报!I{figure + 2}]": "0.31", f"{name}[节点任务!H{milestone}]": "1"}
    assert report["problems"] == []


def test_the_plan_is_recognised_without_being_named(run: Run, tmp_path: Path) -> None:
    run("form", "--year", "2021", "--out", "表", "--plan", ZONES, "--department", "市教育局")
    path = tmp_path / "表" / "2021-市教育局.xlsx"
    book = openpyxl.load_workbook(path)
    book["指标填报"]["I4"] = 85
    book.save(path)
    code, _, err = run("check", "表", "-q", "-o", "json=r.json", "--fail-on", "never")
    assert (code, err) == (0, "")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["plan"] == ZONES


def test_files_are_never_overwritten_unless_asked(run: Run, tmp_path: Path) -> None:
    asked = ("form", "--year", "2024", "--out", "表")
    assert run(*asked, "--department", "教育局")[0] == 0
    filled = tmp_path / "表" / "2024-区教育局.xlsx"
    filled.write_text("填好的", encoding="utf-8")
    code, out, err = run(*asked)
    assert (code, out) == (2, "")
    assert "2024-区教育局.xlsx" in err
    assert [path.name for path in (tmp_path / "表").iterdir()] == [filled.name]
    assert filled.read_text(encoding="utf-8") == "填好的"
    assert run(*asked, "--force")[0] == 0
    assert filled.read_bytes().startswith(b"PK")


def test_a_link_is_replaced_and_what_it_leads_to_stays(run: Run, tmp_path: Path) -> None:
    (tmp_path / "表").mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("别人的", encoding="utf-8")
    link = tmp_path / "表" / "2024-区教育局.xlsx"
    link.symlink_to(outside)
    asked = ("form", "--year", "2024", "--out", "表", "--department", "教育局")
    assert run(*asked)[0] == 2
    assert run(*asked, "--force")[0] == 0
    assert outside.read_text(encoding="utf-8") == "别人的"
    assert not link.is_symlink()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--year", "2021", "--out", "表"), "请用 --plan 指明"),
        (("--year", "2031", "--out", "表"), "不在规划期内"),
        (("--year", "2021-2022", "--out", "表"), "只对一个年份"),
        (("--out", "表"), "只对一个年份"),
        (("--year", "2024", "--out", "表", "--department", "住健局"), "是不是"),
        (("--year", "2024", "--out", "表", "--department", "组织部", "--data", EXAMPLES), "没有要填报的"),
        (("--year", "2024", "--out", "here.txt"), "不能写入文件夹"),
        (("--year", "2024", "--out", "here.txt/表"), "不能写入文件夹"),
        (("--year", "2024", "--out", "表\0"), "不能写入文件夹"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    (tmp_path / "here.txt").write_text("x", encoding="utf-8")
    code, out, err = run("form", *args)
    assert (code, out) == (2, "")
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["here.txt"]


def test_data_that_cannot_be_read_are_told_and_the_forms_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "地区,年份,指标,数值,单位\n江海区,2023,城镇污水集中收集率,93.2,%\n江海区,2023,城市城区绿化覆盖率,约44,%\n",
        encoding="utf-8",
    )
    asked = ("form", "--year", "2024", "--out", "表", "--department", "城管局", "--data")
    code, out, err = run(*asked, "a.csv")
    assert code == 3
    assert "a.csv:3:4" in err
    assert "2024-区城管局.xlsx" in out
    sheet = openpyxl.load_workbook(tmp_path / "表" / "2024-区城管局.xlsx")["指标填报"]
    assert sheet["G4"].value == "93.2%\n（a.csv 第 2 行）"
    assert sheet["G5"].value == "已报，未能读取\n（a.csv 第 3 行）"
    (tmp_path / "b.csv").write_bytes(b"\0")
    assert run(*asked, "b.csv", "--force")[0] == 3


def test_the_form_of_issued_targets_can_be_asked_for_by_itself(run: Run, tmp_path: Path) -> None:
    name = "下达目标和基准值"
    assert run("form", "--year", "2025", "--out", "表", "--department", name)[0] == 0
    assert [path.name for path in (tmp_path / "表").iterdir()] == [f"2025-{name}.xlsx"]
    assert "没有要填报的" in run("form", "--year", "2024", "--out", "表", "--department", name)[2]


def test_in_english(run: Run) -> None:
    code, out, _ = run("form", "--year", "2024", "--out", "x", "--department", "住建局", "--lang", "en")
    assert code == 0
    assert out.endswith("milestones\n1 form(s)\n")


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    page = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(commands) >= 3
    for command in commands:
        program, *args = shlex.split(command)
        assert program == "zhunsheng"
        code, _, err = run(*args)
        assert (code, err) == (0, ""), command
    assert (tmp_path / "报告.html").exists()
