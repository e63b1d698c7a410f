"""What came of a plan folder."""

from pathlib import Path

import msgspec

from zhunsheng.compile.files import path_of
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a plan folder. `catalogue` is None iff `problems` holds an error."""

    catalogue: Catalogue | None
    problems: tuple[Diagnostic, ...]


def loaded(folder: Path, catalogue: Catalogue | None, problems: tuple[Diagnostic, ...]) -> Loaded:
    """Put the folder, as the caller gave it, in front of each file."""
    replace = msgspec.structs.replace
    placed = (replace(p, at=replace(p.at, file=str(path_of(folder, p.at.file)))) for p in problems)
    return Loaded(catalogue=catalogue, problems=tuple(placed))
