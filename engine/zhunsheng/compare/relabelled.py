"""The figures of one year put in the place of another year's, to find out which of figure and year turned a status."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind, parts
from zhunsheng.model.plan import Period
from zhunsheng.model.submission import Observation, Refusal, Submission

_Key = tuple[str, str]
"""An indicator and a place."""
_At = tuple[Mapping[int, Observation], int]
"""Observations by year, and the year that is looked at."""


class Relabelled(NamedTuple):
    """A submission, and the figures (indicator, place) of which nobody can say what they would have been."""

    submission: Submission
    unclear: frozenset[_Key]


def relabelled(catalogue: Catalogue, base: Submission, year: int, source: Submission, source_year: int) -> Relabelled:
    """Return `base` with the figures of `year` as they stood in `source_year` of `source`; what was issued stays.

    A sum over the period becomes the sum of `source_year`; what was done by then stays done. Years before `year` stay.
    """
    kinds, period = _kinds(catalogue), catalogue.plan.period
    ones, others = _by_key(base.observations), _by_key(source.observations)
    kept: list[Observation] = []
    unclear = {key for key in _refused(base, source) if kinds.get(key[0]) is not Kind.LEVEL}
    for key in ones.keys() | others.keys():
        kind, mine, theirs = kinds.get(key[0]), ones.get(key, {}), others.get(key, {})
        first = period.base if kind is Kind.MILESTONE else year
        kept += (seen for at, seen in mine.items() if not first <= at <= year)
        try:
            word = _word(kind, (mine, year), (theirs, source_year), period)
        except LookupError:
            unclear.add(key)
            continue
        if word is not None:
            kept.append(msgspec.structs.replace(word, year=year))
    refusals = _refusals(base, year, source, source_year)
    return Relabelled(msgspec.structs.replace(base, observations=tuple(kept), refusals=refusals), frozenset(unclear))


def _word(kind: Kind | None, mine: _At, theirs: _At, period: Period) -> Observation | None:
    """Return what stands for one year in the other; raises `LookupError` where nobody can say."""
    figures, year = theirs
    match kind:
        case Kind.LEVEL:
            return figures.get(year)
        case Kind.MILESTONE:
            last = max((seen for at, seen in figures.items() if at <= year), key=_year, default=None)
            return last if last is not None and (last.year == year or last.figure >= 1) else None
        case Kind.FLOW:
            return _rest(mine, theirs, period)
        case _:
            raise LookupError(kind)


def _year(seen: Observation) -> int:
    return seen.year


def _kinds(catalogue: Catalogue) -> dict[str, Kind | None]:
    """Say of each reported indicator how its years belong together; None where rules take it in two ways."""
    found: dict[str, set[Kind | None]] = defaultdict(set)
    for rule in catalogue.rules.values():
        indicator = catalogue.indicators[rule.indicator]
        derived = indicator.expression is not None
        for part in parts(catalogue.indicators, indicator.id):
            # A sum of quotients cannot be put together from its parts alone.
            found[part].add(None if derived and indicator.kind is Kind.FLOW else _group(indicator.kind))
    return {key: next(iter(kinds)) if len(kinds) == 1 else None for key, kinds in found.items()}


def _group(kind: Kind) -> Kind:
    """Put together the kinds that stand year by year."""
    return kind if kind in (Kind.FLOW, Kind.MILESTONE) else Kind.LEVEL


def _by_key(observations: Iterable[Observation]) -> dict[_Key, dict[int, Observation]]:
    found: dict[_Key, dict[int, Observation]] = defaultdict(dict)
    for seen in observations:
        found[seen.indicator, seen.entity][seen.year] = seen
    return found


def _rest(mine: _At, theirs: _At, period: Period) -> Observation | None:
    """Return what the last year would have to add to bring the sum of its period to that of the other year.

    Raises `LookupError` where a year of either sum is missing, or known only as a bound.
    """
    if mine[1] < period.start or (theirs[1] >= period.start and theirs[1] not in theirs[0]):
        return None
    before = [mine[0][each] for each in range(period.start, mine[1])]
    wanted = [theirs[0][each] for each in range(period.start, theirs[1] + 1)]
    if any(seen.bound is not None for seen in (*before, *wanted)):
        raise LookupError
    model = wanted[-1] if wanted else mine[0][mine[1]]
    rest = sum((seen.figure for seen in wanted), Fraction(0)) - sum((seen.figure for seen in before), Fraction(0))
    # Exact whatever its decimals: one, of a made-up unit that is this figure.
    return msgspec.structs.replace(model, value=Decimal(1), factor=rest)


def _refused(*submissions: Submission) -> set[_Key]:
    return {(each.indicator, each.entity) for s in submissions for each in s.refusals if not each.issued}


def _refusals(base: Submission, year: int, source: Submission, source_year: int) -> tuple[Refusal, ...]:
    mine = (each for each in base.refusals if each.issued or each.year != year)
    theirs = (
        msgspec.structs.replace(each, year=year)
        for each in source.refusals
        if not each.issued and each.year == source_year
    )
    return (*mine, *theirs)
