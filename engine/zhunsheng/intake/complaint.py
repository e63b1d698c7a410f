"""What a reader says about a cell or a file before it is known where that stands."""

import msgspec

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

SPLIT_IT = Text(
    "请按年份或地区拆分；全省、全国的数据用 zhunsheng bulk",
    "split it by year or place; a whole country is for zhunsheng bulk",
)
"""What is advised where a file is larger than is read."""


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """A diagnostic without its place. `code`, `message`, `expected` and `hint` are those of `Diagnostic`."""

    code: str
    message: Text
    severity: Severity = Severity.ERROR
    expected: Text | None = None
    hint: Text | None = None

    def at(self, place: Location, also: tuple[Location, ...] = ()) -> Diagnostic:
        """Return the diagnostic that says this of `place`, and concerns the cells of `also` as well."""
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            at=place,
            message=self.message,
            expected=self.expected,
            hint=self.hint,
            also=also,
        )


class FileRefusedError(Exception):
    """A whole file cannot be used; nothing of it is. It never leaves the stage: it becomes a diagnostic."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message.en)
        self.complaint = complaint
