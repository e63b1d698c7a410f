"""Checks on the data themselves (数据审核): what a plan asks of the figures before anybody is judged by them.

A check is declared in YAML beside the rules. What it finds is a `Flag`: it is put to the department that reported the
figure, and is never a verdict. Statistical offices call the one an edit (审核关系) and the other an edit failure.
"""

from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text


class CheckKind(StrEnum):
    """What a check looks at. The value is the word that its author writes, and the tag of its struct."""

    MISSING = "missing"
    RANGE = "range"
    PARTS = "parts"
    JUMP = "jump"
    UNCHANGED = "unchanged"
    COPIED = "copied"
    COMPONENTS = "components"
    DENOMINATOR = "denominator"
    RESTATED = "restated"
    ON_LIMIT = "on-limit"
    MAGNITUDE = "magnitude"


class CheckLevel(StrEnum):
    """What becomes of a figure that a check flags."""

    REFUSE = "refuse"
    """退回: it is not used; what rests on it is not evaluable."""
    QUESTION = "question"
    """疑问: it is used, and the department is to answer for it."""
    NOTE = "note"
    """提示: it is used; said so that nobody is surprised."""


class Relation(StrEnum):
    """How parts stand to their whole."""

    EQUAL = "equal"
    AT_MOST = "at-most"
    """The parts named are not all there are: together they may not exceed the whole."""


class _Check(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every check says of itself. `at` is where it is declared."""

    id: str
    title: str
    level: CheckLevel
    at: Location


class Missing(_Check, frozen=True, kw_only=True, tag="missing"):
    """缺报: a figure that some rule needs in this year was not handed in. One flag a department and year."""


class Range(_Check, frozen=True, kw_only=True, tag="range"):
    """超出可能范围: a figure outside of what is possible. `low` and `high`, in the indicator's unit, may be None."""

    indicators: tuple[str, ...]
    low: Fraction | None = None
    high: Fraction | None = None


class Parts(_Check, frozen=True, kw_only=True, tag="parts"):
    """分项与合计: parts against their whole, converted into the unit of the whole.

    `tolerance` is a share of the whole that rounding may cost (1/1000), for either relation.
    """

    whole: str
    parts: tuple[str, ...]
    relation: Relation
    tolerance: Fraction = Fraction(0)


class Jump(_Check, frozen=True, kw_only=True, tag="jump"):
    """突变: a yearly change far outside of the changes before, by a robust z-score (median and MAD, factor 0.6745).

    A change is relative to last year's figure, that of a percentage is in points. It needs `history` earlier changes of
    the same place, or else of other places in the same year. What changed by less than `change`, a share of last year's
    figure, or lies closer than that to the median is never a jump, however steady the years before were.
    """

    indicators: tuple[str, ...]
    threshold: Fraction
    history: int
    change: Fraction


class Unchanged(_Check, frozen=True, kw_only=True, tag="unchanged"):
    """与上年相同: the very figure of the year before, of `digits` significant digits or more (98.27, not 100)."""

    indicators: tuple[str, ...]
    digits: int


class Copied(_Check, frozen=True, kw_only=True, tag="copied"):
    """照抄上年: at least `figures` figures of one department, and `share` of all it reported, are those of last year.

    Milestones do not count, nor figures that meet by chance: 0, 100 %, whole numbers below ten.
    """

    share: Fraction
    figures: int


class Components(_Check, frozen=True, kw_only=True, tag="components"):
    """比率与分子分母: a share whose numerator or denominator was not reported, or whose quotient is another figure.

    `factor` turns numerator by denominator, each in its indicator's unit, into the unit of the share (万元 by 亿元 into
    percent: 1/100). The quotient counts as the same where rounding explains the difference: half a unit of the last
    decimal of the share, and of a numerator or denominator that has decimals.
    """

    share: str
    numerator: str
    denominator: str
    factor: Fraction = Fraction(1)


class Denominator(_Check, frozen=True, kw_only=True, tag="denominator"):
    """分母变动: a denominator that changed by more than `change`, a share of last year's, in one year.

    Denominators are those of derived quotients and of the `Components` checks.
    """

    change: Fraction


class Restated(_Check, frozen=True, kw_only=True, tag="restated"):
    """历史数改动: a figure of an earlier year, or one reported before, that a later submission changed."""

    indicators: tuple[str, ...]


class OnLimit(_Check, frozen=True, kw_only=True, tag="on-limit"):
    """恰在目标线上: at least `figures` figures, and `share` of all, of a department or a rule are just the limit.

    Limits that are met by chance do not count: 0, 100 %, whole numbers below ten.
    """

    share: Fraction
    figures: int


class Magnitude(_Check, frozen=True, kw_only=True, tag="magnitude"):
    """量级: a figure off by a power of ten (10 to 10^8) from the year before, as when 万元 are written over 亿元.

    Flagged where the figure is at least `factor` times the one before (or that much smaller), and some power of ten
    brings it to within half and double of it.
    """

    indicators: tuple[str, ...]
    factor: Fraction


Check = Missing | Range | Parts | Jump | Unchanged | Copied | Components | Denominator | Restated | OnLimit | Magnitude


class Restatement(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was reported earlier as another one, as a store knows it. Figures are in the indicator's unit."""

    entity: str
    year: int
    indicator: str
    before: Fraction
    after: Fraction
    bound_before: Operator | None = None
    bound_after: Operator | None = None
    at_before: Location
    at_after: Location
    by_before: str = ""
    received_before: str = ""


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a check found.

    `at` lists the cells concerned, the one to be answered for first; it is empty where there is no cell (a figure that
    was not handed in on any form). `entity` and `indicator` are None where many are concerned; `indicators` lists all.
    `arithmetic` is the sum behind the message, in figures: “12.5 + 30.1 = 42.6 ≠ 43”.
    """

    check: str
    kind: CheckKind
    level: CheckLevel
    year: int
    owner: str
    indicators: tuple[str, ...]
    at: tuple[Location, ...]
    message: Text
    declared: Location
    entity: str | None = None
    indicator: str | None = None
    arithmetic: str = ""
    hint: Text | None = None
