"""A helper: the process that works at parts beside the one of a run. Run by path with `python -I`, never imported.

Its arguments are the module to load first, and the folders where modules are found. It speaks pickles: True once it is
ready; then, for each pair of the work (pickled by itself) and a part, the answer. The end of its input is its end.
"""

import gc
import os
import pickle
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:  # in earnest only once it is known where modules are found
    from zhunsheng.model.bulk import Part

MERCY = 1.0
"""Seconds to let go of everything, or to end a part, once nobody waits for it any more."""

Question = tuple[bytes, "Part"]


def listen(source: BinaryIO, questions: "SimpleQueue[Question | None]") -> None:
    """Take questions in, None at their end; end this process if it goes on for long after that."""
    try:
        while True:
            questions.put(pickle.load(source))  # noqa: S301 - from the process that began this one
    except Exception:  # nobody asks any more, or what is asked cannot be taken in
        questions.put(None)
    time.sleep(MERCY)
    os._exit(1)


def serve(questions: "SimpleQueue[Question | None]", sink: BinaryIO) -> None:
    """Answer until there are no more questions. The work is unpacked once, as long as it is the same."""
    from zhunsheng.bulk.engines.attempt import Answer, failure

    known: bytes | None = None
    work: Any = None
    while (question := questions.get()) is not None:
        packed, part = question
        answer: Answer
        try:
            if packed != known:
                close(work)
                known, work = None, pickle.loads(packed)  # noqa: S301 - as above
                known = packed
            answer = work(part)
        except Exception as error:
            answer = failure(part.number, error)
        say(sink, answer)
    close(work)


def close(work: object) -> None:
    """Let go of what work holds, where it holds anything."""
    getattr(work, "close", lambda: None)()


def say(sink: BinaryIO, answer: object) -> None:
    """Send one answer."""
    pickle.dump(answer, sink, pickle.HIGHEST_PROTOCOL)
    sink.flush()


def main(loads: str, path: Sequence[str]) -> None:
    """Be a helper."""
    # Answers have a descriptor of their own: whatever else is printed goes to standard error.
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)
        sys.path[:] = path
        questions: SimpleQueue[Question | None] = SimpleQueue()
        threading.Thread(target=listen, args=(sys.stdin.buffer, questions), daemon=True).start()
        from zhunsheng import garbage, kept_memory, lean_arrow

        kept_memory.keep(huge=True)
        with lean_arrow.loading():
            import_module(loads)
            garbage.seldom()
            gc.freeze()  # what was loaded is no garbage
            say(sink, True)
            serve(questions, sink)


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    finally:
        os._exit(1)  # the thread that listens would not let the interpreter end
