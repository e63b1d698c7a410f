"""All rows of all files together: two rows for one figure, and figures against the plan's own base."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from zhunsheng.intake.base_year import BaseYear
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.reading import Outcome, Withdrawal
from zhunsheng.intake.records import Record, record_of
from zhunsheng.intake.scope import Unasked
from zhunsheng.intake.shares import Fractions
from zhunsheng.intake.unread import Unread, doubtful
from zhunsheng.intake.withdrawals import given_as_well
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.indicator import DONE
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import Blank, DataFile, IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.text import Text
from zhunsheng.model.words import MILESTONE

_LISTED = 12
"""So many cells are named in a message; a refusal names them all."""

_Key = tuple[str, int, str, Record]
"""Place, year, indicator, and what the row is: a result, an issued target and a benchmark are three figures."""
_Figure = TypeVar("_Figure", Observation, IssuedTarget)


def gather(catalogue: Catalogue, files: Sequence[DataFile], outcomes: Iterable[Outcome]) -> Submission:
    """Settle what rows say of the same figure, hold base-year figures against the plan, and sum up.

    Equal rows are kept once; rows that differ are all refused, and so is a figure of which another row is unreadable.
    """
    heap = _Heap(outcomes)
    called = _Called(catalogue)
    observations = _settle(heap.observed, heap, called, lambda each: (each.figure, each.bound))
    targets = _settle(heap.targets, heap, called, lambda each: (each.figure, each.operator))
    observations = _sure_of_percent(observations, heap, Fractions(catalogue))
    _note_unasked(observations, heap, Unasked(catalogue))
    refusals = [refusal for group in heap.refused.values() for refusal in group]
    known = {_key(each)[:3] for each in observations}
    known |= {(each.entity, each.year, each.indicator) for each in refusals if not each.issued}
    withdrawn = {each.key[:3]: each.seq for each in heap.withdrawn if each.record is Record.RESULT}
    refusals += doubtful(catalogue, heap.unread, known, withdrawn)
    figures: list[Observation | IssuedTarget] = [*observations, *targets]
    given = {_key(each): each.at for each in figures}
    heap.said += [given_as_well(given[each.key]).at(each.at) for each in heap.withdrawn if each.key in given]
    base = BaseYear(catalogue)
    for observation in observations:
        heap.said += base.remarks(observation)
    return Submission(
        files=tuple(files),
        observations=tuple(observations),
        issued=tuple(targets),
        refusals=tuple(refusals),
        blanks=_left_blank(heap.blanks, known),
        problems=tuple(heap.said),
    )


class _Heap:
    """What all rows said, sorted by figure; problems and doubts are added to it while figures are settled."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self.observed: dict[_Key, list[Observation]] = {}
        self.targets: dict[_Key, list[IssuedTarget]] = {}
        self.refused: dict[_Key, list[Refusal]] = {}
        self.blanks: list[Blank] = []
        self.withdrawn: list[Withdrawal] = []
        self.said: list[Diagnostic] = []
        self.unread: list[Unread] = []
        for outcome in outcomes:
            self._add(outcome)

    def _add(self, outcome: Outcome) -> None:
        self.said += outcome.problems
        self.unread += [outcome.unread] if outcome.unread else []
        self.blanks += [outcome.blank] if outcome.blank else []
        self.withdrawn += outcome.withdrawn
        for refusal in outcome.refusals:
            key = (refusal.entity, refusal.year, refusal.indicator, outcome.record)
            self.refused.setdefault(key, []).append(refusal)
        for figure in outcome.figures:
            if isinstance(figure, Observation):
                self.observed.setdefault(_key(figure), []).append(figure)
            else:
                self.targets.setdefault(_key(figure), []).append(figure)


def _left_blank(blanks: Iterable[Blank], known: set[tuple[str, int, str]]) -> tuple[Blank, ...]:
    """Keep the first blank of each figure that nothing else was said of."""
    first: dict[tuple[str, int, str], Blank] = {}
    for blank in blanks:
        key = (blank.entity, blank.year, blank.indicator)
        if key not in known:
            first.setdefault(key, blank)
    return tuple(first.values())


def _key(figure: Observation | IssuedTarget) -> _Key:
    return figure.entity, figure.year, figure.indicator, record_of(figure)


def _note_unasked(observations: Iterable[Observation], heap: _Heap, unasked: Unasked) -> None:
    """Say which figures no rule asks for, and note the doubt that each of them casts."""
    for observation in observations:
        if complaint := unasked.complaint(observation):
            heap.said.append(complaint.at(observation.at))
            heap.unread.append(unasked.unread(observation, complaint.code))


