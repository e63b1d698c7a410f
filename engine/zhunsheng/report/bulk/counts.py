"""Tallies of a run -> counts by year, rule, department, place around, gravest first."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from zhunsheng.model.bulk import BulkSummary, Tally
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.outcome import STATUS_OF

Key = TypeVar("Key")


class Count(NamedTuple):
    """How judgements stand, and what was found, in one group of them."""

    statuses: Counter[Status]
    reasons: Counter[Reason]
    kinds: Counter[FindingKind]
    levels: Counter[tuple[FindingKind, Level]]

    @property
    def judgements(self) -> int:
        """All judgements of the group."""
        return self.statuses.total()

    @property
    def gravity(self) -> tuple[int, ...]:
        """Sorts what is worst to the front: by violations, alerts, misses, notices."""
        return (
            -self.kinds[FindingKind.VIOLATION],
            -self.kinds[FindingKind.ALERT],
            -self.statuses[Status.MISSED],
            -self.kinds[FindingKind.NOTICE],
        )


class Counts:
    """Every way in which a summary is counted. Raises `ValueError` for the summary of another catalogue."""

    def __init__(self, summary: BulkSummary, catalogue: Catalogue) -> None:
        if summary.run.rules_digest != catalogue.digest:
            raise ValueError("the run was judged by other rules")
        self._summary = summary
        self._catalogue = catalogue
        self._policies = {rule.id: rule for stratum in catalogue.policy.strata for rule in stratum.rules}

    @property
    def whole(self) -> Count:
        """Of the whole run."""
        return self._by_rule(lambda _: "").get("", _none())

    def by_year(self) -> list[tuple[int, Count]]:
        """Of each year judged, in order."""
        found = self._by_rule(lambda tally: tally.year)
        return [(year, found.get(year, _none())) for year in self._summary.run.years]

    def by_rule(self) -> list[tuple[str, Count]]:
        """Of each rule over all years, the worst first."""
        return _worst_first(self._by_rule(lambda tally: tally.rule), list(self._catalogue.rules))

    def by_rule_and_year(self) -> dict[tuple[str, int], Count]:
        """Of each rule and year."""
        return self._by_rule(lambda tally: (tally.rule, tally.year))

    def by_owner(self) -> list[tuple[str, Count]]:
        """Of each department that answers for a rule, the worst first."""
        rules = self._catalogue.rules
        found = self._by_rule(lambda tally: rules[tally.rule].owner)
        return _worst_first(found, [each.id for each in self._catalogue.plan.departments])

    def by_policy(self) -> list[tuple[str, int, int]]:
        """How many findings each policy rule drew in each year: id, year, count, in the order of the policy."""
        drawn: Counter[tuple[str, int]] = Counter()
        for tally in self._summary.drawn:
            drawn[tally.key, tally.year] += tally.count
        order = list(self._policies)
        return [(key, year, drawn[key, year]) for key, year in sorted(drawn, key=lambda k: (order.index(k[0]), k[1]))]

    def around(self) -> list[tuple[str, Count]]:
        """Of each place around those judged ("" where none is named), the worst first."""
        found = self._counted(self._summary.statuses_around, self._summary.drawn_around, lambda tally: tally.within)
        return _worst_first(found, [place.id for place in self._catalogue.plan.places])

    def around_by_year(self) -> dict[tuple[str, int], Count]:
        """Of each place around and year."""
        summary = self._summary
        return self._counted(summary.statuses_around, summary.drawn_around, lambda tally: (tally.within, tally.year))

    def _by_rule(self, group: Callable[[Tally], Key]) -> dict[Key, Count]:
        return self._counted(self._summary.statuses, self._summary.drawn, group)

    def _counted(
        self, statuses: Iterable[Tally], drawn: Iterable[Tally], group: Callable[[Tally], Key]
    ) -> dict[Key, Count]:
        found: dict[Key, Count] = {}
        for tally in statuses:
            count = found.setdefault(group(tally), _none())
            reason = Reason(tally.key)
            count.reasons[reason] += tally.count
            count.statuses[STATUS_OF[reason]] += tally.count
        for tally in drawn:
            count = found.setdefault(group(tally), _none())
            policy = self._policies[tally.key]
            count.kinds[policy.kind] += tally.count
            count.levels[policy.kind, policy.level] += tally.count
        return found


def _none() -> Count:
    return Count(Counter(), Counter(), Counter(), Counter())


def _worst_first(found: dict[str, Count], order: list[str]) -> list[tuple[str, Count]]:
    places = {key: place for place, key in enumerate(order)}
    return sorted(found.items(), key=lambda item: (item[1].gravity, places.get(item[0], len(order)), item[0]))
