"""What texts of the columns mean, asked once for each distinct text of the very readers that read a row for `check`."""

from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from zhunsheng.intake.characters import fold, hidden
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.milestones import read_milestone
from zhunsheng.intake.names import Named, Names, Unit
from zhunsheng.intake.numbers import Figure, nothing_reported, read_figure
from zhunsheng.intake.plain_cells import field_too_long
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.records import Record
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.table import MAX_FIELD, Cell, Row, Where
from zhunsheng.intake.withdrawals import withdraws
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.indicator import Kind
from zhunsheng.model.same import Same

READ = (
    *(Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE, Field.UNIT),
    *(Field.RECORD, Field.BASIS, Field.EVIDENCE),
)
"""The columns that are read of figures."""
COLUMNS = {field: number for number, field in enumerate(READ)}
"""Where each field stands in a row that is made up to ask about one of its cells."""
_Answer = TypeVar("_Answer")


class State(IntEnum):
    """What a value cell says."""

    FIGURE = 0
    BLANK = 1
    WITHDRAWN = 2
    BAD = 3


class Meaning(NamedTuple):
    """What a text of a key column stands for: a number (-1: nothing known), and what is wrong with it."""

    number: int
    wrong: Diagnostic | None = None


class Value(NamedTuple):
    """What a text in the column of values says."""

    state: State
    figure: Figure | None = None
    wrong: Complaint | None = None


class Words:
    """The meanings of all texts met so far. Not shared between threads: each call of `read` has its own."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = _names(Same(catalogue))
        self._period = catalogue.plan.period
        self._place = catalogue.plan.area.id
        self.indicators = tuple(catalogue.indicators.values())
        self._numbers = {each.id: number for number, each in enumerate(self.indicators)}
        self._sure = next((each.id for each in self.indicators if each.expression is None), "")
        self._years: dict[str, Meaning] = {}
        self._named: dict[str, Meaning] = {}
        self._records: dict[str, Meaning] = {}
        self._bases: dict[str, Meaning] = {}
        self._values: dict[str, Value] = {}
        self._states: dict[str, Value] = {}
        self._units: dict[tuple[str, str, str, str], Fraction | Diagnostic] = {}

    def year(self, text: str) -> Meaning:
        """Return how many years after the base year `text` is."""
        return _once(self._years, text, self._ask_year)

    def indicator(self, text: str) -> Meaning:
        """Return the number of the indicator that `text` names; a derived one is named, and wrong all the same."""
        return _once(self._named, text, self._ask_indicator)

    def record(self, text: str) -> Meaning:
        """Return 0 for a result, 1 for an issued target, 2 for a benchmark."""
        return _once(self._records, text, self._ask_record)

    def basis(self, text: str) -> Meaning:
        """Return 1 for figures that say of themselves that they are made up."""
        return _once(self._bases, text, self._ask_basis)

    def value(self, text: str) -> Value:
        """Read a value of any indicator that is no milestone."""
        return _once(self._values, text, _read_value)

    def milestone(self, text: str) -> Value:
        """Read the value of a milestone."""
        return _once(self._states, text, _read_state)

    def may_mean(self, heading: str) -> bool:
        """Tell whether the heading of a column may mean an indicator; a column of any other is passed over."""
        return self._names.known(heading) is not None or self._reader.may_mean(heading)

    def headed(self, heading: str) -> tuple[str, str]:
        """Return what names the indicator in the heading of a column, and the unit behind it."""
        named = self._names.indicator(heading) if self._names.known(heading) else None
        return (named.indicator.id, named.printed_unit) if isinstance(named, Named) else (heading, "")

    @cached_property
    def _reader(self) -> RowReader:
        return RowReader(self._catalogue)

    def unit(self, indicator: str, unit: str, attached: str, heading: str) -> Fraction | Diagnostic:
        """Return the exact factor of a figure into its indicator's unit, or why there is none."""
        key = indicator, unit, attached, heading
        if key not in self._units:
            if (factor := self._plain_unit(*key)) is not None:
                self._units[key] = factor
                return factor
            value = f"1 {attached}" if attached else "1"
            got = self.ask({Field.INDICATOR: indicator, Field.UNIT: unit, Field.VALUE: value}, heading)
            self._units[key] = got.figures[0].factor if got.figures else _first_error(got)
        return self._units[key]

    def _plain_unit(self, indicator: str, unit: str, attached: str, heading: str) -> Fraction | None:
        """Return the factor where nothing but the column speaks of a unit, and that is one of the indicator's."""
        known = self._names.known(indicator)
        if known is None or known.kind is Kind.MILESTONE or attached or heading or "(" in fold(indicator):
            return None
        if hidden(unit) or not unit.strip() or not self._names.is_unit(unit):
            return None
        found = self._names.unit(known, unit)
        return found.factor if isinstance(found, Unit) else None

    def ask(self, texts: dict[Field, str], heading: str = "") -> Outcome:
        """Read a row of which nothing is wrong but what `texts` say."""
        sure = {
            Field.ENTITY: self._place,
            Field.YEAR: str(self._period.end),
            Field.INDICATOR: self._sure,
            Field.VALUE: "1",
        }
        return self._reader.read(row_of({**sure, **texts}, heading=heading))

    def _ask_year(self, text: str) -> Meaning:
        cells = {Field.YEAR: text}
        wrong = _said_of(self.ask(cells), Field.YEAR)
        year = self._reader.key(row_of(cells)).year
        return Meaning(-1, wrong) if wrong or year is None else Meaning(year - self._period.base)

    def _ask_indicator(self, text: str) -> Meaning:
        known = None if hidden(text) or len(text) > MAX_FIELD else self._names.known(text)
        if known is not None and known.expression is None:
            return Meaning(self._numbers[known.id])
        got = self.ask({Field.INDICATOR: text})
        wrong = _said_of(got, Field.INDICATOR)
        if wrong is not None:
            derived = got.unread.indicator if got.unread else None
            return Meaning(self._numbers.get(derived or "", -1), wrong)
        return Meaning(-1)

    def _ask_record(self, text: str) -> Meaning:
        got = self.ask({Field.RECORD: text})
        wrong = _said_of(got, Field.RECORD)
        known = list(Record).index(got.record)
        # That no rule awaits a target of this one indicator says nothing of others.
        return Meaning(known, None if known else wrong)

    def _ask_basis(self, text: str) -> Meaning:
        wrong = _said_of(self.ask({Field.BASIS: text}), Field.BASIS)
        made_up = self.ask({Field.BASIS: text, Field.VALUE: "撤回"}).withdrawn
        return Meaning(0, wrong) if wrong else Meaning(int(any(each.illustrative for each in made_up)))

    def is_milestone(self, number: int) -> bool:
        """Tell whether an indicator is done or not done."""
        return number >= 0 and self.indicators[number].kind is Kind.MILESTONE


