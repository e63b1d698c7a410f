"""Handing out parts, so many at a time, until all are done: the loop that every engine has."""

import queue
from collections.abc import Callable, Sequence
from itertools import islice

from zhunsheng.bulk.engines.attempt import Answer, OnDone
from zhunsheng.bulk.errors import Cause, Failure, PartsFailedError
from zhunsheng.model.bulk import Part

_LOOK_EVERY = 1.0
"""Seconds. Where waiting for a lock cannot be interrupted (Windows), Ctrl-C is heard so much later at most."""

Submit = Callable[[Part, Callable[[Answer], None]], None]
"""Begins a part, and sees to it that its answer is told once, by whatever thread."""
Room = Callable[[], int]
Look = Callable[[], None]


def hand_out(parts: Sequence[Part], submit: Submit, room: Room, on_done: OnDone, look: Look = lambda: None) -> None:
    """Keep `room()` parts under way until all are done; tell `on_done` of each, always in this thread.

    A part that fails does not keep the others from being done, unless they would fail alike. What memory was too small
    for is tried again at the end, one part at a time: it may have been the neighbour that took it.
    Raises `PartsFailedError` at the end, and at once what `on_done` raises, or `look`, which is called where nothing
    comes in.
    """
    failures = _pass(parts, submit, room, on_done, look)
    poor = {failure.part for failure in failures if failure.cause is Cause.MEMORY}
    if poor and not any(failure.hopeless for failure in failures):
        alone = [part for part in parts if part.number in poor]
        failures = [failure for failure in failures if failure.part not in poor]
        failures += _pass(alone, submit, lambda: 1, on_done, look)
    if failures:
        raise PartsFailedError(failures)


def _pass(parts: Sequence[Part], submit: Submit, room: Room, on_done: OnDone, look: Look) -> list[Failure]:
    """Hand out each part once."""
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    failures: list[Failure] = []
    waiting = iter(parts)
    left, under_way = len(parts), 0
    while left or under_way:
        for part in islice(waiting, max(0, min(left, room() - under_way))):
            submit(part, answers.put)
            left, under_way = left - 1, under_way + 1
        try:
            answer = answers.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            look()
            continue
        under_way -= 1
        if isinstance(answer, Failure):
            failures.append(answer)
            left = 0 if answer.hopeless else left
        else:
            on_done(answer)
    return failures
