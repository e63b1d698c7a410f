"""Years asked for of which no data speak, or of which a form of another year says nothing: the wrong file, rather."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.submission import DataFile, Submission
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


def forms(submission: Submission, asked: Sequence[int]) -> Iterable[Diagnostic]:
    """Name the latest form of a department if nothing it speaks of is spoken of in the years asked for, by no file.

    Only of files that are given: a store holds the forms of every year.
    """
    said: dict[str, list[_Said]] = {}
    for each in _all_said(submission):
        said.setdefault(each.file, []).append(each)
    answered = {(each.entity, each.indicator) for each in _all_said(submission) if each.year in asked}
    answered |= {(blank.entity, blank.indicator) for blank in submission.blanks if blank.year in asked}
    latest: dict[str, tuple[int, DataFile]] = {}
    for file in submission.files:
        if file.department and not file.submitter and file.path in said:
            year = max(each.year for each in said[file.path])
            if year > latest.get(file.department, (0, file))[0]:
                latest[file.department] = (year, file)
    for _, file in latest.values():
        if answered.isdisjoint((each.entity, each.indicator) for each in said[file.path]):
            yield _of_other_years(file, sorted({each.year for each in said[file.path]}), asked)


class _Said(NamedTuple):
    """That a cell of a file speaks of a figure, readable or not."""

    file: str
    entity: str
    indicator: str
    year: int


def _all_said(submission: Submission) -> Iterator[_Said]:
    for row in submission.observations:
        yield _Said(row.at.file, row.entity, row.indicator, row.year)
    for refusal in submission.refusals:
        for at in refusal.at:
            yield _Said(at.file, refusal.entity, refusal.indicator, refusal.year)


def _of_other_years(file: DataFile, years: Sequence[int], asked: Sequence[int]) -> Diagnostic:
    found, wanted = ("、".join(map(str, each)) for each in (years, sorted(asked)))
    return Diagnostic(
        code="form-of-another-year",
        severity=Severity.WARNING,
        at=Location(file=file.path),
        message=Text(
            f"这份填报表里只有 {found} 年的数，没有所核查的 {wanted} 年的；这些指标当年也没有别处报来",
            f"this form has figures of {found} only; of {wanted} nobody handed in any of them",
        ),
        hint=Text("请核对是不是报错了年份的表", "check whether it is the form of the wrong year"),
    )
