"""The folder of a run: taken once, resumed only as the same run, and swept of what was left unfinished."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.bulk.engines import pretend

from zhunsheng.bulk import journal, layout, lock
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.bulk import BulkFile, BulkRun

FILE = BulkFile(path="a.parquet", sha256="aa", rows=10, first_row=0)
OTHER = BulkFile(path="b.parquet", sha256="bb", rows=10, first_row=10)
RUN = BulkRun(
    schema="zhunsheng/bulk-data/1", engine="0.1.0", plan="p", title="规划", rules_digest="d", years=(2024, 2025),
    base=2020, files=(FILE, OTHER), places=30, part_size=10, parts=3,
)  # fmt: skip
OTHERS: dict[str, tuple[BulkRun, str]] = {
    "program": (msgspec.structs.replace(RUN, engine="0.2.0"), "0.2.0, not zhunsheng/bulk-data/1 0.1.0"),
    "plan": (msgspec.structs.replace(RUN, plan="q", rules_digest="e"), "the plan is q, not p"),
    "rules": (msgspec.structs.replace(RUN, rules_digest="e"), "the rules have been changed"),
    "years": (msgspec.structs.replace(RUN, years=(2025,)), "the years are 2025, not 2024、2025"),
    "years, and so the size": (msgspec.structs.replace(RUN, years=(2025,), part_size=20), "2025, not 2024、2025. Ask"),
    "size": (msgspec.structs.replace(RUN, part_size=15, parts=2), "15 places, not 10 (--part-size 10)"),
    "findings only": (msgspec.structs.replace(RUN, findings_only=True), "it was without --findings-only"),
    "new": (msgspec.structs.replace(RUN, files=(FILE, msgspec.structs.replace(OTHER, sha256="cc"))), "b.parquet"),
    "missing": (msgspec.structs.replace(RUN, files=(FILE,)), "data are missing: b.parquet"),
    "order": (msgspec.structs.replace(RUN, files=(OTHER, FILE)), "in another order"),
    "places": (msgspec.structs.replace(RUN, places=31), "31 places, not 30"),
}

ANOTHER = """
import sys, pathlib
from zhunsheng.bulk import lock
with lock.held(pathlib.Path(sys.argv[1])) as ours:
    print(ours)
