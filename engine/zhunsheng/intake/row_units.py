"""The unit of a figure: from its column, from what is attached to it, from what stands behind title or heading.

On a form (填报表) the unit column was printed, not typed: there the unit that somebody wrote at the figure counts, and
a unit column that says something else now was retyped. Either is converted, and said.
"""

from fractions import Fraction

from zhunsheng.intake.characters import fold
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.milestones import unit_fault
from zhunsheng.intake.names import Names, Unit
from zhunsheng.intake.numbers import Figure
from zhunsheng.intake.reading import Reading, RowRefusedError, key_text
from zhunsheng.intake.row_messages import no_unit, scale_in_format, unit_completed, unit_retyped, units_disagree
from zhunsheng.intake.table import Row
from zhunsheng.model.indicator import DONE, Indicator, Kind

_SCALE_WORDS = frozenset("十百千万亿")


class UnitReader:
    """Reads the units of rows against one catalogue."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of(self, reading: Reading, indicator: Indicator, figure: Figure) -> Unit:
        """Find the unit: that of the column, that attached to the figure, or both if they agree."""
        if indicator.kind is Kind.MILESTONE:
            return _of_milestone(reading)
        column = reading.take(key_text(reading.row, Field.UNIT, required=False), Field.UNIT) or _in_heading(reading)
        attached = self._written_out(reading, indicator, column, figure.unit) or self._words_beside(reading)
        reading.stop_if_refused()
        stated = {Field.UNIT: column, Field.VALUE: attached}
        units = {field: self._names.unit(indicator, text) for field, text in stated.items() if text}
        behind = self._behind_names(reading, indicator)
        if not units and self._names.is_unit(reading.row.unit):
            units = {Field.VALUE: self._names.unit(indicator, reading.row.unit)}
        if not units:
            reading.say(no_unit(indicator), Field.UNIT if Field.UNIT in reading.row.columns else Field.VALUE)
            raise RowRefusedError
        if _is_printed(reading.row):
            self._as_printed(units, figure)
        known = {field: unit for field, unit in units.items() if isinstance(unit, Unit)}
        if len(known) == len(units):
            if len({unit.factor for unit in (*known.values(), *behind)}) == 1:
                field, unit = next(iter(known.items()))
                if _is_printed(reading.row) and unit.factor != 1:
                    reading.say(unit_retyped(indicator, figure.value, unit), field)
                return unit
            listed = [*stated.values(), *(unit.spelling for unit in behind)]
        elif known and all(self._names.is_unit(text) for text in stated.values()):
            listed = [*stated.values()]  # one converts and the other is a unit of something else: they disagree
        else:
            for field, answer in units.items():
                reading.take(answer, field)
            raise RowRefusedError
        reading.say(units_disagree([text for text in listed if text]), Field.VALUE)
        raise RowRefusedError

    def _as_printed(self, units: dict[Field, Unit | Complaint], figure: Figure) -> None:
        """Leave out of two units, on a form, what nobody typed: the column as it was sent out, the cell's format."""
        column, beside = units.get(Field.UNIT), units.get(Field.VALUE)
        if isinstance(column, Complaint) and not figure.unit:
            units.pop(Field.VALUE, None)
        elif isinstance(column, Unit) and column.factor == 1 and figure.unit and isinstance(beside, Unit):
            del units[Field.UNIT]

    def _written_out(self, reading: Reading, indicator: Indicator, column: str, attached: str) -> str:
        """Complete a unit of which only the word of size was written (“230.5亿” beside 亿元): nothing else is meant."""
        begins_so = indicator.unit.startswith(attached) and indicator.unit != attached
        if not attached or not set(attached) <= _SCALE_WORDS or not begins_so or fold(column) != fold(indicator.unit):
            return attached
        reading.say(unit_completed(attached, indicator.unit), Field.VALUE)
        return indicator.unit

    def _words_beside(self, reading: Reading) -> str:
        """Return the unit that a number format shows beside a number; other words there are only decoration."""
        words = reading.row.cell(Field.VALUE).unit
        if not words or words == "%" or self._names.is_unit(words):
            return words
        if _SCALE_WORDS & set(words):
            reading.say(scale_in_format(words), Field.VALUE)
        return ""

    def _behind_names(self, reading: Reading, indicator: Indicator) -> list[Unit]:
        """Return the units behind the title and the heading of values, if they convert: they must not contradict."""
        printed = (reading.named.printed_unit if reading.named else "", reading.row.unit)
        units = (self._names.unit(indicator, text) for text in printed if text)
        return [unit for unit in units if isinstance(unit, Unit)]


def _in_heading(reading: Reading) -> str:
    """Return the unit that a wide table has behind the indicator, in place of a column of units."""
    return reading.named.printed_unit if reading.named and reading.row.under_heading else ""


def _is_printed(row: Row) -> bool:
    """Tell whether the row was printed on a form, and not added to it."""
    return row.form is not None and not row.cell(Field.CODE).blank


def _of_milestone(reading: Reading) -> Unit:
    column = reading.take(key_text(reading.row, Field.UNIT, required=False), Field.UNIT) or ""
    fault = unit_fault(column)
    if fault is not None:
        reading.say(fault, Field.UNIT)
    reading.stop_if_refused()
    return Unit(DONE, Fraction(1))
