"""CSV: encodings, delimiters, and rows that are no rows."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.conftest import HEADER, ReadFiles, csv_text, row

from zhunsheng.intake import csv_file, table
from zhunsheng.model.diagnostic import Severity

GOOD = csv_text([row("95.1")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(read_raw: ReadFiles, encoding: str) -> None:
    read = read_raw(GOOD.encode(encoding))
    assert (read.observation.entity, read.observation.value) == ("jianghai", Decimal("95.1"))
    assert read.codes == (["read-as-gb18030"] if encoding.startswith("gb") else [])


def test_gb18030_is_said_in_a_note(read_raw: ReadFiles) -> None:
    assert read_raw(GOOD.encode("gb18030")).problem("read-as-gb18030").severity is Severity.NOTE


@pytest.mark.parametrize("raw", [b"\xff\xff\x80\x81", b"\xff\xfe\x00", b"\xff\xfe\x00\xd8"])
def test_an_unknown_encoding(read_raw: ReadFiles, raw: bytes) -> None:
    assert read_raw(raw).errors == ["unknown-encoding"]


@pytest.mark.parametrize("raw", [GOOD.encode() + b"\0", GOOD.encode("utf-16-le"), (GOOD + "\0").encode("utf-16")])
def test_nul_bytes(read_raw: ReadFiles, raw: bytes) -> None:
    read = read_raw(raw)
    assert read.errors == ["nul-bytes"]
    assert read.submission.observations == ()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(read_raw: ReadFiles, delimiter: str, end: str) -> None:
    read = read_raw(csv_text([row("95.1", note="a,b;c")], delimiter=delimiter).replace("\n", end))
    assert read.codes == []
    assert read.observation.note == "a,b;c"
    assert read.observation.at.line == 2


def test_a_header_and_nothing_else_is_a_warning(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([]))
    assert read.codes == ["no-rows"]
    assert read.problem("no-rows").severity is Severity.WARNING


def test_blank_lines_remarks_and_trailing_delimiters_are_harmless(read_raw: ReadFiles) -> None:
    head = ",".join(HEADER)
    read = read_raw(f"填报表\n\n{head},,\n\n江海区,2023,sewage,95,%,,,,,,\n,,,\n,,,,,,,,,,,,\n填报人：张三\n")
    assert read.codes == []
    assert read.observation.at.line == 5
    assert read.submission.files[0].rows == 1


@pytest.mark.parametrize(
    "line", ["江海区,2023,sewage,1,460.5,%,,,,", "江海区,2023,sewage,95,%", "江海区,2023,sewage,95,%,,,,,x"]
)
def test_a_ragged_row_is_refused_and_the_others_stay(read_raw: ReadFiles, line: str) -> None:
    read = read_raw(f"{','.join(HEADER)}\n{line}\n江海区,2024,sewage,96,%,,,,\n")
    assert read.errors == ["ragged-row"]
    assert read.problem("ragged-row").at.line == 2
    assert (read.refusal.year, read.refusal.code) == (2023, "ragged-row")
    assert read.observation.year == 2024


def test_a_ragged_row_gives_no_other_complaint(read_raw: ReadFiles) -> None:
    read = read_raw(f"{','.join(HEADER)}\n?,?\n")
    assert read.codes == ["ragged-row"]


def test_a_line_in_quotes_may_go_over_several_lines(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", note="一\n二"), row("96", year=2024))
    assert [seen.at.line for seen in read.submission.observations] == [2, 4]
    assert read.submission.observations[0].note == "一\n二"


def test_an_open_quote_costs_its_line_only(read_raw: ReadFiles) -> None:
    head = ",".join(HEADER)
    good = "江海区,{},sewage,95,%,,,,"
    read = read_raw(
        f'{head}\n{good.format(2021)}\n江海区,2022,sewage,"95,%,,,,\n{good.format(2023)}\n{good.format(2024)}\n'
    )
    assert read.errors == ["broken-record"]
    assert read.problem("broken-record").at.line == 3
    assert [seen.year for seen in read.submission.observations] == [2021, 2023, 2024]
    assert read.refusal.year == 2022


def test_an_open_quote_above_the_header(read_raw: ReadFiles) -> None:
    read = read_raw('"2023" 年填报表\n' + GOOD)
    assert read.codes == []
    assert read.observation.at.line == 3


def test_the_delimiter_that_shows_most_of_the_header_is_taken(read_raw: ReadFiles) -> None:
    read = read_raw("地区,年份,指标\t数值,单位\n")
    assert "指标" in read.problem("missing-columns").message.zh
    read = read_raw("地区;年份;指标;数值,x,y\n地区,年份,指标,x\n")
    assert read.errors == ["missing-columns"]
    read = read_raw("地区,年份,指标,x\n地区;年份;数值;单位;x\n")
    assert "数值" not in read.problem("missing-columns").message.zh


def test_a_file_of_open_quotes_is_given_up(read_raw: ReadFiles) -> None:
    read = read_raw(",".join(HEADER) + "\n" + '"a"b\n' * 200)
    assert read.errors == ["not-csv"]


def test_a_field_longer_than_a_cell_is_refused(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", note="x" * table.MAX_FIELD), row("95", year=2024, note="x" * (table.MAX_FIELD + 1)))
    assert read.errors == ["field-too-long"]
    assert read.observation.year == 2023
    assert read.refusal.year == 2024


def test_a_field_longer_than_the_csv_reader_takes(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", note="x" * 200_000), row("96", year=2024))
    assert read.errors == ["broken-record"]
    assert read.observation.year == 2024


def test_too_many_rows_refuse_the_file(read_csv: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "MAX_ROWS", 2)
    assert read_csv(row("95"), row("96", year=2024)).errors == []
    read = read_csv(row("95"), row("96", year=2024), row("97", year=2025))
    assert read.errors == ["too-many-rows"]
    assert read.submission.observations == ()
    assert table.MAX_ROWS == 1_000_000


def test_a_workbook_named_csv_is_read_as_what_it_is(read_raw: ReadFiles) -> None:
    assert read_raw(b"\xd0\xcf\x11\xe0" + bytes(512)).errors == ["encrypted-or-old-workbook"]


def test_csv_needs_no_openpyxl(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from zhunsheng import intake\n"
        "from tests.support.catalogues_intake import catalogue\n"
        f"got = intake.read([Path({str(path)!r})], catalogue())\n"
        "assert len(got.observations) == 1 and not got.problems\n"
        "heavy = {'openpyxl', 'defusedxml', 'pint', 'yaml', 'lark', 'jinja2', 'rich', 'rapidfuzz', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
