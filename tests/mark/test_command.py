"""`--marked DIR`: which files get a copy, what it is called, and what is never overwritten."""

import datetime as dt
import json
from pathlib import Path

import msgspec
import pyarrow
import pyarrow.parquet
import pytest
from tests.support.flagged import flagged
from tests.support.marks import LIST, comments, listed, opened, rebuilt, tints
from tests.support.office import BEDS, GREEN, SEWAGE, Office, row

from zhunsheng.model.validation import CheckLevel
from zhunsheng.use_cases import asking
from zhunsheng.use_cases.asking import OfFile

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


def test_a_table_that_no_program_of_an_office_opens_is_shown_as_a_workbook_too(office: Office) -> None:
    rows = [
        {"地区": "小县", "年份": "2023", "指标": GREEN, "数值": "94", "单位": "%"},
        {"地区": "小县", "年份": "2023", "指标": SEWAGE, "数值": "约95", "单位": "%"},
        {"地区": "大县", "年份": "2023", "指标": BEDS, "数值": "3", "单位": "张"},
    ]
    Path("a.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    Path("b.jsonl").write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in rows), encoding="utf-8")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), "c.parquet")
    for name in ("a.json", "b.jsonl", "c.parquet"):
        office.run("check", name, "--rules", office.rules, "--year", "2023", "--marked", "退回")
    for name in names():
        copy = Path("退回", name).read_bytes()
        shown = [[str(cell) for cell in line] for line in opened(copy)["数据"].iter_rows(values_only=True)]
        assert {tuple(shown[0]), *(tuple(sorted(line)) for line in shown[1:])} == {
            tuple(shown[0]),
            *(tuple(sorted(line.values())) for line in rows),
        }
        heading = {text: column for column, text in enumerate(shown[0])}
        cells = {f"数据!{'ABCDE'[heading['数值']]}3", f"数据!{'ABCDE'[heading['地区']]}4"}
        assert set(comments(copy)) == set(tints(copy)) == cells


@pytest.mark.parametrize("name", ["a.csv", "b.xlsx"])
def test_two_rows_that_disagree_are_marked_both_in_whichever_files_they_stand(office: Office, name: str) -> None:
    office.workbook("a.xlsx", row(94), row(94.5)) if name == "b.xlsx" else office.file("a.csv", row(94), row(94.5))
    office.workbook("z.xlsx", row(95), row(45, GREEN))
    marked(office, "a.csv" if name == "a.csv" else "a.xlsx", "z.xlsx")
    first, last = (Path("退回", f"{stem}-批注.xlsx").read_bytes() for stem in "az")
    assert set(comments(first)) == set(tints(first)) == {"数据!D2", "数据!D3"}
    assert set(comments(last)) == set(tints(last)) == {"数据!D2"}
    for copy in (first, last):
        assert "报了不同的数" in listed(copy)[0][5]


def test_a_row_contested_by_one_that_cannot_be_read_is_marked_with_it(office: Office) -> None:
    office.workbook("a.xlsx", row(94), row(45, GREEN))
    office.workbook("z.xlsx", row("约95"))
    marked(office, "a.xlsx", "z.xlsx", "-o", "questions=q.json")
    assert "另有一行无法读取" in comments(Path("退回/a-批注.xlsx").read_bytes())["数据!D2"]
    other = comments(Path("退回/z-批注.xlsx").read_bytes())["数据!D2"]
    assert "另有一行无法读取" in other
    assert "约95" in other
    (department,) = json.loads(Path("q.json").read_text(encoding="utf-8"))["departments"]
    places = {each["code"]: [at["file"] for at in each["at"]] for each in department["questions"]}
    assert places == {"figure-contested": ["a.xlsx", "z.xlsx"], "approximate-figure": ["z.xlsx"]}


def test_the_copy_of_a_table_says_no_day(office: Office) -> None:
    office.file("a.csv", row("约95"))
    marked(office, "a.csv")
    properties = opened(Path("退回/a-批注.xlsx").read_bytes()).properties
    assert properties.created == properties.modified == dt.datetime(2000, 1, 1)  # noqa: DTZ001, no time zone is written


def test_a_question_about_many_indicators_names_a_few() -> None:
    indicators = tuple(f"i{number}" for number in range(5))
    assert asking.named(indicators, {each: each.upper() for each in indicators}) == "I0、I1、I2等 5 项"
    assert asking.named(indicators[:2], {"i0": "甲", "i1": "乙"}) == "甲、乙"
    whole = flagged((2025,))
    several = tuple(whole.catalogue.indicators)[:4]
    flag = msgspec.structs.replace(whole.flags[0], indicator=None, indicators=several, level=CheckLevel.QUESTION)
    told = asking.of_evaluation(msgspec.structs.replace(whole, flags=(flag,)))
    figures = [each.figure for file in told for each in file.asked if each.message == flag.message.zh]
    assert figures
    assert all(figure.endswith("等 4 项") for figure in figures)
    assert all(whole.catalogue.indicators[each].title in figures[0] for each in several[:3])


def test_a_workbook_that_cannot_be_vouched_for_is_shown_by_its_rows(office: Office) -> None:
    office.workbook("a.xlsx", BAD, row(94, GREEN))

    def change(changed: dict[str, bytes]) -> None:
        rels = "xl/worksheets/_rels/sheet1.xml.rels"
        types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        changed[rels] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{types}/comments" Target="../styles.xml"/></Relationships>'
        ).encode()

    Path("a.xlsx").write_bytes(rebuilt(Path("a.xlsx").read_bytes(), change))
    marked(office, "a.xlsx")
    copy = Path("退回/a-批注.xlsx").read_bytes()
    assert opened(copy).sheetnames == ["数据", LIST]
    assert "约95" in {cell for line in opened(copy)["数据"].iter_rows(values_only=True) for cell in line}
    assert len(comments(copy)) == 1


def test_a_file_that_changed_since_it_was_read_is_not_marked_as_if_it_were_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhunsheng.use_cases import marking

    def changed(file: OfFile) -> bytes | None:
        Path(file.path).write_text("地区,年份\n", encoding="utf-8")
        return before(file)

    before = marking.from_disk
    monkeypatch.setattr(marking, "from_disk", changed)
    office.file("a.csv", row("约45", GREEN), row(94))
    marked(office, "a.csv")
    copy = Path("退回/a-批注.xlsx").read_bytes()
    assert opened(copy).sheetnames == [LIST]
    assert [line[3] for line in listed(copy)] == ["第 2 行"]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(office: Office, tmp_path: Path) -> None:
    outside = tmp_path.parent / "secret.csv"
    outside.write_text("地区,年份,指标,数值,单位\n机密,2023,x,1,%\n", encoding="utf-8")
    Path("数据").mkdir()
    office.file("数据/好.csv", row(94))
    Path("数据/链接.csv").symlink_to(outside)
    marked(office, "数据")
    for name in names():
        assert opened(Path("退回", name).read_bytes()).sheetnames == [LIST]


def test_a_name_that_leads_elsewhere_stays_in_the_folder(office: Office) -> None:
    name = "-\u202e..\\..\\“x”; rm -rf *.csv"
    office.file(name, row("约45", GREEN), row(94))
    marked(office, f"./{name}")
    (written,) = names()
    assert written.endswith("-批注.xlsx")
    assert not written.startswith((".", "-"))
    assert set(written) <= set("xrmf-_.批注ls ")
