"""In which line of a CSV each record begins: some take several lines, for a remark in quotes, and blank lines are none.

Bytes are looked at a block at a time: a line break ends a record where an even number of quotes stands before it.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_BLOCK = 16 << 20
_CR, _LF, _QUOTE = b'\r\n"'
_TRANSPARENT = ("utf-8", "gb18030")
"""Encodings in which these bytes stand for nothing else."""


class Lines(NamedTuple):
    """Where records begin, from 0: both records and lines are counted below the header.

    From record `at[i]` on, records begin `more[i]` lines further down than if every one before took one line.
    `records` and `lines` are how many there are.
    """

    at: NDArray[np.int64]
    more: NDArray[np.int64]
    records: int
    lines: int

    def of(self, records: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the lines in which records begin."""
        found: NDArray[np.int64] = records + self.more[np.searchsorted(self.at, records, side="right") - 1]
        return found

    @property
    def even(self) -> bool:
        """Whether every record takes a line, and none is blank before the last."""
        return len(self.at) == 1


EVEN = Lines(np.zeros(1, np.int64), np.zeros(1, np.int64), 0, 0)
"""Every record takes a line, however many there are."""


def find(path: Path, encoding: str, header: int) -> Lines:
    """Look through a file whose header ends in line `header`, from 1. Raises `OSError`, `UnicodeDecodeError`."""
    looking = _Looking()
    for data in _below(_pieces(path, encoding), header):
        looking.at(data)
    return looking.end()


class _Looking:
    """Where it is: in which line the record began that is not ended yet, whether it has any byte, or an open quote."""

    def __init__(self) -> None:
        self._begun = self._lines = self._records = 0
        self._filled = self._quoted = False
        self._at, self._more = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]

    def at(self, data: NDArray[np.uint8]) -> None:
        """Look at the next bytes, one at least; a carriage return and its line feed are never apart."""
        breaks = _breaks(data)
        quotes = np.cumsum(data == _QUOTE, dtype=np.uint8)  # it may wrap around: odd stays odd
        ends = np.flatnonzero((quotes[breaks] + self._quoted) % 2 == 0)
        stops = breaks[ends]
        begins = np.concatenate([[0], stops + 1])
        length = stops - begins[:-1] - ((data[stops] == _LF) & (data[stops - 1] == _CR))
        lines = np.concatenate([[self._begun], self._lines + ends + 1])
        filled = length > 0
        if len(ends):
            filled[0] |= self._filled
            self._filled, self._begun = False, int(lines[-1])
        self._add(lines[:-1][filled])
        self._filled |= bool(begins[-1] < len(data))
        self._quoted ^= bool(quotes[-1] % 2)
        self._lines += len(breaks)

    def end(self) -> Lines:
        """Return what was found; the last record need not end with a line break."""
        if self._filled:
            self._add(np.array([self._begun]))
        return Lines(np.concatenate(self._at), np.concatenate(self._more), self._records, self._lines + self._filled)

    def _add(self, lines: NDArray[np.int64]) -> None:
        """Add records that begin in these lines."""
        numbers = np.arange(self._records, self._records + len(lines))
        steps = np.flatnonzero(np.diff(lines - numbers, prepend=self._more[-1][-1]))
        if len(steps):
            self._at.append(numbers[steps])
            self._more.append((lines - numbers)[steps])
        self._records += len(lines)


def _breaks(data: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return where lines end: at line feeds, and at carriage returns that none follows."""
    found = data == _LF
    alone = data == _CR
    alone[:-1] &= ~found[1:]
    return np.flatnonzero(found | alone)


def _pieces(path: Path, encoding: str) -> Iterator[bytes]:
    """Read a file; none but the last piece ends with a carriage return."""
    decoder = None if encoding in _TRANSPARENT else codecs.getincrementaldecoder(encoding)()
    held = b""
    with path.open("rb") as stream:
        while raw := stream.read(_BLOCK):
            piece = held + (raw if decoder is None else decoder.decode(raw).encode())
            held = b"\r" if piece.endswith(b"\r") else b""
            yield piece.removesuffix(held)
    yield held


def _below(pieces: Iterator[bytes], header: int) -> Iterator[NDArray[np.uint8]]:
    """Leave out the first lines."""
    for piece in pieces:
        data = np.frombuffer(piece, np.uint8)
        if header:
            breaks = _breaks(data)[:header]
            header -= len(breaks)
            data = data[len(data) if header else breaks[-1] + 1 :]
        if len(data):
            yield data
