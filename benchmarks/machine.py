"""The machine that measured, described without naming it."""

import importlib.metadata
import os
import platform
from pathlib import Path

import psutil

LIBRARIES = ("numpy", "pyarrow", "durable-rules")


def description() -> dict[str, str | int]:
    """Return what bears on the figures: processor, cores, memory, system, Python and libraries."""
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / (1 << 30)),
        "system": platform.system(),
        "python": platform.python_version(),
        **versions,
    }


def _processor() -> str:
    """Return the model as the system calls it, or its architecture where it calls it nothing."""
    listed = Path("/proc/cpuinfo")
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.machine()
