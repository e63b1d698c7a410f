"""Judgements per second: the kernel against a plain Decimal loop, on the same figures, in the same run.

The rule is a real kind of promise: a share of revenue (spending ÷ revenue, 8.35 → at least 10 per cent by 2025),
judged in full for every year 2021–2025, interim years by the bands of R. Money is in yuan with two decimals, up to
18 digits; a third of the shares lie on a threshold or one cent beside it, some places report nothing, and some have no
revenue. Both sides take the rule as data, start from figures already read (64-bit counts of cents; `Decimal` yuan),
never round, and give a status and a reason for every place and year.
"""

import argparse
import time
from collections.abc import Callable, Iterable
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from tests.support.judging import PERIOD, base, rule

from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.kernel import Verdicts, judge_rule
from zhunsheng.evaluate.readiness import Readiness
from zhunsheng.model.column import Column
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.outcome import REASONS, STATUSES
from zhunsheng.model.quantity import Operator

ROWS = 2_800_000
YEARS = range(2021, 2026)
START, GOAL = "8.35", "10"
RULE = rule(f">= {GOAL}", base=base(START))
CENT = Fraction(1, 100)

Cents = NDArray[np.int64]
Verdict = tuple[Status, Reason]
Result = TypeVar("Result")


class Data(NamedTuple):
    """Spending and revenue in cents, and where they were reported; each of shape (years, places)."""

    spending: Cents
    revenue: Cents
    reported: NDArray[np.bool_]


def make_data(places: int, seed: int = 20) -> Data:
    """Make figures of every size that a treasury has, the largest of 18 digits."""
    chance = np.random.default_rng(seed)
    shape = (len(YEARS), places)
    units = (10 ** chance.uniform(5, 13.99, shape)).astype(np.int64)
    on_a_threshold = chance.integers(0, 3, shape) == 0
    path = np.array([868, 901, 934, 967, 1000])[:, None]
    spending = np.where(on_a_threshold, path, chance.integers(700, 1100, shape)) * units
    spending += chance.choice([-1, 0, 0, 1], shape)
    revenue = np.where(chance.random(shape) < 0.001, 0, 10_000 * units)
    return Data(spending, revenue, chance.random(shape) >= 0.01)


def judge_by_kernel(data: Data) -> Verdicts:
    """Judge whole columns: the quotient, the readiness of each cell, the ladder of each year."""
    share, zero = Column.of(data.spending, CENT).divided(Column.of(data.revenue, CENT))
    readiness = np.where(data.reported, np.int8(Readiness.READY), np.int8(Readiness.NO_OBSERVATION))
    readiness[zero & data.reported] = Readiness.ZERO_DENOMINATOR
    return judge_rule(RULE, Kind.LEVEL, PERIOD, YEARS, Figures(share.scaled(Fraction(100)), readiness, {}))


class PlainRule(NamedTuple):
    """The rule as one year sees it, in decimals."""

    operator: Operator
    goal: Decimal
    start: Decimal
    span: Decimal
    elapsed: Decimal
    bands: tuple[tuple[Decimal, Verdict], ...]

    @classmethod
    def of(cls, year: int) -> "PlainRule":
        bands = RULE.bands
        cuts = (
            (bands.on_track, (Status.ON_TRACK, Reason.PACE_ON_TRACK)),
            (bands.nearly, (Status.ON_TRACK, Reason.PACE_NEARLY)),
            (bands.behind, (Status.BEHIND, Reason.PACE_BEHIND)),
            (Fraction(0), (Status.FAR_BEHIND, Reason.PACE_FAR_BEHIND)),
        )
        decimals = tuple((Decimal(cut.numerator) / Decimal(cut.denominator), verdict) for cut, verdict in cuts)
        operator = RULE.targets[0].operator
        return cls(operator, Decimal(GOAL), Decimal(START), Decimal(2025 - 2020), Decimal(year - 2020), decimals)

    def satisfied(self, figure: Decimal, limit: Decimal) -> bool:
        match self.operator:
            case Operator.AT_LEAST:
                return figure >= limit
            case Operator.ABOVE:
                return figure > limit
            case Operator.AT_MOST:
                return figure <= limit
            case _:
                return figure < limit

    def judge(self, spending: Decimal | None, revenue: Decimal) -> Verdict:
        """Judge one place, as a careful engineer would: cross-multiplying, because a quotient could be inexact."""
        if spending is None:
            return Status.NOT_REPORTED, Reason.NO_OBSERVATION
        if revenue == 0:
            return Status.NOT_EVALUABLE, Reason.ZERO_DENOMINATOR
        percent = spending * 100
        due = self.elapsed == self.span
        if self.satisfied(percent, self.goal * revenue):
            return Status.MET, Reason.LIMIT_MET if due else Reason.ALREADY_MET
        if due:
            return Status.MISSED, Reason.LIMIT_MISSED
        done = (percent - self.start * revenue) * self.span
        planned = (self.goal - self.start) * revenue * self.elapsed
        for band, verdict in self.bands:
            if done >= band * planned:
                return verdict
        return Status.REGRESSING, Reason.PACE_REGRESSING


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Run `work`; return its result and the seconds of CPU it took: both sides run on one core, others may be busy."""
    begin = time.process_time()
    result = work()
    return result, time.process_time() - begin


def judge_year_by_decimals(data: Data, year: int) -> tuple[list[Verdict], float]:
    """Read the year's figures into decimals (not timed), and judge them (timed)."""
    row, plain = year - YEARS[0], PlainRule.of(year)
    revenue = [Decimal(cents).scaleb(-2) for cents in data.revenue[row].tolist()]
    known: Iterable[tuple[int, bool]] = zip(data.spending[row].tolist(), data.reported[row].tolist(), strict=True)
    spending = [Decimal(cents).scaleb(-2) if reported else None for cents, reported in known]
    return timed(lambda: [plain.judge(*figures) for figures in zip(spending, revenue, strict=True)])


def hold_equal(verdicts: list[Verdict], kernel: Verdicts, row: int) -> None:
    """Hold one year's verdicts of both sides equal, one by one."""
    statuses = {status: code for code, status in enumerate(STATUSES)}
    reasons = {reason: code for code, reason in enumerate(REASONS)}
    assert np.array_equal([statuses[status] for status, _ in verdicts], kernel.status[row]), YEARS[row]
    assert np.array_equal([reasons[reason] for _, reason in verdicts], kernel.reason[row]), YEARS[row]


def run(arguments: argparse.Namespace) -> None:
    """Judge the same figures both ways, hold the results equal, and print both speeds."""
    places = max(1, arguments.rows // len(YEARS))
    data = make_data(places)
    judged = places * len(YEARS)
    kernel, seconds = min((timed(lambda: judge_by_kernel(data)) for _ in range(3)), key=lambda timing: timing[1])
    plain = 0.0
    with localcontext(Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])):
        for row, year in enumerate(YEARS):
            verdicts, took = judge_year_by_decimals(data, year)
            hold_equal(verdicts, kernel, row)
            plain += took
    print(f"judgements:   {judged:,}, identical by both")
    print(f"kernel:       {seconds:6.3f} s of CPU = {judged / seconds:12,.0f} judgements a second (best of three)")
    print(f"Decimal loop: {plain:6.3f} s of CPU = {judged / plain:12,.0f} judgements a second")
    print(f"ratio:        {plain / seconds:.0f} x")
