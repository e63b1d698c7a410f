"""Files that prove an act of the ledger (附件): taken as they are, never opened or understood, given back the same."""

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from zhunsheng.errors import UsageError
from zhunsheng.model.file_names import safe
from zhunsheng.model.ledger import Attachment
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Text

MAX_MIB = 32
MOST = 20
"""So many files go with one act."""

_LONGEST_NAME = 200
_LONGEST_SUFFIX = 12


class Attached(NamedTuple):
    """An attachment as the log names it, and its bytes."""

    said: Attachment
    data: bytes


def read(paths: Sequence[Path]) -> tuple[Attached, ...]:
    """Read files whole, the same file once. Raises `UsageError` for what is no file, empty, too large or too many."""
    different = tuple(dict.fromkeys(paths))
    if len(different) > MOST:
        raise UsageError(Text(f"附件至多 {MOST} 个。", f"at most {MOST} files can be attached."))
    return tuple(dict.fromkeys(_read(path) for path in different))


def file_name(number: int, attachment: Attachment) -> str:
    """Name a file for a folder: numbered, so that none hides, is an option or a device, or takes another's place."""
    base = _base(attachment.name)
    stem, suffix = base.stem, safe(base.suffix[1:])[:_LONGEST_SUFFIX]
    return f"{number:02d}-{safe(stem)}" + (f".{suffix}" if suffix else "")


def whole(attachment: Attachment, data: bytes) -> bytes:
    """Return bytes that are what the log says. Raises `UsageError` for others."""
    if (len(data), hashlib.sha256(data).hexdigest()) != (attachment.size, attachment.sha256):
        raise UsageError(
            Text(
                f"库里所存的附件 {readable(attachment.name)} 与其摘要不符，没有写任何文件。",
                f"the attachment {readable(attachment.name)} is not what its digest says: nothing was written.",
            )
        )
    return data


def _read(path: Path) -> Attached:
    try:
        # Asked before opening: a named pipe would wait for a writer for ever.
        if not path.is_file():
            raise _refused(path, "不是文件", "is no file")
        with path.open("rb") as file:
            data = file.read((MAX_MIB << 20) + 1)
    except (OSError, ValueError) as error:  # `ValueError`: a NUL in the path
        raise _refused(path, "不能读取", "cannot be read") from error
    if not data:
        raise _refused(path, "是空的", "is empty")
    if len(data) > MAX_MIB << 20:
        raise _refused(path, f"超过 {MAX_MIB} MiB", f"is larger than {MAX_MIB} MiB")
    name = " ".join(readable(_base(str(path)).name).split())[:_LONGEST_NAME]
    return Attached(Attachment(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest()), data)


def _base(name: str) -> PurePosixPath:
    """Return the last part of a name, whichever system's separators it holds."""
    return PurePosixPath(PureWindowsPath(name).name)


def _refused(path: Path, zh: str, en: str) -> UsageError:
    return UsageError(Text(f"附件 {path} {zh}，未作登记。", f"the attachment {path} {en}: nothing was noted."))
