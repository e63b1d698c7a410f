"""What a form looks like to a spreadsheet: locked but for inputs, checked while typed, set up for paper."""

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from tests.forms.conftest import DISTRICT, ZONES
from tests.support.forms import HEADER_ROW, asked, column, heads, opened, put, read_back, row_of, written

from zhunsheng.forms import Form, TooManyRowsError, write
from zhunsheng.forms.entries import Listing
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.form import of_line, of_properties
from zhunsheng.model.plan import Place
from zhunsheng.model.submission import Submission

INPUTS = {"数值", "依据", "备注", "完成情况", "完成日期"}


@pytest.fixture(scope="module")
def grids(plans: dict[str, Catalogue], earlier: dict[str, Submission]) -> Form:
    """A form with figures, milestones, and a roster."""
    return asked(plans[DISTRICT], 2024, earlier[DISTRICT])["区城管局"]


@pytest.fixture(scope="module")
def tables(grids: Form) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in opened(grids).worksheets}


def test_the_sheets(tables: dict[str, Worksheet]) -> None:
    assert list(tables) == ["填报说明", "指标填报", "节点任务", "名册"]
    assert heads(tables["指标填报"]) == {
        name: index
        for index, name in enumerate(
            ("编码", "地区", "年份", "指标", "单位", "口径", "上年数", "本年目标", "数值", "依据", "备注"), start=1
        )
    }
    assert {"完成情况", "完成日期"} <= set(heads(tables["节点任务"]))
    assert list(heads(tables["名册"])) == ["名称", "级别", "类别", "上级", "编号"]


def test_only_inputs_are_unlocked_and_tinted(tables: dict[str, Worksheet]) -> None:
    for name in ("指标填报", "节点任务"):
        sheet = tables[name]
        headings = {position: heading for heading, position in heads(sheet).items()}
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
            for cell in row:
                filled_in = headings[cell.column] in INPUTS
                assert cell.protection.locked is not filled_in
                assert (cell.fill.fgColor.rgb == "FFFFF9E0") is filled_in
        assert all(cell.protection.locked for row in sheet.iter_rows(max_row=HEADER_ROW) for cell in row)


def test_every_sheet_is_protected_without_a_password(tables: dict[str, Worksheet]) -> None:
    for sheet in tables.values():
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows


def test_every_sheet_is_set_up_for_paper(tables: dict[str, Worksheet]) -> None:
    for name, sheet in tables.items():
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == (None if name == "填报说明" else 0)  # as many pages as it takes
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        assert sheet.print_area
        if name != "填报说明":
            assert sheet.print_title_rows == "$3:$3"
            assert sheet.freeze_panes in ("E4", "B4")


def rules_of(sheet: Worksheet, cell: str) -> DataValidation:
    (found,) = (each for each in sheet.data_validations.dataValidation if cell in each.sqref)
    return found


def test_cells_are_checked_while_they_are_filled_in(tables: dict[str, Worksheet]) -> None:
    figures, milestones = tables["指标填报"], tables["节点任务"]
    share = rules_of(figures, f"I{row_of(figures, 'sewage-collection-rate@jianghai')}")
    assert (share.type, share.formula1, share.formula2, share.errorStyle) == ("decimal", "0", "100", "warning")
    length = rules_of(figures, f"I{row_of(figures, 'new-sewers@jianghai')}")
    assert (length.type, length.errorStyle) == ("decimal", "warning")
    assert "公里" in (length.prompt or "")
    state = rules_of(milestones, f"H{HEADER_ROW + 1}")
    assert (state.type, state.formula1, state.errorStyle) == ("list", '"已完成,未完成"', "warning")
    day = rules_of(milestones, f"I{HEADER_ROW + 1}")
    assert (day.type, day.operator) == ("date", None)
    assert day.formula2 == str((dt.date(2024, 12, 31) - dt.date(1899, 12, 30)).days)
    roster = rules_of(tables["名册"], f"C{HEADER_ROW + 1}")
    assert (roster.formula1, roster.errorStyle) == ('"农村,社区"', "warning")


