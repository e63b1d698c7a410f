"""Parts on threads: each once, a failure costs no other part, and an interruption leaves nothing half done."""

import threading
import time
from pathlib import Path

import pytest
from tests.bulk.engines import pretend
from tests.bulk.engines.pretend import Pretend

from zhunsheng.bulk.engines import local
from zhunsheng.bulk.errors import Cause, Failure, PartsFailedError
from zhunsheng.model.bulk import Part, PartDone
from zhunsheng.model.text import Text


@pytest.mark.parametrize("workers", [None, 1, 3, 50])
def test_every_part_is_worked_at_once_and_told_in_the_calling_thread(tmp_path: Path, workers: int | None) -> None:
    into, told, threads = pretend.folder(tmp_path), [], set()

    def on_done(one: PartDone) -> None:
        told.append(one)
        threads.add(threading.current_thread())

    local.run(pretend.parts(20), Pretend(into), workers, on_done)
    assert pretend.numbers(told) == list(range(20))
    assert threads == {threading.current_thread()}
    assert len(pretend.written(into)) == 20


def test_no_parts_are_no_work(tmp_path: Path) -> None:
    local.run((), Pretend(tmp_path), 2, lambda one: pytest.fail(str(one)))


def test_so_many_threads_work_at_once() -> None:
    together = threading.Barrier(3, timeout=20)

    def work(part: Part) -> PartDone:
        together.wait()  # breaks unless three are there
        return pretend.done(part.number)

    told: list[PartDone] = []
    local.run(pretend.parts(6), work, 3, told.append)
    assert len(told) == 6


def test_failures_are_told_together_and_name_their_parts(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    wrong = ((7, "defect"), (2, "asked"), (3, "gone"), (9, "memory"))
    told: list[PartDone] = []
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(12), Pretend(into, wrong=wrong), 2, told.append)
    assert pretend.numbers(told) == [0, 1, 4, 5, 6, 8, 10, 11]
    assert [(each.part, each.cause) for each in caught.value.failures] == [
        (2, Cause.ASKED),
        (3, Cause.FILES),
        (7, Cause.DEFECT),
        (9, Cause.MEMORY),
    ]
    said = caught.value.message
    assert "第 2 部分：不行" in said.zh
    assert "part 3: cannot read or write data.parquet" in said.en
    assert "ZeroDivisionError: nought" in said.en
    assert "test_local" not in said.en
    assert "pretend.py" in caught.value.failures[2].trace


def test_failures_alike_are_told_together(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    wrong = (*((n, "asked") for n in range(7)), (8, "gone"))
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(9), Pretend(into, wrong=wrong), 2, lambda _: None)
    assert str(caught.value).startswith("8 parts failed. part 0, 1, 2, 3, 4 …: no way; part 8: cannot read")


def test_of_many_kinds_of_failures_the_first_are_told() -> None:
    failures = [Failure(part=n, cause=Cause.DEFECT, message=Text(f"第{n}", f"no. {n}")) for n in range(9)]
    error = PartsFailedError(failures[::-1])
    assert error.failures == tuple(failures)
    assert error.message.en.endswith("part 4: no. 4; and 4 more parts")
    assert error.message.zh.endswith("第 4 部分：第4；另有 4 个部分")


def test_on_a_full_disk_nothing_more_is_begun(tmp_path: Path) -> None:
    into = pretend.folder(tmp_path)
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(50), Pretend(into, wrong=((4, "full"),)), 2, lambda _: None)
    assert caught.value.failures[0].hopeless
    assert "磁盘已满" in caught.value.message.zh
    assert len(pretend.written(into)) < 10


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_lets_what_is_under_way_end_and_begins_nothing(
    tmp_path: Path, error: type[BaseException]
) -> None:
    into = pretend.folder(tmp_path)

    def on_done(_: PartDone) -> None:
        raise error

    with pytest.raises(error):
        local.run(pretend.parts(50), Pretend(into, seconds=0.05), 2, on_done)
    count = len(pretend.written(into))
    assert count <= 4
    assert not list(into.glob("*.tmp"))
    time.sleep(0.15)
    assert len(pretend.written(into)) == count
