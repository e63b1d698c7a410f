"""A form that comes back: known by what it is, read by its codes, whatever a clerk did to rows, columns and words."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.packaging.custom import StringProperty
from tests.intake.conftest import Read, ReadFiles, csv_text
from tests.support.catalogues_intake import catalogue

from zhunsheng import intake
from zhunsheng.intake.columns import FIGURES, Field, find_header
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.table import Cell, Row, Where
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.form import FormIdentity

SENT = FormIdentity(version=1, plan="town", year=2023, rules="0" * 16, department="城管局")
READER = RowReader(catalogue())
HEADS = ("编码", "地区", "年份", "指标", "单位", "口径", "上年数", "本年目标", "数值", "依据", "备注")
SEWAGE = ("sewage@jianghai", "江海区", 2023, "城镇污水集中收集率", "%", "口径", "92%", "≥ 95%")
BEDS = ("beds@jianghai", "江海区", 2023, "平均每千人拥有医疗卫生机构床位数", "张/千人", "", "", "≥ 2")

Rows = Sequence[Sequence[Any]]


def form(*sheets: tuple[str, Rows], sent: FormIdentity | None = SENT, cover: FormIdentity | None = SENT) -> bytes:
    """Build a form as it comes back: a cover, then sheets of rows. `sent` stands in its properties."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "填报说明"
    first["A1"] = "某区规划"
    first["A3"] = cover.line if cover else "怎样填"
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for name, value in (sent.properties if sent else {}).items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def back(read_raw: ReadFiles) -> Callable[..., Read]:
    """Read a form whose sheet 指标填报 has these rows under the header."""

    def read(*rows: Sequence[Any], heads: Sequence[str] = HEADS, **known: FormIdentity | None) -> Read:
        return read_raw(form(("指标填报", [["2023 年指标填报"], [], list(heads), *rows]), **known), "甲.xlsx")

    return read


def test_a_form_is_read_without_a_word(back: Callable[..., Read]) -> None:
    got = back((*SEWAGE, 93.5, "年报", "备注"))
    assert got.codes == []
    assert got.observation.value == Decimal("93.5")
    assert (got.observation.at.sheet, got.observation.at.cell) == ("指标填报", "I4")
    assert (got.observation.evidence, got.observation.note) == ("年报", "备注")


def test_the_cover_alone_tells_a_form(back: Callable[..., Read]) -> None:
    assert back((*SEWAGE, 93.5), sent=None).codes == []
    assert back((*SEWAGE, 93.5), cover=None).codes == ["sheet-without-header"]
    assert back((*SEWAGE, 93.5), sent=None, cover=None).codes == ["sheet-without-header"]


def test_columns_in_another_order_and_columns_taken_away(back: Callable[..., Read]) -> None:
    got = back(("备注", 93.5, "%", "2023", "sewage@jianghai"), heads=("备注", "数值", "单位", "年份", "编码"))
    assert got.codes == []
    assert (got.observation.entity, got.observation.indicator, got.observation.value) == (
        "jianghai",
        "sewage",
        Decimal("93.5"),
    )


def test_inserted_rows_speak_for_themselves(back: Callable[..., Read]) -> None:
    got = back((), (*SEWAGE, 93.5), ("", "江海区", 2023, "城乡基本医疗保险参保率", "%", "", "", "", 96), (*BEDS, 2))
    assert got.codes == []
    assert {each.indicator: each.at.cell for each in got.submission.observations} == {
        "sewage": "I5",
        "insured": "I6",
        "beds": "I7",
    }


def test_an_added_sheet_is_passed_over_and_said_so(read_raw: ReadFiles) -> None:
    notes = ("计算过程", [["合计", "见附件"], ["甲", "乙"]])
    got = read_raw(form(("指标填报", [HEADS, (*SEWAGE, 93.5)]), notes), "a.xlsx")
    assert got.codes == ["sheet-without-header"]
    assert got.problem("sheet-without-header").at.sheet == "计算过程"
    assert got.observation.value == Decimal("93.5")


