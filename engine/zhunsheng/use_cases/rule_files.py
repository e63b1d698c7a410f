"""The files of a plan folder as lint reads them: laid out when asked for, and once."""

import contextlib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from zhunsheng.compile.files import MAX_BYTES, path_of, read_folder
from zhunsheng.compile.problems import Problems
from zhunsheng.model.feature_text import FeatureText
from zhunsheng.model.layout import Layout


class RuleFiles:
    """The files that a plan is compiled from: those of its folder, and the defaults beside it.

    `unsaved` holds, by path, what a file is to be taken to contain.
    """

    def __init__(self, folder: Path, unsaved: Mapping[str, bytes] | None = None) -> None:
        self._folder = folder
        read = read_folder(folder, Problems())  # what cannot be read is for the compiler to tell
        changed = {file.name: (unsaved or {}).get(self.shown(file.name)) for file in read}
        self.unsaved = {name: data for name, data in changed.items() if data is not None}
        self._files = {file.name: self.unsaved.get(file.name, file.data) for file in read}
        self.layout = cache(self._layout)
        self.text = cache(self._text)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the YAML files."""
        return tuple(name for name in self._files if name.endswith(".yaml"))

    def shown(self, name: str) -> str:
        """Write the path of a file as the user gave it."""
        return str(path_of(self._folder, name))

    def _text(self, name: str) -> str:
        """Return the text of a file, with line feeds only; of one that is not UTF-8, nothing."""
        return self._files[name].decode("utf-8-sig", "ignore").replace("\r\n", "\n")

    def _layout(self, name: str) -> Layout:
        from zhunsheng.compile.layout import lay_out  # it needs yaml, and most files are never pointed into

        return lay_out(self.shown(name), self._files[name])


def feature_texts(folder: Path) -> tuple[FeatureText, ...] | None:
    """Read the features in `folder`; None where there is no such folder."""
    if not folder.is_dir():
        return None
    return tuple(_feature(path) for path in sorted(folder.glob("*.feature")))


def _feature(path: Path) -> FeatureText:
    text = None
    with contextlib.suppress(OSError, UnicodeDecodeError):
        # Asked before opening: a named pipe would wait for a writer for ever.
        if path.is_file() and path.stat().st_size <= MAX_BYTES:
            text = path.read_text(encoding="utf-8-sig")
    return FeatureText(rule=path.stem, path=str(path), text=text)
