"""What keeps a bulk run from going on, as the user is told it. What is done of the run stays."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from zhunsheng.model.text import Text

_LISTED = 5


class BulkError(Exception):
    """The run cannot be begun, resumed or carried on as asked."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def __reduce__(self) -> tuple[type["BulkError"], tuple[Text]]:
        """Let it pass between processes: `args` hold another thing than the constructor takes."""
        return type(self), (self.message,)


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

    def __reduce__(self) -> tuple[type["PartsFailedError"], tuple[tuple[Failure, ...]]]:  # type: ignore[override]
        """Let it pass between processes."""
        return type(self), (self.failures,)


def _told(failures: Sequence[Failure]) -> Text:
    rest = len(failures) - _LISTED
    zh = "；".join(f"第 {each.part} 部分：{each.message.zh}" for each in failures[:_LISTED])
    en = "; ".join(f"part {each.part}: {each.message.en}" for each in failures[:_LISTED])
    if rest > 0:
        zh, en = f"{zh}；另有 {rest} 个部分", f"{en}; and {rest} more parts"
    return Text(f"有 {len(failures)} 个部分没有做成。{zh}", f"{len(failures)} parts failed. {en}")
