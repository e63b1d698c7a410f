"""A plan folder that is compiled again and again while its files are edited: only what changed is worked out anew."""

from collections.abc import Mapping
from pathlib import Path

from zhunsheng.compile.build import build
from zhunsheng.compile.files import digest, read_folder
from zhunsheng.compile.loaded import Loaded, loaded
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.problems import Problems


class Session:
    """The folder of one plan, and what is remembered of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._problems = Problems()
        self._memory = Memory(self._problems)

    def load(self, unsaved: Mapping[Path, bytes]) -> Loaded:
        """Compile the folder as it is now; `unsaved` is what an editor holds of some of its files, by path.

        Raises nothing for bad input, as `compile.load`.
        """
        problems = self._problems
        problems.clear()
        self._memory.turn()
        files = read_folder(self.folder, problems, unsaved)
        catalogue = build(files, digest(files), problems, self._memory) if files else None
        return loaded(self.folder, catalogue, problems.found)
