"""Cells of a workbook: stored numbers, formats, formulas, and what is no figure."""

import datetime as dt
import itertools
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import ReadFiles, row, workbook_bytes
from tests.support import xlsx_parts as xlsx

from zhunsheng import intake
from zhunsheng.intake.workbook_cells import exact, read_cell
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.quantity import in_bounds

FIFTEEN = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 20)
)


@settings(deadline=None)
@given(FIFTEEN)
@example(Decimal("95.1"))
@example(Decimal("0.57"))
@example(Decimal("99.8"))
@example(Decimal("123456789012.345"))
@example(Decimal("0"))
def test_a_decimal_of_at_most_15_digits_survives_the_float(value: Decimal) -> None:
    figure, remarks = exact(float(value))
    assert figure == value
    assert remarks == ()


KEYS = list(
    itertools.product(("jianghai", "waihai", "evil"), range(2021, 2026), ("sewage", "insured", "air", "growth"))
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_decimal_to_float_to_xlsx_to_the_same_decimal(tmp_path: Path, plan: Catalogue, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - figures, not secrets
    values = [Decimal(chance.randrange(-(10**15) + 1, 10**15)).scaleb(-chance.randrange(21)) for _ in KEYS]
    rows = [row(float(v), "%", i, y, entity=e) for v, (e, y, i) in zip(values, KEYS, strict=True)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_bytes(rows))
    unruled = msgspec.structs.replace(plan, rules={})  # no plan to doubt a small share by
    read = {(o.entity, o.year, o.indicator): o.value for o in intake.read([path], unruled).observations}
    assert read == dict(zip(KEYS, values, strict=True))


@settings(deadline=None)
@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_float_is_within_half_a_unit_of_the_15th_digit_or_refused(value: float) -> None:
    figure, remarks = exact(value)
    if figure is None:
        return
    assert in_bounds(figure)
    assert figure == Decimal(f"{value:.15g}")
    assert bool(remarks) == (Decimal(repr(value)) != figure)


def test_an_integer_beyond_any_float() -> None:
    assert exact(10**400) == (None, ())


def test_95_1_stays_95_1(read_xlsx: ReadFiles) -> None:
    read = read_xlsx(row(95.1))
    assert (read.observation.value, read.observation.text) == (Decimal("95.1"), "95.1")
    assert (read.observation.at.sheet, read.observation.at.cell) == ("数据", "D2")
    assert read.codes == []


def test_excels_own_seventeen_digits_are_understood(read_raw: ReadFiles) -> None:
    raw = xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "95.099999999999994")))
    assert read_raw(raw, "a.xlsx").observation.value == Decimal("95.1")


def test_more_than_15_digits_are_rounded_once_and_said(read_raw: ReadFiles) -> None:
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, repr(10.1 + 0.2)))), "a.xlsx")
    assert read.observation.value == Decimal("10.3")
    note = read.problem("rounded-to-15-digits")
    assert (note.severity, note.at.cell) == (Severity.NOTE, "D2")
    assert "10.299999999999999" in note.message.zh


@pytest.mark.parametrize("stored", ["1e400", "-1e400", "1e300", "1" + "0" * 400])
def test_a_stored_number_out_of_bounds(read_raw: ReadFiles, stored: str) -> None:
    rows = xlsx.figure_row(2, xlsx.number(2, stored)), xlsx.figure_row(3, xlsx.number(3, "95"), 2024)
    read = read_raw(xlsx.workbook(*rows), "a.xlsx")
    assert read.errors == ["figure-out-of-bounds"]
    assert read.refusal.year == 2023
    assert read.observation.year == 2024


def test_a_stored_nan_is_no_workbook_of_any_program(read_raw: ReadFiles) -> None:
    assert read_raw(xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "NaN"))), "a.xlsx").errors == ["unsafe-workbook"]


@pytest.mark.parametrize("unit", ["%", "", "percent"])
@pytest.mark.parametrize("code", ["0.00%", "0%", "[Red]0.0%"])
def test_a_percent_format_means_what_it_shows(read_xlsx: ReadFiles, unit: str, code: str) -> None:
    seen = read_xlsx(row(0.951, unit), format_of_value=code).observation
    assert (seen.value, seen.text) == (Decimal("95.1"), "95.1%")
    assert seen.figure == Fraction("95.1")


@settings(deadline=None)
@given(FIFTEEN.filter(lambda value: in_bounds(value.scaleb(2))))
def test_times_100_is_exact(value: Decimal) -> None:
    figure, _ = exact(float(value))
    assert figure is not None
    assert figure.scaleb(2) == value * 100


