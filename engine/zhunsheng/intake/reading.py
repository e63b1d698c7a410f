"""One row while it is read: what was understood of it so far, and what is wrong."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from zhunsheng.intake.characters import fold, hidden, shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Named
from zhunsheng.intake.numbers import Figure, hidden_characters, read_figure
from zhunsheng.intake.records import Record
from zhunsheng.intake.table import Cell, Row
from zhunsheng.intake.unread import Unread
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Blank, IssuedTarget, Observation, Refusal
from zhunsheng.model.text import Text

T = TypeVar("T")


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A row that takes back (撤回) what was reported. `seq` is the number of its file in a store, 0 outside of one."""

    entity: str
    year: int
    indicator: str
    record: Record
    at: Location
    text: str
    note: str = ""
    evidence: str = ""
    illustrative: bool = False
    seq: int = 0

    @property
    def key(self) -> tuple[str, int, str, Record]:
        """Which figure is withdrawn."""
        return self.entity, self.year, self.indicator, self.record


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a row.

    A benchmark that counts for many places yields a figure, or a refusal, for each of them.
    `unread` stands for a refused row of which it is not known whose figure it was; `blank` for one that says whose
    figure it would be, and that there is none. `withdrawn` are figures that the row takes back.
    """

    record: Record = Record.RESULT
    figures: tuple[Observation | IssuedTarget, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    unread: Unread | None = None
    blank: Blank | None = None
    problems: tuple[Diagnostic, ...] = ()


class RowRefusedError(Exception):
    """The row cannot be used; why is noted in its `Reading`."""


class Reading:
    """One row while it is read: its problems, and as much of its key as is understood."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Diagnostic] = []
        self.refused = False
        self.record = Record.RESULT
        self.illustrative = False
        self.entities: tuple[str, ...] = ()
        self.year: int | None = None
        self.named: Named | None = None

    def say(self, complaint: Complaint, field: Field | None) -> None:
        """Note a complaint about the cell of `field`, or the row. An error refuses the row."""
        self.problems.append(complaint.at(self.row.at(field)))
        self.refused |= complaint.severity is Severity.ERROR

    def take(self, result: T | Complaint, field: Field) -> T | None:
        """Return a result, or note the complaint and return None.

        Of a row that is spoilt, or a cell under a merge, enough was said.
        """
        if isinstance(result, Complaint):
            if self.row.fault is None and field not in self.row.covered:
                self.say(result, field)
            return None
        return result

    def stop_if_refused(self) -> None:
        """Raise `RowRefusedError` once anything was refused."""
        if self.refused:
            raise RowRefusedError

    def outcome(self, figures: tuple[Observation | IssuedTarget, ...] = ()) -> Outcome:
        """Sum the row up. Refused, it yields a `Refusal` if it is known whose figure it was, else an `Unread`."""
        problems = tuple(self.problems)
        if not self.refused:
            return Outcome(record=self.record, figures=figures, problems=problems)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        code, at = errors[0].code, tuple(dict.fromkeys(problem.at for problem in errors))
        year, issued = self.year, self.record is not Record.RESULT
        indicator = self.named.indicator.id if self.named else None
        if not self.entities or year is None or indicator is None or (self.named and self.named.indicator.expression):
            entity = next(iter(self.entities), None)
            # A target that could not be read leaves its rule pending, which accuses nobody.
            unread = None if issued else Unread(code=code, at=at, entity=entity, year=year, indicator=indicator)
            return Outcome(record=self.record, unread=unread, problems=problems)
        refusals = tuple(
            Refusal(entity=entity, year=year, indicator=indicator, code=code, at=at, issued=issued)
            for entity in self.entities
        )
        return Outcome(record=self.record, refusals=refusals, problems=problems)


def read_value(cell: Cell) -> Figure | Complaint:
    """Return the figure of a value cell: a stored number as it is, text as a clerk reads it."""
    if cell.fault is not None:
        return cell.fault
    if cell.number is not None:
        return Figure(value=cell.number)
    return read_figure(cell.text)


def key_text(row: Row, field: Field, required: bool = True) -> str | Complaint:
    """Return the text of a key cell. Under a merge that is what the merge shows: it tells whose figure is refused."""
    covered = row.covered.get(field)
    cell = covered.shown if covered else row.cell(field)
    if cell.fault is not None:
        return cell.fault
    if unseen := hidden(cell.text):
        return hidden_characters(unseen)
    if required and not cell.text.strip():
        return Complaint(
            code=f"missing-{field}",
            message=Text(f"有数值而“{field.zh}”空白", f"there is a value, but {field} is blank"),
            hint=Text("每一行都要写全", "each row states it, even if the row above has the same"),
        )
    return cell.text


def choice(row: Row, field: Field, choices: Mapping[str, T]) -> T | Complaint:
    """Return which of the known words stands in a cell."""
    text = key_text(row, field, required=False)
    if isinstance(text, Complaint):
        return text
    chosen = choices.get(fold(text).lower())
    if chosen is not None:
        return chosen
    known = [name for name in choices if name]
    return Complaint(
        code=f"unknown-{field}",
        message=Text(f"不认识的{field.zh}“{shown(text)}”", f"unknown {field} {shown(text)}"),
        expected=Text("、".join(known) + "，或留空", ", ".join(known) + ", or blank"),
    )
