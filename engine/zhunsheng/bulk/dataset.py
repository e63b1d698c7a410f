"""The data set of a run: the doors to writing it, for whoever wires the stages."""

from collections.abc import Sequence
from pathlib import Path

from zhunsheng.bulk.dimensions import write_dimensions
from zhunsheng.bulk.ending import write_end
from zhunsheng.bulk.writer import PartWriter
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.plan import Place


def open_part(
    folder: Path, number: int, catalogue: Catalogue, years: Sequence[int], places: Sequence[Place]
) -> PartWriter:
    """Open part `number` of the run in `folder`; `years` are those written, `places` all places of the part.

    Used as a context: `add` each panel, then `close`. Raises `OSError`.
    """
    return PartWriter(folder, number, catalogue, years, places)


__all__ = ["PartWriter", "open_part", "write_dimensions", "write_end"]
