"""What a check on the data asks for beside a share: numerator and denominator, and what the form says of them."""

from collections.abc import Iterator

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.components import beside, with_components
from zhunsheng.model.indicator import parts


class Companions:
    """The numerators and denominators of a plan's shares."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = catalogue.indicators
        self._asked = beside(catalogue.checks)
        titles = {key: each.title for key, each in catalogue.indicators.items()}
        roles: dict[str, dict[str, None]] = {}
        for check in (each for checks in self._asked.values() for each in checks):
            roles.setdefault(check.numerator, {})[f"“{titles[check.share]}”的分子"] = None
            roles.setdefault(check.denominator, {})[f"“{titles[check.share]}”的分母"] = None
        self._roles = {key: "\n".join(said) for key, said in roles.items()}
        of_rules = {part for rule in catalogue.rules.values() for part in parts(self._indicators, rule.indicator)}
        self._no_rules_own = roles.keys() - of_rules

    def of(self, indicator: str) -> tuple[str, ...]:
        """List what is asked for beside an indicator."""
        return with_components(indicator, self._asked)[1:]

    def role(self, indicator: str) -> str:
        """Say of what a companion is the numerator, and of what the denominator, a line each."""
        return self._roles[indicator]

    def in_order(self) -> Iterator[str]:
        """Go through all indicators in the order of the rule files, each companion behind the first of its shares."""
        own = (each for each in self._indicators if each not in self._no_rules_own)
        yield from dict.fromkeys(each for indicator in own for each in (indicator, *self.of(indicator)))
