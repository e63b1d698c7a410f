"""`zhunsheng bulk` as it is called in a shell, measured, and what its folder says of itself."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import Cost, fastest, measured

FINE = (0, 1, 3)
"""Exit codes of a run that was made: nothing found, something found, something that could not be judged."""


class FailedRunError(Exception):
    """A run that ought to have been made was not; the text is what it complained of."""


def judge(data: Sequence[Path], rules: Path, into: Path, folder: Path, *more: str, years: str = "2021-2025") -> Cost:
    """Run `zhunsheng bulk` over the data, its rules compiled before, as on any run but the first.

    Raises `FailedRunError`.
    """
    return fastest(runs(data, rules, into, folder, *more, years=years))


def runs(
    data: Sequence[Path], rules: Path, into: Path, folder: Path, *more: str, years: str = "2021-2025"
) -> Callable[[int], Cost]:
    """Compile the rules, and return how to run: the first turn leaves its outcome in `into`."""
    environment = {"ZHUNSHENG_CACHE_DIR": str(folder / "cache")}
    program = [sys.executable, "-m", "benchmarks.as_installed"]
    measured([*program, "lint", "--rules", rules], folder, environment)
    words = [*program, "bulk", *data, "--rules", rules, "--year", years, "-q", *more, "--into"]

    def run(turn: int) -> Cost:
        target = folder / "again" if turn else into
        cost = measured([*words, target], folder, environment)
        if cost.code not in FINE:
            said = cost.complained[-2000:] or cost.said[-2000:]
            raise FailedRunError(f"zhunsheng bulk ended with {cost.code}: {said}")
        if turn:
            shutil.rmtree(target)
        return cost

    return run
