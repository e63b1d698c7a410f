"""Where in a published text a citation leads: for whoever wants to read it there."""

import re
from pathlib import Path
from typing import NamedTuple

from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.near import hits
from zhunsheng.cite.quantities import numeral
from zhunsheng.cite.text import read
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation

MAX_BYTES = 1 << 20
"""A larger file is no text of a plan that somebody waits for."""
MAX_ROW = 5_000
"""Characters of a paragraph or a row of a table, at most."""
_ENDLESS = re.compile(r"[\d,]{100}")
"""No number: looking for one in it takes the square of its length."""
MAX_LOCATOR = 200
MOST_OCCURRENCES = 200
"""A name that stands in a passage more often leads to where it stands first."""


class Standing(NamedTuple):
    """Where an anchor stands: its first character, and line and column behind its last, both from 1."""

    at: Location
    until: tuple[int, int]


class Texts:
    """The published texts of a folder, the one asked for last kept as it was read, as long as its file is the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: tuple[tuple[Path, int, int], Edition | None] | None = None

    def standing(self, plan: str, citation: Citation) -> Standing | None:
        """Say where `citation` leads in `<plan>.txt`; None where there is no such text, or no such passage in it.

        Of several places of the anchor it is the one whose figures stand nearest. An anchor that is empty, or is not
        there, leads to where the passage begins.
        """
        path = self._folder / f"{plan}.txt"
        edition = self._edition(path)
        if edition is None or len(citation.locator) > MAX_LOCATOR:
            return None
        passage = edition.outline.resolve(citation.locator)
        if not passage.rows:
            return None
        start = end = edition.text.rows[passage.rows[0].start][0]
        found = edition.occurrences(passage, citation.anchor)
        if found:
            near = found[:MOST_OCCURRENCES] if len(found) <= MOST_OCCURRENCES else found[:1]
            start, end, *_ = min(near, key=lambda one: _distance(edition, one, citation.figures))
        return _standing(edition, path, start, end)

    def _edition(self, path: Path) -> Edition | None:
        try:
            about = path.stat()
            key = (path, about.st_mtime_ns, about.st_size)
            if self._last is None or self._last[0] != key:
                self._last = key, _read(path) if path.is_file() else None
            return self._last[1]
        except (OSError, ValueError):  # a path may hold what no path can
            return None


def _read(path: Path) -> Edition | None:
    """Read a text, its lines ended as editors end them; None for what is no text, or none of a plan."""
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES or b"\0" in raw:
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    folded = read(text)
    endless = _ENDLESS.search(folded.flat) or any(end - start > MAX_ROW for start, end in folded.rows)
    return None if endless else Edition(text)


def _distance(edition: Edition, one: Occurrence, figures: tuple[str, ...]) -> tuple[int, int]:
    """Count the figures that do not stand near an anchor, and the characters between it and those that do."""
    missing = apart = 0
    cited = {figure: numeral(figure) for figure in figures}
    values = frozenset(value for value in cited.values() if value is not None)
    for figure, value in cited.items():
        near = [] if value is None else hits(edition, one, value, values, None)
        if near:
            apart += edition.gap(one, near[0].quantity)
        else:
            missing += not edition.mentions(figure, one.left, one.right)
    return missing, apart


def _standing(edition: Edition, path: Path, start: int, end: int) -> Standing:
    lines, columns = edition.text.lines, edition.text.columns
    at = Location(file=str(path), line=lines[start], column=columns[start])
    return Standing(at, (lines[end - 1], columns[end - 1] + 1) if end > start else (lines[start], columns[start]))
