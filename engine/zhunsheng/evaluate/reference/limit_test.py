"""The limit test: does a figure satisfy a limit (GB/T 8170-2008, 全数值比较法 or 修约值比较法)?"""

from fractions import Fraction

from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator, round_half_even


def satisfies(value: Fraction, bound: Operator | None, limit: Limit, decimals: int | None) -> bool | None:
    """Tell whether a figure satisfies `limit`. None: it is only a bound, and does not settle the question."""
    if bound is not None:
        return _bound_satisfies(value, bound, limit, decimals)
    judged = value if decimals is None else round_half_even(value, decimals)
    return limit.holds(judged)


def beyond_upper_end(value: Fraction, limit: Limit, decimals: int | None) -> bool:
    """Tell whether a sum has outgrown a limit that has an upper end: more years cannot bring it back."""
    judged = value if decimals is None else round_half_even(value, decimals)
    return judged >= limit.target if limit.operator is Operator.BELOW else judged > limit.upper_end


def _bound_satisfies(value: Fraction, bound: Operator, limit: Limit, decimals: int | None) -> bool | None:
    """Hold all that a bound allows against a limit.

    What is allowed runs from `edge` without end, upward or downward; `open_edge` leaves the edge itself out.
    """
    edge, open_edge = value, bound in (Operator.ABOVE, Operator.BELOW)
    if decimals is not None:
        edge, open_edge = _rounded_edge(value, bound, decimals), False
    if bound.rising:
        surely_above = edge > limit.target or (open_edge and edge == limit.target)
        beyond = edge > limit.upper_end or (open_edge and edge == limit.upper_end)
        return {
            Operator.AT_LEAST: True if edge >= limit.target else None,
            Operator.ABOVE: True if surely_above else None,
            Operator.AT_MOST: False if surely_above else None,
            Operator.BELOW: False if edge >= limit.target else None,
        }.get(limit.operator, False if beyond else None)
    if bound.falling:
        surely_below = edge < limit.target or (open_edge and edge == limit.target)
        return {
            Operator.AT_MOST: True if edge <= limit.target else None,
            Operator.BELOW: True if surely_below else None,
            Operator.ABOVE: False if edge <= limit.target else None,
        }.get(limit.operator, False if surely_below else None)
    return None


def _rounded_edge(value: Fraction, bound: Operator, decimals: int) -> Fraction:
    """Round what lies at the edge of a bound: just beyond a tie, there is no tie any more."""
    half_step = Fraction(1, 2 * 10**decimals)
    on_a_tie = (value / half_step).denominator == 1 and (value / half_step).numerator % 2 == 1
    if on_a_tie and bound is Operator.ABOVE:
        return value + half_step
    if on_a_tie and bound is Operator.BELOW:
        return value - half_step
    return round_half_even(value, decimals)
