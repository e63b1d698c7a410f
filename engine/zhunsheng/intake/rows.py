"""One row -> a figure, an issued target or a benchmark, or the reasons why not."""

import re

import msgspec

from zhunsheng.intake.benchmarks import BenchmarkRules
from zhunsheng.intake.characters import fold, half_width, hidden, shown, without_hidden
from zhunsheng.intake.codes import Codes
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.issued import MISSING_CITATION, IssuedRules
from zhunsheng.intake.milestones import read_milestone, says_whether_done, without_evidence
from zhunsheng.intake.names import Names, Unit
from zhunsheng.intake.numbers import Figure, nothing_reported
from zhunsheng.intake.reading import Outcome, Reading, RowRefusedError, choice, key_text, read_value
from zhunsheng.intake.records import RECORDS, Record
from zhunsheng.intake.row_messages import derived, merged, replaced, year_of_another_form
from zhunsheng.intake.row_units import UnitReader
from zhunsheng.intake.state import completed, date_of_the_undone, date_without_state, settled
from zhunsheng.intake.table import Row
from zhunsheng.intake.totals import total_of, total_row
from zhunsheng.intake.unread import Unread
from zhunsheng.intake.withdrawals import withdrawn, withdraws
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.submission import Blank, IssuedTarget, Observation
from zhunsheng.model.text import Text

_YEAR = re.compile(r"(\d{4})(?:\.0+)?\s*(?:年度?)?", re.ASCII)
_BASES = {"": False, "正式": False, "official": False, "示例": True, "illustrative": True}
_KEY_FIELDS = (Field.ENTITY, Field.YEAR, Field.INDICATOR, Field.VALUE, Field.UNIT, Field.RECORD, Field.BASIS)


class Key(msgspec.Struct, frozen=True):
    """Whose figure stands in a row, as far as that is known without a word of doubt."""

    place: str | None
    year: int | None
    indicator: Indicator | None


