"""Row groups in which one part ends and the next begins: decoded once, where both are read by one process."""

import threading
from collections.abc import Iterable, Sequence

import pyarrow as pa

Key = tuple[str, int]
"""A file and one of its row groups."""


class Held:
    """The row groups that were read last, among those that another part may ask for. Several threads may ask."""

    def __init__(self, most: int) -> None:
        """Hold so many of them at a time."""
        self._most = most
        self._held: dict[Key, Sequence[pa.RecordBatch]] = {}
        self._turn = threading.Lock()

    def batches(self, key: Key, decoded: Iterable[pa.RecordBatch]) -> Sequence[pa.RecordBatch]:
        """Return a row group: as it is held, or as it is `decoded` now."""
        with self._turn:
            found = self._held.pop(key, None)
        if found is None:
            found = tuple(decoded)
        with self._turn:
            self._held[key] = found
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return found
