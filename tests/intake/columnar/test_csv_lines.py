"""Every record of a CSV is found in the line in which it begins, wherever the file is cut into blocks."""

import csv
import io
import tempfile
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.bulk_data import run
from tests.support.catalogues_intake import catalogue

from zhunsheng import intake
from zhunsheng.intake import columnar
from zhunsheng.intake.columnar import csv_lines

HEADING = "地区,年份,指标,数值,单位,备注\n"
FIELD = st.one_of(
    st.sampled_from(["x", "中", "95.1"]),
    st.text(st.sampled_from('a中,;\n\r"'), max_size=6).map(lambda text: '"' + text.replace('"', '""') + '"'),
)
RECORD = st.one_of(st.just(""), st.lists(FIELD, min_size=1, max_size=3).map(",".join))


@given(
    records=st.lists(RECORD, max_size=8),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    block=st.sampled_from([1, 2, 3, 7, 1 << 20]),
)
def test_records_begin_where_the_row_by_row_reader_finds_them(
    records: list[str], ending: str, last: bool, encoding: str, block: int
) -> None:
    text = f'"a title{ending}of two lines"{ending}heading{ending}' + ending.join(records) + ending * last
    lines = list(io.StringIO(text, newline=""))[3:]
    reader = csv.reader(lines)
    ends = [(reader.line_num, bool(fields)) for fields in reader]
    begins = [before for (before, _), (_, filled) in zip([(0, True), *ends], ends, strict=False) if filled]
    with tempfile.NamedTemporaryFile() as file, patch.object(csv_lines, "_BLOCK", block):
        Path(file.name).write_bytes(text.encode(encoding))
        found = csv_lines.find(Path(file.name), encoding, 3)
    assert found.of(np.arange(found.records)).tolist() == begins
    assert found.lines == len(lines)
    assert found.even == (begins == list(range(len(begins))))


BAD, WORSE = "jianghai,20x,sewage,95,%,\n", "jianghai,20y,sewage,95,%,\n"
REMARK = 'jianghai,2021,sewage,95,%,"甲\n乙\n\n丙"\n'


@pytest.mark.parametrize(
    "rows",
    [
        BAD + "\n" + WORSE,
        REMARK + BAD + REMARK.replace("2021", "2022") + WORSE,
        "\n\n" + BAD + "填报人：某某\n\n" + WORSE + REMARK + "jianghai,2024,sewage,1\n\n\n",
        REMARK.replace("\n", "\r\n") + "\r\n" + BAD,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lines_are_those_that_check_tells(rows: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(("表\n" + HEADING + rows).encode(encoding))
    told = {(each.code, each.at.line) for each in intake.read([path], catalogue()).problems if each.at.line is not None}
    bulk = run([path], catalogue(), tmp_path / "scratch")
    found = columnar.located(bulk.problems, bulk.survey.files)
    assert {(each.code, each.at.line) for each in found if each.at is not None} >= told
    assert told


def test_a_figure_has_the_number_of_its_line_and_the_next_file_begins_after_the_last(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADING + REMARK + "\n" + REMARK.replace("2021", "2022"), "utf-8")
    (tmp_path / "b.csv").write_text(HEADING + REMARK.replace("2021", "2023"), "utf-8")
    bulk = run([tmp_path / "a.csv", tmp_path / "b.csv"], catalogue(), tmp_path / "scratch")
    assert [bulk.row_of(("jianghai", year, "sewage")) for year in (2021, 2022, 2023)] == [0, 5, 9]
    assert [(each.first_row, each.rows, each.line) for each in bulk.survey.files] == [(0, 9, 2), (9, 1, 2)]


def test_where_quotes_do_not_pair_it_is_said_that_lines_are_not_sure(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(HEADING + '\njianghai,2021,sewage,95,%,宽 5"\n' + BAD, "utf-8")
    assert "lines-uncertain" in run([path], catalogue(), tmp_path / "scratch").codes
