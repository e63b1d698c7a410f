"""Memory that arrays leave is kept for those that come: handed back, the system gives it out again page by page."""

import ctypes
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
"""As glibc's malloc.h numbers them."""
_KEPT = 512 << 20
_AHEAD = 64 << 20
_LARGEST = 32 << 20
"""Larger pieces than this glibc never keeps."""


def keep() -> None:
    """Do so in this process from now on. Where the C library is not glibc, nothing changes."""
    if not sys.platform.startswith("linux"):  # pragma: no cover - other systems
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for what, size in ((_TRIM_THRESHOLD, _KEPT), (_TOP_PAD, _AHEAD), (_MMAP_THRESHOLD, _LARGEST)):
            mallopt(what, size)
