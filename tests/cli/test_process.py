"""What only a real process shows: start, interruption, the wheel, an internal error."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.exit_code import ExitCode

COMMAND = (sys.executable, "-c", "from zhunsheng.__main__ import run; import sys; sys.exit(run())")


def start(*args: str | Path, cwd: Path, **env: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **env}
    words = [*COMMAND, *map(str, args)]
    return subprocess.Popen(
        words, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.4, 0.8])
def test_ctrl_c_leaves_no_half_written_report(tmp_path: Path, delay: float) -> None:
    process = start("check", EXAMPLES, "-q", "-o", "html=r.html", "-o", "json=r.json", cwd=tmp_path)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    left = {path.name for path in tmp_path.iterdir()}
    assert left in (set(), {"r.html"}, {"r.html", "r.json"})
    assert not any(path.suffix == ".html" and "</html>" not in path.read_text("utf-8") for path in tmp_path.iterdir())
    if process.returncode == 130:
        assert "Traceback" not in err


def test_ctrl_c_while_the_program_loads_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'zhunsheng.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
    )
    process = start("--version", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (ExitCode.INTERRUPTED, "", "")


def test_an_internal_error_gives_exit_code_4_and_no_traceback(tmp_path: Path) -> None:
    broken = (
        "import zhunsheng.api as api, sys; api.rules_folder = None; from zhunsheng.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken, "rules"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    with start("rules", "--format", "json", cwd=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 0


def test_the_wheel_carries_rules_and_templates_and_runs_alone(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    process = start("check", EXAMPLES, "-o", "html=r.html", cwd=tmp_path, PYTHONPATH=str(unpacked))
    out, err = process.communicate(timeout=120)
    assert process.returncode == 1, err
    assert "城镇污水集中收集率" in out
    assert (unpacked / "zhunsheng" / "_data" / "rules" / "jianghai-urbanization-14fyp" / "plan.yaml").is_file()
