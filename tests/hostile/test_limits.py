"""The whole command in a process that may not take more memory and CPU than it claims to need."""

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.test_process import COMMAND
from tests.hostile import test_corpus
from tests.hostile.entry import Entry
from tests.hostile.judged import plainly_said, prepare, words

GIBI = 1 << 30
LITTLE = (
    "a gibibyte of zeros",
    "300 MB of shared strings",
    "a billion laughs in shared strings",
    "a row of a million cells",
    "a million columns",
    "a line of 20 MB",
    "arrays a million deep",
    "a link to zeros without end",
)


def within(memory: int, seconds: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return limit


def checked(office: Path, entry: Entry, memory: int, seconds: int) -> None:
    prepare(office, entry.build)
    done = subprocess.run(
        [*COMMAND, *words()], cwd=office, capture_output=True, text=True, encoding="utf-8", check=False,
        preexec_fn=within(memory, seconds), env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode in entry.exits, (done.returncode, done.stdout[-1000:], done.stderr[-1000:])
    plainly_said(done.stdout + done.stderr)
    assert f"[{entry.code}]" in done.stdout + done.stderr


@pytest.mark.parametrize("entry", [each for each in test_corpus.LIGHT if each.name in LITTLE], ids=test_corpus.named)
def test_a_gibibyte_and_thirty_seconds_are_enough(office: Path, entry: Entry) -> None:
    checked(office, entry, GIBI, 30)


@pytest.mark.slow
@pytest.mark.parametrize("entry", test_corpus.HEAVY, ids=test_corpus.named)
def test_what_is_heavy_takes_two_gibibytes_and_two_minutes_at_most(office: Path, entry: Entry) -> None:
    checked(office, entry, 2 * GIBI, 120)