def test_a_percent_format_against_another_unit_is_refused(read_xlsx: ReadFiles) -> None:
    assert read_xlsx(row(0.951, "‰"), format_of_value="0.0%").errors == ["units-disagree"]
    assert read_xlsx(row(0.027, "万人", "jobs"), format_of_value="0.0%").errors == ["units-disagree"]


def test_without_the_format_a_small_share_is_asked_about(read_xlsx: ReadFiles) -> None:
    assert read_xlsx(row(0.95)).errors == ["percent-or-fraction"]
    assert read_xlsx(row("0.95%")).observation.figure == Decimal("0.95")


def test_a_unit_in_the_format(read_xlsx: ReadFiles) -> None:
    seen = read_xlsx(row(2.7, "", "jobs"), format_of_value='0.0"万人"').observation
    assert (seen.value, seen.unit) == (Decimal("2.7"), "万人")
    assert read_xlsx(row(2.7, "人", "jobs"), format_of_value='0.0"万人"').errors == ["units-disagree"]


@pytest.mark.parametrize("code", ['0.0,"万"', "0,", "#,##0,,", "0%%", "[>1]0.0%;0.0", '0.0"万"'])
def test_a_format_that_shows_another_number_is_refused(read_xlsx: ReadFiles, code: str) -> None:
    assert read_xlsx(row(27000, "人", "jobs"), format_of_value=code).errors == ["misleading-number-format"]


@pytest.mark.parametrize(
    "code", ["0.0", "#,##0.00", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '0"注"', "0.00E+00"]
)
def test_other_formats_only_dress_the_figure(read_xlsx: ReadFiles, code: str) -> None:
    assert read_xlsx(row(0, "人", "jobs"), format_of_value=code).observation.value == 0


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "boolean-value"),
        (dt.date(2023, 5, 1), "date-value"),
        (dt.datetime(2023, 5, 1, 12, tzinfo=None), "date-value"),  # noqa: DTZ001 - workbooks know no zones
        (dt.time(12, 30), "date-value"),
        (dt.timedelta(hours=5), "date-value"),
        ("#DIV/0!", "error-value"),
        ("#REF!", "error-value"),
        ("#N/A", "error-value"),
    ],
)
def test_what_is_no_figure(read_xlsx: ReadFiles, value: object, code: str) -> None:
    read = read_xlsx(row(value), row(96, year=2024))
    assert read.errors == [code]
    assert (read.problem(code).at.cell, read.refusal.code) == ("D2", code)
    assert read.observation.year == 2024


def test_text_cells_that_hold_numbers(read_xlsx: ReadFiles) -> None:
    read = read_xlsx(
        row("９５．１％", ""), row(" 1,460.5", "平方米", "floor"), row("—", year=2024), row("'96", year=2025)
    )
    assert [seen.value for seen in read.submission.observations] == [Decimal("95.1"), Decimal("1460.5"), Decimal(96)]
    assert read.codes == []


@pytest.mark.parametrize("year", [2023, 2023.0, "2023", "2023年"])
def test_years_of_a_workbook(read_xlsx: ReadFiles, year: object) -> None:
    assert read_xlsx(row(95, year=year)).observation.year == 2023


@pytest.mark.parametrize("year", [2023.5, dt.date(2023, 1, 1), True, 23])
def test_no_years_of_a_workbook(read_xlsx: ReadFiles, year: object) -> None:
    read = read_xlsx(row(95, year=year))
    assert read.submission.observations == ()
    assert len(read.errors) == 1


def test_a_date_as_evidence_is_text(read_xlsx: ReadFiles) -> None:
    cited = row("95", evidence=dt.date(2024, 2, 20))  # type: ignore[arg-type]  # a date cell on purpose
    assert read_xlsx(cited).observation.evidence.startswith("2024-02-20")


def formula(row_number: int, code: str, cached: str | None, kind: str = "") -> str:
    value = "" if cached is None else f"<v>{cached}</v>"
    return f'<c r="D{row_number}"{kind}><f>{code}</f>{value}</c>'


def test_a_formula_with_a_stored_result_is_used_with_a_warning(read_raw: ReadFiles) -> None:
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, formula(2, "90+5.1", "95.1"))), "a.xlsx")
    assert read.observation.value == Decimal("95.1")
    warning = read.problem("formula-result-used")
    assert (warning.severity, warning.at.cell) == (Severity.WARNING, "D2")
    assert "=90+5.1" in warning.message.zh


