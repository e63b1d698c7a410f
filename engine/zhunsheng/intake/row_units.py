"""The unit of a figure: from its column, from what is attached to the figure, from what stands behind the title."""

from fractions import Fraction

from zhunsheng.intake.columns import Field
from zhunsheng.intake.milestones import unit_fault
from zhunsheng.intake.names import Names, Unit
from zhunsheng.intake.numbers import Figure
from zhunsheng.intake.reading import Reading, RowRefusedError, key_text
from zhunsheng.intake.row_messages import no_unit, scale_in_format, units_disagree
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
        column = reading.take(key_text(reading.row, Field.UNIT, required=False), Field.UNIT) or ""
        attached = figure.unit or self._words_beside(reading)
        reading.stop_if_refused()
        stated = [text for text in (column, attached) if text]
        if not stated:
            reading.say(no_unit(indicator), Field.UNIT if Field.UNIT in reading.row.columns else Field.VALUE)
            raise RowRefusedError
        units = [self._names.unit(indicator, text) for text in stated]
        known = [unit for unit in units if isinstance(unit, Unit)]
        if len(known) == len(units):
            printed = self._printed(reading, indicator)
            if len({unit.factor for unit in (*known, *printed)}) == 1:
                return known[0]
            stated += [unit.spelling for unit in printed]
        elif known and self._names.is_unit(stated[-1]) and self._names.is_unit(stated[0]):
            pass  # one converts and the other is a unit of something else: they disagree
        else:
            for text, unit in zip(stated, units, strict=True):
                field = Field.UNIT if text is column else Field.VALUE
                reading.take(unit, field)
            raise RowRefusedError
        reading.say(units_disagree(stated), Field.VALUE)
        raise RowRefusedError

    def _words_beside(self, reading: Reading) -> str:
        """Return the unit that a number format shows beside a number; other words there are only decoration."""
        words = reading.row.cell(Field.VALUE).unit
        if not words or words == "%" or self._names.is_unit(words):
            return words
        if _SCALE_WORDS & set(words):
            reading.say(scale_in_format(words), Field.VALUE)
        return ""

    def _printed(self, reading: Reading, indicator: Indicator) -> list[Unit]:
        """Return the unit printed behind the indicator's title, where it converts: it must not contradict the row."""
        printed = reading.named.printed_unit if reading.named else ""
        unit = self._names.unit(indicator, printed) if printed else None
        return [unit] if isinstance(unit, Unit) else []


def _of_milestone(reading: Reading) -> Unit:
    column = reading.take(key_text(reading.row, Field.UNIT, required=False), Field.UNIT) or ""
    fault = unit_fault(column)
    if fault is not None:
        reading.say(fault, Field.UNIT)
    reading.stop_if_refused()
    return Unit(DONE, Fraction(1))