def test_a_percentage_shows_its_sign_beside_what_is_typed(tables: dict[str, Worksheet]) -> None:
    sheet = tables["指标填报"]
    formats = {sheet.cell(row, 5).value: sheet.cell(row, 9).number_format for row in range(4, sheet.max_row + 1)}
    assert formats["%"] == 'General"%"'
    assert formats["公里"] == "General"


def test_the_cover_says_how(grids: Form, tables: dict[str, Worksheet]) -> None:
    texts = [str(cell.value) for row in tables["填报说明"].iter_rows() for cell in row if cell.value]
    said = "\n".join(texts)
    for word in (
        "区城管局",
        "2024 年",
        "报送期限",
        "百分之九十五填 95",
        "已完成",
        "未完成",
        "“—”",
        "不要改动",
        "没有设密码",
    ):
        assert word in said
    assert [of_line(text) for text in texts if of_line(text)] == [grids.identity]
    assert "3 项不再列出" in said


def test_the_properties_tell_what_form_it_is(grids: Form) -> None:
    properties = {each.name: each.value for each in opened(grids).custom_doc_props.props}
    assert of_properties(properties) == grids.identity
    assert grids.identity.department == "城管局"
    assert grids.identity.rules


def test_missing_evidence_is_coloured(plans: dict[str, Catalogue]) -> None:
    issuers = opened(asked(plans[ZONES], 2021)[""])["下达目标和基准值"]
    (rule,) = (rule for area in issuers.conditional_formatting for rule in area.rules)
    assert rule.formula == ["AND(LEN($I4)>0,LEN(TRIM($J4))=0)"]


HOSTILE = '=HYPERLINK("http://x","y")'


@pytest.fixture(scope="module")
def hostile(small: Catalogue) -> Catalogue:
    """A plan whose every text is an attack on somebody who opens a workbook."""
    sewage = msgspec.structs.replace(
        small.indicators["sewage"], title=HOSTILE, definition="@SUM(1)\x00\x1f\ud800" + "长" * 40_000
    )
    rule = msgspec.structs.replace(small.rules["sewage"], note="-2+3+cmd|' /C calc'!A0", title="+1")
    places = (msgspec.structs.replace(small.plan.places[0], title="=1+1"), *small.plan.places[1:])
    department = msgspec.structs.replace(small.plan.departments[0], title='../&"黑体"=局\n\0' + "长" * 300)
    plan = msgspec.structs.replace(small.plan, title="=cmd|'/C calc'!A0", places=places, departments=(department,))
    return msgspec.structs.replace(
        small, plan=plan, indicators=small.indicators | {"sewage": sewage}, rules={"sewage": rule}
    )


def test_no_text_ever_becomes_a_formula(hostile: Catalogue) -> None:
    (form,) = asked(hostile, 2023).values()
    content = written(form)
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert all(b"<f>" not in sheet and b"<f " not in sheet for sheet in sheets)
    assert b"External" not in relations
    sheet = opened(form)["指标填报"]
    assert column(sheet, "指标") == [HOSTILE]
    assert sheet.cell(HEADER_ROW + 1, heads(sheet)["指标"]).quotePrefix
    (meaning,) = column(sheet, "口径")
    assert meaning.startswith("@SUM(1)\ufffd")
    assert len(meaning) < 32_767


def test_the_form_of_a_hostile_plan_comes_back_all_the_same(hostile: Catalogue, tmp_path: Path) -> None:
    (form,) = asked(hostile, 2023).values()
    book = opened(form)
    sheet = book["指标填报"]
    assert len(sheet.oddFooter.left.text or "") < 200
    put(sheet, "sewage@jianghai", {"数值": 93.5})
    got = read_back(hostile, tmp_path, [book])
    (seen,) = got.observations
    assert (seen.entity, seen.indicator, str(seen.value)) == ("jianghai", "sewage", "93.5")


def test_more_rows_than_anybody_fills_in_are_refused(grids: Form) -> None:
    assert grids.listing is not None
    many = tuple(Place(id=str(number), title=str(number), level="grid") for number in range(100_001))
    listing = Listing(rosters=grids.listing.rosters, places=many)
    with pytest.raises(TooManyRowsError) as caught:
        write((msgspec.structs.replace(grids, listing=listing),))
    assert (caught.value.title, caught.value.rows) == ("区城管局", 100_001)