def test_a_formula_never_calculated_is_refused(read_xlsx: ReadFiles) -> None:
    read = read_xlsx(row("=1+1"))
    problem = read.problem("formula-not-calculated")
    assert problem.hint is not None
    assert "Excel" in problem.hint.zh
    assert read.refusal.code == "formula-not-calculated"


def test_a_formula_whose_result_is_an_empty_text_reports_nothing(read_raw: ReadFiles) -> None:
    cell = '<c r="D2" t="str"><f>IF(1,"","")</f><v></v></c>'
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, cell)), "a.xlsx")
    assert (read.codes, read.submission.observations) == ([], ())


def test_a_formula_whose_result_is_an_error(read_raw: ReadFiles) -> None:
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, formula(2, "1/0", "#DIV/0!", ' t="e"'))), "a.xlsx")
    assert read.errors == ["error-value"]


def test_array_shared_and_table_formulas(read_raw: ReadFiles) -> None:
    rows = (
        xlsx.figure_row(2, '<c r="D2"><f t="array" ref="D2">SUM(A1)</f><v>91</v></c>', 2021),
        xlsx.figure_row(3, '<c r="D3"><f t="shared" ref="D3:D4" si="0">1+1</f><v>92</v></c>', 2022),
        xlsx.figure_row(4, '<c r="D4"><f t="shared" si="0"/><v>93</v></c>', 2023),
        xlsx.figure_row(5, '<c r="D5"><f t="dataTable" ref="D5" r1="A1"/><v>94</v></c>', 2024),
    )
    read = read_raw(xlsx.workbook(*rows), "a.xlsx")
    assert [seen.value for seen in read.submission.observations] == [91, 92, 93, 94]
    assert read.codes == ["formula-result-used"] * 4


@pytest.mark.parametrize(
    "code",
    [
        "[1]Sheet1!A1",
        "'[1]Sheet 1'!A1+1",
        "'C:\\x\\[book.xlsx]Sheet1'!A1",
        "cmd|'/C calc'!A0",
        "WEBSERVICE(&quot;http://x&quot;)",
        "RTD(&quot;a&quot;)",
    ],
)
def test_a_formula_that_draws_on_another_file_or_program_is_refused(read_raw: ReadFiles, code: str) -> None:
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, formula(2, code, "95"))), "a.xlsx")
    assert read.errors == ["external-formula"]
    assert read.refusal.code == "external-formula"


@pytest.mark.parametrize("code", ["Table1[[#This Row],[数]]", "Table1[2023]", "IF(1,95,&quot;a|b[1]&quot;)"])
def test_brackets_inside_the_workbook_are_no_other_file(read_raw: ReadFiles, code: str) -> None:
    read = read_raw(xlsx.workbook(xlsx.figure_row(2, formula(2, code, "95"))), "a.xlsx")
    assert read.codes == ["formula-result-used"]
    assert read.observation.value == 95


def test_a_formula_in_a_key_cell_is_used_with_a_warning_at_that_cell(read_raw: ReadFiles) -> None:
    plain = xlsx.figure_row(2, xlsx.number(2, "95"))
    read = read_raw(xlsx.workbook(plain.replace('<c r="B2">', '<c r="B2"><f>2022+1</f>')), "a.xlsx")
    assert read.problem("formula-result-used").at.cell == "B2"
    assert read.observation.year == 2023


def test_a_formula_in_a_note_is_nobodys_business(read_raw: ReadFiles) -> None:
    plain = xlsx.figure_row(2, xlsx.number(2, "95"))
    note = '<c r="F2" t="str"><f>"年"&amp;"报"</f><v>年报</v></c></row>'
    read = read_raw(xlsx.workbook(plain.replace("</row>", note)), "a.xlsx")
    assert read.codes == []
    assert read.observation.note == "年报"


def test_a_percent_format_can_push_a_number_out_of_bounds(read_xlsx: ReadFiles) -> None:
    assert read_xlsx(row(1e39)).errors == []
    assert read_xlsx(row(1e39), format_of_value="0%").errors == ["figure-out-of-bounds"]


@pytest.mark.parametrize(
    ("written", "read"),
    [("_x000D_\n", "\r\n"), ("_x005F_x000D_", "_x000D_"), ("_xD83D_", "_xD83D_"), ("_x12_", "_x12_")],
)
def test_escaped_characters_are_what_they_stand_for(written: str, read: str) -> None:
    cell = openpyxl.Workbook().create_sheet().cell(1, 1, f"完成{written}")
    assert read_cell(cell, None).text == f"完成{read}"
