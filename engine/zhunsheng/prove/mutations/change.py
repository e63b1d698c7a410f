"""A change to a rule, or to the indicator that it speaks of."""

from typing import NamedTuple

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.rule import Rule


class Change(NamedTuple):
    """The rule as changed, and those indicators that changed with it."""

    name: str
    told: str
    rule: Rule
    indicators: tuple[Indicator, ...] = ()
