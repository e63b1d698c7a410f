"""Parts on Dask: the same files as by this process, from a real scheduler with workers that die in the middle."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask
import msgspec
import pytest
from tests.bulk.engines import pretend
from tests.bulk.engines.pretend import Pretend
from tests.bulk.engines.running import Running, cluster_of

from zhunsheng.bulk.engines import cluster, local
from zhunsheng.bulk.errors import BulkError, Cause, PartsFailedError
from zhunsheng.model.bulk import PartDone, Slice

PARTS = 24


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with cluster_of(tmp_path, 2) as one:
        yield one


def by_ourselves(tmp_path: Path) -> dict[str, bytes]:
    into = pretend.folder(tmp_path, "by-ourselves")
    local.run(pretend.parts(PARTS), Pretend(into), (), lambda _: None)
    return pretend.written(into)


def test_a_worker_that_is_killed_costs_time_and_no_part(tmp_path: Path, running: Running) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()

    def on_done(one: PartDone) -> None:
        told.append(one)
        if len(told) == 4:
            running.workers[0].send_signal(signal.SIGKILL)

    work = Pretend(into, seconds=0.1)
    cluster.run(pretend.parts(PARTS), work, into, on_done, scheduler=running.address)
    assert pretend.numbers(told) == list(range(PARTS))
    assert pretend.written(into) == by_ourselves(tmp_path)
    both = {str(process.pid) for process in running.workers}
    assert pretend.workers(into) == both


def test_threads_of_this_process(tmp_path: Path) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()
    work = Pretend(into, stumbles=(3,), wrong=((5, "asked"), (6, "defect"), (7, "gone")))
    with pytest.raises(PartsFailedError) as caught:
        cluster.run(pretend.parts(10), work, into, told.append, workers=2)
    assert [(each.part, each.cause) for each in caught.value.failures] == [
        (5, Cause.ASKED),
        (6, Cause.DEFECT),
        (7, Cause.FILES),
    ]
    assert pretend.numbers(told) == [0, 1, 2, 3, 4, 8, 9]
    assert pretend.tries(into, 3) == 2
    assert pretend.tries(into, 7) == 3
    assert pretend.workers(into) == {str(os.getpid())}


def test_processes_of_this_machine_and_a_part_that_kills_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()
    patience = dask.config.set({"distributed.scheduler.allowed-failures": 0})
    with patience, pytest.raises(PartsFailedError) as caught:
        cluster.run(pretend.parts(6), Pretend(into, deadly=(2,)), into, told.append, workers=2, processes=True)
    (failure,) = caught.value.failures
    assert (failure.part, failure.cause) == (2, Cause.MEMORY)
    assert pretend.numbers(told) == [0, 1, 3, 4, 5]
    assert str(os.getpid()) not in pretend.workers(into)
    assert capfd.readouterr() == ("", "")


def test_a_part_that_ran_out_of_memory_is_tried_again_alone(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    with pytest.raises(PartsFailedError, match="out of memory"):
        cluster.run(pretend.parts(3), Pretend(into, wrong=((1, "memory"),)), into, lambda _: None, workers=2)
    assert [pretend.tries(into, n) for n in range(3)] == [1, 2, 1]


def test_an_interruption_waits_for_what_is_under_way(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)

    def on_done(_: PartDone) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cluster.run(pretend.parts(50), Pretend(into, seconds=0.05), into, on_done, workers=2)
    assert 1 <= len(pretend.written(into)) <= 5
    assert not list(into.glob("*.tmp"))


def test_a_scheduler_that_goes_away_ends_the_run(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    work = Pretend(into, seconds=0.1)
    with cluster_of(tmp_path, 1) as running, pytest.raises(PartsFailedError, match="connection"):
        cluster.run(pretend.parts(40), work, into, lambda _: running.scheduler.kill(), scheduler=running.address)


def test_files_are_seen_by_the_workers_wherever_these_are_at_home_or_told_before_any_work(
    tmp_path: Path, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = pretend.folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.parquet").touch()

    def judge(name: str) -> None:
        slices = (Slice(path=name, file=0, groups=(0,)),)
        (part,) = (msgspec.structs.replace(each, slices=slices) for each in pretend.parts(1))
        cluster.run([part], Pretend(into), Path("out"), lambda _: None, scheduler=running.address)

    judge("here.parquet")
    assert pretend.tries(into, 0) == 1
    with pytest.raises(BulkError, match=r"worker tcp://127.* does not see .*absent\.parquet"):
        judge("absent.parquet")
    assert pretend.tries(into, 0) == 1
