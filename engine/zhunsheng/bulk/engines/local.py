"""Parts on this machine: by this process, and by helpers beside it."""

import gc
import os
import pickle
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from zhunsheng.bulk.engines.attempt import Answer, OnDone, Work, attempt, failure
from zhunsheng.bulk.engines.handing import hand_out
from zhunsheng.bulk.engines.helpers import Helper
from zhunsheng.bulk.errors import Cause, Failure
from zhunsheng.model.bulk import Part


def cores() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(parts: Sequence[Part], work: Work, helpers: Sequence[Helper], on_done: OnDone, threads: int = 1) -> None:
    """Work at all parts, here with so many `threads`, and with all `helpers`.

    Errors as in `hand_out`, and those of pickling the work.
    On Ctrl-C, or where `on_done` raises, what is under way is brought to its end and the rest is not begun.
    """
    hands = _Hands(work, helpers, threads)
    with _settled(), ThreadPoolExecutor(hands.count, thread_name_prefix="bulk") as pool:

        def submit(part: Part, told: Callable[[Answer], None]) -> None:
            pool.submit(lambda: told(hands.answer(part)))

        try:
            # One more than there are hands: none waits while an answer is taken down.
            hand_out(parts, submit, lambda: hands.count + 1, on_done)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class _Hands:
    """This process (None) and its helpers. A part that was too much for a helper is never worked at here."""

    def __init__(self, work: Work, helpers: Sequence[Helper], threads: int) -> None:
        self._work, self._helpers = work, helpers
        self._packed = pickle.dumps(work, pickle.HIGHEST_PROTOCOL) if helpers else b""
        self.count = threads + len(helpers)
        self._free: queue.SimpleQueue[Helper | None] = queue.SimpleQueue()
        for hand in (*[None] * threads, *helpers):
            self._free.put(hand)
        self._too_much: dict[int, Failure] = {}

    def answer(self, part: Part) -> Answer:
        """Have a free hand work at a part. Whatever goes wrong is an answer: it is waited for."""
        try:
            if part.number in self._too_much:
                return self._away(part)
            return self._work_at(part)
        except Exception as error:
            return failure(part.number, error)

    def _work_at(self, part: Part) -> Answer:
        hand = self._free.get()
        try:
            answer = None if hand is None else hand.work_at(self._packed, part)
            if answer is None:
                return attempt(self._work, part)
        finally:
            self._free.put(hand)
        if isinstance(answer, Failure) and answer.cause is Cause.MEMORY:
            self._too_much[part.number] = answer
        return answer

    def _away(self, part: Part) -> Answer:
        """Try again what a helper failed at: it is tried alone, so that any helper will do."""
        answers = (helper.work_at(self._packed, part) for helper in self._helpers)
        return next((answer for answer in answers if answer is not None), self._too_much[part.number])


@contextmanager
def _settled() -> Iterator[None]:
    """Spare what is there by now, all places of a country perhaps, from being looked through for garbage meanwhile."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
