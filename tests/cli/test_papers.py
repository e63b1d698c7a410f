"""`zhunsheng paper` from the command line: what it writes and refuses, own templates, out of a store."""

from pathlib import Path

import pytest
from tests.support import word
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, ROOT

PLAN = ("--plan", "jianghai-urbanization-14fyp")
BAD = "地区,年份,指标,数值,单位\n江海区,2024,城镇污水集中收集率,九十四,%\n江海区,2024,农村生活污水治理率,96.5,%\n"


def listed(out: str) -> list[str]:
    return [Path(each).name for each in out.splitlines()]


def test_notices_go_into_a_folder_one_a_department(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("paper", "notice", EXAMPLES, "--year", "2024", "-o", "通知")
    assert code == 0
    assert "整改通知书-2024-区城管局.docx" in listed(out)
    assert sorted(listed(out)) == sorted(path.name for path in (tmp_path / "通知").iterdir())


@pytest.mark.parametrize(
    ("kind", "title"), [("annual", "年度监测报告"), ("briefing", "一页简报"), ("midterm", "中期评估报告")]
)
def test_other_papers_are_one_file_in_a_folder_or_of_the_name_given(
    run: Run, tmp_path: Path, kind: str, title: str
) -> None:
    assert run("paper", kind, EXAMPLES, "--year", "2023", "-o", "out")[0] == 0
    assert run("paper", kind, EXAMPLES, "--year", "2023", "-o", "我的.docx")[0] == 0
    assert (tmp_path / "out" / f"{title}-2023.docx").read_bytes() == (tmp_path / "我的.docx").read_bytes()


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_the_ending_of_the_name_chooses_the_format(run: Run, tmp_path: Path, form: str) -> None:
    assert run("paper", "briefing", EXAMPLES, "--year", "2024", "-o", f"我的.{form}")[0] == 0
    begin = {"docx": b"PK", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-"}[form]
    assert (tmp_path / f"我的.{form}").read_bytes().startswith(begin)


def test_a_folder_takes_several_formats(run: Run) -> None:
    command = ("paper", "notice", EXAMPLES, "--year", "2024", "-o", "out", "--format", "html", "--format", "docx")
    code, out, _ = run(*command)
    assert code == 0
    stems = {form: {Path(each).stem for each in listed(out) if each.endswith(form)} for form in (".html", ".docx")}
    assert stems[".html"] == stems[".docx"] != set()
    assert len(listed(out)) == 2 * len(stems[".html"])
    code, _, err = run(*command)
    assert code == 2
    assert "没有写任何文件" in err


def test_a_broken_template_of_a_pdf_is_told_with_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "briefing.typ").write_text("甲\n\n#乙(", encoding="utf-8")
    code, _, err = run("paper", "briefing", EXAMPLES, "--year", "2024", "--templates", "own", "-o", "a.pdf")
    assert code == 2
    assert "own/briefing.typ:3 有误：Typst：" in err
    assert not (tmp_path / "a.pdf").exists()


def test_a_character_without_a_glyph_is_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    code, _, err = run("paper", "briefing", EXAMPLES, "--year", "2024", "--unit", "甲\U000105c0局", "-o", "a.pdf")
    assert code == 2
    assert "“\U000105c0" in err
    assert not (tmp_path / "a.pdf").exists()


def test_what_the_office_says_of_itself_is_in_the_letter(run: Run, tmp_path: Path) -> None:
    said = ("--unit", "区<发改>局", "--number", "〔2025〕3号", "--date", "2025-03-01", "--due", "2025-06-30")
    assert run("paper", "notice", EXAMPLES, "--year", "2024", "-o", "out", *said, "--contact", "张三")[0] == 0
    text = word.text((tmp_path / "out" / "整改通知书-2024-区城管局.docx").read_bytes())
    for each in ("区<发改>局", "〔2025〕3号", "2025年3月1日", "请于2025年6月30日前", "张三"):
        assert each in text


def test_the_office_may_be_named_in_the_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / "zhunsheng.toml").write_text('unit = "江海区发改局"\n', encoding="utf-8")
    assert run("paper", "briefing", EXAMPLES, "--year", "2024", "-o", "a.docx")[0] == 0
    assert "江海区发改局" in word.text((tmp_path / "a.docx").read_bytes())


def test_what_stands_there_is_not_lost_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("mine")
    command = ("paper", "briefing", EXAMPLES, "--year", "2024", "-o", "a.docx")
    code, _, err = run(*command)
    assert code == 2
    assert "a.docx" in err
    assert (tmp_path / "a.docx").read_text() == "mine"
    assert run(*command, "--force")[0] == 0


def test_templates_are_handed_out_changed_and_used(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("paper", "templates", "-o", "own")
    assert code == 0
    assert sorted(listed(out)) == sorted(path.name for path in (ROOT / "templates" / "papers").iterdir())
    (tmp_path / "own" / "briefing.docx").write_bytes(word.document(word.line("{{ head.unit }}：{{ paper.year }}")))
    command = ("paper", "briefing", EXAMPLES, "--year", "2024", "--templates", "own", "--unit", "甲", "-o", "a.docx")
    assert run(*command)[0] == 0
    assert word.paragraphs((tmp_path / "a.docx").read_bytes()) == ["甲：2024"]


def test_a_broken_template_is_told_with_file_and_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "briefing.docx").write_bytes(word.document(word.line("年度：{{ papr.year }}")))
    code, _, err = run("paper", "briefing", EXAMPLES, "--year", "2024", "--templates", "own", "-o", "a.docx")
    assert code == 2
    assert "模板 own/briefing.docx “年度：{{ papr.year }}”一段有误：没有这个名称" in err
    assert not (tmp_path / "a.docx").exists()


