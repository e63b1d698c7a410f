"""`zhunsheng fmt`, as its user calls it."""

import io
import stat
import sys
from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.cli import Run, runner

from zhunsheng import layout
from zhunsheng.layout import MeaningChangedError, UnreadableError, format_text
from zhunsheng.use_cases import formatting


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run in a folder with `rules/mini`, none of whose files is in the layout yet."""
    called = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.delenv("ZHUNSHENG_RULES")
    plan_folder.write(tmp_path / "rules" / "mini")
    return called


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def test_all_files_of_the_rules_folder_are_laid_out_once(run: Run, tmp_path: Path) -> None:
    before = texts(tmp_path)
    code, out, err = run("fmt")
    assert (code, err) == (0, "")
    assert "已整理 rules/mini/rules.yaml\n" in out
    after = texts(tmp_path)
    assert after != before
    assert all(format_text(text.decode()) == text.decode() for text in after.values())
    assert run("fmt") == (0, "整理了 0 个文件，6 个不必整理。\n", "")
    assert run("fmt", "--check")[0] == 0
    assert run("lint")[0] == 0


def test_check_and_diff_write_nothing(run: Run, tmp_path: Path) -> None:
    before = texts(tmp_path)
    code, out, _ = run("fmt", "--check")
    assert code == 1
    assert "要整理 rules/mini/rules.yaml\n" in out
    code, out, err = run("fmt", "--diff", "rules/mini/rules.yaml", "--lang", "en")
    assert code == 0
    assert out.startswith("--- rules/mini/rules.yaml\n+++ rules/mini/rules.yaml\n@@ ")
    assert err == "1 would change, 0 are as they should be.\n"
    assert run("fmt", "--check", "--diff")[0] == 1
    assert texts(tmp_path) == before


def test_what_cannot_be_read_is_left_alone_and_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "mini"
    (folder / "open.yaml").write_text("theme: 甲\nrules: [甲\n", encoding="utf-8")
    (folder / "tab.yaml").write_bytes(b"a:\t1\n")
    (folder / "gbk.yaml").write_bytes("a: 甲".encode("gb18030"))
    (folder / "away.yaml").symlink_to("/etc/hostname")
    (folder / "empty.yaml").write_text("# 只有注释\n", encoding="utf-8")
    code, out, err = run("fmt")
    assert code == 2
    assert out.endswith("，5 个没有整理。\n")
    for place in ("open.yaml:2:8", "tab.yaml:1:3", "gbk.yaml:1:4", "away.yaml: ", "empty.yaml: "):
        assert f"rules/mini/{place}" in err, place
    assert (folder / "tab.yaml").read_bytes() == b"a:\t1\n"


def test_a_link_within_the_folder_stays_one_and_modes_stay(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "mini"
    (folder / "kept").write_text("theme:   甲\n", encoding="utf-8")
    (folder / "kept").chmod(0o600)
    (folder / "link.yaml").symlink_to("kept")
    assert run("fmt")[0] == 0
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "kept").read_text(encoding="utf-8") == "theme: 甲\n"
    assert stat.S_IMODE((folder / "kept").stat().st_mode) == 0o600


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(data: bytes, *flags: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return run("fmt", "-", *flags)

    assert give("甲:   乙".encode()) == (0, "甲: 乙\n", "")
    assert give("甲:   乙".encode(), "--check") == (1, "", "")
    assert give(b"a:   1", "--diff")[1] == "--- -\n+++ -\n@@ -1 +1 @@\n-a:   1\n\\ No newline at end of file\n+a: 1\n"
    code, out, err = give(b"a: [1")
    assert (code, out) == (2, "")
    assert err.startswith("-:")


@pytest.mark.parametrize("paths", [("nowhere",), (".",), ("-", "rules"), ("nowhere.yaml",)])
def test_paths_that_make_no_sense_are_refused(paths: tuple[str, ...], run: Run) -> None:
    assert run("fmt", *paths)[0] == 2


def test_the_rules_that_came_with_the_program_are_never_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").rename(tmp_path / "other")
    code, _, err = run("fmt")
    assert code == 2
    assert "rules" in err


def test_a_defect_writes_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> str:
        raise MeaningChangedError("changed")

    before = texts(tmp_path)
    monkeypatch.setattr(layout, "format_text", fail)
    code, _, err = run("fmt")
    assert code == 4
    assert "这个文件没有改动" in err
    assert texts(tmp_path) == before


def test_a_change_of_meaning_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from zhunsheng.layout import writing

    for wrong in ("a: 2\n", "a: '1'\n", "a: 1 # b\n", "a: [\n", "a: 1\nb: 1\n"):
        monkeypatch.setattr(writing, "write", lambda _, wrong=wrong: wrong)
        with pytest.raises(MeaningChangedError):
            format_text("a:   1\n")


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = plan_folder.write(tmp_path) / "rules.yaml"
    (done,) = formatting.format_files([path])
    path.write_text("theme: 新\n", encoding="utf-8")
    with pytest.raises(formatting.UsageError):
        formatting.write(done)
    assert path.read_text(encoding="utf-8") == "theme: 新\n"


def test_the_place_of_an_error_is_what_the_compiler_says(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\nb: *x\n", encoding="utf-8")
    (done,) = formatting.format_files([tmp_path / "x.yaml"])
    (problem,) = done.problems
    assert (problem.code, problem.at.line, problem.at.column) == ("yaml-alias", 2, 4)
    with pytest.raises(UnreadableError):
        format_text("a: 1\nb: *x\n")
