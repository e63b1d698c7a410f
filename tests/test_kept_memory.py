"""A process that keeps its memory is given new pages once, not for every array."""

import subprocess
import sys
from pathlib import Path

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


HEAP = """
import ctypes, re, sys
from zhunsheng import kept_memory
if sys.argv[1] == "keep":
    kept_memory.keep(huge=sys.argv[2] == "huge")
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_size_t
piece = libc.malloc(8 << 20) + (4 << 20)
for mapping in re.split(r"\\n(?=[0-9a-f]+-[0-9a-f]+ )", open("/proc/self/smaps").read()):
    begin, end = (int(bound, 16) for bound in mapping.split()[0].split("-"))
    if begin <= piece < end:
        print(int(" hg" in mapping.partition("VmFlags:")[2]))
"""
"""Whether the system was told that the memory of an array may come in huge pages."""


def said(program: str, *words: str) -> int:
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc")
def test_new_pages_are_asked_for_once() -> None:
    assert said(FAULTS, "keep") < 1000 < said(FAULTS, "let go")


@pytest.mark.skipif(not Path("/proc/self/smaps").is_file(), reason="of Linux")
def test_pages_are_huge_where_they_are_to_be() -> None:
    assert (said(HEAP, "keep", "huge"), said(HEAP, "keep", "small"), said(HEAP, "let go")) == (1, 0, 0)


def test_arrow_takes_its_memory_from_there() -> None:
    program = (
        "from zhunsheng import kept_memory; kept_memory.keep(); import pyarrow; print(pyarrow.default_memory_pool())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ("backend_name=system" in done.stdout) is sys.platform.startswith("linux")
