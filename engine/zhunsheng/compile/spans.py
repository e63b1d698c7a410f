"""The figures that satisfy a limit, as a span of the number line: exact, with or without its ends."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator


class Span(NamedTuple):
    """All figures between two ends. An end that is None lies at infinity; `with_low` and `with_high` say whether the
    ends themselves belong to it.
    """

    low: Fraction | None = None
    with_low: bool = False
    high: Fraction | None = None
    with_high: bool = False

    def times(self, factor: Fraction) -> "Span":
        """Return the span in another unit; `factor` is above zero."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Span(low, self.with_low, high, self.with_high)

    def meets(self, other: "Span") -> bool:
        """Tell whether any figure lies in both."""
        return all(one.reaches(two) for one in (self, other) for two in (self, other))

    def within(self, other: "Span") -> bool:
        """Tell whether every figure of this span lies in the other."""
        low = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and other.with_low >= self.with_low))
        )
        high = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and other.with_high >= self.with_high))
        )
        return low and high

    def reaches(self, other: "Span") -> bool:
        """Tell whether the lower end of this span leaves room below the upper end of the other."""
        if self.low is None or other.high is None:
            return True
        return self.low < other.high or (self.low == other.high and self.with_low and other.with_high)


def of(limit: Limit, decimals: int | None) -> Span:
    """Return the figures that satisfy `limit`: as they stand, or once rounded half-even to `decimals` places."""
    strict_low, strict_high = limit.operator is Operator.ABOVE, limit.operator is Operator.BELOW
    low = None if limit.operator.falling else limit.target
    high = None if limit.operator.rising else limit.upper_end
    if decimals is None:
        return Span(low, not strict_low, high, not strict_high)
    scale, half = 10**decimals, Fraction(1, 2)
    # The outermost grid points that satisfy the limit; half a step beyond an even one still rounds onto it.
    first = None if low is None else _above(low * scale, strict_low)
    last = None if high is None else -_above(-high * scale, strict_high)
    return Span(
        None if first is None else (first - half) / scale,
        first is not None and first % 2 == 0,
        None if last is None else (last + half) / scale,
        last is not None and last % 2 == 0,
    )


def _above(value: Fraction, strictly: bool) -> int:
    """Return the least whole number that is at least `value`, or above it."""
    return value.__floor__() + 1 if strictly else value.__ceil__()
