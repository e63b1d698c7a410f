"""What a part comes to in figures: how many judgements have each reason, how many findings each policy rule.

By rule and year, and by the nearest place around and year: of a size that does not grow with the places of a part.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk.decimals import Positions
from zhunsheng.bulk.findings import Findings
from zhunsheng.model.bulk import WORST, Tally
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.outcome import REASONS
from zhunsheng.model.places import Places

Counts = npt.NDArray[np.int64]


class Groups(NamedTuple):
    """The places of a panel by what is around them, and the judgements counted so far.

    `around`: which groups there are; `cells`: by (year, place), where counts of its judgements begin in `counts`, which
    are by year, group and reason.
    """

    around: Positions
    cells: Positions
    counts: Counts


class Counting:
    """Counts of one part, grown rule by rule."""

    def __init__(self, catalogue: Catalogue, years: Sequence[int], places: Places) -> None:
        """Take the years that are written and the places of the part."""
        policies = [rule for stratum in catalogue.policy.strata for rule in stratum.rules]
        self._rules, self._years = tuple(catalogue.rules), tuple(years)
        self._reasons, self._policies = [str(reason) for reason in REASONS], [rule.id for rule in policies]
        nearest = [within[0] if within else "" for within in places.arounds]
        self._around = tuple(sorted(set(nearest)))
        groups = {around: at for at, around in enumerate(self._around)}
        self._group_of = np.array([groups[around] for around in nearest], dtype=np.intp)[places.around_of]
        self._by_rule = [("", rule) for rule in self._rules]
        self._by_place = [(around, "") for around in self._around]
        self._ids = places.ids
        rules, spans, around = len(self._rules), len(self._years), len(self._around)
        self._reason_by_rule: Counts = np.zeros((rules, spans, len(self._reasons)), dtype=np.int64)
        self._reason_around: Counts = np.zeros((spans, around, len(self._reasons)), dtype=np.int64)
        self._policy_by_rule: Counts = np.zeros((rules, spans, len(policies)), dtype=np.int64)
        self._policy_around: Counts = np.zeros((spans, around, len(policies)), dtype=np.int64)
        self._kind_of = np.array([_GRAVE.get(rule.kind, -1) for rule in policies], dtype=np.intp)
        self._grave: Counts = np.zeros((len(_GRAVE), len(places)), dtype=np.int64)
        self.findings = 0

    @property
    def judgements(self) -> int:
        """Judgements counted so far."""
        return int(self._reason_around.sum())

    def groups(self, places: Positions) -> Groups:
        """Begin to count the judgements of a panel; `places` are its own by their numbers in the part."""
        around, at = np.unique(self._group_of[places], return_inverse=True)
        cells = np.arange(len(self._years))[:, None] * around.size + at
        counts = np.zeros((len(self._years), around.size, len(self._reasons)), dtype=np.int64)
        return Groups(around, cells * len(self._reasons), counts)

    def add_reasons(self, rule: int, groups: Groups, reasons: npt.NDArray[np.int8]) -> None:
        """Count judgements of a rule by (year, place)."""
        shape = groups.counts.shape
        found = np.bincount((groups.cells + reasons).reshape(-1), minlength=prod(shape)).reshape(shape)
        groups.counts[:] += found
        self._reason_by_rule[rule] += found.sum(axis=1)

    def add_groups(self, groups: Groups) -> None:
        """Take what was counted of a panel."""
        self._reason_around[:, groups.around] += groups.counts

    def add_findings(self, findings: Findings, rules: Positions, places: Positions) -> None:
        """Count the findings of a panel; `rules` and `places` give its own by their numbers in catalogue and part."""
        years = np.tile(np.arange(len(self._years)), rules.size)
        lines = rules.repeat(len(self._years)) * len(self._years) + years
        place, policy = places.take(findings.place), findings.policy.astype(np.intp)
        policies = self._policy_by_rule.shape[-1]
        _count(self._policy_by_rule, (lines * policies).take(findings.line) + policy)
        around = (years * len(self._around) * policies).take(findings.line)
        around += (self._group_of * policies).take(place)
        _count(self._policy_around, around + policy)
        kind = self._kind_of[policy]
        grave = kind >= 0
        _count(self._grave, kind[grave] * self._grave.shape[1] + place[grave])
        self.findings += findings.policy.size

    def statuses(self) -> tuple[Tally, ...]:
        """Reasons by rule and year."""
        return self._told(self._reason_by_rule, self._reasons, self._by_rule)

    def statuses_around(self) -> tuple[Tally, ...]:
        """Reasons by the place around and year."""
        return self._told(self._reason_around.swapaxes(0, 1), self._reasons, self._by_place)

    def drawn(self) -> tuple[Tally, ...]:
        """Findings by rule and year."""
        return self._told(self._policy_by_rule, self._policies, self._by_rule)

    def drawn_around(self) -> tuple[Tally, ...]:
        """Findings by the place around and year."""
        return self._told(self._policy_around.swapaxes(0, 1), self._policies, self._by_place)

    def worst(self) -> tuple[tuple[str, int, int], ...]:
        """Places with the most violations, then alerts."""
        violations, alerts = self._grave
        guilty = np.flatnonzero(violations + alerts)
        foremost = np.lexsort((guilty, -alerts[guilty], -violations[guilty]))[:WORST]  # ids ascend
        return tuple((self._ids[at], int(violations[at]), int(alerts[at])) for at in guilty[foremost].tolist())

    def _told(self, counts: Counts, keys: Sequence[str], subjects: Sequence[tuple[str, str]]) -> tuple[Tally, ...]:
        found = np.argwhere(counts).tolist()
        numbers = counts[counts > 0].tolist()
        return tuple(
            Tally(within=subjects[at][0], rule=subjects[at][1], year=self._years[year], key=keys[key], count=count)
            for (at, year, key), count in zip(found, numbers, strict=True)
        )


_GRAVE: Mapping[FindingKind, int] = {FindingKind.VIOLATION: 0, FindingKind.ALERT: 1}


def gravest(places: Iterable[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
    """Return the `WORST` of them, gravest first; those alike by id."""
    return tuple(sorted(places, key=lambda each: (-each[1], -each[2], each[0]))[:WORST])


def _count(counts: Counts, positions: Positions) -> None:
    """Add one at each of the positions in the flat array."""
    counts += np.bincount(positions, minlength=counts.size).reshape(counts.shape)
