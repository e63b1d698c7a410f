"""Files that cannot be read: told all at once, never a crash, and whatever is missing may have stood there."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.bulk_data import HEADER, Row, run, write_csv, write_parquet
from tests.support.catalogues_intake import catalogue

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import digests

GOOD: Row = ("jianghai", "2021", "sewage", "95", "%", "", "", "")
COLUMNS = {"entity": ["jianghai"], "year": [2021], "indicator": ["sewage"], "value": [95], "unit": ["%"]}


def parquet(folder: Path, **columns: object) -> Path:
    path = folder / "data.parquet"
    pq.write_table(pa.table({**COLUMNS, **columns}), path)
    return path


def damaged(folder: Path) -> Path:
    path = parquet(folder)
    raw = bytearray(path.read_bytes())
    raw[8:120] = b"\xff" * 112
    path.write_bytes(raw)
    return path


def cut_short(folder: Path) -> Path:
    path = parquet(folder)
    path.write_bytes(path.read_bytes()[:-20])
    return path


def no_text(folder: Path) -> Path:
    path = folder / "data.csv"
    path.write_bytes(("地区,年份,指标,数值\n" + "\0").encode())
    return path


def empty(folder: Path) -> Path:
    path = folder / "data.csv"
    path.write_bytes(b"")
    return path


def wide(folder: Path) -> Path:
    path = folder / "data.parquet"
    pq.write_table(pa.table({f"c{number}": [1] for number in range(2_001)}), path)
    return path


REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a binary float": (lambda folder: parquet(folder, value=[0.57]), "value-is-float"),
    "a float year": (lambda folder: parquet(folder, year=[2021.0]), "value-is-float"),
    "a list": (lambda folder: parquet(folder, value=[[1]]), "unreadable-column-type"),
    "truth values": (lambda folder: parquet(folder, value=[True]), "unreadable-column-type"),
    "cut short": (cut_short, "broken-parquet"),
    "too many columns": (wide, "too-many-columns"),
    "no value": (lambda folder: write_csv(folder / "data.csv", [], HEADER[:3] + HEADER[4:]), "missing-columns"),
    "no header": (lambda folder: write_csv(folder / "data.csv", [], ("a", "b")), "no-header"),
    "twice the same": (lambda folder: write_csv(folder / "data.csv", [], (*HEADER, "数值")), "repeated-column"),
    "no text": (no_text, "nul-bytes"),
    "nothing": (empty, "empty-file"),
    "not there": (lambda folder: folder / "data.csv", "file-not-found"),
    "a folder that is not there": (lambda folder: folder / "dta", "file-not-found"),
    "a folder of nothing": (lambda folder: folder, "no-data"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_where_nothing_can_be_read_that_is_said(case: str, tmp_path: Path) -> None:
    make, code = REFUSED[case]
    (tmp_path / "data").mkdir()
    with pytest.raises(UnreadableDataError) as stopped:
        run([make(tmp_path / "data")], catalogue(), tmp_path / "scratch")
    assert {each.code for each in stopped.value.problems} == {code, "no-figures"}


def test_a_page_that_is_damaged_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDataError) as stopped:
        run([damaged(tmp_path)], catalogue(), tmp_path / "scratch")
    assert [each.code for each in stopped.value.problems] == ["broken-parquet"]


def test_beside_a_file_that_is_refused_nothing_counts_as_not_reported(tmp_path: Path) -> None:
    paths = [parquet(tmp_path, value=[0.5]), write_csv(tmp_path / "good.csv", [GOOD])]
    bulk = run(paths, catalogue(), tmp_path / "scratch")
    assert bulk.said.figures.keys() == {("jianghai", 2021, "sewage")}
    assert ("jianghai", 2022, "sewage") in bulk.said.refused
    (told,) = bulk.problems
    assert (told.code, told.refused, told.at and Path(told.at.file).name) == ("value-is-float", True, "data.parquet")
    assert told.hint is not None
    assert "DECIMAL" in told.hint.zh


def test_other_files_in_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write_parquet(tmp_path / "data" / "good.parquet", [GOOD])
    (tmp_path / "data" / "book.xlsx").write_bytes(b"PK\x03\x04")
    bulk = run([tmp_path / "data"], catalogue(), tmp_path / "scratch")
    assert bulk.codes == {"file-ignored"}
    assert [Path(each.path).name for each in bulk.survey.files] == ["good.parquet"]


def spoilt(monkeypatch: pytest.MonkeyPatch, spoils: Callable[[bytes], bool]) -> None:
    """Let a medium break down when some bytes are read of it."""

    class Breaking:
        def __init__(self) -> None:
            self._sha = hashlib.sha256()

        def update(self, raw: bytes) -> None:
            if spoils(raw):
                raise OSError(errno.EIO, "Input/output error")
            self._sha.update(raw)

        def hexdigest(self) -> str:
            return self._sha.hexdigest()

    monkeypatch.setattr(digests, "hashlib", SimpleNamespace(sha256=Breaking))


def test_a_file_that_cannot_be_read_to_its_end_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_parquet(tmp_path / "a.parquet", [("waihai", *GOOD[1:])])
    second = write_parquet(tmp_path / "b.parquet", [GOOD])
    spoilt(monkeypatch, lambda raw: b"waihai" in raw)
    bulk = run([first, second], catalogue(), tmp_path / "scratch")
    assert bulk.said.figures.keys() == {("jianghai", 2021, "sewage")}
    assert ("jianghai", 2022, "sewage") in bulk.said.refused
    (told,) = bulk.problems
    assert (told.code, told.at and Path(told.at.file).name) == ("file-unreadable", "a.parquet")
    (kept,) = bulk.survey.files
    assert (kept.first_row, kept.sha256) == (0, hashlib.sha256(second.read_bytes()).hexdigest())


def test_where_no_file_can_be_read_to_its_end_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt(monkeypatch, lambda _: True)
    with pytest.raises(UnreadableDataError) as stopped:
        run([damaged(tmp_path)], catalogue(), tmp_path / "scratch")
    assert {each.code for each in stopped.value.problems} == {"file-unreadable", "no-figures"}
