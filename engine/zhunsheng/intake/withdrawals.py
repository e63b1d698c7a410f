"""Withdrawing (撤回) a figure that was reported: the row says whose, and of which year; then nothing is reported again.

Only a store knows what came first: to a plain check such a row says as much as a dash. A dash never withdraws.
"""

from zhunsheng.intake.characters import fold, without_hidden
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.reading import Outcome, Reading, Withdrawal
from zhunsheng.intake.table import Row
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Blank
from zhunsheng.model.text import Text

_WORDS = frozenset({"撤回", "已撤回", "withdrawn"})


def withdraws(row: Row) -> bool:
    """Tell whether the value cell says that the figure is withdrawn."""
    return fold(row.cell(Field.VALUE).text).lower() in _WORDS


def withdrawn(reading: Reading, blank: Blank | None) -> Outcome:
    """Sum a row up that withdraws a figure and whose key was read. It is never read as a doubt about other figures.

    Where the row does not say clearly enough what is withdrawn, nothing is, and that is said.
    """
    named, year, row = reading.named, reading.year, reading.row
    if reading.refused or named is None or year is None:
        return Outcome(record=reading.record, blank=blank, problems=tuple(reading.problems))
    gone = tuple(
        Withdrawal(
            entity=entity,
            year=year,
            indicator=named.indicator.id,
            record=reading.record,
            at=row.at(Field.VALUE),
            text=row.cell(Field.VALUE).text.strip(),
            note=without_hidden(row.cell(Field.NOTE).text.strip()),
            evidence=without_hidden(row.cell(Field.EVIDENCE).text.strip()),
            illustrative=reading.illustrative,
        )
        for entity in reading.entities
    )
    return Outcome(record=reading.record, withdrawn=gone, blank=blank, problems=tuple(reading.problems))


def given_as_well(at: Location) -> Complaint:
    """Say that another row gives the figure that is withdrawn. Nothing tells which came first: the figure stands."""
    return Complaint(
        code="withdrawn-and-given",
        severity=Severity.WARNING,
        message=Text(
            f"这里撤回的数，另有一行照报（{at}）；分不清先后，仍按所报的数判定",
            f"withdrawn here and given in another row ({at}); nothing tells which came first: the figure stands",
        ),
        hint=Text(
            "确须撤回的，删去报数的一行；先后报来的，分别入库（zhunsheng import）",
            "to withdraw it, remove the row that gives it; files that came one after the other belong into a store",
        ),
    )
