"""What is wanted of a file that is too large to be read whole: the rows of one place, or some rows of a roster."""

from collections.abc import Set as AbstractSet

import msgspec

from zhunsheng.intake.columns import Field, Header, columns_of
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.records import RECORDS, Record
from zhunsheng.intake.wide import table_fault
from zhunsheng.model.text import Text

RESULTS = frozenset(word for word, record in RECORDS.items() if record is Record.RESULT)
"""What stands in the column 类型 of a result, written exactly like that."""


class Clause(msgspec.Struct, frozen=True):
    """A reason to want a row: its column holds one of `texts`, written exactly like that; or anything `beyond` them.

    With `blank` a column without a value will do, too.
    """

    field: Field
    texts: AbstractSet[str]
    beyond: bool = False
    blank: bool = False

    def holds(self, text: str) -> bool:
        """Tell whether what stands in the column is such a reason."""
        return self.blank if not text else (text in self.texts) is not self.beyond


Wanted = tuple[Clause, ...]
"""Every row for which one of the clauses holds."""


def fault(header: Header) -> Complaint | None:
    """Say why rows cannot be picked by the columns of a file, if so: codes (编码) name no place to look for."""
    named = header.form.required[0]
    wrong = table_fault(header)
    if named in header.columns and not wrong:
        return None
    return wrong or Complaint(
        code="missing-columns",
        message=Text(f"表头缺少：{named.zh}", f"the header lacks: {named}"),
        expected=columns_of(header.form),
    )


def of_place(called: AbstractSet[str], known: AbstractSet[str]) -> Wanted:
    """Want figures of the place that is `called` so, of places that are not `known`, and of many places at once.

    A row about nobody knows whom may be just the figure that is missing. An issued target or a benchmark may speak of
    many places.
    """
    return (
        Clause(Field.ENTITY, called),
        Clause(Field.ENTITY, known | called, beyond=True, blank=True),
        Clause(Field.RECORD, RESULTS, beyond=True),
    )


def of_roster(names: AbstractSet[str]) -> Wanted:
    """Want the rows of a roster about places with these ids or names."""
    return (Clause(Field.ID, names), Clause(Field.NAME, names))
