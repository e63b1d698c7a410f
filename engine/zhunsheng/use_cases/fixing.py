"""The use case of `zhunsheng lint --fix`: safe fixes applied, each tried before anything is written."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from zhunsheng import outputs
from zhunsheng.lint.applying import applied
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Fix
from zhunsheng.model.location import Location
from zhunsheng.use_cases.linting import Asked, Linted, lint

MOST_ROUNDS = 12
"""What hides behind a mistake of syntax is found once that is fixed: so many times at most."""


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """The files as they were and as they are to be, by path; the fixes that went in; what is found then."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    fixes: tuple[Fix, ...]
    linted: Linted

    def diff(self) -> str:
        """Return the change as a unified diff."""
        return "".join(line for path in sorted(self.after) for line in self._diff(path))

    def _diff(self, path: str) -> Iterator[str]:
        old, new = (
            [f"{line}\n" for line in data.decode("utf-8", "replace").splitlines()]
            for data in (self.before[path], self.after[path])
        )
        return difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")

    def write(self) -> None:
        """Write every file that changed, whole or not at all. Raises `UsageError`."""
        outputs.write_all({Path(path): data for path, data in self.after.items() if data != self.before[path]})


def fix(asked: Asked) -> Fixed:
    """Apply every safe fix, round by round, as long as it does what it promises. Nothing is written.

    A fix is kept where the problem is gone and a plan that compiled before compiles to the very same catalogue.
    Raises `UsageError` as `lint` does.
    """
    state = _State(asked, {}, (), lint(asked))
    refused: set[Fix] = set()
    for _ in range(MOST_ROUNDS):
        wanted = [each for each in state.offered if each not in refused]
        if not wanted:
            break
        state = state.with_fixes(wanted) or _one_by_one(state, wanted, refused)
    before = {path: _bytes(asked, path) for path in state.texts}
    return Fixed(before=before, after=dict(state.texts), fixes=state.fixes, linted=state.linted)


def _bytes(asked: Asked, path: str) -> bytes:
    """Return what a file contains, or is to be taken to contain."""
    unsaved = asked.unsaved.get(path)
    return Path(path).read_bytes() if unsaved is None else unsaved


class _State(NamedTuple):
    """How far the fixing has come: the new texts by path, the fixes in them, and what is found there."""

    asked: Asked
    texts: Mapping[str, bytes]
    fixes: tuple[Fix, ...]
    linted: Linted

    @property
    def offered(self) -> list[Fix]:
        """The safe fixes that are offered."""
        return list(dict.fromkeys(each.fix for each in self.linted.problems if each.fix is not None and each.fix.safe))

    def with_fixes(self, wanted: Sequence[Fix]) -> "_State | None":
        """Apply fixes and lint what comes of it. None where it is not better, or not the same plan any more."""
        texts, kept = dict(self.texts), list[Fix]()
        for path in sorted({each.edits[0].file for each in wanted}):
            own = [each for each in wanted if each.edits[0].file == path]
            texts[path], went_in = applied(texts.get(path) or _bytes(self.asked, path), own)
            kept += went_in
        unsaved = {**self.asked.unsaved, **texts}
        linted = lint(msgspec.structs.replace(self.asked, unsaved=unsaved))
        fixed = [problem for problem in self.linted.problems if problem.fix in kept]
        if not all(_gone(problem, self.linted, linted) for problem in fixed) or not _same(self.linted, linted):
            return None
        return _State(self.asked, texts, (*self.fixes, *kept), linted)


def _one_by_one(state: _State, wanted: Sequence[Fix], refused: set[Fix]) -> _State:
    """Apply each fix by itself; one that does harm is refused. One that an earlier one has moved comes again."""
    for each in wanted:
        if each in state.offered:
            better = state.with_fixes([each])
            if better is None:
                refused.add(each)
            state = better or state
    return state


def _gone(problem: Diagnostic, before: Linted, after: Linted) -> bool:
    """Tell whether a problem is gone: there are fewer of its code in its file, or the first stands further down.

    Behind a mistake that keeps a file from being read another one may come to light.
    """
    was, now = (
        [each.at for each in linted.problems if (each.code, each.at.file) == (problem.code, problem.at.file)]
        for linted in (before, after)
    )
    return len(now) < len(was) or _position(now[0]) > _position(problem.at)


def _position(at: Location) -> tuple[int, int]:
    return at.line or 0, at.column or 0


def _same(before: Linted, after: Linted) -> bool:
    """Tell whether every plan that compiled before says the same afterwards."""
    old, new = ({each.folder: _meaning(each.catalogue) for each in linted.catalogues} for linted in (before, after))
    return all(folder in new and new[folder] == meaning for folder, meaning in old.items())


def _meaning(catalogue: Catalogue) -> object:
    """Return all that a catalogue says, without where it says so."""
    return _without_places(msgspec.to_builtins(catalogue, enc_hook=_fraction))


def _fraction(value: Any) -> Any:  # noqa: ANN401 - the signature that msgspec asks for
    return str(value) if isinstance(value, Fraction) else value


def _without_places(value: Any) -> Any:  # noqa: ANN401 - a tree of builtins
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key not in ("at", "digest", "declared")}
    return [_without_places(each) for each in value] if isinstance(value, list) else value
