"""Which figures it is remarkable to meet twice: on the limit, or again a year later."""

from fractions import Fraction

from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Indicator

_FEW = 10


def is_telling(indicator: Indicator, value: Fraction) -> bool:
    """Tell whether chance would rarely bring a figure about.

    The ends of a scale, 0 and all of 100 %, are where figures stay; and of whole numbers below ten (one plan a year,
    two clerks a village) there are so few that they meet as a matter of course.
    """
    if is_percent(indicator.unit):
        return value not in (0, 100)
    return value.denominator != 1 or abs(value) >= _FEW
