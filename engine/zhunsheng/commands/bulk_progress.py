"""How far a bulk run is: a bar on a terminal, a line now and then elsewhere. Rates are of what this process did."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from zhunsheng.model.text import Lang, Text
from zhunsheng.use_cases.bulk_steps import Progress, Stage, Step

_LINE_EVERY = 10.0
"""Seconds between lines where there is no terminal."""
_STAGES = {
    Stage.SURVEY: Text("查看数据", "looking at the data"),
    Stage.DIVIDE: Text("划分", "dividing"),
    Stage.JUDGE: Text("判定", "judging"),
    Stage.END: Text("汇总", "summing up"),
}


class Pace:
    """How fast a run goes: judgements of this process by the time since it was started."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._judging: tuple[float, int] | None = None

    def take(self, step: Step) -> None:
        """Note when judging began, and how many places were done by then, before this process."""
        nothing_yet = self._judging is None or self._judging[1] == step.places
        if step.stage in (Stage.DIVIDE, Stage.JUDGE) and nothing_yet:
            self._judging = self._clock(), step.places

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._start

    def rate(self, step: Step) -> float:
        """Return judgements a second."""
        return step.judgements / max(self.elapsed, 1e-9)

    def left(self, step: Step) -> float | None:
        """Return the seconds that the places left will take as those done here did; None before any is done."""
        if self._judging is None:
            return None
        since, before = self._judging
        done = step.places - before
        return None if done <= 0 else (self._clock() - since) / done * (step.all_places - step.places)


@contextmanager
def shown(lang: Lang, *, quiet: bool) -> Iterator[Progress]:
    """Show on standard error how far a run is, and at its end how fast it was; `quiet` shows nothing."""
    if quiet:
        yield lambda _: None
        return
    pace = Pace()
    last = Step(Stage.SURVEY)
    with _bar(pace, lang) if sys.stderr.isatty() else _lines(pace, lang) as show:

        def take(step: Step) -> None:
            nonlocal last
            last = step
            pace.take(step)
            show(step)

        yield take
    _say(_ended(pace, last).to(lang))


@contextmanager
def _bar(pace: Pace, lang: Lang) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bar(*columns, TextColumn("{task.fields[told]}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_STAGES[Stage.SURVEY].to(lang), total=None, told="")

        def show(step: Step) -> None:
            known = step.stage in (Stage.JUDGE, Stage.END)
            bar.update(
                task,
                description=_STAGES[step.stage].to(lang),
                completed=step.places,
                total=step.all_places if known else None,
                told=_told(pace, step).to(lang) if known else "",
            )

        yield show


@contextmanager
def _lines(pace: Pace, lang: Lang) -> Iterator[Progress]:
    stage, due = None, 0.0

    def show(step: Step) -> None:
        nonlocal stage, due
        if step.stage is stage and pace.elapsed < due:
            return
        stage, due = step.stage, pace.elapsed + _LINE_EVERY
        told = (
            f"{_STAGES[stage].to(lang)}  {step.parts}/{step.all_parts}" if step.all_parts else _STAGES[stage].to(lang)
        )
        if step.judgements:
            told = f"{told}  {_told(pace, step).to(lang)}"
        _say(told)

    yield show


def _say(line: str) -> None:
    """Tell it to whoever still listens; a run does not end because nobody does."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def _told(pace: Pace, step: Step) -> Text:
    rate = f"{pace.rate(step):,.0f}"
    left = pace.left(step)
    rest = "–" if left is None else _clock_time(left)
    return Text(
        f"{step.judgements:,} 条，每秒 {rate} 条，还要 {rest}", f"{step.judgements:,} judgements, {rate}/s, {rest} left"
    )


def _ended(pace: Pace, step: Step) -> Text:
    used = _clock_time(pace.elapsed)
    rate = f"{pace.rate(step):,.0f}"
    return Text(
        f"本次判定 {step.judgements:,} 条，用时 {used}，每秒 {rate} 条。",
        f"judged {step.judgements:,} in {used}, {rate} a second.",
    )


def _clock_time(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
