"""Row groups in which one part ends and the next begins: decoded once, where both are read by one process."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow as pa

from zhunsheng.model.bulk import Part

Key = tuple[str, int]
"""A file and one of its row groups."""


class Held:
    """The row groups that were read last, as long as another part is still to ask for them. Several threads may ask."""

    def __init__(self, parts: Iterable[Part], most: int) -> None:
        """Take the parts that are going to ask, and how many row groups to hold at a time."""
        self._left = Counter((each.path, group) for part in parts for each in part.slices for group in each.groups)
        self._most = most
        self._held: dict[Key, Sequence[pa.RecordBatch]] = {}
        self._turn = threading.Lock()

    def batches(self, key: Key, decoded: Iterable[pa.RecordBatch]) -> Iterable[pa.RecordBatch]:
        """Return a row group for a part: as it is held, or as it is `decoded` now."""
        with self._turn:
            self._left[key] -= 1
            asked_again = self._left[key] > 0
            found = self._held.pop(key, None)
        if not asked_again:
            return decoded if found is None else found
        if found is None:
            found = tuple(decoded)
        with self._turn:
            self._held[key] = found
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return found
