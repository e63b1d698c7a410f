"""A compiled plan: checked, frozen, ready to judge."""

import msgspec

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.plan import Plan
from zhunsheng.model.policy import Policy
from zhunsheng.model.rule import Rule


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a check needs of one plan. `digest` is the SHA-256 of the files that it was compiled from.

    `indicators` and `rules` are keyed by id, in the order of the files. `known_units` lists every unit spelling
    of the registry, so that intake can tell a misspelt unit from one that measures something else.
    """

    plan: Plan
    indicators: dict[str, Indicator]
    rules: dict[str, Rule]
    policy: Policy
    known_units: tuple[str, ...]
    digest: str
