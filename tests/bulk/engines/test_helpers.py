"""Processes that help: they come up or are done without, print nothing, and leave when they are not needed."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
from tests.bulk.engines import pretend
from tests.bulk.engines.pretend import Pretend
from tests.support.paths import ROOT

from zhunsheng import child_process
from zhunsheng.bulk.engines import local
from zhunsheng.bulk.engines.helpers import Helper, helpers
from zhunsheng.bulk.errors import Cause, Failure
from zhunsheng.model.bulk import Part, PartDone

PART = pretend.parts(1)[0]
SECONDS = 20.0

UNGUARDED = """
import pickle, sys
from pathlib import Path
from tests.bulk.engines import pretend
from zhunsheng.bulk.engines.helpers import helpers
print("begins", flush=True)
with helpers(1, pretend.__name__) as (one,):
    work = pickle.dumps(pretend.Pretend(Path(sys.argv[1]), seconds=30))
    print(one._child.pid, flush=True)
    print(one.work_at(work, pretend.parts(1)[0]), flush=True)
"""
"""A script that would begin helpers again if it were imported: nothing keeps it from that."""


class Loud(NamedTuple):
    """Says something wherever one can, and says when it is closed."""

    into: Path
    name: str = "loud"

    def __call__(self, part: Part) -> PartDone:
        print("from Python")
        os.write(1, b"to descriptor 1")
        os.write(2, b"to descriptor 2")
        return pretend.done(part.number)

    def close(self) -> None:
        """Leave a file behind."""
        (self.into / f"closed-{self.name}").touch()


class Torn(NamedTuple):
    """Work, or a part, that can be pickled, and not be unpacked."""

    number: int = 0

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("not a number",)


@pytest.fixture
def one() -> Iterator[Helper]:
    with helpers(1, __name__) as begun:
        yield begun[0]


def process_of(helper: Helper) -> psutil.Process:
    child = helper._child
    assert child is not None
    return psutil.Process(child.pid)


def is_there(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def leaves(process: psutil.Process) -> bool:
    end = time.monotonic() + SECONDS
    while is_there(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_there(process)


def test_what_work_prints_reaches_nobody_and_it_is_closed_at_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with helpers(1, __name__) as (one,):
        for part in pretend.parts(3):
            assert one.work_at(pickle.dumps(Loud(tmp_path)), part) == pretend.done(part.number)
        process = process_of(one)
        assert not list(tmp_path.iterdir())
        other = pickle.dumps(Loud(tmp_path, "other"))
        assert one.work_at(other, PART) == pretend.done(0)
        assert [path.name for path in tmp_path.iterdir()] == ["closed-loud"]
    assert (tmp_path / "closed-other").exists()
    assert not is_there(process)
    assert capfd.readouterr() == ("", "")


def test_what_goes_wrong_is_an_answer(tmp_path: Path, one: Helper) -> None:
    into = pretend.folder(tmp_path)
    for name, cause in (("asked", Cause.ASKED), ("gone", Cause.FILES), ("memory", Cause.MEMORY)):
        answer = one.work_at(pickle.dumps(Pretend(into, wrong=((0, name),))), PART)
        assert isinstance(answer, Failure)
        assert answer.cause is cause
    torn = one.work_at(pickle.dumps(Torn()), PART)
    assert isinstance(torn, Failure)
    assert (torn.cause, "not a number" in torn.message.en) == (Cause.DEFECT, True)
    assert one.work_at(pickle.dumps(Pretend(into)), PART) == pretend.done(0)


def test_for_one_that_died_another_comes(tmp_path: Path, one: Helper) -> None:
    into = pretend.folder(tmp_path)
    work = pickle.dumps(Pretend(into))
    assert one.work_at(work, PART) == pretend.done(0)
    first = process_of(one)
    first.kill()
    first.wait()
    assert one.work_at(work, PART) == pretend.done(0)
    died = one.work_at(pickle.dumps(Pretend(into, deadly=(0,))), PART)
    assert isinstance(died, Failure)
    assert "--workers" in died.message.zh
    assert one.work_at(work, PART) == pretend.done(0)
    assert pretend.workers(into).isdisjoint({str(os.getpid())})
    assert len(pretend.workers(into)) == 3


def test_what_cannot_be_taken_in_is_not_waited_for(tmp_path: Path, one: Helper) -> None:
    work = pickle.dumps(Pretend(pretend.folder(tmp_path)))
    assert isinstance(one.work_at(work, Torn()), Failure)  # type: ignore[arg-type]
    assert one.work_at(work, PART) == pretend.done(0)


def test_where_none_comes_up_the_parts_are_worked_at_here(tmp_path: Path) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()
    with helpers(2, "zhunsheng.absent") as begun:
        local.run(pretend.parts(6), Pretend(into), begun, told.append)
    assert len(begun) == 2
    assert pretend.numbers(told) == list(range(6))
    assert pretend.workers(into) == {str(os.getpid())}


def test_there_are_as_many_as_the_system_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = iter((child_process.start,))

    def start(program: Path, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
        for begin in allowed:
            return begin(program, arguments)
        raise BlockingIOError

    monkeypatch.setattr(child_process, "start", start)
    with helpers(3, "os") as begun:
        assert len(begun) == 1
        process = process_of(begun[0])
    assert not is_there(process)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_none_outlives_the_process_that_began_it_even_in_the_middle_of_a_part(
    tmp_path: Path, number: signal.Signals
) -> None:
    into, script = pretend.folder(tmp_path), tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen(
        [sys.executable, script, into], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "begins\n"
        helper = psutil.Process(int(parent.stdout.readline()))
        end = time.monotonic() + SECONDS
        while not pretend.tries(into, 0) and time.monotonic() < end:
            time.sleep(0.02)
        assert pretend.workers(into) == {str(helper.pid)}
        assert os.getsid(helper.pid) != os.getsid(parent.pid)
        parent.send_signal(number)
        assert leaves(helper)
        assert parent.communicate() == ("", "")
    assert not pretend.written(into)
