"""How far each requirement has come, and where its pace leads: exact fractions, one method, stated in the paper.

A projection is no verdict. It carries the pace of the years known on to the year of the last limit, in a straight line:
the mean yearly change since the first figure known, and for a range the least and the greatest change of any one year.
Three to five figures say little; where there is one change only, there is no range, and that is said.
"""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.path import Path, lay_path
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import round_half_even
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget


class Stage(StrEnum):
    """Where a requirement stands on its way to its last limit."""

    REACHED = "已达最终目标"
    IN_TIME = "不慢于时间"
    LATE = "慢于时间"
    NO_PATH = "未定年度进度"
    UNKNOWN = "无数据或无目标"


class Outlook(StrEnum):
    """What the pace so far promises."""

    LIKELY = "预计可完成"
    OPEN = "尚不确定"
    HARD = "预计难以完成"


class Course(NamedTuple):
    """A rule at a place: its figures by year up to the year asked, its last limit, the path to it if there is one."""

    rule: Rule
    judgement: Judgement
    known: tuple[tuple[int, Fraction], ...]
    last: Limit | None
    path: Path | None

    @property
    def share(self) -> Fraction | None:
        """The part of the way from base to last limit that is done: above 1 beyond it, below 0 on the way back."""
        value = self.judgement.value
        if value is None or self.judgement.bound is not None or self.path is None or self.path.flat:
            return None
        return (value - self.path.start) / (self.path.goal - self.path.start)

    @property
    def elapsed(self) -> Fraction | None:
        """The part of the years from base to last limit that is gone."""
        return Fraction(self.path.elapsed, self.path.span) if self.path is not None else None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        value = self.judgement.value
        if value is None or self.judgement.bound is not None or self.last is None:
            return Stage.UNKNOWN
        if self.holds(value):
            return Stage.REACHED
        if self.share is None or self.elapsed is None:
            return Stage.NO_PATH
        return Stage.IN_TIME if self.share >= self.elapsed else Stage.LATE

    def holds(self, value: Fraction) -> bool:
        """Tell whether a figure satisfies the last limit, rounded as the rule says."""
        places = self.rule.decimals
        return self.last is not None and self.last.holds(value if places is None else round_half_even(value, places))


class Projection(NamedTuple):
    """Where a course leads by the year of its last limit. `low` and `high` are None where only one change is known."""

    years: int
    pace: Fraction
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    outlook: Outlook


def courses(evaluation: Evaluation, year: int) -> Iterator[Course]:
    """Follow every rule and place that was judged in `year`, in the order of the catalogue."""
    catalogue = evaluation.catalogue
    known: dict[tuple[str, str], list[Judgement]] = {}
    issued: dict[tuple[str, str], list[IssuedTarget]] = {}
    for row in evaluation.submission.issued:
        issued.setdefault((row.indicator, row.entity), []).append(row)
    for each in evaluation.judgements:
        if each.year <= year:
            known.setdefault((each.rule, each.entity), []).append(each)
    for (rule_id, place), judged in known.items():
        rule, latest = catalogue.rules[rule_id], judged[-1]
        if latest.year != year:
            continue
        kind = catalogue.indicators[rule.indicator].kind
        last = next(iter(effective_limits(rule, issued.get((rule.indicator, place), ()))[-1:]), None)
        laid = lay_path(rule, kind, catalogue.plan.period, last, year) if last is not None else None
        figures = {each.year: each.value for each in judged if each.value is not None and each.bound is None}
        path = laid if isinstance(laid, Path) else None
        yield Course(rule, latest, _with_base(figures, path), last, path)


def _with_base(figures: dict[int, Fraction], path: Path | None) -> tuple[tuple[int, Fraction], ...]:
    """Put the plan's own base before the figures; a flow's way begins from nothing."""
    base = {path.since: path.start} if path is not None and path.since not in figures else {}
    return tuple(sorted((base | figures).items()))


def elapsed(period: Period, year: int) -> Fraction:
    """Return the part of the plan's period that is gone at the end of `year`."""
    return Fraction(min(max(year - period.base, 0), period.end - period.base), period.end - period.base)


def project(course: Course) -> Projection | None:
    """Carry a course on to the year of its last limit; None where it is there, or there is nothing to carry on."""
    known, last, year = course.known, course.last, course.judgement.year
    ahead = course.stage in (Stage.IN_TIME, Stage.LATE) and course.rule.unit != DONE
    if last is None or not ahead or last.year <= year or len(known) < 2 or known[-1][0] != year:
        return None
    years, value = last.year - year, known[-1][1]
    changes = [(later - earlier) / (until - since) for (since, earlier), (until, later) in pairwise(known)]
    pace = (value - known[0][1]) / (year - known[0][0])
    ends = [value + years * change for change in (min(changes), max(changes))] if len(changes) > 1 else []
    holding = [course.holds(each) for each in (value + years * pace, *ends)]
    outlook = Outlook.LIKELY if all(holding) else Outlook.OPEN if any(holding) else Outlook.HARD
    low, high = (ends[0], ends[1]) if ends else (None, None)
    return Projection(years, pace, value + years * pace, low, high, outlook)
