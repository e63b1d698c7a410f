"""What is said of a file beside its rows, and how many problems of its rows are listed one by one."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from zhunsheng.intake import headings
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.form_identity import complaint
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.table import Where
from zhunsheng.intake.tables import Table
from zhunsheng.intake.unread import Unread
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text

MAX_LISTED = 1000
"""Problems listed row by row for one file, and for all rosters. Refusals are kept for every figure."""


def of_file(
    table: Table, catalogue: Catalogue, may_mean: Callable[[str], bool], unlisted: int = 0, seq: int = 0
) -> list[Outcome]:
    """Return what is wrong with a file as a whole, with the form that it is, with columns of wide tables whose heading
    no indicator `may_mean`, and how much is not listed.
    """
    more = [_more(unlisted, table.name)] if unlisted else []
    idle = headings.passed_over(table.of_figures, may_mean)
    return whole([*table.problems, *_of_form(table, catalogue), *idle, *more], seq)


def whole(problems: Iterable[Diagnostic], seq: int = 0) -> list[Outcome]:
    """Note what is wrong with whole files, or paths: where one cannot be read, that may have cost any figure."""
    return [
        Outcome(
            problems=(each,),
            unread=Unread(code=each.code, at=(each.at,), seq=seq) if each.severity is Severity.ERROR else None,
        )
        for each in problems
    ]


def bounded(outcomes: Iterable[Outcome]) -> tuple[list[Outcome], int]:
    """Keep all outcomes of a file, but only so many of their problems; return how many problems were left out.

    Of a wide table many figures may have one and the same: a heading, or a row as a whole.
    """
    kept: list[Outcome] = []
    told: set[Diagnostic] = set()
    unlisted = 0
    for outcome in outcomes:
        problems = outcome.problems and tuple(each for each in outcome.problems if each not in told)
        if len(told) + len(problems) > MAX_LISTED:
            unlisted += len(problems)
            problems = ()
        told.update(problems)
        unchanged = len(problems) == len(outcome.problems)
        kept.append(outcome if unchanged else msgspec.structs.replace(outcome, problems=problems))
    return kept, unlisted


def of_rosters(problems: Sequence[Diagnostic]) -> tuple[Outcome, list[Outcome]]:
    """Return the problems of rosters that are listed; and how many are not, if any.

    What is wrong with a row of a roster casts no doubt by itself: figures of a place that is not known do.
    """
    left_out = problems[MAX_LISTED:]
    more = [_more(len(left_out), left_out[0].at.file)] if left_out else []
    return Outcome(problems=tuple(problems[:MAX_LISTED])), whole(more)


def _of_form(table: Table, catalogue: Catalogue) -> list[Diagnostic]:
    """Say in what a form that came back does not fit the rules of now, if in anything."""
    said = complaint(table.form, catalogue) if table.form is not None else None
    return [said.at(Where(table.name).at())] if said is not None else []


def _more(unlisted: int, file: str) -> Diagnostic:
    complaint = Complaint(
        code="problems-not-listed",
        message=Text(
            f"该文件另有 {unlisted} 个问题未逐一列出；所涉各数均已按规定处理",
            f"{unlisted} more problems of this file are not listed; the figures concerned are treated all the same",
        ),
        hint=Text("请先改正已列出的问题", "put the listed ones right first"),
    )
    return complaint.at(Where(file).at())
