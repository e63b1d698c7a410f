"""One rule, one place's limits, one year: as a ladder of regions that any figure can be placed on.

The first region that contains the figure says why (and so how) the year stands. All questions of phase, path and
promise are answered here, once for all places with the same limits; the kernel only places figures.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.evaluate.cuts import Bound, Cut, Region, limit_region, settle
from zhunsheng.evaluate.path import behind_start, reached
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason
from zhunsheng.model.limits import Limit
from zhunsheng.model.path import Path, lay_path
from zhunsheng.model.plan import Bands, Period
from zhunsheng.model.rule import Rule, Trajectory


class Step(NamedTuple):
    """Figures in `region` stand as `reason` says."""

    region: Region
    reason: Reason


class Ladder(NamedTuple):
    """How the figures of one year are judged.

    - `steps` are tried in order; `otherwise` is for figures in none of them.
    - `unready` is the reason where there is no figure to judge; None leaves the figure's own reason.
    - `bounds` are the reasons for a bound that satisfies the limit for sure, fails it for sure, or does neither.
    - `due` is the limit looked at, `region` the figures that satisfy it.
    - `path` is what an interim year's R is measured along, where there is an R.
    """

    phase: Phase
    due: Limit | None
    region: Region | None
    steps: tuple[Step, ...]
    otherwise: Reason
    unready: Reason | None
    bounds: tuple[Reason, Reason, Reason]
    path: Path | None = None

    def of_bound(self, bound: Bound) -> Reason:
        """Judge a figure of which only a bound is known."""
        answer = None if self.region is None else settle(bound, self.region)
        satisfied, failed, unsettled = self.bounds
        return unsettled if answer is None else satisfied if answer else failed


def build(rule: Rule, kind: Kind, period: Period, limits: Sequence[Limit], year: int) -> Ladder:
    """Build the ladder of `year` for places held to `limits` (ordered by year)."""
    awaited = Reason.NO_TARGET_ISSUED if rule.benchmark is None else Reason.NO_BENCHMARK
    if kind.year_by_year:
        limits = [limit for limit in limits if limit.year == year]
        if not limits:
            return _without_target(rule, period, year, awaited)
    due = _next_due(limits, year)
    if due is None:
        return _same(_phase(rule, kind, period, None, limits, year), None, None, awaited)
    region = limit_region(due, rule.decimals)
    phase = _phase(rule, kind, period, region, limits, year)
    if due.year < year and any(t.value is None and t.year >= year for t in rule.targets):
        return _same(phase, due, region, awaited)
    met, open_bound = Reason.ALREADY_MET, Reason.ONLY_A_BOUND
    if phase is Phase.BASE:
        nothing = Reason.BASE_YEAR
        if kind is Kind.FLOW:
            return _same(phase, due, region, nothing)
        return Ladder(phase, due, region, (Step(region, met),), nothing, nothing, (met, nothing, nothing))
    if phase is Phase.INTERIM and kind is Kind.MILESTONE:
        nothing = Reason.NO_TRAJECTORY
        return Ladder(phase, due, region, (Step(region, met),), nothing, nothing, (met, nothing, nothing))
    if phase is Phase.INTERIM:
        steps, otherwise, path = _interim(rule, kind, period, due, region, year)
        return Ladder(phase, due, region, steps, otherwise, None, (met, open_bound, open_bound), path)
    kept, missed = Reason.LIMIT_MET, Reason.LIMIT_MISSED
    return Ladder(phase, due, region, (Step(region, kept),), missed, None, (kept, missed, open_bound))


def _without_target(rule: Rule, period: Period, year: int, awaited: Reason) -> Ladder:
    """Build the ladder of a rule judged year by year, in a year that has no limit: none promised, or none yet."""
    first = year == period.base
    phase = Phase.BASE if first else Phase.INTERIM
    if any(target.value is None and target.year == year for target in rule.targets):
        return _same(phase, None, None, awaited)
    return _same(phase, None, None, Reason.BASE_YEAR if first else Reason.NO_TARGET_THIS_YEAR)


def _next_due(limits: Sequence[Limit], year: int) -> Limit | None:
    """Return the first limit due in `year` or later; else the latest earlier one, which stands on; else None."""
    coming = [limit for limit in limits if limit.year >= year]
    if coming:
        return coming[0]
    return limits[-1] if limits else None


def _same(phase: Phase, due: Limit | None, region: Region | None, reason: Reason) -> Ladder:
    """Build a ladder on which everything stands alike, reported or not."""
    return Ladder(phase, due, region, (), reason, reason, (reason, reason, reason))


def _phase(rule: Rule, kind: Kind, period: Period, region: Region | None, limits: Sequence[Limit], year: int) -> Phase:
    """Say what the year is to the rule; `region` satisfies the limit that is due next."""
    if year == period.base or (kind is Kind.FLOW and year < period.start):
        return Phase.BASE
    if any(limit.year == year for limit in limits):
        return Phase.DUE
    if rule.trajectory is Trajectory.MAINTAIN:
        return Phase.STANDING
    if region is None:
        return Phase.INTERIM
    if rule.trajectory is not Trajectory.NONE and kind is not Kind.FLOW and _base_satisfies(rule, region):
        return Phase.STANDING
    return Phase.DUE if limits[-1].year < year else Phase.INTERIM


def _base_satisfies(rule: Rule, region: Region) -> bool:
    """Tell whether the rule's base satisfies the limit already, so that there is a level to maintain."""
    if rule.base is None:
        return False
    figure = Fraction(rule.base.value)
    if rule.base.bound is None:
        return region.contains(figure)
    return settle(Bound(rule.base.bound, figure), region) is True


def _interim(
    rule: Rule, kind: Kind, period: Period, due: Limit, region: Region, year: int
) -> tuple[tuple[Step, ...], Reason, Path | None]:
    """Lay out a year before the target's own: what is met or lost already, and how far along which path."""
    if kind is Kind.FLOW and region.upper is not None:
        return (Step(Region(lower=region.upper), Reason.LIMIT_MISSED),), Reason.NO_TRAJECTORY, None
    met = Step(region, Reason.ALREADY_MET)
    path = lay_path(rule, kind, period, due, year)
    if not isinstance(path, Path):
        return (met,), path, None
    if path.flat:
        return (met, Step(behind_start(path), Reason.PACE_REGRESSING)), Reason.FLAT_PATH, None
    return (met, *_paces(path, rule.bands)), Reason.PACE_REGRESSING, path


def _paces(path: Path, bands: Bands) -> list[Step]:
    """Cut the line at the bands of R; growth towards more has no meaning at or below zero."""
    lost = Step(Region(upper=Cut(Fraction(0), False)), Reason.PACE_REGRESSING)
    return [
        *([lost] if path.compound and path.rising else []),
        Step(reached(path, bands.on_track), Reason.PACE_ON_TRACK),
        Step(reached(path, bands.nearly), Reason.PACE_NEARLY),
        Step(reached(path, bands.behind), Reason.PACE_BEHIND),
        Step(reached(path, Fraction(0)), Reason.PACE_FAR_BEHIND),
    ]