class RowReader:
    """Reads rows against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._period = catalogue.plan.period
        self._names = Names(catalogue)
        self._codes = Codes(catalogue, self._names)
        self._units = UnitReader(self._names)
        self._issued = IssuedRules(catalogue)
        self._benchmarks = BenchmarkRules(catalogue)

    def read(self, row: Row) -> Outcome:
        """Read one row. Never raises for what a row may hold."""
        row = settled(row, self.key(row).indicator) if Field.STATE in row.columns else row
        if row.under_heading and not self.may_mean(row.cell(Field.INDICATOR).text):
            return Outcome()
        if row.aside is not None:
            return self._aside(row, row.aside)
        readable = row.fault is None and Field.VALUE not in row.covered
        reading = Reading(row)
        if readable and _nothing_to_report(row):
            if completed(row):
                reading.say(date_without_state(), Field.VALUE)
            return msgspec.structs.replace(reading.outcome(), blank=self._blank(row))
        if readable and withdraws(row):
            return self._withdrawn(reading)
        try:
            return reading.outcome(self._figures(reading))
        except RowRefusedError:
            return reading.outcome()

    def may_mean(self, heading: str) -> bool:
        """Tell whether the heading of a column may mean an indicator; a column of any other is passed over."""
        return self._names.may_mean(heading)

    def key(self, row: Row) -> Key:
        """Tell whose figure stands in a row, whether or not the row can be used."""
        year = self._year(row.cell(Field.YEAR).text)
        coded = self._codes.of(row)
        if coded is not None:
            return Key(coded.place.id, year if isinstance(year, int) else None, coded.indicator)
        return Key(
            self._names.known_place(row.cell(Field.ENTITY).text),
            year if isinstance(year, int) else None,
            self._names.known(row.cell(Field.INDICATOR).text),
        )

    def _blank(self, row: Row) -> Blank | None:
        """Note whose figure the row leaves blank, if it is that of one reported figure beyond doubt."""
        key = self.key(row)
        if key.place is None or key.year is None or key.indicator is None or key.indicator.expression is not None:
            return None
        if RECORDS.get(fold(row.cell(Field.RECORD).text).lower()) is not Record.RESULT:
            return None
        return Blank(entity=key.place, year=key.year, indicator=key.indicator.id, at=row.at(Field.VALUE))

    def _withdrawn(self, reading: Reading) -> Outcome:
        self._read_kind(reading)
        self._read_key(reading)
        self._note_derived(reading)
        return withdrawn(reading, self._blank(reading.row))

    def _aside(self, row: Row, code: str) -> Outcome:
        """Note whose figure stands in a row that is not read, as far as it says so."""
        key = self.key(row)
        record = RECORDS.get(fold(row.cell(Field.RECORD).text).lower(), Record.RESULT)
        if key.indicator is None or record is not Record.RESULT or _nothing_to_report(row) or withdraws(row):
            return Outcome()
        if says_whether_done(row.cell(Field.VALUE).text) and key.indicator.kind is not Kind.MILESTONE:
            return Outcome()
        at = (row.at(Field.VALUE),)
        return Outcome(unread=Unread(code=code, at=at, entity=key.place, year=key.year, indicator=key.indicator.id))

    def _figures(self, reading: Reading) -> tuple[Observation | IssuedTarget, ...]:
        """Read the whole row, so that all that is wrong is said at once. Raises `RowRefusedError`."""
        if (total := total_of(reading.row)) is not None and self.key(reading.row).place is None:
            reading.say(total_row(), total)
            raise RowRefusedError
        self._note_shape(reading)
        self._read_kind(reading)
        self._read_key(reading)
        self._note_derived(reading)
        indicator = reading.named.indicator if reading.named else None
        value = reading.row.cell(Field.VALUE)
        # Of an indicator that is not known, “done” is no fault of the value.
        milestone = says_whether_done(value.text) if indicator is None else indicator.kind is Kind.MILESTONE
        figure = reading.take(read_milestone(value) if milestone else read_value(value), Field.VALUE)
        if reading.refused or figure is None or indicator is None or not reading.entities or reading.year is None:
            raise RowRefusedError
        unit = self._units.of(reading, indicator, figure)
        for field in _KEY_FIELDS:
            for remark in reading.row.cell(field).remarks:
                reading.say(remark, field)
        if reading.record is Record.RESULT:
            return (_observed(reading, reading.year, indicator, figure, unit),)
        return self._targets(reading, reading.year, indicator, figure, unit)

    def _note_derived(self, reading: Reading) -> None:
        indicator = reading.named.indicator if reading.named else None
        if indicator is not None and indicator.expression is not None:
            reading.say(derived(indicator, self._names.parts(indicator)), Field.INDICATOR)

    def _note_shape(self, reading: Reading) -> None:
        for field, covered in reading.row.covered.items():
            if field in _KEY_FIELDS:
                reading.say(merged(field, covered), field)
        if reading.row.fault is not None:
            reading.say(reading.row.fault, None)

    def _targets(
        self, reading: Reading, year: int, indicator: Indicator, figure: Figure, unit: Unit
    ) -> tuple[IssuedTarget, ...]:
        """Build what the row says of each place that it is for: an issued target, or a benchmark."""
        citation = _free_text(reading, Field.EVIDENCE)
        benchmark = reading.record is Record.BENCHMARK
        if benchmark:
            complaint = self._benchmarks.complaint(figure.bound, citation)
        else:
            complaint = self._issued.complaint(reading.entities[0], indicator, figure.bound, citation)
        if complaint is not None:
            reading.say(complaint, _evidence(reading) if complaint.code == MISSING_CITATION else Field.VALUE)
            raise RowRefusedError
        return tuple(
            IssuedTarget(
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
                benchmark=benchmark,
            )
            for entity in reading.entities
        )

    def _read_key(self, reading: Reading) -> None:
        """Understand place, year and indicator, each for itself, so that all that is wrong is said at once."""
        row, benchmark, coded = reading.row, reading.record is Record.BENCHMARK, self._codes.of(reading.row)
        if unknown := self._codes.unknown(row):
            reading.say(unknown, Field.CODE)
        entity = reading.take(key_text(row, Field.ENTITY, required=not benchmark and coded is None), Field.ENTITY)
        place = None
        if entity is not None and coded is not None:
            place = self._codes.place(reading, coded, entity)
        elif entity is not None:
            place = (
                self._names.known_place(entity) if benchmark else reading.take(self._names.place(entity), Field.ENTITY)
            )
        self._read_year(reading)
        indicator = reading.take(key_text(row, Field.INDICATOR, required=coded is None), Field.INDICATOR)
        if indicator is not None and coded is not None:
            reading.named = self._codes.named(reading, coded, indicator)
        elif indicator is not None:
            reading.named = reading.take(self._names.indicator(indicator), Field.INDICATOR)
        reading.entities = (place,) if place and not benchmark else ()
        if benchmark and entity is not None and reading.named is not None:
            reading.entities = self._places_compared(reading, entity, place, reading.named.indicator)

    def _read_year(self, reading: Reading) -> None:
        text = reading.take(key_text(reading.row, Field.YEAR), Field.YEAR)
        if text is None:
            return
        reading.year = reading.take(self._year(text), Field.YEAR)
        form = reading.row.form
        if form is not None and reading.year not in (None, form.year):
            reading.say(year_of_another_form(form.year), Field.YEAR)

    def _places_compared(
        self, reading: Reading, entity: str, place: str | None, indicator: Indicator
    ) -> tuple[str, ...]:
        """Return the places that a benchmark is for: none, with a complaint, where that stays unclear."""
        unawaited = self._benchmarks.awaited(indicator)
        if unawaited is not None:
            reading.say(unawaited, Field.RECORD)
            return ()
        places = self._benchmarks.places(entity, place, indicator)
        return reading.take(places, Field.ENTITY) or ()

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
        """Read 类型 and 数据性质: what the row is, and whether it is illustrative."""
        reading.record = reading.take(choice(reading.row, Field.RECORD, RECORDS), Field.RECORD) or Record.RESULT
        reading.illustrative = bool(reading.take(choice(reading.row, Field.BASIS, _BASES), Field.BASIS))


def _nothing_to_report(row: Row) -> bool:
    value = row.cell(Field.VALUE)
    return value.number is None and value.fault is None and nothing_reported(value.text)


def _observed(reading: Reading, year: int, indicator: Indicator, figure: Figure, unit: Unit) -> Observation:
    row, milestone = reading.row, indicator.kind is Kind.MILESTONE
    evidence = _free_text(reading, Field.EVIDENCE)
    if milestone and (complaint := without_evidence(figure, evidence)):
        reading.say(complaint, _evidence(reading))
    return Observation(
        entity=reading.entities[0],
        year=year,
        indicator=indicator.id,
        value=figure.value,
        unit=unit.spelling,
        factor=unit.factor,
        text=row.cell(Field.VALUE).text.strip(),
        at=row.at(Field.VALUE),
        bound=figure.bound,
        note=_note(reading, undone=milestone and figure.value == 0),
        evidence=evidence,
        illustrative=reading.illustrative,
    )


def _evidence(reading: Reading) -> Field:
    """Return the column in which evidence is asked for: its own, or that of the value where there is none."""
    return Field.EVIDENCE if Field.EVIDENCE in reading.row.columns else Field.VALUE


def _note(reading: Reading, *, undone: bool) -> str:
    """Return the note, and behind it the day of completion, where one is given."""
    note, day = _free_text(reading, Field.NOTE), completed(reading.row)
    if day and undone:
        reading.say(date_of_the_undone(), Field.COMPLETED)
    said = f"完成日期 {_clean(reading, day, Field.COMPLETED)}" if day else ""
    return "；".join(each for each in (note, said) if each)


def _free_text(reading: Reading, field: Field) -> str:
    return _clean(reading, reading.row.cell(field).text.strip(), field)


def _clean(reading: Reading, text: str, field: Field) -> str:
    clean = without_hidden(text)
    if clean != text:
        reading.say(replaced(hidden(text)), field)
    return clean
