"""What the rules of a synthetic nation promise: twenty shapes, repeated with other figures as often as asked for."""

from collections.abc import Callable
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from benchmarks.nation.line import Limit

YEARS = range(2021, 2026)
BASE = 2020
NATURES = ("binding", "anticipatory", "task")
OWNERS = ("发改", "教育", "民政", "人社", "自然资源", "生态环境", "住建", "交通", "水利", "农业农村", "卫健", "应急")


class Course(Enum):
    """How a rule's years follow from its limits."""

    PATH = auto()
    """A level on its way to the coming limit."""
    COMPOUND = auto()
    """The same, by equal factors."""
    OPEN = auto()
    """A level of which nothing is said before the limit is due."""
    KEPT = auto()
    """A level that is held every year, or a limit for every year."""
    YEARLY = auto()
    """An amount or a rate of one year, held in the years that have a limit."""
    SUM = auto()
    """A sum from the first year on, with a share due each year."""
    CAP = auto()
    """A sum that is not to pass its limit."""
    DONE = auto()
    """Done or not done by a year."""


class Promise(NamedTuple):
    """One rule. `limits` are by year, in the rule's unit; `decimals` those of the figures reported for it.

    `group` numbers the whole of which the figure is a share, shared by three rules; None where it is reported itself.
    """

    number: int
    course: Course
    limits: dict[int, Limit]
    base: Fraction | None = None
    kind: str = "level"
    unit: str = "percent"
    decimals: int = 2
    group: int | None = None

    @property
    def id(self) -> str:
        """The id of the rule and of its indicator."""
        return f"rule-{self.number:03}"

    @property
    def nature(self) -> str:
        """Whether it is binding, expected, or a task."""
        return NATURES[self.number * 7 % 11 % 3]

    @property
    def owner(self) -> str:
        """The id of the department that answers for it."""
        return OWNERS[self.number % len(OWNERS)]

    @property
    def rounded(self) -> int | None:
        """The decimals to which figures are rounded before they are held against the limit."""
        return next(iter(self.limits.values())).rounded

    def due(self, year: int) -> Limit | None:
        """Return the limit that a year looks at: its own, the coming one, or the last that stands on."""
        if self.course is Course.YEARLY:
            return self.limits.get(year)
        return self.limits[self.due_year(year)]

    def due_year(self, year: int) -> int:
        """Return the year of that limit, where limits stand on."""
        return min((when for when in self.limits if when >= year), default=max(self.limits))


def promises(rules: int) -> tuple[Promise, ...]:
    """Make so many rules, each shape in its turn."""
    return tuple(_SHAPES[number % len(_SHAPES)](number, number // len(_SHAPES)) for number in range(rules))


def _by_2025(at: Fraction | int, *, rising: bool = True, strict: bool = False) -> dict[int, Limit]:
    return {YEARS[-1]: Limit(Fraction(at), rising, strict)}


def _rising(number: int, turn: int) -> Promise:
    return Promise(number, Course.PATH, _by_2025(80 + turn), Fraction(60 + turn))


def _rising_strictly(number: int, turn: int) -> Promise:
    limits = _by_2025(Fraction(4005 + 10 * turn, 10), strict=True)
    return Promise(number, Course.PATH, limits, Fraction(300 + turn), unit="公里", decimals=4)


def _falling(number: int, turn: int) -> Promise:
    return Promise(number, Course.PATH, _by_2025(12 + turn, rising=False), Fraction(30 + turn))


def _falling_strictly(number: int, turn: int) -> Promise:
    limits = _by_2025(5000 + 100 * turn, rising=False, strict=True)
    return Promise(number, Course.PATH, limits, Fraction(9000 + 100 * turn), unit="户", decimals=0)


def _in_two_steps(number: int, turn: int) -> Promise:
    limits = {2023: Limit(Fraction(55 + turn)), 2025: Limit(Fraction(75 + turn))}
    return Promise(number, Course.PATH, limits, Fraction(40 + turn))


def _compound(number: int, turn: int) -> Promise:
    base = Fraction(100000 * (turn + 1))
    return Promise(number, Course.COMPOUND, _by_2025(base * Fraction(161051, 100000)), base, unit="万元", decimals=2)


def _compound_irrational(number: int, turn: int) -> Promise:
    return Promise(number, Course.COMPOUND, _by_2025(6000 + turn), Fraction(4000), unit="家", decimals=0)


def _no_path(number: int, turn: int) -> Promise:
    return Promise(number, Course.OPEN, _by_2025(90 - turn), unit="percent")


def _maintained(number: int, turn: int) -> Promise:
    return Promise(number, Course.KEPT, _by_2025(95 - turn), Fraction(96))


def _in_a_range(number: int, turn: int) -> Promise:
    limits = {year: Limit(Fraction(50 + turn), upper=Fraction(80 + turn)) for year in YEARS}
    return Promise(number, Course.KEPT, limits, unit="平方米", decimals=1)


def _yearly(number: int, turn: int) -> Promise:
    years = YEARS if turn % 2 == 0 else YEARS[1::2]
    limits = {year: Limit(Fraction(200 + 10 * turn)) for year in years}
    return Promise(number, Course.YEARLY, limits, kind="yearly", unit="亩", decimals=1)


def _summed(number: int, turn: int) -> Promise:
    return Promise(number, Course.SUM, _by_2025(20000 + 500 * turn), kind="flow", unit="人", decimals=0)


def _summed_and_capped(number: int, turn: int) -> Promise:
    limits = _by_2025(5000 + 100 * turn, rising=False)
    return Promise(number, Course.CAP, limits, kind="flow", unit="公顷", decimals=2)


def _growing(number: int, turn: int) -> Promise:
    limits = {year: Limit(Fraction(10 + turn, 2)) for year in YEARS}
    return Promise(number, Course.YEARLY, limits, kind="growth", decimals=1)


def _milestone(number: int, turn: int) -> Promise:
    limits = {2022 + turn % 3: Limit(Fraction(1))}
    return Promise(number, Course.DONE, limits, kind="milestone", unit="done", decimals=0)


def _share(number: int, turn: int) -> Promise:
    return Promise(number, Course.PATH, _by_2025(Fraction(405 + turn, 10)), Fraction(20 + turn), group=turn)


def _share_kept(number: int, turn: int) -> Promise:
    return Promise(number, Course.KEPT, _by_2025(12 + turn, rising=False), Fraction(10), group=turn)


def _share_rounded(number: int, turn: int) -> Promise:
    limits = {year: Limit(Fraction(333 + turn, 10), rounded=1) for year in YEARS}
    return Promise(number, Course.KEPT, limits, group=turn)


def _rounded(number: int, turn: int) -> Promise:
    limits = {2025: Limit(Fraction(50 + turn), rounded=0)}
    return Promise(number, Course.PATH, limits, Fraction(35 + turn), unit="万元", decimals=4)


def _binding_ceiling(number: int, turn: int) -> Promise:
    limits = {year: Limit(Fraction(30 + turn) - Fraction(year - BASE, 2), rising=False) for year in YEARS}
    return Promise(number, Course.KEPT, limits, unit="percent", decimals=3)


_SHAPES: tuple[Callable[[int, int], Promise], ...] = (
    _rising,
    _summed,
    _share,
    _rising_strictly,
    _milestone,
    _falling,
    _share_kept,
    _growing,
    _maintained,
    _yearly,
    _in_two_steps,
    _compound,
    _share_rounded,
    _in_a_range,
    _no_path,
    _falling_strictly,
    _summed_and_capped,
    _compound_irrational,
    _rounded,
    _binding_ceiling,
)
