"""Fonts for PDF: those of the machine, of folders that are named, and as a last resort that of the package zhplot."""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_CARRIER = "zhplot"
"""A package that carries Noto Sans SC (OFL). It is looked for and never imported: it would want matplotlib."""


class FontSet(NamedTuple):
    """Where fonts are looked for: `folders`, and those of the system and of zhplot unless they are left out."""

    folders: tuple[Path, ...] = ()
    system: bool = True
    carried: bool = True

    def paths(self) -> list[Path]:
        """List the folders to search beside those of the system."""
        return [*self.folders, *(_carried() if self.carried else ())]


def _carried() -> list[Path]:
    spec = find_spec(_CARRIER)
    places = spec.submodule_search_locations if spec is not None else None
    return [Path(each) / "fonts" for each in places or () if (Path(each) / "fonts").is_dir()]
