"""Columns of a batch looked up: what each row's texts stand for, and where they stand for nothing."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.coded import Coded
from zhunsheng.intake.columnar.values import Values
from zhunsheng.intake.columnar.words import Meaning, State

Mask = NDArray[np.bool_]


class Key(NamedTuple):
    """A column of keys: the number that each row means (-1: none), and which rows are wrong (None: no row is).

    `meanings` and `texts` are by code.
    """

    numbers: NDArray[np.int64]
    codes: NDArray[Any]
    texts: list[str]
    meanings: list[Meaning]
    wrong: Mask | None

    def by_text(self, table: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what `table` has for each text: -1 for a text that means nothing."""
        return np.append(table, -1)[[each.number for each in self.meanings]]


class Rows(NamedTuple):
    """The rows of a batch as looked up, all of them or those that were picked."""

    places: NDArray[np.int32]
    year: Key
    indicator: Key
    values: Values
    rows: NDArray[np.int64]


def look_up(column: Coded, meaning: Callable[[str], Meaning]) -> Key:
    """Ask for the meaning of each distinct text of a column, once."""
    texts, codes = column.texts, column.codes
    if len(texts) > len(codes):  # a dictionary of which this batch uses only some
        used, codes = np.unique(codes, return_inverse=True)
        texts = [texts[code] for code in used.tolist()]
    meanings = [meaning(text) for text in texts]
    if len(meanings) == 1:
        numbers = np.broadcast_to(np.int64(meanings[0].number), codes.shape)
    else:
        numbers = np.array([each.number for each in meanings], np.int64)[codes]
    bad = np.array([each.wrong is not None for each in meanings], np.bool_)
    wrong = bad[codes] if bad.any() else None
    return Key(numbers, codes, texts, meanings, wrong if wrong is not None and wrong.any() else None)


def either(*masks: Mask | None) -> Mask | None:
    """Return where any of the masks holds; None where none of them does anywhere."""
    given = [mask for mask in masks if mask is not None]
    return np.logical_or.reduce(given) if given else None


def without(mask: Mask | None, other: Mask | None) -> Mask | None:
    """Return where a mask holds and another does not; None where that is nowhere."""
    left = mask if mask is None or other is None else mask & ~other
    return left if left is not None and left.any() else None


def in_state(values: Values, *states: State) -> Mask | None:
    """Return which values are in one of some states."""
    if values.state is None:
        return None
    found = np.isin(values.state, states)
    return found if found.any() else None
