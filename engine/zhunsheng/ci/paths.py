"""Paths as a repository's own tools write them: from its root, with slashes."""

import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_from_bytes


class Address(NamedTuple):
    """The URI of a file: relative to the root of the repository where it lies in there."""

    uri: str
    inside: bool


class Paths:
    """Paths as seen from the root of the repository that `here` lies in; without one, from `here`."""

    def __init__(self, here: Path) -> None:
        self._here = here.resolve()
        folders = (self._here, *self._here.parents)
        self._root = next((folder for folder in folders if (folder / ".git").exists()), self._here)

    def shown(self, file: str) -> str:
        """Write the path of a file from the root; of one that lies elsewhere, as it was given."""
        inside = self._inside(file)
        return file.replace("\\", "/") if inside is None else inside

    def address(self, file: str) -> Address:
        """Write the URI of a file."""
        inside = self._inside(file)
        if inside is None:
            return Address(Path(os.path.normpath(self._here / file)).as_uri(), inside=False)
        return Address(quote_from_bytes(os.fsencode(inside)), inside=True)

    def _inside(self, file: str) -> str | None:
        # Not resolved: a link is cited where it stands.
        path = Path(os.path.normpath(self._here / file))
        return path.relative_to(self._root).as_posix() if path.is_relative_to(self._root) else None
