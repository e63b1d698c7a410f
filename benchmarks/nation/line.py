"""The number line of one rule in one year, cut where its verdict changes: the arithmetic that knows every verdict.

It is made of what a rule promises by fractions and integers alone, and shares no line with the program's own.
"""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from zhunsheng.model.judgement import Reason

BANDS = (Fraction(0), Fraction(60, 100), Fraction(95, 100), Fraction(1))
"""Where 时序进度 R is cut: below 0 regressing, then far behind, behind, nearly, on track."""
_PACES = (
    Reason.PACE_REGRESSING,
    Reason.PACE_FAR_BEHIND,
    Reason.PACE_BEHIND,
    Reason.PACE_NEARLY,
    Reason.PACE_ON_TRACK,
)


class Cut(NamedTuple):
    """A place on the line: above it lies what is greater, and `at` itself where `inclusive`."""

    at: Fraction
    inclusive: bool

    def steps(self, decimals: int) -> int:
        """Return the smallest figure above it, counted in units of the last of so many decimals."""
        scaled = self.at * Fraction(10) ** decimals
        return ceil(scaled) if self.inclusive else floor(scaled) + 1


class Line(NamedTuple):
    """`reasons` from low figures to high ones, one more than the `cuts` between them.

    `kept` are the first and the last of the stretches (not included) that keep the limit looked at.
    """

    cuts: tuple[Cut, ...]
    reasons: tuple[Reason, ...]
    kept: tuple[int, int]


class Limit(NamedTuple):
    """What is asked for: at least or at most `at`, more or less than it if `strict`; from `at` to `upper`, if given.

    `rounded` are the decimals to which a figure is rounded first (a limit of `at least` only).
    """

    at: Fraction
    rising: bool = True
    strict: bool = False
    upper: Fraction | None = None
    rounded: int | None = None

    @property
    def text(self) -> str:
        """As a rule file writes it."""
        if self.upper is not None:
            return f"{_plain(self.at)}..{_plain(self.upper)}"
        return ("<" if not self.rising else ">") + ("" if self.strict else "=") + f" {_plain(self.at)}"

    @property
    def cut(self) -> Cut:
        """Where figures begin to keep it, or (of `at most`) no longer do."""
        if self.rounded is not None:
            steps = int(self.at * Fraction(10) ** self.rounded)
            return Cut((steps - Fraction(1, 2)) / Fraction(10) ** self.rounded, inclusive=steps % 2 == 0)
        return Cut(self.at, inclusive=self.rising != self.strict)


class Way(NamedTuple):
    """A path from `base` by equal amounts, or by equal factors if `compound`: `gone` of `span` years have passed."""

    base: Fraction
    gone: int
    span: int
    compound: bool = False

    def reaches(self, limit: Limit, band: Fraction) -> Cut:
        """Return where R is `band`."""
        if self.compound:
            return Cut(self._grown(limit.at / self.base, band), inclusive=limit.rising)
        return Cut(self.base + band * self.gone * (limit.at - self.base) / self.span, inclusive=limit.rising)

    def _grown(self, whole: Fraction, band: Fraction) -> Fraction:
        """Return base · (1 + band · (ρ − 1))^gone with ρ^span = `whole`; to 80 digits where ρ is not rational."""
        factor = _root(whole, self.span)
        return self.base * (1 + band * (factor - 1)) ** self.gone


def judged(limit: Limit) -> Line:
    """Return the line of a year in which the limit is due."""
    if limit.upper is not None:
        cuts = (Cut(limit.at, inclusive=True), Cut(limit.upper, inclusive=False))
        return Line(cuts, (Reason.LIMIT_MISSED, Reason.LIMIT_MET, Reason.LIMIT_MISSED), (1, 2))
    return _one_cut(limit, Reason.LIMIT_MISSED, Reason.LIMIT_MET)


def awaited(limit: Limit) -> Line:
    """Return the line of a year before the limit is due, where no path is promised."""
    return _one_cut(limit, Reason.NO_TRAJECTORY, Reason.ALREADY_MET)


def capped(limit: Limit) -> Line:
    """Return the line of a sum that is not to pass its limit, in a year before the last."""
    return _one_cut(limit, Reason.LIMIT_MISSED, Reason.NO_TRAJECTORY)


def on_the_way(limit: Limit, way: Way) -> Line:
    """Return the line of a year in which a path leads to the limit."""
    cuts = (*(way.reaches(limit, band) for band in BANDS), limit.cut)
    reasons = (*_PACES, Reason.ALREADY_MET)
    if limit.rising:
        return Line(cuts, reasons, (len(cuts), len(cuts) + 1))
    return Line(cuts[::-1], reasons[::-1], (0, 1))


def _one_cut(limit: Limit, worse: Reason, better: Reason) -> Line:
    if limit.rising:
        return Line((limit.cut,), (worse, better), (1, 2))
    return Line((limit.cut,), (better, worse), (0, 1))


def _root(value: Fraction, degree: int) -> Fraction:
    with localcontext(Context(prec=80)):
        root = (Decimal(value.numerator) / Decimal(value.denominator)) ** (Decimal(1) / degree)
        near = Fraction(root).limit_denominator(10**6)
        return near if near**degree == value else Fraction(root)


def _plain(figure: Fraction) -> str:
    return f"{Decimal(figure.numerator) / Decimal(figure.denominator):f}"
