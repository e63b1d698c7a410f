"""What is made of judgements: data that durable-rules executes, stratum after stratum."""

from enum import StrEnum
from typing import Literal

import msgspec

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

Compare = Literal["==", "!=", "<", "<=", ">", ">="]


class Facts(StrEnum):
    """What a stratum reasons over."""

    JUDGEMENTS = "judgements"
    """One fact for each judgement."""
    TALLIES = "tallies"
    """One fact for each group of findings of the strata before, holding counts made outside the engine."""
    ITEMS = "items"
    """One fact for each item of the ledger (整改台账) that is still to be put right."""
    DEPARTMENTS = "departments"
    """One fact for each department that has such items, holding counts of them."""


class Constant(msgspec.Struct, frozen=True, kw_only=True, tag="constant"):
    """`attribute` compared with text or a whole number. Text takes only == and !=."""

    attribute: str
    compare: Compare
    value: str | int


class Joined(msgspec.Struct, frozen=True, kw_only=True, tag="joined"):
    """`attribute` compared with `other`.`other_attribute` + `offset`, `other` being an earlier pattern's name."""

    attribute: str
    compare: Compare
    other: str
    other_attribute: str
    offset: int = 0


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """One fact to be matched, bound to `name`. At least one test is a `Constant`."""

    name: str
    tests: tuple[Constant | Joined, ...]


class PolicyRule(msgspec.Struct, frozen=True, kw_only=True):
    """When all `patterns` match facts of one group, a finding is drawn about the fact bound to `about`.

    `because` names what was concluded, in one short clause; the report puts value, target and gap beside it.
    """

    id: str
    patterns: tuple[Pattern, ...]
    about: str
    kind: FindingKind
    level: Level
    because: Text
    at: Location


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A count over the findings of a group: how many *rules* have a finding of `kind` (and of `level`, if given)."""

    name: str
    kind: FindingKind | None = None
    level: Level | None = None


class Stratum(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that run together. They see only the attributes in `sees`, and join only inside one `per` group.

    Strata run in order; tallies of a later stratum count the findings of earlier ones. That takes the place of
    negation and aggregation inside the engine.
    """

    id: str
    facts: Facts
    per: tuple[str, ...]
    sees: tuple[str, ...]
    tallies: tuple[Tally, ...]
    rules: tuple[PolicyRule, ...]


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """All strata of a plan, in the order in which they run."""

    strata: tuple[Stratum, ...]

    def rule(self, identifier: str) -> PolicyRule | None:
        """Return a rule by id."""
        return next((rule for stratum in self.strata for rule in stratum.rules if rule.id == identifier), None)