def _settle(
    groups: dict[_Key, list[_Figure]],
    heap: _Heap,
    called: "_Called",
    content: Callable[[_Figure], object],
) -> list[_Figure]:
    """Keep one figure of each group, or none: then it is added to those refused."""
    kept: list[_Figure] = []
    for key, group in groups.items():
        if key in heap.refused:
            unread = heap.refused[key][0]
            heap.said += [_contested(each, unread).at(each.at, unread.at) for each in group]
            continue
        if len({content(each) for each in group}) > 1:
            others = tuple(each.at for each in group[:-1])
            disagreement = _disagreement(group, called).at(group[-1].at, others)
            heap.said.append(disagreement)
            heap.refused[key] = [_refusal(key, disagreement.code, group)]
            continue
        # Of equal rows, one that is not made up stands.
        official = [each for each in group if not each.illustrative]
        kept.append((official or group)[0])
        if len(group) > 1:
            heap.said.append(_same(group).at(group[-1].at))
    return kept


def _sure_of_percent(
    observations: Sequence[Observation],
    heap: _Heap,
    fractions: Fractions,
) -> list[Observation]:
    """Keep the figures of which it is plain whether they are percents; the others are added to those refused."""
    kept: list[Observation] = []
    beside = {_key(each)[:3]: each for each in observations}
    for each in observations:
        meant, complaint = fractions.read(each, beside)
        if complaint is not None:
            heap.said.append(complaint.at(each.at))
        if meant is not None:
            kept.append(meant)
        elif complaint is not None:
            heap.refused[_key(each)] = [_refusal(_key(each), complaint.code, [each])]
    return kept


def _refusal(key: _Key, code: str, group: Sequence[Observation | IssuedTarget]) -> Refusal:
    entity, year, indicator, record = key
    issued = record is not Record.RESULT
    places = tuple(each.at for each in group)
    return Refusal(entity=entity, year=year, indicator=indicator, code=code, at=places, issued=issued)


def _written(figure: Observation | IssuedTarget) -> str:
    """Write a figure with its bound and unit, and where it stands."""
    if figure.unit == DONE:
        return MILESTONE[bool(figure.value)].zh
    sign = (figure.bound if isinstance(figure, Observation) else figure.operator) or ""
    return f"{sign}{decimal_text(figure.value)} {figure.unit}"


def _listed(group: Sequence[Observation | IssuedTarget]) -> str:
    """Name every cell and what it says; of very many, one for each figure."""
    if len(group) > _LISTED:
        figures = {_written(each): each for each in reversed(group)}
        group = list(figures.values())[::-1][:_LISTED]
        return "；".join(f"{each.at} = {_written(each)}" for each in group) + "；…"
    return "；".join(f"{each.at} = {_written(each)}" for each in group)


class _Called:
    """What places and indicators are called, by id."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.place = {each.id: each.title for each in catalogue.plan.places}
        self.indicator = {each.id: each.title for each in catalogue.indicators.values()}


def _disagreement(group: Sequence[Observation | IssuedTarget], called: _Called) -> Complaint:
    first = group[0]
    place, indicator = called.place[first.entity], called.indicator[first.indicator]
    listed = _listed(group)
    return Complaint(
        code="figures-disagree",
        message=Text(
            f"{place} {first.year} 年“{indicator}”报了不同的数，均不采用：{listed}",
            f"{indicator} of {place} in {first.year} is given differently, none is used: " + listed.replace("；", "; "),
        ),
        hint=Text("请核实后只保留一行", "find out which is right and keep one row"),
    )


def _same(group: Sequence[Observation | IssuedTarget]) -> Complaint:
    listed = _listed(group)
    return Complaint(
        code="figure-repeated",
        severity=Severity.NOTE,
        message=Text(
            f"同一个数报了多次，只计一次：{listed}", "given more than once, counted once: " + listed.replace("；", "; ")
        ),
    )


def _contested(figure: Observation | IssuedTarget, refusal: Refusal) -> Complaint:
    other = "、".join(map(str, refusal.at))
    return Complaint(
        code="figure-contested",
        message=Text(
            f"同一个数另有一行无法读取（{other}），本行 {_written(figure)} 也不采用",
            f"another row for this figure cannot be read ({other}); this one, {_written(figure)}, is not used either",
        ),
        hint=Text("请核实后只保留一行", "find out which is right and keep one row"),
    )
