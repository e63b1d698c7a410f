"""One part, worked at: what comes of it is an answer, a failure included, so that nothing is lost on the way."""

import errno
import traceback
from collections.abc import Callable

from zhunsheng.bulk.errors import FULL, Cause, Failure, of_files
from zhunsheng.model.bulk import Part, PartDone
from zhunsheng.model.text import Text

Work = Callable[[Part], PartDone]
"""Judges one part, writes its files, and says what came of it. It can be pickled, unless this process works alone."""
Answer = PartDone | Failure
OnDone = Callable[[PartDone], None]

_HOPELESS = {*FULL, errno.EROFS}


def attempt(work: Work, part: Part) -> Answer:
    """Work at a part; what is raised becomes a `Failure` that names the part."""
    try:
        return work(part)
    except Exception as error:
        return failure(part.number, error)


def failure(part: int, error: BaseException) -> Failure:
    """Say of a part why it failed."""
    trace = "".join(traceback.format_exception(error))
    told = getattr(error, "message", None)
    if isinstance(told, Text):  # so every room says what the user is to be told
        return Failure(part=part, cause=Cause.ASKED, message=told)
    if isinstance(error, MemoryError):
        return Failure(part=part, cause=Cause.MEMORY, message=Text("内存不够", "out of memory"))
    if isinstance(error, OSError):
        return Failure(
            part=part, cause=Cause.FILES, message=of_files(error), hopeless=error.errno in _HOPELESS, trace=trace
        )
    said = f"{type(error).__name__}: {error}"
    return Failure(part=part, cause=Cause.DEFECT, message=Text(said, said), trace=trace)
