"""When a finding that is not put right is taken further (督办): what policy asks for, as data for durable-rules."""

import msgspec

from zhunsheng.model.policy import Stratum
from zhunsheng.model.text import Text


class Escalation(msgspec.Struct, frozen=True, kw_only=True):
    """Strata over items and departments, and the measure that each of their rules asks for (催办、约谈、挂牌督办)."""

    strata: tuple[Stratum, ...] = ()
    measures: dict[str, str] = {}


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that policy asks for, the rule and its reason, the department, and the items behind it, by id."""

    measure: str
    rule: str
    because: Text
    owner: str
    items: tuple[str, ...]
