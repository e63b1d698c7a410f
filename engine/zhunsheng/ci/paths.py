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
        if inside is not None:
            return Address(quote_from_bytes(_bytes(inside)), inside=True)
        path = quote_from_bytes(_bytes(self._whole(file).as_posix()))
        return Address(f"file://{path}" if path.startswith("/") else f"file:///{path}", inside=False)

    def _inside(self, file: str) -> str | None:
        path = self._whole(file)
        # A link is cited where it stands; the folder that it stands in may have been reached by another one.
        for each in (path, path.parent.resolve() / path.name):
            if each.is_relative_to(self._root):
                return each.relative_to(self._root).as_posix()
        return None

    def _whole(self, file: str) -> Path:
        return Path(os.path.normpath(self._here / file))


def _bytes(path: str) -> bytes:
    """Return a path as the system has it; one that no file can have, as near as can be."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")
