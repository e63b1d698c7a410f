"""Parts on threads of this process: the arrays' arithmetic and the reading and writing of columns let others run."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from zhunsheng.bulk.engines.attempt import Answer, OnDone, Work, attempt
from zhunsheng.bulk.engines.handing import hand_out
from zhunsheng.model.bulk import Part


def cores() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(parts: Sequence[Part], work: Work, workers: int | None, on_done: OnDone) -> None:
    """Work at all parts on so many threads (None: one a processor). Errors as in `hand_out`.

    On Ctrl-C, or where `on_done` raises, what is under way is brought to its end and the rest is not begun.
    """
    threads = workers or cores()
    with _settled(), ThreadPoolExecutor(threads, thread_name_prefix="bulk") as pool:

        def submit(part: Part, told: Callable[[Answer], None]) -> None:
            pool.submit(lambda: told(attempt(work, part)))

        try:
            # One more than there are threads: none waits while an answer is taken down.
            hand_out(parts, submit, lambda: threads + 1, on_done)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _settled() -> Iterator[None]:
    """Spare what is there by now, all places of a country perhaps, from being looked through for garbage meanwhile."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
