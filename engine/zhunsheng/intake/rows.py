"""One row -> a figure, an issued target, or the reasons why not."""

import re

from zhunsheng.intake.characters import fold, half_width, hidden, shown, without_hidden
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.issued import IssuedRules
from zhunsheng.intake.names import Names, Unit
from zhunsheng.intake.numbers import Figure, nothing_reported
from zhunsheng.intake.reading import Outcome, Reading, RowRefusedError, choice, key_text, read_value
from zhunsheng.intake.row_messages import derived, merged, no_unit, replaced, scale_in_format, units_disagree
from zhunsheng.intake.table import Row
from zhunsheng.intake.unread import Unread
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.submission import IssuedTarget, Observation
from zhunsheng.model.text import Text

_YEAR = re.compile(r"(\d{4})(?:\.0+)?\s*(?:年度?)?", re.ASCII)
_RECORDS = {"": False, "实绩": False, "actual": False, "下达目标": True, "issued": True}
_BASES = {"": False, "正式": False, "official": False, "示例": True, "illustrative": True}
_SCALE_WORDS = frozenset("十百千万亿")
_KEY_FIELDS = (Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE, Field.UNIT, Field.RECORD, Field.BASIS)

_Key = tuple[str, int, Indicator]
"""Place, year, indicator."""


