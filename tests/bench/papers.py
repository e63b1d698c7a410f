"""What each paper of both catalogues costs after the check: CPU of the whole command, less that of the check alone."""

import argparse
import tempfile
from pathlib import Path

from tests.bench.startup import CHECK, cpu
from tests.support.paths import ROOT

from zhunsheng.model.paper import KINDS

TRIES = 3
YEARS = {"jianghai-urbanization-14fyp": "2024", "jiangmen-three-zones-2020-8": "2022"}
FORMATS = ("docx", "html", "pdf")
NOT_OF_ALL = {("jiangmen-three-zones-2020-8", "checkup")}
"""Only the first plan speaks of a check-up."""


def run(_: argparse.Namespace) -> None:
    """Print the seconds of every kind of paper in every format, and the dearest."""
    dearest = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for plan, year in YEARS.items():
            data = str(ROOT / "examples" / plan)
            check = ("check", data, "--year", f"2020-{year}", "--fail-on", "never", "-q")
            bare = _least(folder, *check)
            print(f"{plan}: check {bare:.2f} s; papers after it, {' / '.join(FORMATS)}")
            for kind in KINDS:
                if (plan, kind) in NOT_OF_ALL:
                    continue
                asked = ("paper", kind, data, "--year", year, "-o", str(folder / "papers"), "--force", "--format")
                after = [max(0.0, _least(folder, *asked, each) - bare) for each in FORMATS]
                dearest = max(dearest, *after)
                print(f"  {kind:<10} {' / '.join(f'{seconds:5.2f}' for seconds in after)} s of CPU")
    print(f"dearest paper                 {dearest:6.2f} s of CPU")


def _least(folder: Path, *words: str) -> float:
    return min(cpu(CHECK, *words, cache=folder / "cache") for _ in range(TRIES))
