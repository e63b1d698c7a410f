"""A version of the rules: a folder as it stands, or as it stood in a revision of the git repository that it lies in."""

import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from zhunsheng import api, git_tree
from zhunsheng import compile as compiling
from zhunsheng.api import Compiled
from zhunsheng.compile.files import DEFAULTS
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text


class Source(NamedTuple):
    """Where a version comes from: a folder, and a revision of it where it is not to be taken as it stands.

    With `fork` it is the last commit that the revision and what is checked out have in common. `shown` is the folder as
    seen from where the command runs.
    """

    folder: Path
    shown: str
    revision: str = ""
    fork: bool = False


class Version(NamedTuple):
    """The plans of one version, and how its files are cited: `shown` stands in the place of `folder`."""

    label: str
    plans: tuple[Compiled, ...]
    folder: Path
    shown: str

    def of(self, plan: str) -> Compiled | None:
        """Return a plan by its id."""
        return next((each for each in self.plans if each.catalogue.plan.id == plan), None)

    def cited(self, plan: Compiled, at: Location) -> str:
        """Say where something of a plan stands: file and line."""
        path = _cited(posixpath.join(plan.folder.as_posix(), at.file), self.folder, self.shown)
        return path if at.line is None else f"{path}:{at.line}"


@contextmanager
def opened(source: Source, plan: str | None, cache_dir: Path | None) -> Iterator[Version]:
    """Compile a version; what is taken out of a repository stays until the end of the block.

    Raises `BadRulesError` where its rules are not sound, and `UsageError` where there are none.
    """
    if not source.revision:
        folder = api.rules_folder(str(source.folder))
        yield Version(source.shown, _compiled(folder, plan, cache_dir), folder, source.shown)
        return
    repo = git_tree.repository(source.folder)
    commit = (git_tree.fork_point if source.fork else git_tree.commit)(repo, source.revision)
    label = commit[:10] if source.fork else source.revision
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        git_tree.extract(repo, commit, _paths(repo.inside), root)
        folder, shown = root / repo.inside, f"{label}:{repo.inside}".removesuffix("/.")
        if not compiling.find_plans(folder):
            raise UsageError(
                Text(
                    f"提交 {label} 里没有规则文件夹 {repo.inside}，或其中没有规划。",
                    f"commit {label} has no rules folder {repo.inside}, or no plan in it.",
                )
            )
        try:
            plans = _compiled(folder, plan, cache_dir)
        except BadRulesError as error:
            replace = msgspec.structs.replace
            named = (replace(e, at=replace(e.at, file=_cited(e.at.file, folder, shown))) for e in error.problems)
            raise BadRulesError(tuple(named)) from error
        yield Version(label, plans, folder, shown)


def _paths(inside: PurePosixPath) -> list[PurePosixPath]:
    """List what is to be taken out: the folder, and what may serve it from beside it, where it is a plan's own."""
    beside = [] if str(inside) == "." else [inside.parent / name for name in DEFAULTS]
    return [inside, *beside]


def _compiled(folder: Path, plan: str | None, cache_dir: Path | None) -> tuple[Compiled, ...]:
    """Compile the plans, or the one asked for; none where there is no such plan in this version."""
    try:
        return api.catalogues(folder, plan, cache_dir)
    except UsageError:  # no such plan: the other version may have it
        return ()


def _cited(file: str, folder: Path, shown: str) -> str:
    """Put `shown` in the place of the folder, of a file in it or beside it."""
    path, root = posixpath.normpath(file), folder.as_posix()
    if path.startswith(f"{root}/"):
        return f"{shown}{path[len(root) :]}"
    beside = folder.parent.as_posix()
    head, colon, inside = shown.rpartition(":")
    parent = posixpath.dirname(inside)
    return f"{head}{colon}{posixpath.join(parent, path[len(beside) + 1 :])}" if path.startswith(f"{beside}/") else path