class RowReader:
    """Reads rows against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._period = catalogue.plan.period
        self._names = Names(catalogue)
        self._issued = IssuedRules(catalogue)

    def read(self, row: Row) -> Outcome:
        """Read one row. Never raises for what a row may hold."""
        if row.aside is not None:
            return self._aside(row, row.aside)
        value = row.cell(Field.VALUE)
        readable = row.fault is None and Field.VALUE not in row.covered
        if readable and value.number is None and value.fault is None and nothing_reported(value.text):
            return Outcome()
        reading = Reading(row)
        try:
            return reading.outcome(self._figure(reading))
        except RowRefusedError:
            return reading.outcome()

    def _aside(self, row: Row, code: str) -> Outcome:
        """Note whose figure stands in a row that is not read, as far as it says so."""
        value = row.cell(Field.VALUE)
        named = self._names.known(row.cell(Field.INDICATOR).text)
        issued = _RECORDS.get(fold(row.cell(Field.RECORD).text).lower(), False)
        if named is None or issued or (value.number is None and value.fault is None and nothing_reported(value.text)):
            return Outcome()
        place = self._names.known_place(row.cell(Field.ENTITY).text)
        year = self._year(row.cell(Field.YEAR).text)
        known = year if isinstance(year, int) else None
        return Outcome(
            unread=Unread(code=code, at=(row.at(Field.VALUE),), entity=place, year=known, indicator=named.id)
        )

    def _figure(self, reading: Reading) -> Observation | IssuedTarget:
        """Read the whole row, so that all that is wrong is said at once. Raises `RowRefusedError`."""
        self._note_shape(reading)
        self._read_key(reading)
        self._read_kind(reading)
        indicator = reading.named.indicator if reading.named else None
        if indicator is not None and indicator.expression is not None:
            reading.say(derived(indicator, self._names.parts(indicator)), Field.INDICATOR)
        figure = reading.take(read_value(reading.row.cell(Field.VALUE)), Field.VALUE)
        if reading.refused or figure is None or indicator is None or reading.entity is None or reading.year is None:
            raise RowRefusedError
        unit = self._unit(reading, indicator, figure)
        for field in _KEY_FIELDS:
            for remark in reading.row.cell(field).remarks:
                reading.say(remark, field)
        key = (reading.entity, reading.year, indicator)
        return (
            self._issued_target(reading, key, figure, unit) if reading.issued else _observed(reading, key, figure, unit)
        )

    def _note_shape(self, reading: Reading) -> None:
        for field, covered in reading.row.covered.items():
            if field in _KEY_FIELDS:
                reading.say(merged(field, covered), field)
        if reading.row.fault is not None:
            reading.say(reading.row.fault, None)

    def _issued_target(self, reading: Reading, key: _Key, figure: Figure, unit: Unit) -> IssuedTarget:
        entity, year, indicator = key
        citation = _free_text(reading, Field.EVIDENCE)
        complaint = self._issued.complaint(entity, indicator, figure.bound, citation)
        if complaint is not None:
            reading.say(complaint, Field.VALUE)
            raise RowRefusedError
        return IssuedTarget(
            entity=entity,
            year=year,
            indicator=indicator.id,
            value=figure.value,
            unit=unit.spelling,
            factor=unit.factor,
            citation=citation,
            at=reading.row.at(Field.VALUE),
            operator=figure.bound,
            illustrative=reading.illustrative,
        )

    def _read_key(self, reading: Reading) -> None:
        """Understand place, year and indicator, each for itself, so that all that is wrong is said at once."""
        entity = reading.take(key_text(reading.row, Field.ENTITY), Field.ENTITY)
        if entity is not None:
            reading.entity = reading.take(self._names.place(entity), Field.ENTITY)
        year = reading.take(key_text(reading.row, Field.YEAR), Field.YEAR)
        if year is not None:
            reading.year = reading.take(self._year(year), Field.YEAR)
        indicator = reading.take(key_text(reading.row, Field.INDICATOR), Field.INDICATOR)
        if indicator is not None:
            reading.named = reading.take(self._names.indicator(indicator), Field.INDICATOR)

    def _year(self, text: str) -> int | Complaint:
        first, last = self._period.base, self._period.end
        expected = Text(f"{first}（基期）至 {last}", f"{first} (base year) to {last}")
        match = _YEAR.fullmatch(half_width(text).strip())
        if match is None:
            return Complaint(
                code="unknown-year",
                message=Text(f"“{shown(text)}”不是年份", f"{shown(text)} is no year"),
                expected=expected,
            )
        year = int(match[1])
        if year not in self._period:
            return Complaint(
                code="year-outside-plan",
                message=Text(f"{year} 年不在规划期内", f"{year} lies outside the plan"),
                expected=expected,
            )
        return year

    def _read_kind(self, reading: Reading) -> None:
        """Read 类型 and 数据性质: whether the row is an issued target, and whether it is illustrative."""
        reading.issued = bool(reading.take(choice(reading.row, Field.RECORD, _RECORDS), Field.RECORD))
        reading.illustrative = bool(reading.take(choice(reading.row, Field.BASIS, _BASES), Field.BASIS))

    def _unit(self, reading: Reading, indicator: Indicator, figure: Figure) -> Unit:
        """Find the unit: that of the column, that attached to the figure, or both if they agree."""
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
            printed = self._printed_unit(reading, indicator)
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

    def _printed_unit(self, reading: Reading, indicator: Indicator) -> list[Unit]:
        """Return the unit printed behind the indicator's title, where it converts: it must not contradict the row."""
        printed = reading.named.printed_unit if reading.named else ""
        unit = self._names.unit(indicator, printed) if printed else None
        return [unit] if isinstance(unit, Unit) else []


def _observed(reading: Reading, key: _Key, figure: Figure, unit: Unit) -> Observation:
    entity, year, indicator = key
    row = reading.row
    return Observation(
        entity=entity,
        year=year,
        indicator=indicator.id,
        value=figure.value,
        unit=unit.spelling,
        factor=unit.factor,
        text=row.cell(Field.VALUE).text.strip(),
        at=row.at(Field.VALUE),
        bound=figure.bound,
        note=_free_text(reading, Field.NOTE),
        evidence=_free_text(reading, Field.EVIDENCE),
        illustrative=reading.illustrative,
    )


def _free_text(reading: Reading, field: Field) -> str:
    text = reading.row.cell(field).text.strip()
    clean = without_hidden(text)
    if clean != text:
        reading.say(replaced(hidden(text)), field)
    return clean
