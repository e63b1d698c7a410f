"""Compile: the YAML folder of a plan → a checked, frozen catalogue, or everything that is wrong with it.

Importing this package, and loading a catalogue that is cached, imports neither yaml nor pint.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.compile import cache
from zhunsheng.compile.files import PLAN, digest, path_of, read_folder
from zhunsheng.compile.loaded import Loaded, loaded
from zhunsheng.compile.problems import Problems
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.plan import Plan

if TYPE_CHECKING:
    from zhunsheng.compile.leaders_file import LoadedLeaders


def find_plans(rules_dir: Path) -> tuple[Path, ...]:
    """Return the folders that hold a plan.yaml, sorted: `rules_dir` itself, or else those in it.

    Empty where there are none, or no such folder. Raises `OSError` where it may not be listed.
    """
    if (rules_dir / PLAN).is_file():
        return (rules_dir,)
    if not rules_dir.is_dir():
        return ()
    return tuple(sorted(folder for folder in rules_dir.iterdir() if (folder / PLAN).is_file()))


def load(folder: Path, cache_dir: Path | None = None, unsaved: Mapping[str, bytes] | None = None) -> Loaded:
    """Compile the plan in `folder`, or take it from `cache_dir` if these very files were compiled before.

    Raises nothing for bad input: everything wrong is in `problems`, all at once, ordered by file and line.
    `unsaved` holds what files, named as in the folder, are to be taken to contain.
    """
    problems = Problems()
    files = read_folder(folder, problems, {path_of(folder, name): data for name, data in (unsaved or {}).items()})
    if not files:
        return loaded(folder, None, problems.found)
    content = digest(files)
    if cache_dir is not None and not len(problems):
        entry = cache.fetch(cache_dir, content)
        if entry is not None:
            return loaded(folder, entry.catalogue, entry.problems)
    # Here, and not above, because it needs yaml and pint.
    from zhunsheng.compile.build import build

    catalogue = build(files, content, problems)
    if catalogue is not None and cache_dir is not None:
        cache.store(cache_dir, catalogue, problems.found)
    return loaded(folder, catalogue, problems.found)


def conflicts(plans: Sequence[tuple[Path, Catalogue]]) -> tuple[Diagnostic, ...]:
    """Return every two rules of different plans that do not go together, each plan given with its folder.

    And the rules that only together leave no room, of one plan or of several.
    """
    from zhunsheng.compile import contradictions, jointly

    return (*contradictions.between(plans), *jointly.conflicting(plans))


def load_leaders(path: Path, plans: Sequence[Plan]) -> "LoadedLeaders":
    """Read an office's file of leaders (分管领导), which speaks of one of `plans`; bad input is in its `problems`."""
    from zhunsheng.compile import leaders_file

    return leaders_file.load(path, plans)
