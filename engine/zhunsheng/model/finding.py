"""A finding: what policy draws from judgements, and whom it concerns."""

from enum import StrEnum

import msgspec

from zhunsheng.model.rule import Source
from zhunsheng.model.text import Text


class FindingKind(StrEnum):
    """违反, 预警, 提示."""

    VIOLATION = "violation"
    ALERT = "alert"
    NOTICE = "notice"


class Level(StrEnum):
    """The four colours of Chinese alerts, gravest first."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


class JudgementKey(msgspec.Struct, frozen=True, order=True):
    """Points at one judgement."""

    rule: str
    entity: str
    year: int


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """Why: the policy rule that fired and what it matched (judgements, or findings for a tally)."""

    policy: str
    stratum: str
    text: Text
    judgements: tuple[JudgementKey, ...] = ()
    findings: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A violation, alert or notice about one place and year.

    `id` is a stable fingerprint of (policy rule, rule or department, entity, year).
    `rule` and `source` are None where the finding is about a department rather than a rule.
    `state` is where it stands in the 整改台账; a single run knows only `new`.
    """

    id: str
    kind: FindingKind
    level: Level
    rule: str | None
    entity: str
    year: int
    owner: str
    message: Text
    because: Because
    source: Source | None
    state: str = "new"
