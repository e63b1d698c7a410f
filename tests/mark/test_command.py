"""`--marked DIR`: which files get a copy, what it is called, and what is never overwritten."""

from pathlib import Path

import pytest
from tests.support.marks import LIST, comments, listed, opened, tints
from tests.support.office import GREEN, SEWAGE, Office, row

BAD = row("约95")


def marked(office: Office, *words: str | Path) -> tuple[int, str, str]:
    """Check data by the rules of the office, and mark what is asked into the folder 退回."""
    return office.run("check", *words, "--rules", office.rules, "--year", "2023", "--marked", "退回")


def names(folder: str = "退回") -> list[str]:
    return sorted(each.name for each in Path(folder).iterdir())


def test_files_that_nothing_is_asked_of_get_no_copy_and_it_is_said_what_was_written(office: Office) -> None:
    office.workbook("好.xlsx", row(94))
    office.workbook("坏.xlsx", row("约45", GREEN))
    code, out, _ = marked(office, "好.xlsx", "坏.xlsx")
    assert code == 3
    assert names() == ["坏-批注.xlsx"]
    assert out.rstrip().endswith("批注副本 1 份，写在 退回：坏-批注.xlsx")
    assert set(comments(Path("退回/坏-批注.xlsx").read_bytes())) == {"数据!D2"}


def test_where_nothing_is_asked_nothing_is_written(office: Office) -> None:
    office.workbook("好.xlsx", row(94))
    code, out, _ = marked(office, "好.xlsx")
    assert code != 3
    assert not Path("退回").exists()
    assert "没有要退回的文件，没有写批注副本。" in out


def test_a_csv_is_shown_as_a_workbook_with_comments_at_its_fields(office: Office) -> None:
    office.file(
        "a.csv",
        row(94),
        f'"小县",2023,{GREEN},=1+1,%',
        "小县,2023,别的,3",
        header="县城管局\n地区,年份,指标,数值,单位\n",
    )
    marked(office, "a.csv")
    copy = Path("退回/a-批注.xlsx").read_bytes()
    rows = [[cell or "" for cell in row] for row in opened(copy)["数据"].iter_rows(values_only=True)]
    assert rows[:4] == [
        ["县城管局", "", "", "", ""],
        ["地区", "年份", "指标", "数值", "单位"],
        ["小县", "2023", SEWAGE, "94", "%"],
        ["小县", "2023", GREEN, "=1+1", "%"],
    ]
    assert opened(copy, formulas=True)["数据"]["D4"].data_type == "s"
    assert set(comments(copy)) == set(tints(copy)) == {"数据!D4", "数据!A5"}


def test_a_csv_corrected_in_its_copy_is_read_again(office: Office) -> None:
    office.file("a.csv", row(94), row("约45", GREEN))
    marked(office, "a.csv")
    book = opened(Path("退回/a-批注.xlsx").read_bytes())
    book["数据"]["D3"] = "45"
    book.save("改.xlsx")
    code, out, err = office.run("check", "改.xlsx", "--rules", office.rules, "--year", "2023", "--marked", "再")
    assert code != 3, err
    assert "没有要退回的文件" in out


def test_what_cannot_be_opened_gets_only_the_list(office: Office) -> None:
    office.workbook("好.xlsx", row(94))
    Path("破.xlsx").write_bytes(b"PK\x03\x04 broken")
    Path("破.csv").write_bytes(b"\x00\x01\x02")
    code, _, _ = marked(office, "好.xlsx", "破.xlsx", "破.csv")
    assert code == 3
    assert names() == ["破-批注-2.xlsx", "破-批注.xlsx"]
    for name in names():
        copy = Path("退回", name).read_bytes()
        assert opened(copy).sheetnames == [LIST]
        assert [line[1] for line in listed(copy)] == ["退回"]


def test_where_not_one_figure_can_be_read_the_files_are_marked_all_the_same(office: Office) -> None:
    office.workbook("a.xlsx", BAD)
    code, out, err = marked(office, "a.xlsx")
    assert code == 3
    assert "没有读到任何数" in err
    assert "批注副本 1 份" in out
    assert set(comments(Path("退回/a-批注.xlsx").read_bytes())) == {"数据!D2"}


def test_files_of_one_name_in_different_folders_do_not_collide(office: Office) -> None:
    for folder in ("甲", "乙"):
        Path(folder).mkdir()
        office.workbook(f"{folder}/a.xlsx", BAD, row(94, GREEN))
    marked(office, "甲", "乙")
    assert names() == ["a-批注-2.xlsx", "a-批注.xlsx"]


def test_a_copy_that_stands_is_not_overwritten_before_anything_is_done(office: Office) -> None:
    office.workbook("a.xlsx", BAD, row(94, GREEN))
    marked(office, "a.xlsx")
    Path("退回/a-批注.xlsx").write_bytes(b"answers")
    code, _, err = office.run(
        "import", "a.xlsx", "--rules", office.rules, "--store", "s", "--by", "x", "--marked", "退回"
    )
    assert code == 2
    assert "a-批注.xlsx" in err
    assert not Path("s").exists()
    assert Path("退回/a-批注.xlsx").read_bytes() == b"answers"
    assert marked(office, "a.xlsx", "--force")[0] == 3
    assert set(comments(Path("退回/a-批注.xlsx").read_bytes())) == {"数据!D2"}


@pytest.mark.parametrize("folder", ["数据", "数据/退回"])
def test_copies_are_not_put_where_the_next_check_would_read_them(office: Office, folder: str) -> None:
    Path("数据").mkdir()
    office.workbook("数据/a.xlsx", BAD)
    code, _, err = office.run("check", "数据", "--rules", office.rules, "--marked", folder)
    assert code == 2
    assert "下次核查会把批注副本也当作报来的数" in err


@pytest.mark.parametrize("target", ["文件", "文件/里面"])
def test_a_folder_that_cannot_be_is_refused_before_any_work(office: Office, target: str) -> None:
    Path("文件").write_text("x")
    office.workbook("a.xlsx", BAD)
    code, _, err = office.run("check", "a.xlsx", "--rules", office.rules, "--marked", target)
    assert code == 2
    assert "不能写入文件夹" in err


def test_import_marks_what_it_could_not_read(office: Office) -> None:
    office.workbook("a.xlsx", BAD, row(94, GREEN))
    code, out, _ = office.run(
        "import", "a.xlsx", "--rules", office.rules, "--store", "s", "--by", "x", "--marked", "退回"
    )
    assert code == 3
    assert "批注副本 1 份，写在 退回：a-批注.xlsx" in out
    assert set(comments(Path("退回/a-批注.xlsx").read_bytes())) == {"数据!D2"}


def test_of_a_store_the_bytes_that_it_keeps_are_marked(office: Office) -> None:
    path = office.workbook("a.xlsx", BAD, row(94, GREEN))
    office.take(path)
    path.unlink()
    code, out, _ = office.run(
        "check", "--store", office.store, "--rules", office.rules, "--year", "2023", "--marked", "退回"
    )
    assert code == 3
    assert "a-批注.xlsx" in out
    copy = Path("退回/a-批注.xlsx").read_bytes()
    assert set(comments(copy)) == {"数据!D2"}
    assert opened(copy)["数据"]["D3"].value == 94


def test_the_report_on_standard_output_stays_a_report(office: Office) -> None:
    office.workbook("a.xlsx", BAD, row(94, GREEN))
    _, out, err = marked(office, "a.xlsx", "-o", "json=-")
    assert out.startswith("{")
    assert out.endswith("}\n")
    assert "批注副本 1 份" in err
