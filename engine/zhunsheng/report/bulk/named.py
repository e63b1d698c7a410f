"""What the things of a run are called. Its places are more than the plan lists: their names come beside."""

from collections.abc import Mapping

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.policy import PolicyRule
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.names import Names

_NOWHERE = Text("（未写明上级）", "(none named)")


class Named:
    """Titles by id, each made safe to show."""

    def __init__(self, catalogue: Catalogue, titles: Mapping[str, str]) -> None:
        self._names = Names(catalogue)
        self._titles = titles
        self._policies = {rule.id: rule for stratum in catalogue.policy.strata for rule in stratum.rules}

    def place(self, identity: str) -> str:
        """Name a place; by its id where its name is not known."""
        title = self._titles.get(identity)
        return readable(title) if title else self._names.place(identity)

    def around(self, identity: str, lang: Lang) -> str:
        """Name a place around others; say so where these name none."""
        return self.place(identity) if identity else _NOWHERE.to(lang)

    def rule(self, identity: str) -> str:
        """Name a rule."""
        return self._names.rule_title(identity)

    def department(self, identity: str) -> str:
        """Name a department in full."""
        return self._names.department(identity)

    def departments(self, identities: str, lang: Lang) -> str:
        """Name departments that a tally counted together (“甲局、乙局”)."""
        return self._names.departments(tuple(identities.split("、")), lang)

    def policy(self, identity: str) -> PolicyRule:
        """Return a policy rule."""
        return self._policies[identity]
