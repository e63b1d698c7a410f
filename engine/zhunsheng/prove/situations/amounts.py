"""Figures for scenarios: comfortably good, clearly bad, just short. Decimals throughout."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from zhunsheng.model.quantity import Operator, decimal_text, terminates
from zhunsheng.model.rule import Target

COUNTED = frozenset("个家场所名条项份座期人户张套间台处辆宗次件村镇")
"""Units of things that come whole."""

TEN_THOUSANDS = ("万人", "万套", "万张", "万户")
"""Units whose ten-thousandth part is one person, one dwelling …"""


def plain(value: Decimal) -> str:
    """Write a decimal without exponent or needless zeros."""
    return decimal_text(value)


def is_whole(figure: Decimal) -> bool:
    """Tell whether a figure is a whole number."""
    return figure == figure.to_integral_value()


def smallest_step(unit: str, *figures: Decimal | None, whole: bool) -> Decimal:
    """One thing where things come `whole`, else a step finer than any of `figures` is written."""
    if whole:
        return Decimal(1)
    if unit in TEN_THOUSANDS:
        return Decimal("0.0001")
    places = max((places_of(figure) for figure in figures if figure is not None), default=0)
    return Decimal(1).scaleb(-max(2, places + 1))


def places_of(figure: Decimal) -> int:
    """Count the decimals that a figure is written with."""
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def margin(figure: Decimal, share: str, *, whole: bool) -> Decimal:
    """A distance that a reader can see: about `share` of the figure, in round numbers, at least one whole thing."""
    size = abs(figure) * Decimal(share)
    if whole:
        return max(Decimal(1), size.quantize(Decimal(1), ROUND_HALF_EVEN))
    if size == 0:
        return Decimal(1)
    return size.quantize(Decimal(1).scaleb(size.adjusted()), ROUND_HALF_EVEN)


def comfortable(target: Target, *, whole: bool, share_of_whole: bool) -> Decimal:
    """A figure that satisfies the limit, and where there is room, not by a hair."""
    low, high = ends(target)
    match target.operator:
        case Operator.AT_LEAST | Operator.ABOVE:
            room = (Decimal(100) - low) / 2 if share_of_whole and low <= 100 else None
            more = margin(low, "0.06", whole=whole)
            if room is not None and more > room:
                more = room.quantize(Decimal(1).scaleb(-places_of(low) - 1))
            return low + more
        case Operator.AT_MOST | Operator.BELOW:
            less = high - margin(high, "0.1", whole=whole)
            none_will_do = high > 0 or (high == 0 and target.operator is Operator.AT_MOST)
            return max(Decimal(0), less) if none_will_do else less
        case Operator.WITHIN:
            middle = (low + high) / 2
            return middle.quantize(Decimal(1), ROUND_HALF_EVEN) if whole else middle
    return low


def poor(target: Target, *, whole: bool) -> Decimal:
    """A figure that clearly does not satisfy the limit."""
    low, high = ends(target)
    if target.operator.falling:
        return high + margin(high, "0.2", whole=whole)
    return low - margin(low, "0.2", whole=whole)


def satisfies(figure: Decimal, target: Target) -> bool:
    """Tell whether a figure satisfies a limit."""
    low, high = ends(target)
    match target.operator:
        case Operator.AT_LEAST:
            return figure >= low
        case Operator.ABOVE:
            return figure > low
        case Operator.AT_MOST:
            return figure <= high
        case Operator.BELOW:
            return figure < high
    return low <= figure <= high


def ends(target: Target) -> tuple[Decimal, Decimal]:
    """The lower and upper end of a limit with a figure; the same figure twice unless it is a range."""
    if target.value is None:
        raise ValueError("the target has no figure of its own")
    return target.value, target.value if target.upper is None else target.upper


def exact(value: Fraction) -> Decimal | None:
    """The decimal that a fraction is, if it is one."""
    return Decimal(decimal_text(value)) if terminates(value) else None
