"""`zhunsheng bulk` as it is called in a shell, measured, and what its folder says of itself."""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Cost, measured

FINE = (0, 1, 3)
"""Exit codes of a run that was made: nothing found, something found, something that could not be judged."""


class FailedRunError(Exception):
    """A run that ought to have been made was not; the text is what it complained of."""


def judge(data: Sequence[Path], rules: Path, into: Path, folder: Path, *more: str, years: str = "2021-2025") -> Cost:
    """Run `zhunsheng bulk` over the data. Raises `FailedRunError`."""
    words = ["bulk", *data, "--rules", rules, "--year", years, "--into", into, "-q", *more]
    environment = {"ZHUNSHENG_CACHE_DIR": str(folder / "cache")}
    cost = measured([sys.executable, "-m", "benchmarks.as_installed", *words], folder, environment)
    if cost.code not in FINE:
        raise FailedRunError(f"zhunsheng bulk ended with {cost.code}: {cost.complained[-2000:] or cost.said[-2000:]}")
    return cost
