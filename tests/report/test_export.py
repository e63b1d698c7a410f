"""Tables for spreadsheets: every judgement once, exact figures, and no foreign text that becomes a formula."""

import csv
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO, StringIO

import msgspec
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.support.evaluations import evaluation
from tests.support.flagged import SUBMITTER, flagged

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import DataFile, Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import REASON, STATUS
from zhunsheng.report import flags, render
from zhunsheng.report.export import harmless

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://evil.example","x")',
    '",=1+1,"',
)


def table(of: Evaluation, lang: Lang = "zh") -> list[dict[str, str]]:
    raw = render(of, "csv", lang)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def book(of: Evaluation, lang: Lang = "zh") -> Workbook:
    return openpyxl.load_workbook(BytesIO(render(of, "xlsx", lang)))


def rows(of: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *lines = list(of[sheet].iter_rows(min_row=2, values_only=True))
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


@pytest.fixture(scope="module")
def questioned() -> Evaluation:
    return flagged()


@pytest.fixture(scope="module")
def opened(questioned: Evaluation) -> Workbook:
    return book(questioned)


@pytest.fixture(scope="module")
def hostile() -> Evaluation:
    """Say something hostile wherever a foreign file, or a careless author, has the word."""
    whole = flagged((2025,))
    hostiles: Iterator[str] = iter(HOSTILE * 200)

    def spoilt(o: Observation) -> Observation:
        at = msgspec.structs.replace(o.at, file=f"{next(hostiles)}.xlsx", sheet=next(hostiles), cell="A1")
        said = {"note": next(hostiles), "evidence": next(hostiles), "submitter": next(hostiles), "text": next(hostiles)}
        return msgspec.structs.replace(o, at=at, **said)

    plan = whole.catalogue.plan
    departments = tuple(msgspec.structs.replace(d, title=next(hostiles)) for d in plan.departments)
    rules = {
        key: msgspec.structs.replace(
            rule, title=next(hostiles), source=msgspec.structs.replace(rule.source, locator=next(hostiles))
        )
        for key, rule in whole.catalogue.rules.items()
    }
    plan = msgspec.structs.replace(plan, departments=departments, title="=1+1 & Co")
    said = [Text(each, each) for each in HOSTILE]
    return msgspec.structs.replace(
        whole,
        catalogue=msgspec.structs.replace(whole.catalogue, plan=plan, rules=rules),
        judgements=tuple(
            msgspec.structs.replace(j, observations=tuple(map(spoilt, j.observations))) for j in whole.judgements
        ),
        submission=msgspec.structs.replace(
            whole.submission,
            files=tuple(DataFile(path=each, sha256="0" * 64, rows=1, submitter=each) for each in HOSTILE),
        ),
        flags=tuple(
            msgspec.structs.replace(each, message=said[number], arithmetic=HOSTILE[number], hint=said[number])
            for number, each in enumerate(whole.flags)
        ),
        problems=tuple(
            Diagnostic(
                code="x", severity=Severity.ERROR, at=Location(file=each, sheet=each), message=text, expected=text,
                hint=text,
            )
            for each, text in zip(HOSTILE, said, strict=True)
        ),
    )  # fmt: skip


def test_the_csv_has_one_row_a_judgement(questioned: Evaluation) -> None:
    listed = table(questioned)
    assert len(listed) == len(questioned.judgements)
    for row, judgement in zip(listed, questioned.judgements, strict=True):
        assert (row["规则编号"], row["年份"]) == (judgement.rule, str(judgement.year))
        assert row["状态"] == STATUS[judgement.status].zh
        assert row["原因"] == REASON[judgement.reason].zh


def test_a_row_has_all_that_an_inspector_needs(questioned: Evaluation) -> None:
    row = next(r for r in table(questioned) if (r["规则编号"], r["年份"]) == ("sewage", "2025"))
    expected = {
        "规划": "某区规划 & <b>附件</b>", "指标": "污水收集率", "地区": "某区", "责任部门": "区城管局",
        "性质": "约束性",
        "状态": "未达标", "数值": "94.2", "单位": "%", "限值": "≥ 95", "差距": "-0.8", "差距单位": "个百分点",
        "结论": "违反", "级别": "红色", "结论编号": "ZS-binding-missed-sewage-2025", "出处": "表1 第14项",
        "单元格": "2025.csv:15:4", "报送人": SUBMITTER, "收到时间": "2026-03-01 10:00", "示例": "是",
        "数据审核": "数据有疑问 2：突变、恰在目标线上", "填报": "94.2 %",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert "94.2 − 95 = −0.8 个百分点" in row["算式"]


def test_of_several_findings_about_a_judgement_the_gravest_is_named_first(questioned: Evaluation) -> None:
    alert = next(f for f in questioned.findings if (f.rule, f.year) == ("rural-sewage", 2025))
    graver = msgspec.structs.replace(alert, id="ZS-graver", kind=FindingKind.VIOLATION)
    both = msgspec.structs.replace(questioned, findings=(*questioned.findings, graver))
    row = next(r for r in table(both) if (r["规则编号"], r["年份"]) == ("rural-sewage", "2025"))
    assert (row["结论"], row["结论编号"]) == ("违反", f"ZS-graver；{alert.id}")


def test_figures_of_the_csv_are_those_of_the_judgements(questioned: Evaluation) -> None:
    endless = 0
    listed = table(questioned)
    for row, judgement in zip(listed, questioned.judgements, strict=True):
        if judgement.value is None:
            assert row["数值"] == ""
        elif judgement.bound is None:
            assert row["数值"] == decimal_text(judgement.value)
            if row["数值（精确）"]:
                top, _, bottom = row["数值（精确）"].partition(" ÷ ")
                assert Fraction(int(top), int(bottom)) == judgement.value
                endless += 1
        if judgement.gap is not None:
            assert row["差距"] == decimal_text(judgement.gap), "a negative number stays one"
    assert endless


def test_nothing_hostile_begins_a_cell_of_the_csv(hostile: Evaluation) -> None:
    numbers = {"数值", "差距", "时序进度 R", "应达"}
    seen, listed = 0, table(hostile)
    for row in listed:
        for column, text in row.items():
            if column not in numbers:
                assert not harmless.begins_formula(text), (column, text)
                seen += text.startswith("'")
    assert seen > 50
    assert {row["责任部门"] for row in listed} >= {"'=cmd|' /C calc'!A0", "'+1+1", "'@SUM(1+1)"}


def test_every_cell_of_the_csv_is_quoted(hostile: Evaluation) -> None:
    text = render(hostile, "csv", "zh").decode("utf-8-sig")
    width = len(next(csv.reader(StringIO(text))))
    for line in text.split("\r\n")[:-1]:
        assert line.startswith('"')
        assert line.endswith('"')
        assert len(next(csv.reader([line]))) == width


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(hostile: Evaluation) -> None:
    opened = book(hostile)
    texts = set()
    for sheet in opened:
        assert list(sheet._hyperlinks) == []
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate, cell.value)
                if cell.data_type == "s":
                    texts.add(str(cell.value))
                    if harmless.begins_formula(str(cell.value)):
                        assert cell.quotePrefix, cell.coordinate
    assert {"=cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "＝1+1", " =1+1"} <= texts
    with zipfile.ZipFile(BytesIO(render(hostile, "xlsx", "zh"))) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            assert b"<f>" not in raw
            assert b"externalLink" not in raw
            assert b"vbaProject" not in raw


def test_the_workbook_has_its_five_sheets_ready_to_print(opened: Workbook, questioned: Evaluation) -> None:
    assert opened.sheetnames == ["结论", "判定", "数据审核", "数据问题", "说明"]
    for sheet in opened.worksheets[:4]:
        assert sheet.freeze_panes == "B3"
        assert sheet.auto_filter.ref is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$2"
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert "第 &P 页，共 &N 页" in sheet.oddFooter.right.text
        assert sheet.print_area
    assert str(opened["数据审核"]["A1"].value).endswith(flags.SAID.zh)
    assert len(rows(opened, "结论")) == len(questioned.findings)
    assert len(rows(opened, "判定")) == len(questioned.judgements)
    assert len(rows(opened, "数据审核")) == 5
    assert len(rows(opened, "数据问题")) == 1


def test_findings_and_flags_of_the_workbook_say_whose_they_are(opened: Workbook) -> None:
    violation = rows(opened, "结论")[0]
    assert (violation["类别"], violation["级别"], violation["责任部门"]) == ("违反", "红色", "区城管局")
    department = next(r for r in rows(opened, "结论") if not r["状态"])
    assert department["指标"] == department["责任部门"]
    refused = next(r for r in rows(opened, "数据审核") if r["级别"] == "退回")
    assert (refused["种类"], refused["责任部门"], refused["单元格"]) == (
        "超出可能范围", "区城管局", "2024.xlsx[Sheet <1>!D21]",
    )  # fmt: skip
    problem = rows(opened, "数据问题")[0]
    assert (problem["程度"], problem["责任部门"], problem["位置"]) == ("错误", "区城管局", "D21")


def test_files_are_listed_with_digest_and_sender(opened: Workbook) -> None:
    said = [[cell for cell in line if cell not in (None, "")] for line in opened["说明"].iter_rows(values_only=True)]
    assert ["data/2020.csv", SUBMITTER, "2026-03-01 10:00", 24, "ab" * 32] in said


def test_a_number_shows_its_own_decimals_and_no_more(opened: Workbook) -> None:
    sheet = opened["判定"]
    column = next(cell.column for cell in sheet[2] if cell.value == "数值")
    formats = {sheet.cell(row, column).value: sheet.cell(row, column).number_format for row in range(3, 160)}
    assert formats[94.2] == "0.0"
    assert formats[2810.25] == "0.00"
    assert formats[100] == "0"


def test_a_bound_stays_a_bound(opened: Workbook) -> None:
    bound = next(r for r in rows(opened, "判定") if r["规则编号"] == "insurance" and r["年份"] == 2020)
    assert bound["数值"] == "> 95"


def test_the_same_evaluation_gives_the_same_bytes() -> None:
    for fmt in ("csv", "xlsx"):
        assert render(flagged((2025,)), fmt, "zh") == render(flagged((2025,)), fmt, "zh")


def test_an_empty_evaluation_still_makes_tables() -> None:
    whole = evaluation((2025,))
    empty = msgspec.structs.replace(whole, judgements=(), findings=(), problems=(), flags=())
    assert table(empty) == []
    assert book(empty)["结论"]["A3"].value == "无"


def test_english_tables_hold_no_chinese_of_their_own() -> None:
    plain = flagged((2025,), ascii_only=True)
    texts = [text for row in table(plain, "en") for pair in row.items() for text in pair]
    texts += [str(v) for s in book(plain, "en") for line in s.iter_rows(values_only=True) for v in line if v]
    assert [text for text in texts if any("\u4e00" <= c <= "\u9fff" for c in text)] == []
