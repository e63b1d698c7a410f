"""Which rules and places are judged side by side: all that promise the same, whatever they are called.

Half of a plan's rules may be milestones of one year, and a rule may speak of thousands of places: each such group is
laid out once, and its figures are columns of one array.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from zhunsheng.evaluate.cells import Cells
from zhunsheng.evaluate.columns import Subject
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.rule import Rule

_NAMES = frozenset(
    ("id", "plan", "title", "indicator", "nature", "unit", "owner", "support", "scope", "theme", "source", "note", "at")
)
_FILED = frozenset(("task", "members"))
_WEIGHED = tuple(field for field in Rule.__struct_fields__ if field not in _NAMES | _FILED)
"""What a verdict may depend on: every field of a rule but those known to be names and references."""


class Held(NamedTuple):
    """A place held to a rule, and to which limits."""

    rule: Rule
    place: str
    limits: tuple[Limit, ...]

    @property
    def subject(self) -> Subject:
        """What its figures are about."""
        return Subject(self.rule.indicator, self.place)


def held(rule: Rule, cells: Cells) -> Iterator[Held]:
    """List the places of a rule's scope, in its order."""
    printed = effective_limits(rule, ())
    for place in rule.scope:
        issued = cells.issued.get((rule.indicator, place))
        yield Held(rule, place, effective_limits(rule, issued) if issued else printed)


def group(every: Iterable[tuple[Held, Indicator]]) -> list[tuple[Held, ...]]:
    """Put together what can be judged as one array: the same promise and limits, figures that are made alike.

    Reported figures of one kind are alike, and so are those of one derived indicator.
    """
    groups: dict[Hashable, list[Held]] = {}
    promises: dict[str, Hashable] = {}
    for each, indicator in every:
        if each.rule.id not in promises:
            promises[each.rule.id] = _promise(each.rule, indicator)
        bare = tuple(limit._replace(citation=None, illustrative=False) for limit in each.limits)
        groups.setdefault((promises[each.rule.id], bare), []).append(each)
    return [tuple(members) for members in groups.values()]


def _promise(rule: Rule, indicator: Indicator) -> Hashable:
    derived = None if indicator.expression is None else indicator.id
    return (indicator.kind, derived, *(getattr(rule, field) for field in _WEIGHED))
