"""The whole of a run in figures, added up from what came of its parts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhunsheng.arrow_columns import strings
from zhunsheng.bulk import layout
from zhunsheng.bulk.counting import gravest
from zhunsheng.bulk.dimensions import write_departments
from zhunsheng.model.bulk import (
    AROUND,
    BulkProblem,
    BulkRun,
    BulkSummary,
    DepartmentFinding,
    PartDone,
    Tally,
)
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.text import Text

TOLD = 1000
"""A summary tells findings about departments one by one up to so many; of more, only those over all places."""

_STEPS = 8
"""From a village to the country there are fewer steps; places that lie in a circle are no reason to go on for ever."""
_Key = tuple[str, str, int, str]
_KEY: Callable[[Tally], _Key] = attrgetter("within", "rule", "year", "key")
_Counts = dict[_Key, int]


def write_end(
    folder: Path,
    catalogue: Catalogue,
    run: BulkRun,
    places: Places,
    parts: Iterable[PartDone],
    departments: Sequence[DepartmentFinding] = (),
    problems: Sequence[BulkProblem] = (),
) -> BulkSummary:
    """Write departments.parquet and, last, summary.json; return what that holds. Raises `OSError`.

    `parts` in the order of their numbers, each looked at once; `places` those of the run, for what lies around what;
    `departments` are the findings over all places, `problems` those that belong to no part.
    """
    sums = _Sums(outward(catalogue.plan.places, places))
    over_all = sorted(departments, key=_by_place)
    write_departments(folder, catalogue, chain(sums.departments_of(parts), map(sums.seen, over_all)))
    summary = BulkSummary(
        run=run,
        judgements=sums.judgements,
        findings=sums.findings,
        statuses=tuple(sums.told(sums.statuses, catalogue)),
        drawn=tuple(sums.told(sums.drawn, catalogue)),
        statuses_around=tuple(sums.told(sums.statuses_around, catalogue)),
        drawn_around=tuple(sums.told(sums.drawn_around, catalogue)),
        departments=tuple(over_all if sums.department_findings > TOLD else sums.first),
        department_findings=sums.department_findings,
        worst=sums.worst,
        problems=united((*problems, *sums.problems)),
        situations=sums.situations,
    )
    layout.write(folder / layout.SUMMARY, msgspec.json.encode(summary))
    return summary


def _by_place(finding: DepartmentFinding) -> tuple[str, int, str, str]:
    return finding.entity, finding.year, finding.owner, finding.policy


class _Sums:
    """What has been added up so far."""

    def __init__(self, around: Mapping[str, str] | None) -> None:
        self._around = around
        self.judgements = self.findings = self.situations = self.department_findings = 0
        self.statuses, self.drawn, self.statuses_around, self.drawn_around = (_Counts() for _ in range(4))
        self.worst: tuple[tuple[str, int, int], ...] = ()
        self.problems: tuple[BulkProblem, ...] = ()
        self.first: list[DepartmentFinding] = []

    def departments_of(self, parts: Iterable[PartDone]) -> Iterator[DepartmentFinding]:
        """Add parts up, and give their findings about departments on the way: all together they may be many."""
        for part in parts:
            self._add(part)
            yield from map(self.seen, sorted(part.departments, key=_by_place))

    def seen(self, finding: DepartmentFinding) -> DepartmentFinding:
        """Count a finding about a department, and keep the first ones."""
        self.department_findings += 1
        if self.department_findings <= TOLD:
            self.first.append(finding)
        return finding

    def _add(self, part: PartDone) -> None:
        self.judgements += part.judgements
        self.findings += part.findings
        self.situations += part.situations
        _add_up(self.statuses, part.statuses)
        _add_up(self.drawn, part.drawn)
        if self._around is not None:
            _add_up(self.statuses_around, _further_out(part.statuses_around, self._around))
            _add_up(self.drawn_around, _further_out(part.drawn_around, self._around))
        self.worst = gravest((*self.worst, *part.worst))
        self.problems = united((*self.problems, *part.problems))

    def told(self, counts: _Counts, catalogue: Catalogue) -> Iterator[Tally]:
        """Give the sums, rules in the order of the catalogue."""
        order = {rule: at for at, rule in enumerate(catalogue.rules)}
        for each in sorted(counts, key=lambda each: (each[0], order.get(each[1], -1), each[2], each[3])):
            within, rule, year, key = each
            yield Tally(within=within, rule=rule, year=year, key=key, count=counts[each])


def _add_up(sums: _Counts, tallies: Sequence[Tally]) -> None:
    for key, each in zip(map(_KEY, tallies), tallies, strict=True):
        sums[key] = sums.get(key, 0) + each.count


def _further_out(tallies: Iterable[Tally], around: Mapping[str, str]) -> list[Tally]:
    return [msgspec.structs.replace(each, within=around.get(each.within, each.within)) for each in tallies]


def outward(planned: Iterable[Place], places: Places, most: int = AROUND) -> dict[str, str] | None:
    """Say for each place that lies next around another by which place further out it is told.

    `planned` are the plan's, `places` those of the run. All go out step by step, until at most `most` are told apart;
    None where they are still more at the end.
    """
    beyond = {place.id: place.within[0] for place in planned if place.within}
    told = {around: around for around in (*beyond.values(), *(within[0] for within in places.arounds if within))}
    if len(told) > most:
        beyond |= _beyond(list(told), places)
    for _ in range(_STEPS):
        if len(set(told.values())) <= most:
            return told
        told = {around: beyond.get(outer, outer) for around, outer in told.items()}
    return told if len(set(told.values())) <= most else None


def _beyond(around: Sequence[str], places: Places) -> dict[str, str]:
    """Say what lies next around each of some places, of which not all are places of the run."""
    found = np.array(pc.is_in(strings(places.ids), value_set=pa.array(around, pa.string())), np.bool_)
    withins = ((places.ids[at], places.arounds[places.around_of[at]]) for at in np.flatnonzero(found).tolist())
    return {identity: within[0] for identity, within in withins if within}


def united(problems: Iterable[BulkProblem]) -> tuple[BulkProblem, ...]:
    """Tell equal problems together: how often in all, and where first; in the order in which they are met first."""
    found: dict[tuple[str, Text, Text | None, bool], BulkProblem] = {}
    for each in problems:
        key = (each.code, each.message, each.hint, each.refused)
        known = found.get(key)
        if known is None:
            found[key] = each
            continue
        first = min(known, each, key=lambda one: (one.row is None, one.row or 0))
        found[key] = msgspec.structs.replace(first, times=known.times + each.times)
    return tuple(found.values())