def test_changed_words_do_not_change_what_a_row_means(back: Callable[..., Read]) -> None:
    changed = ("sewage@jianghai", "本区", 2023, "污水的收集率（新）", "%", "", "", "", 93.5)
    got = back(changed)
    assert (got.observation.entity, got.observation.indicator) == ("jianghai", "sewage")
    assert got.codes == ["name-changed", "name-changed"]
    assert [problem.at.cell for problem in got.submission.problems] == ["B4", "D4"]
    assert {problem.severity for problem in got.submission.problems} == {Severity.WARNING}


@pytest.mark.parametrize(("column", "word", "cell"), [(1, "外海街道", "B4"), (3, "城乡基本医疗保险参保率", "D4")])
def test_words_that_mean_something_else_are_asked_about(
    back: Callable[..., Read], column: int, word: str, cell: str
) -> None:
    row = [*SEWAGE, 93.5]
    row[column] = word
    got = back(row)
    assert got.errors == ["code-and-name-disagree"]
    assert got.problem("code-and-name-disagree").at.cell == cell
    assert got.submission.observations == ()


def test_an_alias_or_a_unit_behind_the_title_is_no_change(back: Callable[..., Read]) -> None:
    got = back(("sewage@jianghai", "高新区（江海区）", 2023, "污水收集率（%）", "%", "", "", "", 93.5))
    assert got.codes == []
    got = back(("sewage@jianghai", "", 2023, "", "%", "", "", "", 93.5))
    assert got.codes == []
    assert got.observation.indicator == "sewage"


@pytest.mark.parametrize("code", ["sewage@nowhere", "nothing@jianghai", "A-01"])
def test_a_code_that_the_plan_does_not_know(back: Callable[..., Read], code: str) -> None:
    got = back((code, *SEWAGE[1:], 93.5))
    assert got.codes == ["unknown-code"]
    assert got.problem("unknown-code").at.cell == "A4"
    assert got.observation.indicator == "sewage"


def test_codes_of_another_kind_are_nobodys_business(read_raw: ReadFiles) -> None:
    rows = [("A-01", "江海区", 2023, "城镇污水集中收集率", 93.5, "%")]
    got = read_raw(csv_text(rows, ("编码", "地区", "年份", "指标", "数值", "单位")))
    assert got.codes == []
    assert got.observation.indicator == "sewage"


def test_a_code_under_a_merge_counts_for_nothing(read_raw: ReadFiles) -> None:
    raw = form(("指标填报", [HEADS, (*SEWAGE, 93.5), (None, *SEWAGE[1:2], 2022, *SEWAGE[3:], 92)]))
    book = openpyxl.load_workbook(BytesIO(raw))
    book["指标填报"].merge_cells("A2:A3")
    stream = BytesIO()
    book.save(stream)
    got = read_raw(stream.getvalue(), "a.xlsx")
    assert {each.year: each.value for each in got.submission.observations} == {
        2023: Decimal("93.5"),
        2022: Decimal(92),
    }


def test_another_year_than_the_forms_is_asked_about(back: Callable[..., Read]) -> None:
    got = back((*SEWAGE[:2], 2022, *SEWAGE[3:], 93.5))
    assert got.codes == ["year-of-another-form"]
    assert got.problem("year-of-another-form").at.cell == "C4"
    assert got.observation.year == 2022


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"plan": "village"}, "form-of-another-plan", Severity.WARNING),
        ({"version": 2}, "form-of-later-version", Severity.WARNING),
        ({"rules": "f" * 16}, "form-of-other-rules", Severity.NOTE),
    ],
)
def test_a_form_that_does_not_fit_the_rules_of_now(
    back: Callable[..., Read], changed: dict[str, Any], code: str, severity: Severity
) -> None:
    values = {"version": 1, "plan": "town", "year": 2023, "rules": "0" * 16, "department": "城管局"}
    got = back((*SEWAGE, 93.5), sent=FormIdentity(**(values | changed)))
    assert got.codes == [code]
    assert got.problem(code).severity is severity
    assert got.observation.value == Decimal("93.5")


