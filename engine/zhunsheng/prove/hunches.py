"""Which scenario notices a change: a guess, carried from rule to rule, that only decides what is tried first."""

import re

from zhunsheng.prove.mutations import Mutant


class Hunches:
    """Remembers, for each family of changes, what the scenario was tagged with that noticed the last of them."""

    def __init__(self) -> None:
        self._tags: dict[str, tuple[str, ...]] = {}

    def noticed(self, mutant: Mutant, tags: tuple[str, ...]) -> None:
        """Remember that a scenario with these tags noticed a change."""
        self._tags[_family(mutant)] = tags

    def expect(self, mutant: Mutant, tags: tuple[str, ...]) -> bool:
        """Tell whether a scenario with these tags noticed the last change of the same family."""
        return self._tags.get(_family(mutant)) == tags


def _family(mutant: Mutant) -> str:
    return re.sub(r"\d+", "", mutant.name)
