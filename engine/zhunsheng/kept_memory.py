"""Memory for whole columns: what arrays leave is kept for those that come, and a long run has it in huge pages.

Handed back, the system gives memory out again page by page, and every page of 4 KiB costs a fault when it is touched
first: a tenth of the CPU of a bulk run in all.
"""

import ctypes
import os
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -2, -3, -8
"""As glibc's malloc.h numbers them."""
_KEPT = (1 << 31) - 1
_AHEAD = 64 << 20
_LARGEST = 32 << 20
"""Larger pieces than this glibc never keeps."""
_HUGE_PAGE = 2 << 20
_IN_HUGE_PAGES = 1 << 30
"""So much is asked for in huge pages, of which only what is touched is taken."""
_MADV_HUGEPAGE = 14


def keep(*, huge: bool = False) -> None:
    """Do so in this process from now on, before Arrow loads. Where the C library is not glibc, nothing changes.

    `huge` pages are dearer to touch first, and cheaper to use again and again: where the machine's own memory is lent
    to it a short run takes a tenth longer by them, a long one 4 % less.
    """
    if not sys.platform.startswith("linux"):  # pragma: no cover - other systems
        return
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt"):  # pragma: no cover - another C library
        return
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    for what, size in ((_TRIM_THRESHOLD, _KEPT), (_MMAP_THRESHOLD, _LARGEST), (_ARENA_MAX, 1)):
        libc.mallopt(what, size)
    if huge:
        _ask_ahead(libc)
    libc.mallopt(_TOP_PAD, _AHEAD)


def _ask_ahead(libc: ctypes.CDLL) -> None:
    """Have the heap grow at once, and what is new of it come in huge pages. Where it cannot grow nothing changes."""
    libc.malloc.restype = libc.sbrk.restype = ctypes.c_void_p
    libc.mallopt(_TOP_PAD, _IN_HUGE_PAGES)
    piece = libc.malloc(ctypes.c_size_t(_LARGEST // 2))
    begin, end = -(-(piece or 0) // _HUGE_PAGE) * _HUGE_PAGE, libc.sbrk(0) or 0
    if 0 < begin < end <= begin + 2 * _IN_HUGE_PAGES:
        libc.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), _MADV_HUGEPAGE)
    libc.free(ctypes.c_void_p(piece))
