"""Lint: what is wrong with rules that compile all the same, and how to put right what does not.

It reads a catalogue and the files that it came from, and knows neither how they are compiled nor where they lie.
"""

from collections.abc import Callable, Iterator

from zhunsheng.lint.backwards import backwards
from zhunsheng.lint.blanks import blanks
from zhunsheng.lint.citing import uncited
from zhunsheng.lint.features import features
from zhunsheng.lint.given import Files, Given
from zhunsheng.lint.infeasible import infeasible
from zhunsheng.lint.percent import percent
from zhunsheng.lint.redundant import redundant
from zhunsheng.lint.strictness import lost
from zhunsheng.lint.trajectories import trajectories
from zhunsheng.lint.unused import unused
from zhunsheng.model.diagnostic import Diagnostic

__all__ = ["Files", "Given", "of_files", "of_plan"]

CHECKS: tuple[Callable[[Given], Iterator[Diagnostic]], ...] = (
    infeasible,
    redundant,
    backwards,
    trajectories,
    percent,
    lost,
    uncited,
    features,
    unused,
)
"""Checks of a plan that compiled. Each is a file beside this one."""


def of_plan(given: Given) -> tuple[Diagnostic, ...]:
    """Check a plan that compiled."""
    return tuple(remark for check in CHECKS for remark in check(given))


def of_files(files: Files) -> tuple[Diagnostic, ...]:
    """Check files as they stand, whether they compile or not."""
    return tuple(remark for name in files.names for remark in blanks(files, name))
