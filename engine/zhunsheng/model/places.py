"""The places of a bulk run (批量核查) by columns: hundreds of thousands of them, and no Python object for each."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.plan import Place

Codes = NDArray[np.int32]
_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)


class Texts(msgspec.Struct, frozen=True, eq=False):
    """Many texts end to end, as UTF-8. Text `n` lies between `bounds[n]` and `bounds[n + 1]`; the first bound is 0."""

    data: bytes
    bounds: Codes

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Take texts one by one."""
        encoded = [text.encode() for text in texts]
        return cls(b"".join(encoded), np.cumsum([0, *map(len, encoded)], dtype=np.int32))

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, number: int) -> str:
        return self.data[self.bounds[number] : self.bounds[number + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        return (self.data[begin:end].decode() for begin, end in pairwise(self.bounds.tolist()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Texts) and self.data == other.data and np.array_equal(self.bounds, other.bounds)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    def part(self, first: int, end: int) -> "Texts":
        """Return the texts from `first` on, before `end`."""
        bounds = self.bounds[first : end + 1]
        return Texts(self.data[bounds[0] : bounds[-1]], bounds - bounds[0])


Ids = Sequence[str] | Texts


class Places(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Places, ascending by id: what a bulk run asks of them, so neither `aliases` nor `extends`.

    - `kinds`: the pairs of level and kind that occur, `kind_of`: which of them each place is.
    - `arounds`: the `within` that occur, each once, `around_of`: which of them each place has.
    """

    ids: Texts
    titles: Texts
    kinds: tuple[tuple[str, str | None], ...]
    kind_of: Codes
    arounds: tuple[tuple[str, ...], ...]
    around_of: Codes

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Places":
        """Take places one by one, in any order."""
        listed = sorted(places, key=lambda place: place.id)
        kinds, kind_of = coded((place.level, place.kind) for place in listed)
        arounds, around_of = coded(place.within for place in listed)
        return cls(
            ids=Texts.of(place.id for place in listed),
            titles=Texts.of(place.title for place in listed),
            kinds=kinds,
            kind_of=kind_of,
            arounds=arounds,
            around_of=around_of,
        )

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, chosen: slice) -> "Places":
        first, end, _ = chosen.indices(len(self))
        end = max(first, end)
        kinds, kind_of = occurring(self.kinds, self.kind_of[first:end])
        arounds, around_of = occurring(self.arounds, self.around_of[first:end])
        return Places(
            ids=self.ids.part(first, end),
            titles=self.titles.part(first, end),
            kinds=kinds,
            kind_of=kind_of,
            arounds=arounds,
            around_of=around_of,
        )

    def __iter__(self) -> Iterator[Place]:
        codes = zip(self.kind_of.tolist(), self.around_of.tolist(), strict=True)
        for identity, title, (kind, around) in zip(self.ids, self.titles, codes, strict=True):
            level, sort = self.kinds[kind]
            yield Place(id=identity, title=title, level=level, kind=sort, within=self.arounds[around])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # arrays have none

    def find(self, identity: str) -> int | None:
        """Return the position of a place; None where it is not among them. Meant for few of them: it is searched."""
        position = bisect_left(self.ids, identity)
        return position if position < len(self) and self.ids[position] == identity else None


def coded(values: Iterable[_Key]) -> tuple[tuple[_Key, ...], Codes]:
    """Return the distinct values, in the order in which they are met, and the number of each one given."""
    numbers: dict[_Key, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return tuple(numbers), np.array(codes, np.int32)


def occurring(values: Sequence[_Value], codes: Codes) -> tuple[tuple[_Value, ...], Codes]:
    """Leave out the values that no code stands for, and count the codes anew."""
    used = np.bincount(codes, minlength=len(values)) > 0
    if used.all():
        return tuple(values), codes
    return tuple(compress(values, used.tolist())), (np.cumsum(used, dtype=np.int32) - np.int32(1))[codes]
