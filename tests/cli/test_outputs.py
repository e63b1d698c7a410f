"""Where reports are written: files whole or not at all, links followed, devices and pipes never replaced."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.cli.test_process import COMMAND, start
from tests.support.cli import Run
from tests.support.paths import EXAMPLES

from zhunsheng.errors import UsageError
from zhunsheng.outputs import check_writable, write_all

DATA = EXAMPLES / "2025-示例.csv"


def test_a_pipe_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    check_writable({"json": pipe})
    report = "准绳".encode() + b"PK\x03\x04\xff\r\n"
    write_all({pipe: report})
    reader.join(timeout=10)
    assert received == [report]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_and_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "latest.html"
    link.symlink_to(tmp_path / "there" / "2025.html")
    check_writable({"html": link})
    write_all({link: b"new"})
    assert link.is_symlink()
    assert (tmp_path / "there" / "2025.html").read_text() == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"latest.html", "there"}


def test_a_ring_of_links_and_a_link_into_nowhere_are_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "lost").symlink_to(tmp_path / "gone" / "x.html")
    for name in ("a", "lost", "nul\0"):
        with pytest.raises(UsageError):
            check_writable({"html": tmp_path / name})


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    report = tmp_path / ("r" * 250 + ".html")
    write_all({report: b"x"})
    assert report.read_text() == "x"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_a_report_on_standard_output_is_utf8_whatever_the_terminal_speaks(tmp_path: Path, encoding: str) -> None:
    process = start("check", DATA, "-q", "-o", "json=-", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert process.stdout is not None
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert "城镇污水集中收集率94.2%" in out


@pytest.mark.parametrize(("encoding", "minus"), [("ascii", "\\u2212"), ("gbk", "\\u2212"), ("gb18030", "−")])
def test_a_summary_that_the_terminal_cannot_spell_is_no_internal_error(
    tmp_path: Path, encoding: str, minus: str
) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*COMMAND, "check", DATA], cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 1, done.stderr
    assert minus + "0.8" in done.stdout.decode(encoding)


def test_a_full_disk_is_told_as_an_output_that_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    code, _, err = run("check", DATA, "-q", "-o", "json=r.json")
    assert code == 2
    assert "不能写入 r.json" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_standard_streams_are_no_internal_error(tmp_path: Path, closed: str) -> None:
    line = f'exec "{sys.executable}" -c "from zhunsheng.cli import main; import sys; sys.exit(main())" "$@" {closed}'
    words = ["sh", "-c", line, "sh", "check", str(DATA)]
    assert subprocess.run(words, cwd=tmp_path, check=False, timeout=60).returncode == 1


def test_a_reader_that_goes_away_costs_neither_the_exit_code_nor_the_files(tmp_path: Path) -> None:
    with start("check", EXAMPLES, "-q", "-o", "json=-", "-o", "html=r.html", cwd=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 1
    assert "</html>" in (tmp_path / "r.html").read_text("utf-8")
