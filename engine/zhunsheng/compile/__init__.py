"""Compile: the YAML folder of a plan → a checked, frozen catalogue, or everything that is wrong with it.

Importing this package, and loading a catalogue that is cached, imports neither yaml nor pint.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng.compile import cache
from zhunsheng.compile.files import PLAN, PlanFile, digest, path_of, read_folder
from zhunsheng.compile.problems import Problems
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.plan import Plan

if TYPE_CHECKING:
    from zhunsheng.compile.leaders_file import LoadedLeaders


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a plan folder. `catalogue` is None iff `problems` holds an error."""

    catalogue: Catalogue | None
    problems: tuple[Diagnostic, ...]


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
    files = _with(unsaved or {}, read_folder(folder, problems))
    if not files:
        return _loaded(folder, None, problems.found)
    content = digest(files)
    if cache_dir is not None and not len(problems):
        entry = cache.fetch(cache_dir, content)
        if entry is not None:
            return _loaded(folder, entry.catalogue, entry.problems)
    # Here, and not above, because it needs yaml and pint.
    from zhunsheng.compile.build import build

    catalogue = build(files, content, problems)
    if catalogue is not None and cache_dir is not None:
        cache.store(cache_dir, catalogue, problems.found)
    return _loaded(folder, catalogue, problems.found)


def _with(unsaved: Mapping[str, bytes], files: tuple[PlanFile, ...]) -> tuple[PlanFile, ...]:
    return tuple(PlanFile(file.name, unsaved.get(file.name, file.data)) for file in files)


def conflicts(plans: Sequence[tuple[Path, Catalogue]]) -> tuple[Diagnostic, ...]:
    """Return every two rules of different plans that do not go together, each plan given with its folder."""
    from zhunsheng.compile import contradictions

    return contradictions.between(plans)


def load_leaders(path: Path, plans: Sequence[Plan]) -> "LoadedLeaders":
    """Read an office's file of leaders (分管领导), which speaks of one of `plans`; bad input is in its `problems`."""
    from zhunsheng.compile import leaders_file

    return leaders_file.load(path, plans)


def _loaded(folder: Path, catalogue: Catalogue | None, problems: tuple[Diagnostic, ...]) -> Loaded:
    """Put the folder, as the caller gave it, in front of each file."""
    replace = msgspec.structs.replace
    placed = (replace(p, at=replace(p.at, file=str(path_of(folder, p.at.file)))) for p in problems)
    return Loaded(catalogue=catalogue, problems=tuple(placed))