def test_a_folder_without_templates_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for folder in ("own", "nowhere"):
        code, _, err = run("paper", "briefing", EXAMPLES, "--year", "2024", "--templates", folder, "-o", "a.docx")
        assert code == 2
        assert "notice.docx、notice.html、notice.typ" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("briefing", EXAMPLES, "-o", "a.docx"), "--year 没有给出"),
        (("briefing", EXAMPLES, "--year", "2021-2024", "-o", "a.docx"), "文书只对一个年份"),
        (("briefing", EXAMPLES, "--year", "2019", "-o", "a.docx"), "数据里没有 2019 年的数"),
        (("briefing", EXAMPLES, "--year", "2024", "--date", "三月一日", "-o", "a.docx"), "--date 三月一日：应为日期"),
        (("notice", EXAMPLES, "--year", "2024", "-o", "a.docx"), "会写出多份文件"),
        (("notice", EXAMPLES, "--year", "2024", "-o", "a.pdf"), "会写出多份文件"),
        (("annual", EXAMPLES, "--year", "2024", "-o", "a.docx", "--format", "pdf"), "已说明格式"),
        (("annual", EXAMPLES, "--year", "2024", "-o", "a", "--format", "odt"), "--format"),
        (("annual", EXAMPLES, "--year", "2024", "-o", "年度.doc"), "-o 年度.doc：不写这种格式"),
        (("annual", EXAMPLES, "--year", "2024", "-o", "a.pdf", "--fonts", "nowhere"), "没有这个文件夹"),
        (("briefing", "--year", "2024", "-o", "a.docx"), "请给出数据文件"),
        (("letter", EXAMPLES, "--year", "2024", "-o", "a.docx"), "KIND 不能是 'letter'"),
    ],
)
def test_usage_errors_give_exit_code_2(run: Run, tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    code, _, err = run("paper", *args)
    assert code == 2
    assert said in err
    assert not (tmp_path / "a.docx").exists()


def test_data_that_cannot_be_read_are_told_in_the_paper_and_give_exit_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(BAD, encoding="utf-8")
    code, _, _ = run("paper", "briefing", "data.csv", *PLAN, "--year", "2024", "-o", "a.docx")
    assert code == 3
    assert "有 1 处数据无法读取" in word.text((tmp_path / "a.docx").read_bytes())


def test_no_notice_is_written_where_no_department_is_to_be_served(run: Run) -> None:
    data = EXAMPLES / "2020-基期数.csv"
    code, out, _ = run("paper", "notice", data, *PLAN, "--year", "2020", "-o", "out")
    assert code == 0
    assert "没有需要整改的部门" in out


def test_a_paper_out_of_a_store_says_who_sent_the_figures(run: Run, tmp_path: Path) -> None:
    files = [EXAMPLES / "2020-基期数.csv", EXAMPLES / "2023-示例.csv", EXAMPLES / "2024-示例.csv"]
    taken = run("import", *files, *PLAN, "--store", "s.db", "--by", "区统计局", "--at", "2025-01-31T09:00")
    assert taken[0] == 0
    assert run("paper", "notice", "--store", "s.db", "--year", "2024", "-o", "out")[0] == 0
    text = word.text((tmp_path / "out" / "整改通知书-2024-区城管局.docx").read_bytes())
    assert "区统计局 报送，2025-01-31 09:00" in text


def test_every_template_is_in_the_place_that_the_wheel_takes(run: Run) -> None:
    assert run("paper", "templates", "-o", "own")[0] == 0
    held = {path.name: path.read_bytes() for path in (ROOT / "templates" / "papers").iterdir()}
    assert {path.name: path.read_bytes() for path in Path("own").iterdir()} == held


def test_a_special_report_tells_of_one_theme_only(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("paper", "annual", EXAMPLES, "--year", "2024", "--theme", "城市服务", "-o", "out")
    assert (code, listed(out)) == (0, ["专项监测报告-2024-城市服务.docx"])
    paper = (tmp_path / "out" / "专项监测报告-2024-城市服务.docx").read_bytes()
    assert "“城市服务”专项监测报告" in word.text(paper)
    assert "农村生活污水治理率" not in word.text(paper)
    assert "平均每千人拥有医疗卫生机构床位数" in word.text(paper)


def test_an_unknown_theme_is_told_with_those_there_are(run: Run) -> None:
    code, _, err = run("paper", "annual", EXAMPLES, "--year", "2024", "--theme", "城市服物", "-o", "out")
    assert code == 2
    assert "没有主题“城市服物”" in err
    assert "是不是“城市服务”" in err
    assert run("paper", "notice", EXAMPLES, "--year", "2024", "--theme", "城市服务", "-o", "out")[0] == 2


def test_a_cell_left_blank_is_named_where_nothing_was_reported(run: Run, tmp_path: Path) -> None:
    rows = ("江海区,2025,城镇污水集中收集率,—,%", "江海区,2025,农村生活污水治理率,100,%")
    (tmp_path / "data.csv").write_text("\n".join(("地区,年份,指标,数值,单位", *rows)), encoding="utf-8")
    assert run("paper", "annual", "data.csv", *PLAN, "--year", "2025", "-o", "a.docx")[0] == 0
    text = word.text((tmp_path / "a.docx").read_bytes())
    assert "data.csv:2:4（空白）" in text
    assert "未报送，没有单元格" in text