"""
"""A process that would have the folder, too."""


def begun(folder: Path, *parts: int) -> None:
    """A run that was interrupted with these parts done."""
    with journal.opened(folder, resume=False) as one:
        assert one.begin(RUN) == ()
        for number in parts:
            layout.judgements(folder, number).write_bytes(b"PAR1....PAR1")
            layout.findings(folder, number).write_bytes(b"PAR1....PAR1")
            layout.write(layout.done(folder, number), msgspec.json.encode(pretend.done(number)))


def resumed(folder: Path) -> list[int]:
    with journal.opened(folder, resume=True) as one:
        return [part.number for part in one.begin(RUN)]


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def refused(folder: Path, *, resume: bool = False) -> str:
    with pytest.raises(BulkError) as caught, journal.opened(folder, resume=resume):
        pytest.fail("it was taken")
    return caught.value.message.en


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("resume", [False, True])
def test_a_new_or_an_empty_folder_is_taken(tmp_path: Path, there: bool, resume: bool) -> None:
    folder = tmp_path / "a" / "out"
    if there:
        folder.mkdir(parents=True)
    with journal.opened(folder, resume=resume) as one:
        assert one.earlier is None
        (one.scratch / "sorted.arrow").touch()
        assert one.begin(RUN) == ()
        assert msgspec.json.decode((folder / "run.json").read_bytes(), type=BulkRun) == RUN
    assert names(folder) == {"run.json", "judgements", "findings", "parts"}


@pytest.mark.parametrize("there", [False, True])
def test_a_run_that_never_began_leaves_the_folder_as_it_was(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "out"
    if there:
        folder.mkdir()
    with pytest.raises(KeyboardInterrupt), journal.opened(folder, resume=False):
        raise KeyboardInterrupt
    assert folder.exists() is there
    assert not there or not names(folder)


def test_a_run_of_findings_alone_is_resumed_as_one(tmp_path: Path) -> None:
    alone = msgspec.structs.replace(RUN, findings_only=True)
    with journal.opened(tmp_path, resume=False) as one:
        one.begin(alone)
        layout.findings(tmp_path, 1).write_bytes(b"PAR1....PAR1")
        layout.write(layout.done(tmp_path, 1), msgspec.json.encode(pretend.done(1)))
    assert names(tmp_path) >= {"findings", "parts"}
    assert "judgements" not in names(tmp_path)
    with journal.opened(tmp_path, resume=True) as one:
        assert [part.number for part in one.begin(alone)] == [1]
    with pytest.raises(BulkError, match="it was with --findings-only"), journal.opened(tmp_path, resume=True) as one:
        one.begin(RUN)


def test_a_run_is_resumed_with_what_is_done_of_it(tmp_path: Path) -> None:
    begun(tmp_path / "out", 0, 2)
    assert "--resume" in refused(tmp_path / "out")
    assert resumed(tmp_path / "out") == [0, 2]
    moved = tmp_path / "moved"
    (tmp_path / "out").rename(moved)
    with journal.opened(moved, resume=True) as one:
        assert one.earlier == RUN
        elsewhere = tuple(msgspec.structs.replace(file, path=f"/mnt/{file.path}") for file in RUN.files)
        assert len(one.begin(msgspec.structs.replace(RUN, files=elsewhere))) == 2


@pytest.mark.parametrize("what", OTHERS)
def test_another_run_is_not_gone_on_with_and_what_differs_is_named(tmp_path: Path, what: str) -> None:
    begun(tmp_path, 0)
    before = names(tmp_path)
    other, said = OTHERS[what]
    with (
        pytest.raises(BulkError, match=re.escape(said)),
        journal.opened(tmp_path, resume=True) as one,
    ):
        one.begin(other)
    assert names(tmp_path) == before
    assert resumed(tmp_path) == [0]


def spoil_json(folder: Path) -> None:
    layout.done(folder, 1).write_bytes(layout.done(folder, 1).read_bytes()[:-5])


def another_number(folder: Path) -> None:
    layout.done(folder, 1).write_bytes(layout.done(folder, 0).read_bytes())


def cut_off(folder: Path) -> None:
    layout.judgements(folder, 1).write_bytes(b"PAR1....")


def emptied(folder: Path) -> None:
    layout.findings(folder, 1).write_bytes(b"")


def removed(folder: Path) -> None:
    layout.findings(folder, 1).unlink()


@pytest.mark.parametrize("spoil", [spoil_json, another_number, cut_off, emptied, removed])
def test_a_part_that_is_not_whole_is_done_again(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    begun(tmp_path, 0, 1)
    spoil(tmp_path)
    assert resumed(tmp_path) == [0]


def test_what_was_left_unfinished_is_swept_and_nothing_else(tmp_path: Path) -> None:
    begun(tmp_path, 0)
    kept = names(tmp_path) | {"report.html", "notes.tmp", "parts/mine.txt"}
    for name in ("report.html", "notes.tmp", "parts/mine.txt"):
        (tmp_path / name).touch()
    for name in ("run.json.0011aabb.tmp", "judgements/part-00001.parquet.00ffee11.tmp"):
        (tmp_path / name).touch()
    (tmp_path / "scratch.tmp" / "deep").mkdir(parents=True)
    assert resumed(tmp_path) == [0]
    assert names(tmp_path) == kept


def test_what_was_killed_before_it_began_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "scratch.tmp").mkdir()
    (tmp_path / "run.json.0011aabb.tmp").touch()
    with journal.opened(tmp_path, resume=False) as one:
        one.begin(RUN)
    assert names(tmp_path) == {"run.json", "judgements", "findings", "parts"}


@pytest.mark.parametrize("resume", [False, True])
def test_a_folder_that_holds_other_things_is_refused(tmp_path: Path, resume: bool) -> None:
    (tmp_path / "holiday.jpg").touch()
    assert "holiday.jpg" in refused(tmp_path, resume=resume)
    for number in range(9):
        (tmp_path / f"{number}.jpg").touch()
    assert refused(tmp_path, resume=resume).count("jpg") == 5


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 1}'])
def test_a_broken_run_is_not_gone_on_with(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    assert "run.json" in refused(tmp_path, resume=True)


def test_links_are_never_swept_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.00112233.tmp").touch()
    begun(tmp_path / "out")
    (tmp_path / "out" / "parts").rmdir()
    (tmp_path / "out" / "parts").symlink_to(elsewhere)
    assert "links" in refused(tmp_path / "out", resume=True)
    (tmp_path / "out" / "parts").unlink()
    (tmp_path / "out" / "a.00112233.tmp").symlink_to(elsewhere)
    assert resumed(tmp_path / "out") == []
    assert (elsewhere / "mine.00112233.tmp").exists()


def test_a_folder_may_be_a_link_but_not_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "there")
    assert "link" in refused(tmp_path / "link")
    (tmp_path / "there").mkdir()
    begun(tmp_path / "link", 0)
    assert resumed(tmp_path / "there") == [0]


def test_what_cannot_be_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file", "file/below", "nul\0", "x" * 300):
        assert refused(tmp_path / name).startswith("cannot write into the folder")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / ".lock").symlink_to(tmp_path / "victim")
    assert "cannot write" in refused(tmp_path / "links")
    assert not (tmp_path / "victim").exists()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "open", full)
    assert "the disk is full" in refused(tmp_path)


def test_two_at_one_folder_are_kept_apart(tmp_path: Path) -> None:
    with journal.opened(tmp_path, resume=False):
        assert "another process" in refused(tmp_path)
        assert "another process" in refused(tmp_path, resume=True)
        assert subprocess.check_output([sys.executable, "-c", ANOTHER, tmp_path], text=True) == "False\n"
    assert not names(tmp_path)


def test_a_lock_whose_file_went_while_it_was_taken_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    real = lock._lock

    def slow(handle: int) -> bool:
        if not taken:
            (tmp_path / lock.NAME).unlink()  # its holder left it just now
        taken.append(handle)
        return real(handle)

    monkeypatch.setattr(lock, "_lock", slow)
    with lock.held(tmp_path) as ours, lock.held(tmp_path) as another:
        assert (ours, another) == (True, False)
    assert len(taken) == 3


def half_write(path: Path) -> None:
    with layout.replacing(path) as neighbour:
        neighbour.write_bytes(b"ne")
        assert layout.is_neighbour(neighbour.name)
        raise ZeroDivisionError


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    layout.write(path, b"old")
    with pytest.raises(ZeroDivisionError):
        half_write(path)
    assert path.read_bytes() == b"old"
    layout.write(path, b"new")
    assert names(tmp_path) == {"run.json"}
    assert path.read_bytes() == b"new"
