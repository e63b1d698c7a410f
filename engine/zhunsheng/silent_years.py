"""Years asked for of which no data speak: a problem, told once for each."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text


def of(submission: Submission, asked: Sequence[int], data: Sequence[Path]) -> Iterable[Diagnostic]:
    """Say which of the years asked for no data speak of: rather the wrong file than a silence of all departments."""
    spoken = {row.year for row in submission.observations} | {row.year for row in submission.refusals}
    for year in asked:
        if year not in spoken:
            yield Diagnostic(
                code="year-without-figures",
                severity=Severity.WARNING,
                at=Location(file="、".join(path.as_posix() for path in data[:3]) + ("…" if len(data) > 3 else "")),
                message=Text(
                    f"所给数据里没有 {year} 年的任何数，因此该年各项均为未报送",
                    f"the data have no figure of {year}: all is “not reported” in that year",
                ),
                hint=Text("请先核对 --year 和所给的文件", "check --year and the files first"),
            )
