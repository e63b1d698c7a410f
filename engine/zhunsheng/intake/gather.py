"""All rows of all files together: two rows for one figure, and figures against the plan's own base."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from zhunsheng.intake.base_year import BaseYear
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.scope import Unasked
from zhunsheng.intake.shares import Fractions
from zhunsheng.intake.unread import Unread, doubtful
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import DataFile, IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.text import Text

_LISTED = 12
"""So many cells are named in a message; a refusal names them all."""

_Key = tuple[str, int, str, bool]
_Figure = TypeVar("_Figure", Observation, IssuedTarget)


def gather(
    catalogue: Catalogue, files: Sequence[DataFile], outcomes: Iterable[Outcome], problems: Sequence[Diagnostic]
) -> Submission:
    """Settle what rows say of the same figure, hold base-year figures against the plan, and sum up.

    Equal rows are kept once; rows that differ are all refused, and so is a figure of which another row is unreadable.
    """
    observed: dict[_Key, list[Observation]] = {}
    issued: dict[_Key, list[IssuedTarget]] = {}
    refused: dict[_Key, list[Refusal]] = {}
    said = list(problems)
    # Whatever is wrong with a whole file may have cost any figure.
    unread = [Unread(code=each.code, at=(each.at,)) for each in problems if each.severity is Severity.ERROR]
    for outcome in outcomes:
        said += outcome.problems
        unread += [outcome.unread] if outcome.unread else []
        if outcome.refusal is not None:
            refusal = outcome.refusal
            refused.setdefault((refusal.entity, refusal.year, refusal.indicator, refusal.issued), []).append(refusal)
        if isinstance(outcome.figure, Observation):
            observed.setdefault(_key(outcome.figure), []).append(outcome.figure)
        elif outcome.figure is not None:
            issued.setdefault(_key(outcome.figure), []).append(outcome.figure)
    called = _Called(catalogue)
    observations = _settle(observed, refused, said, called, lambda each: (each.figure, each.bound))
    targets = _settle(issued, refused, said, called, lambda each: (each.figure, each.operator))
    observations = _sure_of_percent(observations, refused, said, Fractions(catalogue))
    unasked = Unasked(catalogue)
    for observation in observations:
        if complaint := unasked.complaint(observation):
            said.append(complaint.at(observation.at))
            unread.append(unasked.unread(observation, complaint.code))
    refusals = [refusal for group in refused.values() for refusal in group]
    known = {_key(each)[:3] for each in observations}
    known |= {(each.entity, each.year, each.indicator) for each in refusals if not each.issued}
    refusals += doubtful(catalogue, unread, known)
    base = BaseYear(catalogue)
    for observation in observations:
        said += base.remarks(observation)
    return Submission(
        files=tuple(files),
        observations=tuple(observations),
        issued=tuple(targets),
        refusals=tuple(refusals),
        problems=tuple(said),
    )


def _key(figure: Observation | IssuedTarget) -> _Key:
    return figure.entity, figure.year, figure.indicator, isinstance(figure, IssuedTarget)


def _settle(
    groups: dict[_Key, list[_Figure]],
    refused: dict[_Key, list[Refusal]],
    said: list[Diagnostic],
    called: "_Called",
    content: Callable[[_Figure], object],
) -> list[_Figure]:
    """Keep one figure of each group, or none: then it is added to `refused`."""
    kept: list[_Figure] = []
    for key, group in groups.items():
        if key in refused:
            said += [_contested(each, refused[key][0]).at(each.at) for each in group]
            continue
        if len({content(each) for each in group}) > 1:
            disagreement = _disagreement(group, called).at(group[-1].at)
            said.append(disagreement)
            refused[key] = [_refusal(key, disagreement.code, group)]
            continue
        # Of equal rows, one that is not made up stands.
        official = [each for each in group if not each.illustrative]
        kept.append((official or group)[0])
        if len(group) > 1:
            said.append(_same(group).at(group[-1].at))
    return kept


def _sure_of_percent(
    observations: Iterable[Observation],
    refused: dict[_Key, list[Refusal]],
    said: list[Diagnostic],
    fractions: Fractions,
) -> list[Observation]:
    """Keep the figures of which it is plain whether they are percents; the others are added to `refused`."""
    kept: list[Observation] = []
    for each in observations:
        complaint = fractions.complaint(each)
        if complaint is None:
            kept.append(each)
            continue
        said.append(complaint.at(each.at))
        refused[_key(each)] = [_refusal(_key(each), complaint.code, [each])]
    return kept


def _refusal(key: _Key, code: str, group: Sequence[Observation | IssuedTarget]) -> Refusal:
    entity, year, indicator, issued = key
    places = tuple(each.at for each in group)
    return Refusal(entity=entity, year=year, indicator=indicator, code=code, at=places, issued=issued)


def _written(figure: Observation | IssuedTarget) -> str:
    """Write a figure with its bound and unit, and where it stands."""
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
            f"{place}{first.year} 年“{indicator}”报了不同的数，均不采用：{listed}",
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
