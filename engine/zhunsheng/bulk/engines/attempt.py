"""One part, worked at: what comes of it is an answer, a failure included, so that nothing is lost on the way."""

import errno
import os
import traceback
from collections.abc import Callable

from zhunsheng.bulk.errors import Cause, Failure
from zhunsheng.model.bulk import Part, PartDone
from zhunsheng.model.text import Text

Work = Callable[[Part], PartDone]
"""Judges one part, writes its files, and says what came of it. For Dask, it can be pickled."""
Answer = PartDone | Failure
OnDone = Callable[[PartDone], None]

_HOPELESS = {errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)}


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
            part=part, cause=Cause.FILES, message=_of_files(error), hopeless=error.errno in _HOPELESS, trace=trace
        )
    said = f"{type(error).__name__}: {error}"
    return Failure(part=part, cause=Cause.DEFECT, message=Text(said, said), trace=trace)


def _of_files(error: OSError) -> Text:
    if error.errno == errno.ENOSPC or error.errno == getattr(errno, "EDQUOT", errno.ENOSPC):
        return Text("磁盘已满（或超出配额）", "the disk is full, or the quota used up")
    if error.errno == errno.EROFS:
        return Text("磁盘只读", "the disk is read-only")
    said = os.strerror(error.errno) if error.errno is not None else str(error)
    where = "" if error.filename is None else f" {error.filename}"
    return Text(f"文件{where}不能读写（{said}）", f"cannot read or write{where} ({said})")