@lru_cache(8)
def _names(catalogue: Same[Catalogue]) -> Names:
    """Return the names of a catalogue, for what is known: suggestions come of a reader that no other part has used."""
    return Names(catalogue.it)


def row_of(texts: dict[Field, str], *, heading: str = "", number: int = 0) -> Row:
    """Return a row with these cells."""
    cells = {field: Cell(text) for field, text in texts.items()}
    fault = field_too_long() if any(len(text) > MAX_FIELD for text in texts.values()) else None
    return Row(where=Where(""), number=number, columns=COLUMNS, cells=cells, unit=heading, fault=fault)


def _once(known: dict[str, _Answer], text: str, ask: Callable[[str], _Answer]) -> _Answer:
    if text not in known:
        known[text] = ask(text)
    return known[text]


def _said_of(outcome: Outcome, field: Field) -> Diagnostic | None:
    """Return the error about one cell, or about the row as a whole, if there is one."""
    own = (None, COLUMNS[field] + 1)
    errors = (each for each in outcome.problems if each.severity is Severity.ERROR)
    return next((each for each in errors if each.at.column in own), None)


def _first_error(outcome: Outcome) -> Diagnostic:
    return next(each for each in outcome.problems if each.severity is Severity.ERROR)


def _read_value(text: str) -> Value:
    return _read(text, lambda: read_figure(text))


def _read_state(text: str) -> Value:
    return _read(text, lambda: read_milestone(Cell(text)))


def _read(text: str, read: Callable[[], Figure | Complaint]) -> Value:
    if nothing_reported(text):
        return Value(State.BLANK)
    if withdraws(row_of({Field.VALUE: text})):
        return Value(State.WITHDRAWN)
    figure = field_too_long() if len(text) > MAX_FIELD else read()
    return Value(State.BAD, wrong=figure) if isinstance(figure, Complaint) else Value(State.FIGURE, figure)


def written_out(figure: Decimal) -> tuple[int, int]:
    """Return a figure as a whole number and how many decimals it has: 95.10 is (9510, 2)."""
    sign, digits, exponent = figure.as_tuple()
    whole = int("".join(map(str, digits))) * (-1 if sign else 1)
    places = -int(exponent)
    return (whole, places) if places >= 0 else (whole * 10**-places, 0)
