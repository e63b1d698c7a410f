"""城市体检 (urban health check): the aspects by which requirements are looked at. No verdict and no score is added."""

import msgspec

from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation


class System(msgspec.Struct, frozen=True, kw_only=True):
    """The system of aspects: where a plan names none, that of `document` is taken by convention; `because` says so."""

    title: str
    document: str
    because: str


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """An aspect, where it stands in the system's document, and the rules that tell of it, each once in all aspects."""

    id: str
    title: str
    locator: str
    rules: tuple[str, ...]
    at: Location


class Checkup(msgspec.Struct, frozen=True, kw_only=True):
    """What checkup.yaml declares. `source` is where the plan promises a check-up."""

    id: str
    title: str
    source: Citation
    system: System
    aspects: tuple[Aspect, ...]
    at: Location

    @property
    def rules(self) -> frozenset[str]:
        """The rules of all aspects."""
        return frozenset(rule for aspect in self.aspects for rule in aspect.rules)
