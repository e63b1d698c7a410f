"""Which files are read, and what is said about the others."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import ReadFiles, csv_text, row, workbook_bytes

from zhunsheng import intake
from zhunsheng.intake import files
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity


def put(path: Path, year: int = 2023) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(csv_text([row("95", year=year)]), encoding="utf-8")
    return path


def test_a_folder_is_read_sorted_one_level_deep(tmp_path: Path, read_paths: ReadFiles) -> None:
    put(tmp_path / "b.csv", 2022)
    put(tmp_path / "a.CSV", 2021)
    put(tmp_path / "sub" / "c.csv", 2023)
    (tmp_path / "d.xlsx").write_bytes(workbook_bytes([row(95, year=2024)]))
    (tmp_path / "e.xlsm").write_bytes(workbook_bytes([row(95, year=2025)]))
    put(tmp_path / "sub" / "deeper" / "f.csv", 2020)
    read = read_paths(tmp_path)
    assert [Path(file.path).name for file in read.submission.files] == ["a.CSV", "b.csv", "d.xlsx", "e.xlsm", "c.csv"]
    assert [seen.year for seen in read.submission.observations] == [2021, 2022, 2024, 2025, 2023]
    assert read.codes == ["folder-too-deep"]
    assert read.problem("folder-too-deep").severity is Severity.NOTE


def test_the_path_is_told_as_the_user_gave_it(tmp_path: Path, plan: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "data" / "a.csv")
    monkeypatch.chdir(tmp_path)
    (file,) = intake.read([Path("data")], plan).files
    assert file.path == "data/a.csv"
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_other_files_get_a_note_and_companions_do_not(tmp_path: Path, read_paths: ReadFiles) -> None:
    put(tmp_path / "a.csv")
    for name in (
        "README.md",
        "notes.yml",
        "LICENSE",
        "x.yaml",
        ".hidden.csv",
        "~$a.xlsx",
        "old.xls",
        "table.et",
        "a.pdf",
    ):
        (tmp_path / name).write_text("?", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    put(tmp_path / ".git" / "b.csv")
    read = read_paths(tmp_path)
    assert read.codes == ["file-ignored"] * 3
    assert {Path(p.at.file).name for p in read.submission.problems} == {"old.xls", "table.et", "a.pdf"}
    assert read.observation.year == 2023


def test_a_workbook_with_the_ending_of_an_older_kind_needs_only_its_own_back(
    tmp_path: Path, read_paths: ReadFiles
) -> None:
    put(tmp_path / "a.csv", 2023)
    (tmp_path / "new.xls").write_bytes(workbook_bytes([row(95)]))
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    said = {Path(p.at.file).name: p.hint for p in read_paths(tmp_path).submission.problems}
    new, old = said["new.xls"], said["old.xls"]
    assert new is not None
    assert old is not None
    assert "改回 .xlsx 即可" in new.zh
    assert "另存为" in old.zh


def test_links_out_of_the_folder_are_refused(tmp_path: Path, read_paths: ReadFiles) -> None:
    folder = tmp_path / "data"
    put(folder / "a.csv", 2021)
    secret = put(tmp_path / "secret.csv", 2022)
    put(tmp_path / "elsewhere" / "c.csv", 2024)
    (folder / "link.csv").symlink_to(secret)
    (folder / "sub").mkdir()
    (folder / "sub" / "link.csv").symlink_to(secret)
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    read = read_paths(folder)
    assert read.errors == ["link-leads-out"] * 3
    assert read.observation.year == 2021


def test_a_link_inside_is_the_same_file_and_a_named_link_is_followed(tmp_path: Path, read_paths: ReadFiles) -> None:
    put(tmp_path / "data" / "a.csv")
    (tmp_path / "data" / "b.csv").symlink_to(tmp_path / "data" / "a.csv")
    assert read_paths(tmp_path / "data").codes == ["file-named-twice"]
    (tmp_path / "link.csv").symlink_to(tmp_path / "data" / "a.csv")
    assert read_paths(tmp_path / "link.csv").observation.year == 2023


def test_a_file_named_twice_is_read_once(tmp_path: Path, read_paths: ReadFiles) -> None:
    path = put(tmp_path / "a.csv")
    read = read_paths(path, tmp_path, path)
    assert len(read.submission.files) == 1
    assert read.codes == ["file-named-twice"] * 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("absent.csv", "file-not-found"),
        ("absent.xlsx", "file-not-found"),
        ("nul\0.csv", "file-unreadable"),
        ("x" * 300 + ".csv", "file-unreadable"),
        ("a.csv/b.csv", "file-unreadable"),
        ("empty", "no-data"),
        ("ring.csv", "file-unreadable"),
        ("fifo.csv", "not-a-file"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_never_raised(
    tmp_path: Path, read_paths: ReadFiles, name: str, code: str
) -> None:
    put(tmp_path / "a.csv")
    (tmp_path / "empty").mkdir()
    (tmp_path / "ring.csv").symlink_to(tmp_path / "ring.csv")
    os.mkfifo(tmp_path / "fifo.csv")
    read = read_paths(tmp_path / name)
    assert read.errors == [code]
    assert read.submission.files == ()


def test_a_file_without_permission(tmp_path: Path, read_paths: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.csv")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    read = read_paths(path)
    assert read.errors == ["file-unreadable"]
    assert "Permission denied" in read.problem("file-unreadable").message.en


def test_a_folder_without_permission(tmp_path: Path, read_paths: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", deny)
    assert read_paths(tmp_path).errors == ["file-unreadable"]


def test_a_subfolder_without_permission(tmp_path: Path, read_paths: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.csv")
    put(tmp_path / "sub" / "b.csv")
    put(tmp_path / "sub" / ".hidden.csv")
    listed = Path.iterdir

    def deny_below(self: Path) -> Iterator[Path]:
        if self.name == "sub":
            raise PermissionError(13, "Permission denied")
        return listed(self)

    assert len(read_paths(tmp_path).submission.files) == 2
    monkeypatch.setattr(Path, "iterdir", deny_below)
    read = read_paths(tmp_path)
    assert read.errors == ["file-unreadable"]
    assert len(read.submission.files) == 1


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_empty_file(read_raw: ReadFiles, content: bytes, name: str) -> None:
    assert read_raw(content, name).errors == ["empty-file"]


def test_a_file_too_large(tmp_path: Path, read_paths: ReadFiles) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(files.MAX_BYTES + 1)
    assert read_paths(path).errors == ["file-too-large"]


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, read_paths: ReadFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / "a.csv")
    opened = Path.open

    def open_late(self: Path, mode: str) -> object:
        with opened(self, "ab") as stream:
            stream.write(b"x")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", open_late)
    assert read_paths(path).errors == ["file-changing"]


def test_progress_is_told_for_each_file(tmp_path: Path, plan: Catalogue) -> None:
    first, second = put(tmp_path / "a.csv", 2021), tmp_path / "b.csv"
    second.write_bytes(b"\0")
    told: list[tuple[Path, int, int]] = []
    intake.read([tmp_path], plan, lambda *step: told.append(step))
    assert told == [(first, 1, 2), (second, 2, 2)]


def test_a_bad_file_costs_only_itself(tmp_path: Path, read_paths: ReadFiles) -> None:
    (tmp_path / "a.csv").write_bytes(b"\0\0")
    put(tmp_path / "b.csv")
    read = read_paths(tmp_path)
    assert read.errors == ["nul-bytes"]
    assert read.observation.year == 2023


def test_no_paths_at_all(read_paths: ReadFiles) -> None:
    assert read_paths().submission.problems == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", "地区,年份,指标,数值,单位\n".encode()]),
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_any_bytes_at_all_are_problems_and_never_raised(
    tmp_path: Path, plan: Catalogue, suffix: str, content: bytes, head: bytes
) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(head + content)
    submission = intake.read([path], plan)
    assert submission.observations == ()
    assert all(problem.at.file == path.as_posix() for problem in submission.problems)
