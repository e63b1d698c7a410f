"""What is shown of a long run: honest rates, time left, and how it is stopped."""

import io
import re
import signal
import subprocess
import sys
import threading

import pytest

from zhunsheng.commands import bulk_progress, interrupting
from zhunsheng.use_cases.bulk import Stage, Step


class Clock:
    """Time as a test would have it."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def judged(places: int, judgements: int, parts: int = 0) -> Step:
    return Step(Stage.JUDGE, parts, 10, places, 1000, judgements)


def test_the_rate_is_of_this_process_since_its_start_and_the_rest_of_what_it_judged() -> None:
    clock = Clock()
    pace = bulk_progress.Pace(clock)
    pace.take(Step(Stage.SURVEY))
    clock.now += 10
    pace.take(Step(Stage.DIVIDE, 6, 10, 600, 1000))  # resumed: 600 places were done before
    assert pace.left(judged(600, 0)) is None
    clock.now += 20
    pace.take(judged(600, 0))  # divided at last
    clock.now += 10
    step = judged(700, 8_000)
    pace.take(step)
    assert pace.elapsed == 40
    assert pace.rate(step) == 200
    assert pace.left(step) == 30  # 100 places took 10 s, 300 are left
    clock.now += 10
    assert pace.left(judged(800, 16_000)) == 20
    assert pace.rate(Step(Stage.JUDGE)) == 0


def test_without_a_terminal_there_is_a_line_a_stage_and_one_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(bulk_progress.Pace.__init__, "__defaults__", (clock,))
    with bulk_progress.shown("en", quiet=False) as show:
        show(Step(Stage.SURVEY))
        show(Step(Stage.DIVIDE, 0, 10, 0, 1000))
        for part in range(1, 11):
            clock.now += 4
            show(judged(100 * part, 1000 * part, part))
        show(Step(Stage.END, 10, 10, 1000, 1000, 10_000))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "looking at the data",
        "dividing  0/10",
        "judging  1/10  1,000 judgements, 250/s, 0:00:36 left",
        "judging  4/10  4,000 judgements, 250/s, 0:00:24 left",
        "judging  7/10  7,000 judgements, 250/s, 0:00:12 left",
        "judging  10/10  10,000 judgements, 250/s, 0:00:00 left",
        "summing up  10/10  10,000 judgements, 250/s, 0:00:00 left",
        "judged 10,000 in 0:00:40, 250 a second.",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_has_a_bar(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with bulk_progress.shown("en" if lang == "en" else "zh", quiet=False) as show:
        show(Step(Stage.SURVEY))
        show(judged(500, 1_234_567, 5))
        show(Step(Stage.END, 10, 10, 1000, 1000, 2_000_000))
    said = terminal.getvalue()
    assert ("本次判定 2,000,000 条" if lang == "zh" else "judged 2,000,000 in") in said.splitlines()[-1]
    assert re.search("汇总" if lang == "zh" else "summing up", said)


class Gone(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_run_does_not_end_because_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Gone())
    with bulk_progress.shown("zh", quiet=False) as show:
        show(judged(1, 1))


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with bulk_progress.shown("zh", quiet=True) as show:
        show(judged(1, 1))
    assert capsys.readouterr() == ("", "")


def test_the_first_ctrl_c_is_answered_and_the_handler_is_put_back(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interrupting.twice("en"):
        signal.raise_signal(signal.SIGINT)
    assert "Ctrl-C again stops at once" in capfd.readouterr().err
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_listen_to_no_signals() -> None:
    found: list[object] = []

    def work() -> None:
        before = signal.getsignal(signal.SIGINT)
        with interrupting.twice("zh"):
            found.append(signal.getsignal(signal.SIGINT) is before)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [True]


STUBBORN = """
import os, signal, threading
from zhunsheng.commands import interrupting
with interrupting.twice("zh"):
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        threading.Thread(target=threading.Event().wait).start()  # would be waited for, for ever
        signal.raise_signal(signal.SIGINT)
"""


def test_the_second_ctrl_c_waits_for_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", STUBBORN], capture_output=True, timeout=60, check=False)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr.decode()
