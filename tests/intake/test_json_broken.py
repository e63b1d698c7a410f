"""JSON that is none: a broken record costs itself, a broken document is refused, and nothing is ever raised."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import ReadFiles
from tests.intake.test_json import record

from zhunsheng import intake
from zhunsheng.intake import json_document
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity

GOOD = [record("95", year) for year in (2021, 2022, 2023)]


@pytest.mark.parametrize(
    "bad",
    [
        GOOD[1].replace(",", "", 1),
        GOOD[1].replace(":", "", 1),
        GOOD[1].replace(":", "=", 1),
        GOOD[1].replace("}", ",}"),
        GOOD[1].replace("}", ""),
        GOOD[1].replace("}", "]"),
        GOOD[1].replace('"sewage"', '"sewage'),
        GOOD[1].replace('"sewage"', '"sew\tage"'),
        GOOD[1].replace("95", "1,460.5"),
        GOOD[1].replace("95", ""),
        GOOD[1].replace("95", "[95, {]"),
        GOOD[1].replace("95", "[95"),
        GOOD[1].replace("95", '"\\u12"'),
        GOOD[1] + GOOD[1],
        GOOD[1] + " // 初稿",
    ],
)
@pytest.mark.parametrize(
    ("pattern", "line"),
    [("[\n  {},\n  {},\n  {}\n]", 3), ('{{"数据": [\n{},\n{},\n{}\n]}}', 3), ("{}\n{}\n{}", 2)],
    ids=["array", "document", "lines"],
)
def test_a_broken_record_costs_only_itself(read_raw: ReadFiles, bad: str, pattern: str, line: int) -> None:
    name = "a.jsonl" if line == 2 else "a.json"
    read = read_raw(pattern.format(GOOD[0], bad, GOOD[2]), name)
    assert set(read.errors) == {"broken-json"}
    problem = next(problem for problem in read.submission.problems if problem.code == "broken-json")
    assert problem.at.line == line
    years = [seen.year for seen in read.submission.observations]
    assert years in ([2021, 2023], [2021, 2022, 2023])  # the second where it is whole, and what follows is not
    assert 2022 in years or 2022 in {refusal.year for refusal in read.submission.refusals}


def test_a_value_without_quotes_is_no_other_value(read_raw: ReadFiles) -> None:
    read = read_raw(GOOD[1].replace('"sewage"', "sewage"), "a.json")
    assert read.errors == ["invalid-json-value"]
    assert read.submission.observations == ()


def test_where_records_cannot_be_told_apart_the_rest_is_not_read(read_raw: ReadFiles) -> None:
    read = read_raw(f"[{GOOD[0]}, {GOOD[1].replace('}', '')}, {GOOD[2]}]", "a.json")
    assert read.errors == ["json-not-read-further", "broken-json"]
    assert [seen.year for seen in read.submission.observations] == [2021]
    assert {2022, 2023} <= {refusal.year for refusal in read.submission.refusals}


def test_a_file_cut_off_says_so_and_accuses_nobody(read_raw: ReadFiles) -> None:
    whole = f"[\n{GOOD[0]},\n{GOOD[1]},\n{GOOD[2]}\n]"
    for length in range(1, len(whole)):
        read = read_raw(whole[:length], "a.json")
        assert "broken-json" in read.errors
        years = {seen.year for seen in read.submission.observations}
        assert years | {refusal.year for refusal in read.submission.refusals} >= {2021, 2022, 2023}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("?", 1, 1),
        ("\n x", 2, 2),
        ('{"figures": []', 1, 15),
        ('{"figures": [] 1}', 1, 16),
        ('{"a": 1,\n]', 2, 1),
        ("[] []", 1, 4),
    ],
)
def test_a_document_that_is_no_json_is_refused_with_the_place(
    read_raw: ReadFiles, text: str, line: int, column: int
) -> None:
    read = read_raw(text, "a.json")
    assert read.errors == ["broken-json"]
    assert f"第 {line} 行第 {column} 列" in read.problem("broken-json").message.zh
    assert read.problem("broken-json").expected is not None


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_file_of_broken_records_is_given_up(read_raw: ReadFiles, name: str) -> None:
    lines = ['{"地区": "江海区" "年份"'] * (json_document.MAX_BROKEN + 1)
    text = "[\n" + ",\n".join(lines) if name == "a.json" else "\n".join(lines)
    read = read_raw(text, name)
    assert read.errors == ["not-json"]
    assert read.submission.observations == ()


@pytest.mark.parametrize("piece", ["[", '{"a":', '[\n{"a": [', "{", '"', "\\", "[1,", '{"a":1,', "\n", ",", "}"])
def test_a_megabyte_of_one_piece_is_read_at_once(read_raw: ReadFiles, piece: str) -> None:
    for begun in ("", "[", '[{"地区": '):
        read = read_raw(begun + piece * (500_000 // len(piece)), "a.json")
        assert len(read.errors) >= 1
        assert read.submission.observations == ()


def test_the_search_for_the_next_record_is_bounded(read_raw: ReadFiles) -> None:
    read = read_raw("[\n" + '{"地区": [\n' * 20_000, "a.json")
    assert read.codes[-1] in {"broken-json", "not-json"}


def test_slips_of_one_character_are_said_or_harmless(tmp_path: Path, plan: Catalogue) -> None:
    whole = f"[\n{GOOD[0]},\n{GOOD[1]}\n]"
    chance = random.Random(4)  # noqa: S311 - a test
    path = tmp_path / "a.json"
    for _ in range(300):
        at = chance.randrange(len(whole))
        path.write_text(whole[:at] + chance.choice('[]{}",:\\ 9x\n') + whole[at + chance.randrange(2) :], "utf-8")
        got = intake.read([path], plan)
        told = any(problem.severity is Severity.ERROR for problem in got.problems)
        assert told or got.files[0].rows == 2


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    text=st.text(alphabet='[]{}",:\\ntrue1.e-\n 数据值', max_size=60),
    begun=st.sampled_from(["", "[", "[{", '{"数据":[']),
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_any_text_at_all_is_problems_and_never_raised(
    tmp_path: Path, plan: Catalogue, name: str, text: str, begun: str
) -> None:
    path = tmp_path / name
    path.write_text(begun + text, encoding="utf-8")
    got = intake.read([path], plan)
    assert got.observations == ()
    assert all(problem.at.file == path.as_posix() for problem in got.problems)
