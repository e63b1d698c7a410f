"""Running a case: against a small plan, beside a good file, within seconds of CPU; whatever is raised is a crash."""

import contextlib
import hashlib
import resource
import signal
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.hostile.fuzz.makers import MAKERS
from tests.hostile.judged import CHINESE, GOOD, plainly_said
from tests.support.office import write_rules
from tests.support.plan_folder import FILES

from zhunsheng import compile as compiling
from zhunsheng import evaluate, intake, report, validate
from zhunsheng.compile.build import build
from zhunsheng.compile.files import PlanFile
from zhunsheng.compile.problems import Problems
from zhunsheng.intake.files import Content
from zhunsheng.intake.tables import Table, Tables, read_content
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, has_errors

SECONDS = 10
"""CPU that one case may take."""
MEBIBYTES = 700
"""Memory that all cases together may take beyond what the process has at the start."""
JUDGED = 25
"""Every so manieth case is judged, too."""

_SUFFIXES = {"json": ("json", "jsonl"), "xlsx": ("xlsx", "xlsm")}


class TooSlowError(BaseException):
    """A case took more CPU than it may. No `Exception`: nothing on the way may catch it."""


@dataclass
class Tally:
    """What came of the cases of one format. `codes` counts the kinds of messages, `crashes` names the cases."""

    cases: int = 0
    with_errors: int = 0
    read: int = 0
    slowest: float = 0.0
    slowest_case: int = -1
    seconds: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)
    crashes: list[tuple[int, str]] = field(default_factory=list)


def case(fmt: str, seed: int, number: int) -> bytes:
    """Make one case, the same for the same numbers."""
    return MAKERS[fmt](Random(zlib.crc32(f"{fmt} {seed} {number}".encode())))  # noqa: S311 - chance, no secrets


class Runner:
    """Holds the plan and the good file that every case is read beside."""

    def __init__(self) -> None:
        with TemporaryDirectory() as folder:
            loaded = compiling.load(write_rules(Path(folder) / "rules") / "small")
        assert loaded.catalogue is not None
        self.catalogue: Catalogue = loaded.catalogue
        self.good = _table("good.csv", GOOD.encode())
        alone = intake.interpret(Tables(tables=(self.good,), problems=()), self.catalogue)
        self.figures = {(each.entity, each.year, each.indicator): each for each in alone.observations}
        self._memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def run(self, fmt: str, seed: int, count: int, save: Callable[[int, bytes], None] | None = None) -> Tally:
        """Run `count` cases. `save` is given every case that crashes."""
        tally = Tally()
        begin = time.process_time()
        for number in range(count):
            raw = case(fmt, seed, number)
            started = time.process_time()
            try:
                with within(SECONDS):
                    problems = self._yaml(raw) if fmt == "yaml" else self._data(fmt, raw, number)
                self._watch_memory()
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                tally.crashes.append((number, traceback.format_exc()))
                if save is not None:
                    save(number, raw)
                problems = ()
            took = time.process_time() - started
            if took > tally.slowest:
                tally.slowest, tally.slowest_case = took, number
            tally.cases += 1
            tally.with_errors += has_errors(problems)
            tally.codes.update({each.code for each in problems})
        tally.seconds = time.process_time() - begin
        return tally

    def _data(self, fmt: str, raw: bytes, number: int) -> tuple[Diagnostic, ...]:
        endings = _SUFFIXES.get(fmt, (fmt,))
        name = f"case.{endings[number % len(endings)]}"
        table = _table(name, raw)
        tables = Tables(tables=(self.good, table), problems=())
        submission = intake.interpret(tables, self.catalogue)
        _check_problems(submission.problems, {"good.csv", name})
        refused = {(each.entity, each.year, each.indicator) for each in submission.refusals}
        seen = {(each.entity, each.year, each.indicator): each for each in submission.observations}
        assert len(seen) == len(submission.observations), "two figures for one"
        for key, figure in self.figures.items():
            lost = key not in seen or seen[key].figure != figure.figure
            assert not lost or (table.rows and key in refused), f"a figure of the good file is lost: {key}"
        if number % JUDGED == 0:
            years = range(2020, 2026)
            submission, _ = validate.validate(self.catalogue, submission, years, ())
            evaluate.evaluate(self.catalogue, submission, years)
        return submission.problems

    def _yaml(self, raw: bytes) -> tuple[Diagnostic, ...]:
        name, _, content = raw.partition(b"\n")
        files = {**{key: text.encode() for key, text in FILES.items()}, name.decode(): content}
        problems = Problems()
        built = build(tuple(PlanFile(key, data) for key, data in sorted(files.items())), "0" * 64, problems)
        found = problems.found
        assert (built is None) == has_errors(found), "a catalogue in spite of errors, or none without"
        _check_problems(found, set(files) | {"."})
        return found

    def _watch_memory(self) -> None:
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._memory
        if grown > MEBIBYTES * 1024:
            self._memory += grown
            raise MemoryError(f"{grown // 1024} MiB more than at the start")


def _table(name: str, raw: bytes) -> Table:
    return read_content(name, Content(raw, hashlib.sha256(raw).hexdigest()))


def _check_problems(problems: tuple[Diagnostic, ...], files: set[str]) -> None:
    """Assert that every message can be shown as it is, in Chinese, and names a file."""
    for problem in problems:
        assert problem.at.file in files, problem
        assert CHINESE.search(problem.message.zh), problem
        plainly_said(report.problem_text(problem, "zh"))
        report.problem_text(problem, "en").encode()


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` after so many seconds of CPU."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"more than {seconds} s of CPU")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
