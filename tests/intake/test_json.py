"""JSON and JSON Lines: the shapes that are read, every value as it is written, and where it stands."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.conftest import ReadFiles

from zhunsheng import intake
from zhunsheng.intake import json_document, table
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity


def record(value: str, year: int = 2023, **more: object) -> str:
    """Write one record; `value` is JSON as it shall stand there."""
    row = {"地区": "江海区", "年份": year, "指标": "sewage", "数值": "?", "单位": "%", **more}
    return json.dumps(row, ensure_ascii=False).replace('"?"', value)


ENGLISH = '{"entity": "jianghai", "year": "2024", "indicator": "sewage", "value": "96%", "unit": "", "note": "n"}'
TWO = f"{record('95.10')},\n{ENGLISH}"
PLACE = '{"名称": "第一网格", "级别": "grid", "类别": "", "上级": "江海区"}'


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"[{TWO}]", "a.json"),
        (f'{{"figures": [{TWO}]}}', "a.json"),
        (f'{{"schema": "zhunsheng/figures/1", "数据": [{TWO}], "名册": []}}', "a.json"),
        (f'{{"places": [{PLACE}], " DATA ": [{TWO}]}}', "a.JSON"),
        (TWO.replace(",\n", "\n"), "a.jsonl"),
        (TWO.replace(",\n", "\r\n\r\n") + "\r\n", "a.ndjson"),
        (TWO.replace(",\n", "\n"), "a.json"),
    ],
)
def test_shapes(read_raw: ReadFiles, text: str, name: str) -> None:
    read = read_raw(text, name)
    assert read.errors == []
    first, second = read.submission.observations
    assert (first.value, first.text, first.year) == (Decimal("95.10"), "95.10", 2023)
    assert str(first.value) == "95.10"
    assert (second.value, second.unit, second.note) == (Decimal(96), "%", "n")


def test_one_record_alone_is_a_table_of_one_row(read_raw: ReadFiles) -> None:
    read = read_raw("\n " + record("95", 数据性质="示例").replace(", ", ",\n"), "a.json")
    assert read.codes == []
    assert read.observation.illustrative
    assert (read.observation.at.line, read.observation.at.column) == (5, 7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_encodings(read_raw: ReadFiles, encoding: str, name: str) -> None:
    read = read_raw(record("95").encode(encoding), name)
    assert read.observation.value == 95
    assert read.codes == (["read-as-gb18030"] if encoding == "gb18030" else [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_value_has_its_line_and_column(read_raw: ReadFiles, end: str) -> None:
    text = f"[\n  {record('95')},\n" + json.dumps(json.loads(record("96", 2024)), ensure_ascii=False, indent=2) + "]"
    read = read_raw(text.replace("\n", end), "a.json")
    lines = text.split("\n")
    for seen, value in zip(read.submission.observations, ("95", "96"), strict=True):
        assert seen.at.line is not None
        assert seen.at.column is not None
        assert lines[seen.at.line - 1][seen.at.column - 1 :].startswith(value)


def test_a_complaint_stands_at_its_value_and_at_the_record_where_there_is_none(read_raw: ReadFiles) -> None:
    nowhere = record("95", 2024).replace('"地区": "江海区", ', "")
    read = read_raw(f"[{record('95', 1999)},\n   {nowhere}]", "a.json")
    year, place = read.problem("year-outside-plan").at, read.problem("missing-entity").at
    assert (year.line, year.column) == (1, record("95").index("2023") + 2)
    assert (place.line, place.column) == (2, 4)


def test_columns_may_be_left_out_and_stand_in_any_order(read_raw: ReadFiles) -> None:
    read = read_raw(
        '[{"数值": 95, "指标": "sewage", "年份": 2023, "地区": "江海区"},' + record("96", 2024) + "]", "a.json"
    )
    assert read.errors == ["missing-unit"]
    assert read.refusal.year == 2023
    assert read.observation.year == 2024


@pytest.mark.parametrize("value", ["null", '""', '"—"'])
def test_null_is_blank(read_raw: ReadFiles, value: str) -> None:
    read = read_raw(f"[{record(value)}, {record('96', 2024)}]", "a.json")
    assert read.errors == []
    assert [blank.year for blank in read.submission.blanks] == [2023]


def test_a_record_of_nothing_is_no_row(read_raw: ReadFiles) -> None:
    read = read_raw(f'[{{}}, {{"年份": null}}, {record("96")}]', "a.json")
    assert read.codes == []
    assert read.submission.files[0].rows == 1


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1e400", "figure-out-of-bounds"),
        ("-1e-400", "figure-out-of-bounds"),
        ("1e999999999999", "figure-out-of-bounds"),
        ("9" * 1_000_000, "figure-out-of-bounds"),
        ("NaN", "figure-out-of-bounds"),
        ("-Infinity", "figure-out-of-bounds"),
        ("true", "boolean-value"),
        ('["95"]', "nested-value"),
        ('{"value": "}]"}', "nested-value"),
        ("[" * 300_000 + "]" * 300_000, "nested-value"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested-value"),
        ("095", "invalid-json-value"),
        ("+95", "invalid-json-value"),
        (".5", "invalid-json-value"),
        ("95%", "invalid-json-value"),
        ("None", "invalid-json-value"),
        ("九五", "invalid-json-value"),
        ('"约95"', "approximate-figure"),
        ('"9\\u20285"', "not-a-number"),
        ('"95\\u0000"', "hidden-characters"),
        ('"95\\ud800"', "hidden-characters"),
    ],
)
def test_a_value_that_is_no_figure_costs_only_itself(read_raw: ReadFiles, value: str, code: str) -> None:
    read = read_raw(f"[{record(value)},\n{record('96', 2024)}]", "a.json")
    assert read.errors == [code]
    at = read.problem(code).at
    assert (at.line, at.column) == (1, record("95").index("95") + 2)
    assert (read.refusal.year, read.refusal.code) == (2023, code)
    assert read.observation.year == 2024


def test_escapes_are_undone_in_keys_and_values(read_raw: ReadFiles) -> None:
    text = record('"9\\u0035"', 备注='一\n二"').replace("数值", "\\u6570\\u503c")
    read = read_raw(text, "a.jsonl")
    assert (read.observation.value, read.observation.note) == (95, '一\n二"')


def test_a_nested_note_is_kept_as_it_stands(read_raw: ReadFiles) -> None:
    read = read_raw(f"[{record('95', 备注={'文号': [1, 2]})}]", "a.json")
    assert read.errors == []
    assert read.observation.note == '{"文号": [1, 2]}'


def test_a_logical_value_answers_a_milestone(read_zones: ReadFiles) -> None:
    row = '{"地区": "江门市", "年份": 2021, "指标": "built", "数值": true, "依据": "x"}'
    read = read_zones(a_json=f"[{row}]")
    assert read.observation.value == 1
    assert "boolean-value" not in read.codes


@pytest.mark.parametrize("twice", ['"数值": 96', '"value": 96', '"数值": 95'])
def test_a_column_with_two_values(read_raw: ReadFiles, twice: str) -> None:
    read = read_raw(f"[{record('95')[:-1]}, {twice}}},\n {record('96', 2024)}]", "a.json")
    assert read.errors == ["duplicate-key"]
    assert (read.problem("duplicate-key").at.line, read.problem("duplicate-key").at.column) == (1, 2)
    assert read.refusal.year == 2023
    assert read.observation.year == 2024


def test_with_two_places_it_is_not_known_whose_figure_it_is(read_raw: ReadFiles) -> None:
    read = read_raw(f'[{record("95")[:-1]}, "entity": "外海街道"}}]', "a.json")
    assert read.errors == ["duplicate-key"]
    assert {refusal.entity for refusal in read.submission.refusals} == {"jianghai"}
    assert read.submission.observations == ()


def test_keys_that_are_not_read_are_named(read_raw: ReadFiles) -> None:
    read = read_raw(f'{{"version": 3, "figures": [{record("95", 分管=[1])}], "by": {{"x": ["y"]}}}}', "a.json")
    assert read.errors == []
    assert read.problem("unknown-keys").message.zh == "以下各键不予读取：version、by"
    assert read.problem("unknown-columns").message.zh == "以下各列不予读取：分管"
    assert read.problem("unknown-keys").severity is Severity.NOTE


def test_a_flood_of_keys_is_told_in_part(read_raw: ReadFiles) -> None:
    many = {f"k{number}": number for number in range(5000)}
    read = read_raw(f"[{record('95', **many)}]", "a.json")
    assert read.observation.value == 95
    assert len(read.problem("unknown-columns").message.zh) < 2000


def test_a_roster_in_a_file_of_its_own_or_beside_the_figures(read_zones: ReadFiles) -> None:
    places = '[{"名称": "第九网格", "级别": "grid", "类别": "农村", "上级": "江门市"}]'
    alone, beside = read_zones(a_json=places), read_zones(a_json=f'{{"名册": {places}, "数据": []}}')
    assert [place.title for place in alone.submission.roster] == ["第九网格"]
    assert alone.submission.roster == beside.submission.roster
    assert alone.codes == [code for code in beside.codes if code != "no-rows"]


def test_missing_columns_are_told_at_the_array(read_raw: ReadFiles) -> None:
    read = read_raw('{"数据":\n [{"地区": "江海区", "年份": 2023, "指标": "sewage"}]}', "a.json")
    assert read.errors == ["missing-columns"]
    assert (read.problem("missing-columns").at.line, read.problem("missing-columns").at.column) == (2, 2)


def test_an_empty_array_is_a_warning(read_raw: ReadFiles) -> None:
    assert read_raw("[]", "a.json").codes == ["no-rows"]
    assert read_raw('{"figures": [{}, {}]}', "a.json").errors == ["json-without-figures"]


def test_too_many_rows_refuse_the_file(read_raw: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "MAX_ROWS", 2)
    rows = [record("95", year) for year in (2021, 2022, 2023)]
    assert read_raw(f"[{','.join(rows[:2])}]", "a.json").errors == []
    for text, name in ((f"[{','.join(rows)}]", "b.json"), ("\n".join(rows), "b.jsonl")):
        read = read_raw(text, name)
        assert read.errors == ["too-many-rows"]
        assert read.submission.observations == ()


def test_a_field_longer_than_a_cell_is_refused(read_raw: ReadFiles) -> None:
    notes = ["x" * table.MAX_FIELD, "x" * (table.MAX_FIELD + 1)]
    read = read_raw(f"[{record('95', 备注=notes[0])}, {record('95', 2024, 备注=notes[1])}]", "a.json")
    assert read.errors == ["field-too-long"]
    assert read.refusal.year == 2024


def test_json_in_a_folder(tmp_path: Path, plan: Catalogue) -> None:
    (tmp_path / "a.json").write_text(f"[{record('95')}]", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(record("96", 2024), encoding="utf-8")
    (tmp_path / "report.json").write_text('{"schema": "zhunsheng/evaluation/1", "judgements": []}', encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"a": [1, {"b": null}], "c": "数据"}', encoding="utf-8")
    (tmp_path / "list.jsonl").write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")
    got = intake.read([tmp_path], plan)
    assert [seen.year for seen in got.observations] == [2023, 2024]
    notes = {Path(problem.at.file).name: problem for problem in got.problems}
    assert set(notes) == {"report.json", "settings.json", "list.jsonl"}
    assert {(problem.code, problem.severity) for problem in got.problems} == {("json-passed-over", Severity.NOTE)}
    assert "zhunsheng/evaluation/1" in notes["report.json"].message.zh


@pytest.mark.parametrize(
    "text", ['{"schema": "zhunsheng/evaluation/1"', "[1,2", "?", '{"rows": [' + record("95") + "]}"]
)
def test_what_may_have_been_data_is_refused_in_a_folder_too(tmp_path: Path, plan: Catalogue, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    got = intake.read([tmp_path], plan)
    if text.startswith('{"schema"'):  # a report cut off is still a report
        assert next(problem.code for problem in got.problems) == "json-passed-over"
    else:
        assert [problem.severity for problem in got.problems] == [Severity.ERROR]
        assert got.refusals


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"schema": "zhunsheng/evaluation/1", "judgements": []}', "json-not-data"),
        ('{"schema": "zhunsheng/figures/2", "figures": []}', "json-not-data"),
        ('{"a": 1}', "json-without-figures"),
        ("{}", "json-without-figures"),
        ('{"figures": {"a": 1}}', "json-not-an-array"),
        ('{"figures": [], "数据": []}', "duplicate-key"),
        ('{"rows": [' + record("95") + "]}", "json-figures-elsewhere"),
        ('[["地区", "年份"]]', "json-not-a-record"),
    ],
)
def test_a_file_that_was_named_and_is_no_data_is_an_error(read_raw: ReadFiles, text: str, code: str) -> None:
    read = read_raw(text, "a.json")
    assert read.errors == [code]
    assert read.problem(code).expected or read.problem(code).hint
