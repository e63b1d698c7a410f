"""Parts on this machine: each once, a failure costs no other part, and an interruption leaves nothing half done."""

import os
import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bulk.engines import pretend
from tests.bulk.engines.pretend import Pretend

from zhunsheng.bulk.engines import local
from zhunsheng.bulk.engines.helpers import Helper, helpers
from zhunsheng.bulk.errors import Cause, Failure, PartsFailedError
from zhunsheng.model.bulk import Part, PartDone
from zhunsheng.model.text import Text

HERE = str(os.getpid())


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Helper, ...]]:
    with helpers(2, pretend.__name__) as begun:
        yield begun


@pytest.fixture(params=[0, 1, 2])
def some(request: pytest.FixtureRequest, two: tuple[Helper, ...]) -> tuple[Helper, ...]:
    """Nobody beside this process, one, or two."""
    return two[: request.param]


def test_every_part_is_worked_at_once_and_told_in_the_calling_thread(tmp_path: Path, some: tuple[Helper, ...]) -> None:
    into, told, threads = pretend.folder(tmp_path), list[PartDone](), set[threading.Thread]()

    def on_done(one: PartDone) -> None:
        told.append(one)
        threads.add(threading.current_thread())

    local.run(pretend.parts(20), Pretend(into, seconds=0.02), some, on_done)
    assert pretend.numbers(told) == list(range(20))
    assert threads == {threading.current_thread()}
    assert len(pretend.written(into)) == 20
    assert [pretend.tries(into, number) for number in range(20)] == [1] * 20
    assert len(pretend.workers(into)) == 1 + len(some)
    assert HERE in pretend.workers(into)


def test_no_parts_are_no_work(tmp_path: Path, some: tuple[Helper, ...]) -> None:
    local.run((), Pretend(tmp_path), some, lambda one: pytest.fail(str(one)))


def test_a_helper_that_is_killed_costs_time_and_no_part(tmp_path: Path, two: tuple[Helper, ...]) -> None:
    alone, into, told = pretend.folder(tmp_path, "alone"), pretend.folder(tmp_path), list[PartDone]()
    local.run(pretend.parts(6), Pretend(alone), (), lambda _: None)
    work = Pretend(into, seconds=0.05, deadly=tuple(range(6)), spared=os.getpid(), once=True)
    local.run(pretend.parts(6), work, two[:1], told.append)
    assert pretend.numbers(told) == list(range(6))
    assert pretend.written(into) == pretend.written(alone)
    again = [number for number in range(6) if pretend.tries(into, number) == 2]
    assert again
    assert not any(HERE in pretend.workers(into, number) for number in again)


def test_a_part_that_kills_helpers_is_never_worked_at_here(tmp_path: Path, two: tuple[Helper, ...]) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()
    work = Pretend(into, seconds=0.05, deadly=tuple(range(6)), spared=os.getpid())
    with pytest.raises(PartsFailedError, match="the process that had it died") as caught:
        local.run(pretend.parts(6), work, two[:1], told.append)
    failed = {each.part for each in caught.value.failures}
    assert {each.cause for each in caught.value.failures} == {Cause.MEMORY}
    assert sorted(failed | set(pretend.numbers(told))) == list(range(6))
    assert [pretend.tries(into, number) for number in failed] == [2] * len(failed)
    assert not any(HERE in pretend.workers(into, number) for number in failed)


def test_where_no_helper_comes_up_again_a_part_that_killed_one_has_failed(tmp_path: Path) -> None:
    into, told = pretend.folder(tmp_path), list[PartDone]()
    work = Pretend(into, seconds=0.05, deadly=tuple(range(3)), spared=os.getpid())
    with helpers(1, pretend.__name__) as begun:
        assert begun[0].work_at(pickle.dumps(Pretend(into)), pretend.parts(9)[8]) == pretend.done(8)
        begun[0]._words = ("absent", *begun[0]._words[1:])
        with pytest.raises(PartsFailedError) as caught:
            local.run(pretend.parts(3), work, begun, told.append)
    (failure,) = caught.value.failures
    assert (failure.cause, pretend.tries(into, failure.part)) == (Cause.MEMORY, 1)
    assert len(told) == 2


def test_work_that_cannot_be_pickled_is_not_begun(two: tuple[Helper, ...]) -> None:
    def work(_: Part) -> PartDone:
        pytest.fail("it was begun")

    with pytest.raises((pickle.PicklingError, AttributeError), match="work"):
        local.run(pretend.parts(3), work, two, lambda _: None)


def test_a_helper_that_goes_wrong_in_this_process_is_an_answer(tmp_path: Path) -> None:
    class Poor(Helper):
        def __init__(self) -> None:
            pass

        def work_at(self, _packed: bytes, _part: Part) -> PartDone:
            raise MemoryError

    told: list[PartDone] = []
    with pytest.raises(PartsFailedError, match="out of memory"):
        local.run(pretend.parts(3), Pretend(pretend.folder(tmp_path), seconds=0.05), [Poor()], told.append)
    assert told


def test_failures_are_told_together_and_name_their_parts(tmp_path: Path, some: tuple[Helper, ...]) -> None:
    into = pretend.folder(tmp_path)
    wrong = ((7, "defect"), (2, "asked"), (3, "gone"), (9, "memory"))
    told: list[PartDone] = []
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(12), Pretend(into, wrong=wrong), some, told.append)
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


def test_failures_alike_are_told_together(tmp_path: Path, some: tuple[Helper, ...]) -> None:
    into = pretend.folder(tmp_path)
    wrong = (*((n, "asked") for n in range(7)), (8, "gone"))
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(9), Pretend(into, wrong=wrong), some, lambda _: None)
    assert str(caught.value).startswith("8 parts failed. part 0, 1, 2, 3, 4 …: no way; part 8: cannot read")


def test_of_many_kinds_of_failures_the_first_are_told() -> None:
    failures = [Failure(part=n, cause=Cause.DEFECT, message=Text(f"第{n}", f"no. {n}")) for n in range(9)]
    error = PartsFailedError(failures[::-1])
    assert error.failures == tuple(failures)
    assert error.message.en.endswith("part 4: no. 4; and 4 more parts")
    assert error.message.zh.endswith("第 4 部分：第4；另有 4 个部分")


def test_on_a_full_disk_nothing_more_is_begun(tmp_path: Path, some: tuple[Helper, ...]) -> None:
    into = pretend.folder(tmp_path)
    with pytest.raises(PartsFailedError) as caught:
        local.run(pretend.parts(50), Pretend(into, wrong=((4, "full"),), seconds=0.05), some, lambda _: None)
    assert caught.value.failures[0].hopeless
    assert "磁盘已满" in caught.value.message.zh
    assert len(pretend.written(into)) < 25  # a helper may be slow to say so; nobody waits for it


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_lets_what_is_under_way_end_and_begins_nothing(
    tmp_path: Path, some: tuple[Helper, ...], error: type[BaseException]
) -> None:
    into = pretend.folder(tmp_path)

    def on_done(_: PartDone) -> None:
        raise error

    with pytest.raises(error):
        local.run(pretend.parts(50), Pretend(into, seconds=0.05), some, on_done)
    count = len(pretend.written(into))
    assert 1 <= count <= 2 + len(some)
    assert not list(into.glob("*.tmp"))
    time.sleep(0.15)
    assert len(pretend.written(into)) == count
