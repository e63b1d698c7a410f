"""The use case of `zhunsheng form`: a plan, a year and what was submitted earlier, brought together into forms."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from zhunsheng import nearest
from zhunsheng.api import Compiled
from zhunsheng.errors import UnreadableDataError, UsageError
from zhunsheng.forms import ISSUED_TITLE, Form, TooManyRowsError, Written, forms, write
from zhunsheng.model.catalogue import peopled
from zhunsheng.model.diagnostic import Diagnostic, Severity, has_errors
from zhunsheng.model.plan import Plan
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text


class Sent(msgspec.Struct, frozen=True):
    """The forms of a plan and year, and what of the earlier submissions could not be read."""

    written: tuple[Written, ...]
    problems: tuple[Diagnostic, ...]


def chosen(compiled: Sequence[Compiled], year: int) -> Compiled:
    """Choose the plan that runs in `year`. Raises `UsageError` where none does, or several do."""
    running = [each for each in compiled if year in each.catalogue.plan.period]
    if len(running) == 1:
        return running[0]
    listed = "、".join(_with_period(each.catalogue.plan) for each in running or compiled)
    if running:
        raise UsageError(
            Text(
                f"{year} 年有几个规划：{listed}，请用 --plan 指明。",
                f"several plans run in {year}: {listed}. Name one with --plan.",
            )
        )
    raise UsageError(
        Text(f"{year} 年不在规划期内：{listed}。", f"{year} lies outside the period of every plan: {listed}.")
    )


def send(plan: Compiled, year: int, data: Sequence[Path], department: str | None) -> Sent:
    """Build the forms of `year`, all or that of one department (its id, title or alias), or the issuer's (its title).

    Raises `UsageError` for an unknown department, or where nothing is to be reported; `UnreadableDataError` where not
    one row of `data` could be read.
    """
    submission = _earlier(plan, data) if data else None
    catalogue = peopled(plan.catalogue, submission.roster) if submission else plan.catalogue
    asked = forms(catalogue, year, submission)
    if department is not None:
        asked = _of(asked, plan.catalogue.plan, department)
    if not asked:
        raise UsageError(Text(f"{year} 年没有要填报的。", f"nothing is to be reported in {year}."))
    problems = submission.problems if submission else ()
    try:
        written = write(asked)
    except TooManyRowsError as error:
        raise _too_long(error) from error
    return Sent(written, tuple(each for each in problems if each.severity is Severity.ERROR))


def _earlier(plan: Compiled, data: Sequence[Path]) -> Submission:
    from zhunsheng import intake

    submission = intake.read(data, plan.catalogue)
    nothing = not (submission.observations or submission.issued or submission.roster)
    if nothing and has_errors(submission.problems):
        raise UnreadableDataError(submission.problems)
    return submission


def _of(asked: Sequence[Form], plan: Plan, name: str) -> tuple[Form, ...]:
    wanted = {each.title for each in plan.departments if name in (each.id, each.title, *each.aliases)}
    wanted |= {""} if name == ISSUED_TITLE else set()
    if wanted:
        return tuple(form for form in asked if form.department in wanted)
    known = [spelling for each in plan.departments for spelling in (each.id, each.title, *each.aliases)]
    guess = nearest.guess(name, known, alike=50)
    raise UsageError(
        Text(f"规划中没有部门“{name}”。{guess.zh}", f"the plan knows no department {name}. {guess.en}".rstrip())
    )


def _with_period(plan: Plan) -> str:
    return f"{plan.id}（{plan.period.base}—{plan.period.end}）"


def _too_long(error: TooManyRowsError) -> UsageError:
    return UsageError(
        Text(
            f"“{error.title}”的填报表有 {error.rows} 行，超过 {error.most} 行，没有写任何表。请分批给出名册。",
            f"the form of {error.title} would have {error.rows} rows, more than {error.most}. Split the roster.",
        )
    )
