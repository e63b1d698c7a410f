"""Problems of whole columns: equal ones are told together, with the first row and how many there are."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.bulk import BulkProblem
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

MOST_OF_A_CODE = 20
"""Different messages of one code that are listed; the others are counted together."""
_KEPT = 2_000
"""Different messages of one code that are told apart at all, so that memory stays bounded."""
Said = Complaint | Diagnostic


class Problems:
    """Collects problems. `result` lists them by row."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Text, BulkProblem]] = {}

    def add(self, said: Said, row: int | None = None, times: int = 1, at: Location | None = None) -> None:
        """Note that something is wrong in `times` rows, of which `row` is the first."""
        self.merge(_problem(said, row, times, at))

    def merge(self, problem: BulkProblem) -> None:
        """Note a problem, with those that say the same."""
        listed = self._found.setdefault(problem.code, {})
        message = problem.message if problem.message in listed or len(listed) < _KEPT else Text("", "")
        held = listed.get(message)
        listed[message] = problem if held is None else together(held, problem)

    def add_rows(self, said: Sequence[Said | None], codes: NDArray[np.integer], rows: NDArray[np.int64]) -> None:
        """Note in which rows, ascending, what is wrong: `said[code]` for each of them."""
        found, first, times = np.unique(codes, return_index=True, return_counts=True)
        for code, row, count in zip(found.tolist(), rows[first].tolist(), times.tolist(), strict=True):
            complaint = said[code]
            if complaint is not None:
                self.add(complaint, row, count)

    def result(self) -> tuple[BulkProblem, ...]:
        """List the problems by row, those about whole files first. Of very many of one code the first are listed."""
        listed = [each for of_code in self._found.values() for each in _bounded(of_code.values())]
        return tuple(sorted(listed, key=_place))


def together(one: BulkProblem, other: BulkProblem) -> BulkProblem:
    """Return two problems as one: the first of them, and how many there are."""
    first, second = sorted((one, other), key=_place)
    return BulkProblem(
        code=first.code,
        message=first.message,
        hint=first.hint,
        at=first.at,
        row=first.row,
        times=first.times + second.times,
        refused=first.refused,
    )


def _bounded(found: Iterable[BulkProblem]) -> list[BulkProblem]:
    listed = sorted(found, key=_place)
    kept, others = listed[:MOST_OF_A_CODE], listed[MOST_OF_A_CODE:]
    if not others:
        return kept
    times = sum(each.times for each in others)
    more = BulkProblem(
        code=others[0].code,
        message=Text(f"另有 {times} 处同类问题", f"{times} more of this kind"),
        row=others[0].row,
        times=times,
        refused=others[0].refused,
    )
    return [*kept, more]


def _place(problem: BulkProblem) -> tuple[int, str, str, str]:
    where = str(problem.at) if problem.at else ""
    return -1 if problem.row is None else problem.row, where, problem.code, problem.message.en


def _problem(said: Said, row: int | None, times: int, at: Location | None) -> BulkProblem:
    refused = said.severity is Severity.ERROR
    hint = said.hint or said.expected
    return BulkProblem(code=said.code, message=said.message, hint=hint, at=at, row=row, times=times, refused=refused)
