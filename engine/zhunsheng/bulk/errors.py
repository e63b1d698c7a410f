"""What keeps a bulk run from going on, as the user is told it. What is done of the run stays."""

import errno
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from zhunsheng.model.text import Text

FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_LISTED = 5


class BulkError(Exception):
    """The run cannot be begun, resumed or carried on as asked."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class RefusedError(BulkError):
    """The folder is not one that this run may be written into; to ask for the same again does not help."""


class Cause(StrEnum):
    """Why a part failed."""

    ASKED = "asked"
    """It cannot be judged as asked."""
    FILES = "files"
    """A file could not be read or written."""
    MEMORY = "memory"
    """Memory ran out, or the workers that had the part died of it."""
    DEFECT = "defect"
    """The program is to blame."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A part that failed. `trace` is where in the program, for those who look for a defect."""

    part: int
    cause: Cause
    message: Text
    hopeless: bool = False
    """All other parts would fail alike, as on a full disk."""
    trace: str = ""


class PartsFailedError(BulkError):
    """Some parts failed, in the order of their numbers. All others are done, unless it was hopeless to go on."""

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(sorted(failures, key=lambda failure: failure.part))
        super().__init__(_told(self.failures))


def _told(failures: Sequence[Failure]) -> Text:
    """Say which parts failed and why, those together that failed alike."""
    alike: dict[Text, list[int]] = {}
    for each in failures:
        alike.setdefault(each.message, []).append(each.part)
    told = list(alike.items())[:_LISTED]
    rest = len(failures) - sum(len(parts) for _, parts in told)
    zh = "；".join(f"第 {_numbers(parts, '、')} 部分：{why.zh}" for why, parts in told)
    en = "; ".join(f"part {_numbers(parts, ', ')}: {why.en}" for why, parts in told)
    if rest:
        zh, en = f"{zh}；另有 {rest} 个部分", f"{en}; and {rest} more parts"
    return Text(f"有 {len(failures)} 个部分没有做成。{zh}", f"{len(failures)} parts failed. {en}")


def _numbers(parts: Sequence[int], comma: str) -> str:
    return comma.join(map(str, parts[:_LISTED])) + (" …" if len(parts) > _LISTED else "")


def unusable(folder: Path, error: OSError | ValueError) -> RefusedError:
    """Say that a folder cannot be written to, and why."""
    why = of_files(error) if isinstance(error, OSError) else Text(str(error), str(error))
    return RefusedError(
        Text(
            f"不能写入文件夹 {folder}：{why.zh}。请换一个。",
            f"cannot write into the folder {folder}: {why.en}. Choose another.",
        )
    )


def of_files(error: OSError) -> Text:
    """Say what is wrong with a file, or with the disk that it is on."""
    if error.errno in FULL:
        return Text("磁盘已满（或超出配额）", "the disk is full, or the quota used up")
    said = os.strerror(error.errno) if error.errno is not None else str(error)
    where = "" if error.filename is None else f" {error.filename}"
    return Text(f"文件{where} 不能读写（{said}）", f"cannot read or write{where} ({said})")
