"""Which files have changed since a git revision, and which of lint's problems those changes concern.

Files are taken out of the repository and compared as bytes: git neither looks at the work tree nor runs anything.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec

from zhunsheng import compile as compiling
from zhunsheng import git_tree
from zhunsheng.api import Compiled
from zhunsheng.compile.files import DEFAULTS, MAX_BYTES
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.use_cases import watching
from zhunsheng.use_cases.linting import Asked, Linted

_ENDINGS = (".yaml", ".feature", ".txt")


def changed_files(folders: Iterable[Path], revision: str) -> frozenset[Path]:
    """List the rule and feature files that differ from where `revision` and what is checked out parted.

    Also those that are new, and those that are gone. Raises `UsageError` as `git_tree` does.
    """
    return frozenset(path for folder in folders for path in _changed_below(folder.resolve(), revision))


def _changed_below(folder: Path, revision: str) -> Iterator[Path]:
    with _as_it_was(folder, revision) as (root, then, inside):
        beside = _beside(inside)
        paths = {path for each in (then, root) for path in _listed(each, inside, beside)}
        yield from (root / path for path in paths if _data(then / path) != _data(root / path))


@contextmanager
def _as_it_was(folder: Path, revision: str) -> Iterator[tuple[Path, Path, PurePosixPath]]:
    """Give the root of the repository, a folder with what it held then, and the path of `folder` below both."""
    repo = git_tree.repository(folder)
    commit = git_tree.fork_point(repo, revision)
    with tempfile.TemporaryDirectory() as name:
        then = Path(name).resolve()
        git_tree.extract(repo, commit, [repo.inside, *_beside(repo.inside)], then)
        yield repo.root.resolve(), then, repo.inside


def _beside(inside: PurePosixPath) -> list[PurePosixPath]:
    """List what may serve a plan's own folder from beside it."""
    return [] if str(inside) == "." else [inside.parent / name for name in DEFAULTS]


def rule_keys(rules: Path, features: Path, revision: str, cache_dir: Path | None) -> dict[watching.Key, str]:
    """Say what the proof of each rule hung on where `revision` and what is checked out parted.

    A plan that was not there then, or did not compile, has no rules. Raises `UsageError` as `git_tree` does.
    """
    with _as_it_was(rules.resolve(), revision) as (_, old_rules, at), _as_it_was(features.resolve(), revision) as old:
        loaded = [
            (folder, compiling.load(folder, cache_dir).catalogue) for folder in compiling.find_plans(old_rules / at)
        ]
        plans = [Compiled(folder=folder, catalogue=catalogue) for folder, catalogue in loaded if catalogue is not None]
        return watching.rule_keys(plans, old[1] / old[2])


def _listed(root: Path, inside: PurePosixPath, beside: Iterable[PurePosixPath]) -> Iterator[Path]:
    below = (path for path in (root / inside).rglob("*") if path.suffix in _ENDINGS and path.is_file())
    yield from (path.relative_to(root) for path in below)
    yield from (Path(path) for path in beside if (root / path).is_file())


def _data(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none. How its lines end is git's own affair."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1).replace(b"\r\n", b"\n")
    except OSError:
        return None


def linted(found: Linted, asked: Asked, revision: str) -> Linted:
    """Leave the problems that changes since `revision` concern.

    They stand in a changed file, speak of one, are about a rule whose file or feature has changed, or are of a plan
    whose places, policy, units or indicators have. Raises `UsageError` as `git_tree` does.
    """
    folders = [asked.rules, *([] if asked.features is None else [asked.features])]
    concern = _Concern(changed_files(folders, revision), found.catalogues, asked)
    replace = msgspec.structs.replace
    return replace(
        found,
        problems=tuple(each for each in found.problems if concern(each)),
        ignored=tuple(each for each in found.ignored if concern(each[0])),
        known=tuple(each for each in found.known if concern(each)),
    )


class _Concern:
    """Says whether changes concern a problem."""

    def __init__(self, changed: frozenset[Path], plans: Iterable[Compiled], asked: Asked) -> None:
        self._changed = changed
        self._rules: set[tuple[Path, str]] = set()
        compiled = {plan.folder.resolve(): plan for plan in plans}
        shared = {asked.rules.resolve() / name for name in DEFAULTS} & changed
        self._whole = set(compiling.find_plans(asked.rules.resolve())) if shared else set()
        for folder in compiling.find_plans(asked.rules.resolve()):
            self._look(folder, compiled.get(folder), asked.features)

    def _look(self, folder: Path, plan: Compiled | None, features: Path | None) -> None:
        here = {path for path in self._changed if path.parent == folder}
        rules = () if plan is None else plan.catalogue.rules.values()
        if here - {folder / rule.at.file for rule in rules}:
            self._whole.add(folder)
        own = None if features is None else features.resolve() / folder.name
        for rule in rules:
            if folder / rule.at.file in here or (own is not None and own / f"{rule.id}.feature" in self._changed):
                self._rules.add((folder, rule.id))

    def __call__(self, problem: Diagnostic) -> bool:
        files = [Path(at.file).resolve() for at in (problem.at, *problem.also)]
        if any(file in self._changed or file.parent in self._whole for file in files):
            return True
        kind, _, rest = problem.subject.partition("/")
        rule = rest.partition("/")[0]
        names = {file.parent.name for file in files}
        return kind in ("rules", "features") and any(
            folder.name in names and rule == known for folder, known in self._rules
        )
