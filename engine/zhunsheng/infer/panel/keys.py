"""Vectors of small numbers, one for each group of verdicts, told apart: each becomes one integer."""

from collections.abc import Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.codes import look_up

WIDEST = 1 << 62
"""Keys that reach so far are numbered anew before more is packed into them."""
TABLE = 1 << 16
"""Up to here keys index tables as they are; beyond they are hashed."""


class Column(NamedTuple):
    """One position of the vectors: `codes` of all groups (rows of groups, places); `classes` gives the number of each.

    Numbers are below `size`; 0 says that there is nothing to see.
    """

    codes: NDArray[Any]
    classes: NDArray[Any]
    size: int


class Told(NamedTuple):
    """`slots`: for each group its slot. `sizes`: how many groups are in each. `vectors`: what stands in those in use.

    Groups in which there is nothing to see are in slot 0, which is not listed.
    """

    slots: NDArray[Any]
    sizes: NDArray[np.int64]
    vectors: dict[int, tuple[int, ...]]


class _Stage(NamedTuple):
    """Columns packed together below numbers that stand for keys of `before` (None: it is the first stage)."""

    before: NDArray[np.int64] | None
    columns: tuple[Column, ...]

    def with_another(self, column: Column) -> "_Stage":
        """Return the stage with a column more."""
        return _Stage(self.before, (*self.columns, column))

    def span(self) -> int:
        """How many keys there can be."""
        return prod((of.size for of in self.columns), start=1 if self.before is None else len(self.before))


def tell_apart(columns: Sequence[Column], shape: tuple[int, int]) -> Told:
    """Give each group of `shape` (rows of groups, places) the slot of its vector, of one column or more."""
    stages: list[_Stage] = []
    keys, before, rest = None, None, list(columns)
    while rest:
        stage = _Stage(before, ())
        while rest and stage.span() * rest[0].size <= WIDEST:
            stage = stage.with_another(rest.pop(0))
        stages.append(stage)
        keys = _packed(stage, shape, keys)
        if rest:
            keys, before = _numbered(keys)
    assert keys is not None  # noqa: S101 - there is a column
    slots, known = (keys, None) if stages[-1].span() <= TABLE else _numbered(keys)
    sizes = np.bincount(slots.reshape(-1))
    used = np.flatnonzero(sizes)
    digits = _unpacked(used if known is None else known[used], stages).tolist()
    vectors = {slot: tuple(of) for slot, of in zip(used.tolist(), digits, strict=True) if any(of)}
    return Told(slots, sizes.astype(np.int64), vectors)


def _packed(stage: _Stage, shape: tuple[int, int], before: NDArray[Any] | None) -> NDArray[Any]:
    """Pack the columns of a stage, the last of them lowest."""
    kind = np.min_scalar_type(stage.span() - 1)
    keys = np.zeros(shape, kind) if before is None else before.astype(kind)
    for column in stage.columns:
        keys *= kind.type(column.size)
        keys += look_up(column.classes, column.codes).astype(kind, copy=False)
    return keys


def _unpacked(keys: NDArray[np.int64], stages: Sequence[_Stage]) -> NDArray[np.int64]:
    """Return the vectors that `keys` stand for, row by row."""
    digits: list[NDArray[np.int64]] = []
    for stage in reversed(stages):
        for column in reversed(stage.columns):
            keys, digit = np.divmod(keys, column.size)
            digits.append(digit)
        if stage.before is not None:
            keys = stage.before[keys]
    return np.stack(digits[::-1], axis=1)


def _numbered(keys: NDArray[Any]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Number the different keys: the number of each, and the keys by number. Key 0 is number 0.

    Arrow hashes, which costs a fifth of what sorting does; and most keys are 0, which need neither.
    """
    from pyarrow import array  # here: small key spaces, the usual case, do without

    flat = keys.reshape(-1)
    filled = np.flatnonzero(flat)
    encoded = array(flat[filled]).dictionary_encode()
    numbers = np.zeros(len(flat), np.int32)
    numbers[filled] = encoded.indices.to_numpy() + 1
    known = np.concatenate((np.zeros(1, np.int64), encoded.dictionary.to_numpy().astype(np.int64)))  # no float between
    return numbers.reshape(keys.shape), known
