"""Which figures were reported before as others: the vintages of a store, read by the rules that judge."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from zhunsheng.intake.records import Record
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.statement import State
from zhunsheng.model.submission import Observation, Submission
from zhunsheng.model.validation import Restated, Restatement
from zhunsheng.store import History, Vintage, iso

Key = tuple[str, int, str]


class _Word(NamedTuple):
    """What was said of a figure once, in the indicator's unit as it is now."""

    figure: Fraction
    bound: Operator | None
    illustrative: bool
    at: Location
    by: str
    received: str


def wanted(catalogue: Catalogue) -> bool:
    """Tell whether any check asks for restatements: going through all vintages takes time."""
    return any(isinstance(check, Restated) for check in catalogue.checks)


def restatements(catalogue: Catalogue, submission: Submission, history: History) -> tuple[Restatement, ...]:
    """List each change of a figure that is judged in `submission`, by place, year and indicator, the first one first.

    `history` holds the vintages up to the moment that is asked about. Units do not matter; a figure that was made up
    is not changed by a real one, which merely takes its place; what was withdrawn and reported anew is changed.
    """
    holding = {(each.entity, each.year, each.indicator): each for each in submission.observations}
    words: dict[Key, Sequence[Vintage]] = {}
    for (_, entity, year, indicator, record), vintages in history.figures.items():
        if record == Record.RESULT.value and entity is not None and year is not None and indicator is not None:
            words[entity, year, indicator] = vintages
    found = [
        each
        for key in sorted(words.keys() & holding.keys())
        for each in _changes(key, _words(catalogue.indicators[key[2]], words[key], holding[key]))
    ]
    return tuple(found)


def _words(indicator: Indicator, vintages: Sequence[Vintage], holding: Observation) -> list[_Word]:
    """List what was said of a figure, the word that holds last; it may have come in beside the store."""
    said = [word for vintage in vintages if (word := _word(indicator, vintage)) is not None]
    last = _Word(holding.figure, holding.bound, holding.illustrative, holding.at, holding.submitter, holding.received)
    return [word for word in (*said, last) if word.illustrative == last.illustrative]


def _word(indicator: Indicator, vintage: Vintage) -> _Word | None:
    """Read a vintage by the units of the rules that judge. None: it was not taken, or is no figure any more."""
    said, source = vintage.figure, vintage.source
    if said.state is not State.TAKEN or said.value is None or said.factor is None:
        return None
    factor = indicator.units.get(said.unit, said.factor)
    bound = Operator(said.bound) if said.bound else None
    return _Word(Fraction(said.value) * factor, bound, said.illustrative, said.at, source.by, iso(source.at))


def _changes(key: Key, words: Sequence[_Word]) -> Iterator[Restatement]:
    entity, year, indicator = key
    for before, after in pairwise(words):
        if (before.figure, before.bound) != (after.figure, after.bound):
            yield Restatement(
                entity=entity,
                year=year,
                indicator=indicator,
                before=before.figure,
                after=after.figure,
                bound_before=before.bound,
                bound_after=after.bound,
                at_before=before.at,
                at_after=after.at,
                by_before=before.by,
                received_before=before.received,
            )
