"""Hostile and damaged Parquet: a file is refused, in bounded time and memory; the next one is read all the same."""

import random
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.intake.conftest import ReadFiles
from tests.intake.test_parquet import figures
from tests.support.same_table import parquet_bytes

from zhunsheng import intake
from zhunsheng.intake import parquet_file, parquet_keeper
from zhunsheng.model.catalogue import Catalogue

GOOD = parquet_bytes(figures(["95", "96", "97"]))


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The keeper with no process yet; whatever it starts is ended."""
    rooms: list[parquet_keeper._Room] = []
    monkeypatch.setattr(parquet_keeper, "_ROOMS", rooms)
    yield parquet_keeper
    for room in rooms:
        room.close(kill=True)


def program(folder: Path, lines: str) -> Path:
    """Write a program that stands in for the room."""
    path = folder / "room.py"
    path.write_text(f"import os, sys, time\n{lines}\n", encoding="utf-8")
    return path


READY = "print('{\"ready\": true}', flush=True); sys.stdin.buffer.readline()\n"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("os.abort()", "parquet-reader-crashed"),
        ("", "parquet-reader-crashed"),
        ("print('hello')", "parquet-reader-crashed"),
        ('print(\'{"missing": "no pyarrow"}\')', "parquet-reader-missing"),
        ("time.sleep(60)", "parquet-too-slow"),
        (READY + "os.abort()", "parquet-reader-crashed"),
        (READY + 'print(\'{"failed": "large"}\', flush=True)', "parquet-too-large"),
        (READY + 'print(\'{"failed": "odd", "why": "x"}\', flush=True)', "broken-parquet"),
        (READY + 'print(\'{"columns": [{"name": "a", "kind": "odd", "type": ""}]}\')', "parquet-reader-crashed"),
        (READY + "print('{\"rows\": -1}')", "broken-parquet"),
        (READY + "time.sleep(60)", "parquet-too-slow"),
    ],
)
def test_a_reader_that_fails_costs_the_file(
    tmp_path: Path,
    keeper: ModuleType,
    read_raw: ReadFiles,
    monkeypatch: pytest.MonkeyPatch,
    lines: str,
    code: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(keeper, "PROGRAM", program(tmp_path, lines))
        patch.setattr(keeper, "SECONDS", 1 if "too-slow" in code else 30)
        read = read_raw(GOOD, "a.parquet")
        assert read.errors == [code]
        assert {refusal.code for refusal in read.submission.refusals} == {code}
    assert len(read_raw(GOOD, "b.parquet").submission.observations) == 3


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ('[["a"], ["b"]]', "parquet-reader-crashed"),
        ('[["a"], ["b"], ["c"], ["d"], ["e", "f"]]', "parquet-reader-crashed"),
        ('[["a"], ["b"], ["c"], ["d"], ["e"]]', "broken-parquet"),
    ],
)
def test_an_answer_that_does_not_fit_costs_the_file(
    tmp_path: Path,
    keeper: ModuleType,
    read_raw: ReadFiles,
    monkeypatch: pytest.MonkeyPatch,
    values: str,
    code: str,
) -> None:
    names = "['地区', '年份', '指标', '数值', '单位']"
    columns = f"[{{'name': n, 'kind': 'text', 'type': ''}} for n in {names}]"
    answer = f"import json; print(json.dumps({{'rows': 2, 'columns': {columns}}}))"
    rows = f"print('{{\"values\": {values}}}'); print('{{\"end\": 1}}')"
    monkeypatch.setattr(keeper, "PROGRAM", program(tmp_path, f"{READY}{answer}\n{rows}"))
    read = read_raw(GOOD, "a.parquet")
    assert read.errors == [code]
    assert read.submission.observations == ()


def test_a_reader_that_does_not_start(keeper: ModuleType, read_raw: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keeper.PROGRAM.is_file()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert read_raw(GOOD, "a.parquet").errors == ["parquet-reader-missing"]


def test_one_process_serves_all_files_and_survives_bad_ones(keeper: ModuleType, read_raw: ReadFiles) -> None:
    children = set()
    for raw in (GOOD, b"PAR1", GOOD[:-9], parquet_bytes(pa.table({"a": [1]})), GOOD):
        read_raw(raw, "a.parquet")
        children.add(keeper._ROOMS[0]._child.pid)
    assert len(children) == 1


def test_an_interrupted_reading_ends_the_process(
    keeper: ModuleType, read_raw: ReadFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(parquet_file, "text_cell", interrupt)
        patch.setattr(parquet_file, "_MAKERS", {"text": interrupt, "exact": interrupt})
        with pytest.raises(KeyboardInterrupt):
            read_raw(GOOD, "a.parquet")
    assert keeper._ROOMS[0]._child is None
    assert len(read_raw(GOOD, "b.parquet").submission.observations) == 3


def test_a_process_that_died_between_two_files_costs_neither(keeper: ModuleType, read_raw: ReadFiles) -> None:
    for name in ("a.parquet", "b.parquet"):
        assert len(read_raw(GOOD, name).submission.observations) == 3
        keeper._ROOMS[0]._child.kill()
        keeper._ROOMS[0]._child.wait()


def test_a_process_inherited_by_a_fork_is_left_alone(keeper: ModuleType, read_raw: ReadFiles) -> None:
    read_raw(GOOD, "a.parquet")
    (room,) = keeper._ROOMS
    room.owner = -1
    assert len(read_raw(GOOD, "b.parquet").submission.observations) == 3
    assert [room] != keeper._ROOMS
    room.close(kill=True)


@pytest.mark.parametrize(
    "length", [1, 3, 4, 8, 11, 12, 50, 500, len(GOOD) - 1000, len(GOOD) - 8, len(GOOD) - 4, len(GOOD) - 1]
)
def test_a_file_cut_off_is_refused(read_raw: ReadFiles, length: int) -> None:
    read = read_raw(GOOD[:length], "a.parquet")
    assert read.errors == ["broken-parquet"]
    assert read.submission.observations == ()


@pytest.mark.parametrize(
    "raw", [b"?", b"PAR1PAR1", b"PAR1" + b"\xff" * 8 + b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PK", GOOD[::-1]]
)
def test_what_is_no_parquet_is_refused(read_raw: ReadFiles, raw: bytes) -> None:
    assert read_raw(raw, "a.parquet").errors == ["broken-parquet"]


def test_an_encrypted_file_says_so(read_raw: ReadFiles) -> None:
    read = read_raw(b"PARE" + GOOD[4:-4] + b"PARE", "a.parquet")
    assert read.errors == ["encrypted-parquet"]


def test_flipped_bits_are_refused_or_harmless(tmp_path: Path, plan: Catalogue) -> None:
    checked = parquet_bytes(figures(["95", "96", "97"]), write_page_checksum=True)
    chance = random.Random(8)  # noqa: S311 - a test
    path = tmp_path / "a.parquet"
    fine = 0
    for _ in range(300):
        raw = bytearray(checked)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(raw)
        got = intake.read([path], plan)
        fine += len(got.observations) == 3
        assert got.observations or got.problems
    assert 0 < fine < 300  # most of a small file is metadata that nobody needs


def test_more_rows_than_are_read(read_raw: ReadFiles) -> None:
    """A hundred million rows without a value, in a file of less than one megabyte."""
    empty = pa.table({name: pa.nulls(1_000_000) for name in ("地区", "年份", "指标", "数值", "单位")})
    stream = BytesIO()
    with pq.ParquetWriter(stream, empty.schema) as writer:
        for _ in range(100):
            writer.write_table(empty)
    assert len(stream.getvalue()) < 1_000_000
    assert read_raw(stream.getvalue(), "a.parquet").errors == ["too-many-rows"]


@pytest.mark.parametrize("store_schema", [True, False])
def test_a_text_repeated_beyond_all_memory(read_raw: ReadFiles, store_schema: bool) -> None:
    """A hundred thousand rows say the same long text, once: six gigabytes if written out."""
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["字" * 20_000])
    same = {"地区": "江海区", "年份": "2023", "指标": "sewage", "数值": "95"}
    table = pa.table({name: [text] * 100_000 for name, text in same.items()} | {"备注": long})
    raw = parquet_bytes(table, store_schema=store_schema)
    assert len(raw) < 500_000
    assert read_raw(raw, "a.parquet").errors == ["parquet-too-large"]
    assert len(read_raw(GOOD, "b.parquet").submission.observations) == 3


def test_a_page_that_unpacks_to_more_than_is_read(read_raw: ReadFiles) -> None:
    text = "x" * (300 << 20)
    raw = parquet_bytes(figures(["95"], 备注=[text]), compression="zstd", use_dictionary=False, write_statistics=False)
    assert read_raw(raw, "a.parquet").errors == ["parquet-too-large"]
