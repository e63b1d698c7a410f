"""`zhunsheng bulk`: what is asked for, what is told when it stops, and what its exit code says."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from tests.support import bulk_summaries
from tests.support.cli import Run
from tests.support.paths import BULK

from zhunsheng.api import Compiled
from zhunsheng.bulk import reading
from zhunsheng.bulk.engines import dask_client
from zhunsheng.bulk.errors import BulkError, Cause, Failure, PartsFailedError, RefusedError
from zhunsheng.commands import bulk as command
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.bulk import BulkProblem, BulkSummary, Tally
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.text import Text
from zhunsheng.use_cases import bulk
from zhunsheng.use_cases.bulk import Progress, Request, Stage, Step

RULES = BULK / "rules"
FINE = msgspec.structs.replace(
    bulk_summaries.summary(20, 3, problems=0), statuses=(), drawn=(), departments=(), department_findings=0
)
USUAL = ("bulk", "data.parquet", "--into", "out", "--rules", RULES)


class Pretended(NamedTuple):
    """A run that never is: what was asked for, and what comes of it."""

    asked: list[Request]
    answer: list[BulkSummary | BaseException]
    said: list[Step]

    def __call__(self, request: Request, _: Sequence[Compiled], progress: Progress) -> BulkSummary:
        self.asked.append(request)
        for step in self.said:
            progress(step)
        answer = self.answer[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> Pretended:
    one = Pretended([], [FINE], [])
    monkeypatch.setattr(bulk, "run", one, raising=False)
    return one


def begun(folder: Path, parts: int) -> None:
    (folder / "parts").mkdir(parents=True)
    (folder / "run.json").touch()
    for number in range(parts):
        (folder / "parts" / f"part-{number:05d}.json").touch()


def test_what_is_asked_for_reaches_the_run(run: Run, pretended: Pretended) -> None:
    code, _, err = run(
        "bulk", "more.csv", *USUAL[1:], "--year", "2022-2023", "--part-size", "7", "--workers", "3", "--resume",
        "--findings-only",
    )  # fmt: skip
    assert (code, err.count("\n")) == (0, 1)
    (request,) = pretended.asked
    assert request._replace(cache_dir=None) == Request(
        data=(Path("more.csv"), Path("data.parquet")),
        into=Path("out"),
        rules=RULES,
        years=(2022, 2023),
        part_size=7,
        findings_only=True,
        workers=3,
        resume=True,
    )
    run(*USUAL, "--engine", "dask", "--scheduler", "tcp://host:8786", "--plan", "example-counties", "-q")
    assert pretended.asked[1]._replace(cache_dir=None) == Request(
        data=(Path("data.parquet"),), into=Path("out"), rules=RULES, plan="example-counties", engine="dask",
        scheduler="tcp://host:8786",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--workers", "0"], "--workers"),
        (["--part-size", "-5"], "--part-size"),
        (["--workers", "many"], "many"),
        (["--scheduler", "tcp://host:1"], "--engine dask"),
        (["--processes"], "--engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://host:1", "--workers", "2"], "--workers"),
        (["--engine", "dask", "--scheduler", "tcp://host:1", "--processes"], "--processes"),
        (["--engine", "spark"], "spark"),
        (["-o", "csv=x.csv"], "html"),
        (["-o", "html=absent/x.html"], "absent"),
        (["--year", "then"], "then"),
    ],
)
def test_what_makes_no_sense_is_told_before_any_work(
    run: Run, pretended: Pretended, words: list[str], said: str
) -> None:
    code, out, err = run(*USUAL, *words)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert not pretended.asked


def test_without_the_extra_dask_is_refused_before_any_work(
    run: Run, pretended: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_client, "find_spec", lambda _: None)
    code, _, err = run(*USUAL, "--engine", "dask")
    assert code == 2
    assert "pip install 'zhunsheng[dask]'" in err
    assert not pretended.asked


def test_the_summary_is_shown_and_written(run: Run, pretended: Pretended, tmp_path: Path) -> None:
    pretended.answer[0] = bulk_summaries.summary(20, 3, problems=0)
    pretended.said[:] = [Step(Stage.SURVEY), Step(Stage.JUDGE, 1, 1, 20, 20, 1_000)]
    code, out, err = run(*USUAL, "-o", "json=s.json", "-o", "html=s.html")
    assert code == 3  # some figures were refused
    assert "示例省县域发展规划" in out
    assert "本次判定 1,000 条" in err
    assert msgspec.json.decode((tmp_path / "s.json").read_bytes())["judgements"] > 0
    assert "<html" in (tmp_path / "s.html").read_text(encoding="utf-8")
    assert run(*USUAL, "-q") == (3, "", "")
    _, out, err = run(*USUAL, "-o", "json=-", "--lang", "en")
    assert msgspec.json.decode(out)
    assert "places" in err


@pytest.mark.parametrize("parts", [None, 0, 7])
def test_ctrl_c_says_how_to_go_on(run: Run, pretended: Pretended, tmp_path: Path, parts: int | None) -> None:
    pretended.answer[0] = KeyboardInterrupt()
    if parts is not None:
        begun(tmp_path / "out", parts)
    code, out, err = run(*USUAL)
    assert (code, out) == (130, "")
    assert "已中断" in err
    assert ("--resume" in err) is (parts is not None)
    assert parts is None or f"已做完 {parts} 个部分" in err


FAILED = (Failure(part=4, cause=Cause.FILES, message=Text("磁盘已满", "full"), hopeless=True),)
DEFECT = (*FAILED, Failure(part=2, cause=Cause.DEFECT, message=Text("甲", "a"), trace="Traceback of it"))


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RefusedError(Text("已有一次，加 --resume。", "there is one: --resume")), 2, "错误：已有一次，加 --resume。\n"),
        (BulkError(Text("没有 worker", "no worker")), 2, "没有 worker。已做完 2 个部分"),
        (OSError(errno.ENOSPC, "no space"), 2, "磁盘已满（或超出配额）。已做完 2 个部分"),
        (BrokenPipeError(errno.EPIPE, "pipe"), 2, "已做完 2 个部分"),
        (MemoryError(), 2, "--workers"),
        (PartsFailedError(FAILED), 2, "有 1 个部分没有做成。第 4 部分：磁盘已满。已做完 2 个部分"),
        (PartsFailedError(DEFECT), 4, "程序内部错误：有 2 个部分没有做成。第 2 部分：甲；第 4 部分"),
        (ZeroDivisionError("nought"), 4, "nought"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_stops_a_run_is_told_with_how_to_go_on(
    run: Run, pretended: Pretended, tmp_path: Path, error: Exception, code: int, said: str
) -> None:
    pretended.answer[0] = error
    begun(tmp_path / "out", 2)
    got, out, err = run(*USUAL)
    assert (got, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_traces_of_parts_are_for_those_who_ask(run: Run, pretended: Pretended, monkeypatch: pytest.MonkeyPatch) -> None:
    pretended.answer[0] = PartsFailedError(DEFECT)
    monkeypatch.setenv("ZHUNSHENG_DEBUG", "1")
    assert "Traceback of it" in run(*USUAL)[2]


def tally(key: str) -> Tally:
    return Tally(within="", rule="tap-water", year=2022, key=key, count=1)


DEPARTMENT = msgspec.structs.replace(bulk_summaries.summary(20, 3).departments[0], policy="others-missed")
PROBLEM = BulkProblem(code="x", message=Text("甲", "a"))


@pytest.mark.parametrize(
    ("change", "fail_on", "code"),
    [
        ({}, "alert", ExitCode.OK),
        ({"drawn": (tally("others-missed"),)}, "violation", ExitCode.OK),
        ({"drawn": (tally("others-missed"),)}, "alert", ExitCode.FOUND),
        ({"drawn": (tally("others-missed"), tally("binding-missed"))}, "violation", ExitCode.FOUND),
        ({"drawn": (tally("binding-missed"),)}, "never", ExitCode.OK),
        ({"departments": (DEPARTMENT,), "department_findings": 1}, "alert", ExitCode.FOUND),
        ({"statuses": (tally(Reason.NO_OBSERVATION),)}, "violation", ExitCode.OK),
        ({"statuses": (tally(Reason.REFUSED),)}, "never", ExitCode.NOT_EVALUABLE),
        ({"problems": (PROBLEM,)}, "never", ExitCode.NOT_EVALUABLE),
        ({"problems": (msgspec.structs.replace(PROBLEM, refused=False),)}, "never", ExitCode.OK),
        ({"problems": (msgspec.structs.replace(PROBLEM, refused=False, of_rules=True),)}, "never", ExitCode.USAGE),
    ],
)
def test_the_exit_code_is_that_of_a_check(change: dict[str, object], fail_on: str, code: ExitCode) -> None:
    summary = msgspec.structs.replace(FINE, **change)
    kinds = command.kinds_found(summary, bulk_summaries.catalogue(), Path("nowhere"))
    assert command.exit_code(summary, kinds, fail_on) is code


def test_findings_about_departments_count_where_the_summary_does_not_list_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "department_kinds", {tmp_path: {FindingKind.VIOLATION}}.__getitem__)
    summary = msgspec.structs.replace(FINE, department_findings=2000)
    assert command.kinds_found(summary, bulk_summaries.catalogue(), tmp_path) == {FindingKind.VIOLATION}
