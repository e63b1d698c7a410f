"""Figures and verdicts of many places as whole arrays: what the stages of a bulk run (批量核查) meet in.

One run is cut into parts, a part holds some places, a panel those of them to which the same rules apply. Every array
has the years of `Cube.years` along its first axis, row 0 being the plan's base year.
"""

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.judgement import Phase
from zhunsheng.model.places import Ids
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget

Integers = NDArray[Any]
"""int64, or object: Python integers, where 64 bits might not do."""


class Mark(IntEnum):
    """What was submitted for a cell."""

    SILENT = 0
    """No row speaks of it, or a row that is blank."""
    REPORTED = 1
    REFUSED = 2
    """Something was submitted that cannot be used: nobody is accused of silence."""
    BOUND = 3
    """A figure of which only a bound is known (“>95”)."""


class Cube(NamedTuple):
    """What was reported of some places. Arrays are (years, indicators, places).

    - `years`: from the plan's base year to the last year judged; `indicators`: ids of the reported ones that rules
      rest on; `places`: ids, ascending.
    - `counts`: int64; the figure in the indicator's unit is count · `scales[indicator]` (> 0, exact); 0 where none.
    - `wide`: Python integers (object, (years, places)) instead of `counts` for indicators (by number) that leave 64
      bits.
    - `marks`: int8, `Mark`. `rows`: int64, the number of the row that said so, counted through all files of the run;
      -1 where no row did.
    - `bounds`: the operator of each BOUND cell by (year, indicator, place), all as positions.
    - `issued`: issued targets and benchmarks by (indicator id, position of the place).
    """

    years: range
    indicators: tuple[str, ...]
    places: Ids
    counts: NDArray[np.int64]
    scales: tuple[Fraction, ...]
    wide: Mapping[int, Integers]
    marks: NDArray[np.int8]
    rows: NDArray[np.int64]
    bounds: Mapping[tuple[int, int, int], Operator]
    issued: Mapping[tuple[str, int], tuple[IssuedTarget, ...]]


class Panel(NamedTuple):
    """Places (positions in the cube, ascending) and the rules that each of them is held to, in catalogue order."""

    rules: tuple[Rule, ...]
    places: NDArray[np.intp]


class Terms(NamedTuple):
    """What a rule asks in one year: the limit looked at, and the figure that the path asks for (None where none).

    `expected` is given to 12 places where the path is compound.
    """

    phase: Phase
    operator: Operator | None
    target: Fraction | None
    upper: Fraction | None
    due: int | None
    citation: str | None
    expected: Fraction | None


class Judged(NamedTuple):
    """How one rule stands in a panel. Arrays are (years, places of the panel).

    - `reason`: int8, positions in `outcome.REASONS`; the status follows from it. `relapsed`: bool (失守).
    - `valued`: bool, where there is a figure: over·scale/under (`under` > 0; None stands for 1), in the rule's unit.
      Elsewhere the numbers mean nothing. `over` and `under` are int64 or object.
    - `terms`: alternatives × years; `held_to` says which of them holds for each place (int32), None where the first
      does for all.
    - `bounds`: the operator of each figure of which only a bound is known, by (year, place) as positions.
    - `evidence`: for each reported indicator that the figure is made of, the rows it stood in (int64, -1: none); with
      `cumulative` a year rests on the rows of all years since the period's first, else on its own.
    """

    rule: Rule
    reason: NDArray[np.int8]
    relapsed: NDArray[np.bool_]
    valued: NDArray[np.bool_]
    over: Integers
    under: Integers | None
    scale: Fraction
    terms: tuple[tuple[Terms, ...], ...]
    held_to: NDArray[np.int32] | None
    bounds: Mapping[tuple[int, int], Operator]
    evidence: tuple[NDArray[np.int64], ...]
    cumulative: bool


class Drawn(NamedTuple):
    """Findings about single judgements of a panel, as arrays of one length, in no order that means anything.

    - `policy`: int16, position among all policy rules of the catalogue, stratum by stratum.
    - `rule`: int32, position in the panel's rules; `year`: int16, row; `place`: int32, position in the panel's places.
    - `beside`: int32, position in `besides`: the other judgements of the same place that were matched with it, as
      (position of the rule, row of the year), ascending.
    """

    policy: NDArray[np.int16]
    rule: NDArray[np.int32]
    year: NDArray[np.int16]
    place: NDArray[np.int32]
    beside: NDArray[np.int32]
    besides: tuple[tuple[tuple[int, int], ...], ...]