def test_a_row_left_blank_is_not_reported(back: Callable[..., Read]) -> None:
    got = back(SEWAGE, (*BEDS, "—"))
    assert got.codes == []
    assert got.submission.observations == got.submission.refusals == ()


def test_what_a_form_shows_is_known_and_what_somebody_adds_is_told(back: Callable[..., Read]) -> None:
    header = find_header([["编码", "地区", "年份", "指标", "上年数", "本年目标", "口径", "数值", "我的列"]])
    assert header is not None
    assert header.form is FIGURES
    assert header.unknown == ("我的列",)
    assert back((*SEWAGE, 93.5, "", "", "x"), heads=(*HEADS, "我的列")).codes == ["unknown-columns"]


def test_a_form_speaks_of_its_own_plan(tmp_path: Path) -> None:
    town = catalogue()
    village = msgspec.structs.replace(town, plan=msgspec.structs.replace(town.plan, id="village"))
    rows = [HEADS, (*SEWAGE, 93.5)]
    for plan, chosen in (("town", 0), ("village", 1), ("nowhere", None)):
        sent = msgspec.structs.replace(SENT, plan=plan)
        (tmp_path / "a.xlsx").write_bytes(form(("甲", rows), sent=sent, cover=sent))
        said = intake.spoken(intake.scan([tmp_path]), [town, village])
        assert said.chosen == chosen


SAID = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["sewage@jianghai", "@", "a@b", "江海区", "城镇污水集中收集率", "已完成", "未完成", "93.5", "—", "2023", "%"]
    ),
)
FIELDS = (*FIGURES.telling, *FIGURES.optional)


@given(st.dictionaries(st.sampled_from(FIELDS), SAID), st.booleans())
def test_no_row_of_a_form_breaks_the_reader(said: dict[Field, str], of_form: bool) -> None:
    row = Row(
        where=Where("a.xlsx", "甲"),
        number=2,
        columns={field: index for index, field in enumerate(said)},
        cells={field: Cell(text) for field, text in said.items()},
        form=SENT if of_form else None,
    )
    outcome = READER.read(row)
    errors = [each for each in outcome.problems if each.severity is Severity.ERROR]
    assert bool(outcome.figures) is not bool(errors) or not (outcome.figures or outcome.refusals or outcome.unread)


LAND = ("revenue@jianghai", "江海区", 2023, "土地出让收入")


def money(value: object, unit: str, code: str = "revenue@jianghai") -> tuple[object, ...]:
    return (code, *LAND[1:], unit, "", "", "", value)


@pytest.mark.parametrize(
    ("value", "unit", "code", "cell"),
    [
        (302500, "万元", "unit-retyped", "E4"),
        ("302500万元", "亿元", "unit-retyped", "I4"),
        ("302500 万元", "", "unit-retyped", "I4"),
        (30.25, "亿元", None, None),
        ("30.25亿元", "亿元", None, None),
        ("302500万元", "万元", "unit-retyped", "E4"),
        ("30.25亿元", "万元", "units-disagree", "I4"),
        ("30.25亩", "亿元", "units-disagree", "I4"),
        (30.25, "亩", "unit-not-convertible", "E4"),
        ("30.25亿元", "万园", "unknown-unit", "E4"),
    ],
)
def test_the_unit_of_a_form_was_printed_and_may_be_retyped(
    back: Callable[..., Read], value: object, unit: str, code: str | None, cell: str | None
) -> None:
    got = back(money(value, unit))
    assert [(each.code, each.at.cell) for each in got.submission.problems] == ([(code, cell)] if code else [])
    if not got.errors:
        assert got.observation.figure == Fraction(121, 4)


def test_the_conversion_is_written_out(back: Callable[..., Read]) -> None:
    message = back(money(302500, "万元")).problem("unit-retyped").message
    assert message.zh.endswith("302500 万元 = 30.25 亿元")
    assert message.en.endswith("302500 万元 = 30.25 亿元")


def test_the_unit_of_a_row_of_ones_own_is_not_retyped(back: Callable[..., Read]) -> None:
    assert back(money(302500, "万元", code="")).codes == []
    assert back(money("302500万元", "亿元", code="")).errors == ["units-disagree"]
