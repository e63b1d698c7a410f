"""A judgement: one rule, one place, one year, and how it stands."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature
from zhunsheng.model.submission import Observation
from zhunsheng.model.waiver import Waiver


class Status(StrEnum):
    """How a rule stands in a year. “Not evaluable”, “not reported” and “met” are never confused."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    REGRESSING = "regressing"
    MISSED = "missed"
    PENDING = "pending"
    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    NOT_EVALUABLE = "not_evaluable"
    WAIVED = "waived"


OFF_TARGET = frozenset({Status.BEHIND, Status.FAR_BEHIND, Status.REGRESSING, Status.MISSED})
"""Statuses that say: not where it should be."""


class Reason(StrEnum):
    """Why the status is what it is."""

    LIMIT_MET = "limit_met"
    """The limit of this very year is kept."""
    LIMIT_MISSED = "limit_missed"
    ALREADY_MET = "already_met"
    """An interim year that satisfies the coming target already."""
    PACE_ON_TRACK = "pace_on_track"
    PACE_NEARLY = "pace_nearly"
    """Reported as on track, flagged: R between `nearly` and `on_track`."""
    PACE_BEHIND = "pace_behind"
    PACE_FAR_BEHIND = "pace_far_behind"
    PACE_REGRESSING = "pace_regressing"
    """R < 0: further from the target than the base was."""
    NO_TARGET_ISSUED = "no_target_issued"
    NO_BENCHMARK = "no_benchmark"
    """The figure to compare with has not been reported."""
    NO_OBSERVATION = "no_observation"
    """Nothing was submitted, or a dash (“—”)."""
    BASE_YEAR = "base_year"
    """The plan's base year: nothing is due yet."""
    NO_TRAJECTORY = "no_trajectory"
    """An interim year of a rule that promises no path."""
    NO_TARGET_THIS_YEAR = "no_target_this_year"
    """A yearly amount, in a year for which the plan promises none."""
    NO_ROSTER = "no_roster"
    """The rule speaks of places that no roster (名册) has named yet."""
    FLAT_PATH = "flat_path"
    """Base and limit are the same figure (40 → above 40): R would be 0/0, and nothing is due before the target year."""
    NO_BASE = "no_base"
    """R needs a base that the plan does not give (or gives only as a bound)."""
    ZERO_DENOMINATOR = "zero_denominator"
    MISSING_COMPONENT = "missing_component"
    """A derived figure lacks one of its parts."""
    MISSING_YEAR = "missing_year"
    """A cumulative sum lacks a year: it is not evaluable, not smaller."""
    ONLY_A_BOUND = "only_a_bound"
    """Only a bound was reported, and it does not settle the question."""
    REFUSED = "refused"
    """A figure was submitted but could not be read."""
    WAIVED = "waived"


class Phase(StrEnum):
    """What the year is to the rule."""

    BASE = "base"
    INTERIM = "interim"
    DUE = "due"
    """A target is due in this year, or was due earlier and still stands."""
    STANDING = "standing"
    """A maintain rule in a year without a target of its own: the level is due all the same."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """How one rule stands for one place and year. Figures are exact and in the rule's unit.

    - `value` is the figure judged: the reported one, the quotient, or the sum so far. None where there is none.
    - `bound` is set where `value` is only a bound.
    - `operator`, `target`, `upper` are the limit looked at, due in `due`; `target` is None while none is issued.
      `citation` says which document issued it.
    - `gap` is `value` − the nearest limit: negative is short of it (for ≤: positive is above it); 0 inside a range.
      None for a milestone.
    - `pace` is 时序进度 R where one is defined (a `cagr` R is irrational: it is given to 12 places).
    - `expected` is the figure that the path, straight or `cagr`, asks for in this year.
    - `catch_up` is yearly pace needed from now ÷ yearly pace planned (> 1: must run faster); None past the due year.
    - `first_met` is the first year (base year included) in which the target was satisfied; `relapsed` says that it
      was satisfied in the year before, and is lost. What is judged year by year is asked for its own limit in each
      year; a milestone has relapsed where the last word on it was “done”, and now it is not.
    - `observations` are all figures that entered, of all years and components; that of a milestone may be of an
      earlier year.
    - `waiver` is set where the judgement was set aside by leave (豁免): `status` is then `waived`.
    - `missing` names what is absent, as "indicator@year", for NO_OBSERVATION / MISSING_* / REFUSED.
    """

    rule: str
    indicator: str
    entity: str
    year: int
    nature: Nature
    owner: str
    unit: str
    status: Status
    reason: Reason
    phase: Phase
    value: Fraction | None = None
    bound: Operator | None = None
    operator: Operator | None = None
    target: Fraction | None = None
    upper: Fraction | None = None
    due: int | None = None
    citation: str | None = None
    gap: Fraction | None = None
    pace: Fraction | None = None
    expected: Fraction | None = None
    catch_up: Fraction | None = None
    first_met: int | None = None
    relapsed: bool = False
    decimals: int | None = None
    observations: tuple[Observation, ...] = ()
    missing: tuple[str, ...] = ()
    waiver: Waiver | None = None
