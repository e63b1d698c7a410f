"""What things are called: ids, titles and aliases of one sort of thing, none shared by two."""

import re
from collections.abc import Iterable

from zhunsheng.compile.folding import folded
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

_BETWEEN = re.compile("[、，；;/]| ")


class Names:
    """The names of all places, all departments or all indicators.

    Submissions name things by id, title or alias, so a name that two things share is refused. Full-width and
    half-width forms, capitals and blanks make no difference.
    """

    def __init__(self, sort: Text, unknown: str) -> None:
        self._sort = sort
        self._unknown = unknown
        self._ids: dict[str, Location] = {}
        self._by_name: dict[str, tuple[str, Scalar]] = {}

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """All names as they are compared, each with the id of what it names."""
        return tuple((name, item) for name, (item, _) in self._by_name.items())

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order in which they were added."""
        return tuple(self._ids)

    def add(self, item: Scalar, others: Iterable[Scalar | None], problems: Problems) -> bool:
        """Add an item by its id and its other names (None is skipped). False, and reported, if the id is taken."""
        if item.text in self._ids:
            message = Text(
                f"{self._sort.zh}编号“{shown(item.text)}”重复。",
                f"The {self._sort.en} id “{shown(item.text)}” is used twice.",
            )
            problems.add("duplicate-id", item.at, message, hint=_first_at(self._ids[item.text]))
            return False
        self._ids[item.text] = item.at
        for name in (item, *(n for n in others if n is not None)):
            holder, first = self._by_name.setdefault(folded(name.text), (item.text, name))
            if holder != item.text:
                message = Text(
                    f"“{shown(name.text)}”也是“{holder}”的名称，报送表里分不清。",
                    f"“{shown(name.text)}” also names “{holder}”: submissions could mean either.",
                )
                problems.add("duplicate-name", name.at, message, hint=_first_at(first.at))
        return True

    def resolve(self, name: Scalar, problems: Problems) -> str | None:
        """Return the id of what `name` names, or report that nothing is called so."""
        found = self._by_name.get(folded(name.text))
        if found is not None:
            return found[0]
        message = Text(
            f"没有{self._sort.zh}“{shown(name.text)}”。", f"There is no {self._sort.en} “{shown(name.text)}”."
        )
        known = [scalar.text for _, scalar in self._by_name.values()]
        problems.add(self._unknown, name.at, message, hint=self._several(name.text) or did_you_mean(name.text, known))
        return None

    def _several(self, text: str) -> Text | None:
        """Say how to write names that ran into one: YAML parts them by half-width commas only."""
        parts = [part.strip() for part in _BETWEEN.split(text)]
        if len(parts) < 2 or any(folded(part) not in self._by_name for part in parts):
            return None
        listed = ", ".join(parts)
        return Text(f"用半角逗号隔开：[{listed}]。", f"Part them by half-width commas: [{listed}].")

    def resolve_all(self, names: Iterable[Scalar], problems: Problems) -> tuple[str, ...]:
        """Return the ids of what `names` name, without the unknown ones; the same one twice is reported."""
        found: dict[str, None] = {}
        for name in names:
            item = self.resolve(name, problems)
            if item in found:
                message = Text(f"“{shown(name.text)}”列了两次。", f"“{shown(name.text)}” is listed twice.")
                problems.add("duplicate-item", name.at, message)
            elif item is not None:
                found[item] = None
        return tuple(found)


def _first_at(at: Location) -> Text:
    return Text(f"第一次在 {at}。", f"It was first used at {at}.")
