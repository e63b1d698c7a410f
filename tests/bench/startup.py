"""What one `zhunsheng check` costs from a cold start, beside what `import numpy` alone costs in the same run.

CPU seconds of whole fresh processes, children included, the least of a few tries: the machine is shared and noisy.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.paths import EXAMPLES

TRIES = 5
CHECK = "import sys; from zhunsheng.__main__ import run; sys.exit(run())"


def run(_: argparse.Namespace) -> None:
    """Print the first check (no cache), a later one, `import numpy`, and the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = (
            "check",
            str(EXAMPLES),
            "--fail-on",
            "never",
            "-o",
            f"html={folder / 'r.html'}",
            "-o",
            f"json={folder / 'r.json'}",
        )
        first = min(cpu(CHECK, *words, cache=folder / f"cache-{n}") for n in range(TRIES))
        later = min(cpu(CHECK, *words, cache=folder / "cache-0") for _ in range(TRIES))
    numpy = min(cpu("import numpy") for _ in range(TRIES))
    print(f"first check, nothing cached   {first:6.2f} s of CPU")
    print(f"check, catalogue cached       {later:6.2f} s of CPU")
    print(f"python -c 'import numpy'      {numpy:6.2f} s of CPU")
    print(f"check ÷ import numpy          {later / numpy:6.1f} ×")


def cpu(code: str, *words: str, cache: Path | None = None) -> float:
    """Run code in a fresh process; return the CPU seconds of it and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "ZHUNSHENG_CACHE_DIR": str(cache)}
    subprocess.run([sys.executable, "-c", code, *words], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
