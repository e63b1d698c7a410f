"""A process that keeps its memory is given new pages once, not for every array."""

import subprocess
import sys

import pytest

FAULTS = """
import resource, sys
import numpy as np
from zhunsheng import kept_memory
if sys.argv[1] == "keep":
    kept_memory.keep()
def fill():
    arrays = [np.ones(1 << 20) for _ in range(4)]  # 8 MiB each
fill()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    fill()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(word: str) -> int:
    done = subprocess.run([sys.executable, "-c", FAULTS, word], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc")
def test_new_pages_are_asked_for_once() -> None:
    assert faults("keep") < 1000 < faults("let go")
