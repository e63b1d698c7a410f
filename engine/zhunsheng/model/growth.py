"""Compound growth without rounding: where a `cagr` path stands is algebraic, and is bracketed by integer roots.

A path grows from `start` to `goal` in `span` years by the yearly factor ρ = (goal/start)^(1/span). After `elapsed`
years R ≥ b asks for start·(1 + b(ρ − 1))^elapsed. That threshold is rational if ρ is, for b = 0 (it is `start`), and
for b = 1 where start·ρ^elapsed happens to be. Otherwise it is irrational: were z = 1 − b + bρ an n-th root of a
rational, all conjugates of z would have one modulus, as have those of ρ; but two circles about different centres
share two points at most, and ±ρ do not give z the same modulus unless b is 0 or 1. So no figure ever equals an
irrational threshold, and every refinement below ends.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.quantity import SHOWN_DECIMALS, round_half_even

FIRST_DIGITS = 24


def floor_root(number: int, degree: int) -> int:
    """Return the largest integer whose `degree`-th power is at most `number` (>= 0), by Newton's method from above."""
    root = 1 << -(-number.bit_length() // degree)
    while number > 0:
        better = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if better >= root:
            return root
        root = better
    return 0


def rational_root(value: Fraction, degree: int) -> Fraction | None:
    """Return the positive `degree`-th root of `value` (> 0) if it is rational, else None."""
    root = Fraction(floor_root(value.numerator, degree), floor_root(value.denominator, degree))
    return root if root**degree == value else None


def _root_brackets(value: Fraction, degree: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Enclose the `degree`-th root of `value` (> 0) ever more tightly; twice the digits at each step."""
    digits = FIRST_DIGITS
    while True:
        scale: int = 10**digits
        low = floor_root(value.numerator * scale**degree // value.denominator, degree)
        yield Fraction(low, scale), Fraction(low + 1, scale)
        digits *= 2


class Threshold(NamedTuple):
    """The figure at which R reaches `band` after `elapsed` of `span` years. `start`, `goal`, `span`, `elapsed` > 0.

    Where 1 + b(ρ − 1) is not positive the threshold is taken as 0: no positive figure lies at or below it.
    """

    start: Fraction
    goal: Fraction
    span: int
    elapsed: int
    band: Fraction

    def exact(self) -> Fraction | None:
        """Return the threshold if it is rational, else None."""
        if self.band == 0:
            return self.start
        factor = rational_root(self.goal / self.start, self.span)
        if factor is not None:
            return self._at(factor)
        if self.band == 1:
            power = rational_root((self.goal / self.start) ** self.elapsed, self.span)
            return None if power is None else self.start * power
        return None

    def brackets(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Enclose the threshold ever more tightly: low <= threshold <= high."""
        roots = _root_brackets(self.goal / self.start, self.span)
        return (_ends(self._at(low), self._at(high)) for low, high in roots)

    def sign(self, figure: Fraction) -> int:
        """Return -1, 0 or 1: `figure` lies below, at or above the threshold."""
        exact = self.exact()
        if exact is not None:
            return (figure > exact) - (figure < exact)
        return next(1 if figure >= high else -1 for low, high in self.brackets() if figure >= high or figure <= low)

    def _at(self, factor: Fraction) -> Fraction:
        return self.start * max(Fraction(0), 1 + self.band * (factor - 1)) ** self.elapsed


def expected(start: Fraction, goal: Fraction, span: int, elapsed: int) -> Fraction:
    """Return the figure on the path after `elapsed` years, rounded half-even to `SHOWN_DECIMALS` places."""
    on_path = Threshold(start, goal, span, elapsed, Fraction(1))
    exact = on_path.exact()
    if exact is not None:
        return round_half_even(exact, SHOWN_DECIMALS)
    return _settled(on_path.brackets())


def pace(figure: Fraction, start: Fraction, goal: Fraction, span: int, elapsed: int) -> Fraction:
    """Return R = (observed − 1) / (required − 1), yearly factors both, rounded half-even to `SHOWN_DECIMALS` places.

    All figures > 0 and `goal` != `start`.
    """
    if figure == start:
        return Fraction(0)
    if (figure / start) ** span == (goal / start) ** elapsed:
        return Fraction(1)
    observed, required = rational_root(figure / start, elapsed), rational_root(goal / start, span)
    if observed is not None and required is not None:
        return round_half_even((observed - 1) / (required - 1), SHOWN_DECIMALS)
    return _settled(_quotients(figure / start, elapsed, goal / start, span))


def _quotients(seen: Fraction, elapsed: int, wanted: Fraction, span: int) -> Iterator[tuple[Fraction, Fraction]]:
    """Enclose (seen^(1/elapsed) − 1) / (wanted^(1/span) − 1), skipping brackets too wide to divide by."""
    roots = zip(_root_brackets(seen, elapsed), _root_brackets(wanted, span), strict=False)
    return (
        _ends(*((a - 1) / (b - 1) for a in above for b in below))
        for above, below in roots
        if below[0] > 1 or below[1] < 1
    )


def _ends(*figures: Fraction) -> tuple[Fraction, Fraction]:
    return min(figures), max(figures)


def _settled(brackets: Iterator[tuple[Fraction, Fraction]]) -> Fraction:
    """Return the rounding on which both ends of a bracket agree; an irrational number is never on a tie."""
    rounded = ((round_half_even(low, SHOWN_DECIMALS), round_half_even(high, SHOWN_DECIMALS)) for low, high in brackets)
    return next(low for low, high in rounded if low == high)
