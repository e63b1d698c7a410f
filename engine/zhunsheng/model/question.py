"""Everything that somebody is to answer for in the data, in one list: problems of reading and flags of checks alike.

Nothing in it is a verdict. Marked copies and the list of questions (问题清单) are both made from it.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Blank, Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckLevel, Flag

_LEVEL = {
    Severity.ERROR: CheckLevel.REFUSE,
    Severity.WARNING: CheckLevel.QUESTION,
    Severity.NOTE: CheckLevel.NOTE,
}
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_Key = tuple[str, int, str]
"""Whose figure: place, year, indicator."""
_Spot = tuple[str, str, int, int]
_T = TypeVar("_T")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to be answered for.

    `code` is that of the diagnostic, or `check-` and the kind of the check. `at` lists the cells concerned, the one to
    be answered for first; it is empty where there is none. `department` is an id of the plan, blank where nobody can
    say whose it is; `beside` are the other departments on whose forms one of the cells stands. `indicator`, `entity`
    and `year` are None where they are not known, or are several; `indicators` lists those of several.
    """

    code: str
    level: CheckLevel
    at: tuple[Location, ...]
    message: Text
    expected: Text | None = None
    hint: Text | None = None
    arithmetic: str = ""
    department: str = ""
    beside: tuple[str, ...] = ()
    indicator: str | None = None
    indicators: tuple[str, ...] = ()
    entity: str | None = None
    year: int | None = None


def questions(evaluation: Evaluation) -> tuple[Question, ...]:
    """Return all that is to be answered for, by file, sheet and cell; what stands nowhere comes last."""
    owners = Owners(evaluation)
    asked = [*map(owners.of_problem, evaluation.submission.problems), *map(_of_flag, evaluation.flags)]
    return tuple(sorted(map(owners.with_others, asked), key=_order))


def of_reading(problem: Diagnostic) -> Question:
    """Turn a problem of reading into a question, as long as nobody knows whose figure it is about."""
    return Question(
        code=problem.code,
        level=_LEVEL[problem.severity],
        at=(problem.at, *problem.also),
        message=problem.message,
        expected=problem.expected,
        hint=problem.hint,
    )


def spot(at: Location) -> _Spot:
    """Return file, sheet, row and column, for sorting: A2 before B2 before A10. What is not known is 0 or blank."""
    cell = _CELL.match(at.cell or "")
    if cell is None:
        return at.file, at.sheet or "", at.line or 0, at.column or 0
    return at.file, at.sheet or "", int(cell[2]), _number(cell[1])


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _order(question: Question) -> tuple[bool, _Spot, str]:
    nowhere = not question.at
    return nowhere, ("", "", 0, 0) if nowhere else spot(question.at[0]), question.department


def _of_flag(flag: Flag) -> Question:
    return Question(
        code=f"check-{flag.kind}",
        level=flag.level,
        at=flag.at,
        message=flag.message,
        hint=flag.hint,
        arithmetic=flag.arithmetic,
        department=flag.owner,
        indicator=flag.indicator,
        indicators=flag.indicators,
        entity=flag.entity,
        year=flag.year,
    )


class Owners:
    """Whose figure stands where: known of figures read, refused or left blank, else of the form as a whole."""

    def __init__(self, evaluation: Evaluation) -> None:
        submission, plan = evaluation.submission, evaluation.catalogue.plan
        self._owner = {each.id: each.owner for each in evaluation.catalogue.indicators.values()}
        known = {department.id for department in plan.departments}
        self._form = {f.path: f.department for f in submission.files if f.department in known}
        self._at: dict[Location, set[_Key]] = {}
        self._row: dict[_Spot, set[_Key]] = {}
        figures: tuple[Observation | Blank, ...] = (*submission.observations, *submission.blanks)
        for figure in figures:
            self._note((figure.at,), (figure.entity, figure.year, figure.indicator))
        for refusal in submission.refusals:
            if not refusal.issued:
                self._note(refusal.at, (refusal.entity, refusal.year, refusal.indicator))

    def _note(self, places: Iterable[Location], key: _Key) -> None:
        for at in places:
            self._at.setdefault(at, set()).add(key)
            self._row.setdefault((*spot(at)[:3], 0), set()).add(key)

    def of_problem(self, problem: Diagnostic) -> Question:
        """Turn a problem of reading into a question, to whoever answers for the figure that stands there."""
        keys = self._keys(problem)
        owner = _one(self._owner.get(indicator, "") for _, _, indicator in keys)
        return msgspec.structs.replace(
            of_reading(problem),
            department=owner or self._form.get(problem.at.file, ""),
            entity=_one(entity for entity, _, _ in keys),
            year=_one(year for _, year, _ in keys),
            indicator=_one(indicator for _, _, indicator in keys),
        )

    def with_others(self, question: Question) -> Question:
        """Name the departments, besides the one that is to answer, on whose forms a cell of the question stands."""
        forms = dict.fromkeys(self._form[at.file] for at in question.at if at.file in self._form)
        beside = tuple(department for department in forms if department != question.department)
        return msgspec.structs.replace(question, beside=beside) if beside else question

    def _keys(self, problem: Diagnostic) -> set[_Key]:
        """Return whose figures stand at a problem; of a row that another one contests, those of the other one."""
        places = (problem.at, *problem.also[:1])
        rows = ((*spot(at)[:3], 0) for at in places)
        known = (*(self._at.get(at) for at in places), *(self._row.get(row) for row in rows))
        return next((keys for keys in known if keys), set())


def _one(values: Iterable[_T]) -> _T | None:
    different = set(values)
    return different.pop() if len(different) == 1 else None
