"""What a file says of one figure, as it was understood when it came in: what a store keeps of it beside the bytes."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.location import Location


class State(StrEnum):
    """What became of a statement when it came in."""

    TAKEN = "taken"
    REFUSED = "refused"
    """It could not be read, or two rows of its file disagreed."""
    CLOSED = "closed"
    """Its year was closed: kept, never used."""
    UNREAD = "unread"
    """A row, or a whole file, of which it is not known whose figure it held."""
    WITHDRAWN = "withdrawn"
    """What was reported before was taken back (撤回): nothing is reported."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a file on one figure.

    `record` is `actual`, `issued` or `benchmark`. `value` and `unit` stand as submitted, `factor` turns them into the
    indicator's unit; all three are None or empty for what was withdrawn, and for what could not be read, of which
    `code` says why. An unread row may lack entity, year or indicator.
    """

    record: str
    state: State
    at: Location
    entity: str | None = None
    year: int | None = None
    indicator: str | None = None
    value: Decimal | None = None
    unit: str = ""
    factor: Fraction | None = None
    bound: str = ""
    text: str = ""
    note: str = ""
    evidence: str = ""
    illustrative: bool = False
    code: str = ""

    @property
    def figure(self) -> Fraction | None:
        """The figure in the indicator's own unit."""
        return None if self.value is None or self.factor is None else Fraction(self.value) * self.factor
