"""The column 编码 of a form: it says whose figure a row holds, even where somebody changed the words beside it.

Words that name something else are not passed over: nobody can tell which of the two was meant, and the row is refused.
"""

import msgspec

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Named, Names
from zhunsheng.intake.reading import Reading
from zhunsheng.intake.table import Row
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.form import split_code
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.plan import Place
from zhunsheng.model.text import Text


class Coded(msgspec.Struct, frozen=True):
    """What a code stands for."""

    indicator: Indicator
    place: Place


class Codes:
    """Reads codes against one catalogue."""

    def __init__(self, catalogue: Catalogue, names: Names) -> None:
        self._indicators = catalogue.indicators
        self._places = {place.id: place for place in catalogue.plan.places}
        self._names = names

    def of(self, row: Row) -> Coded | None:
        """Return what the code of a row stands for; None where there is no code that the plan knows."""
        if Field.CODE not in row.columns:
            return None
        split = split_code(row.cell(Field.CODE).text)
        if split is None or Field.CODE in row.covered:
            return None
        indicator, place = self._indicators.get(split[0]), self._places.get(split[1])
        return Coded(indicator, place) if indicator is not None and place is not None else None

    def unknown(self, row: Row) -> Complaint | None:
        """Say that a code is none of the plan's. Codes of another kind may stand in a table that is no form."""
        text = row.cell(Field.CODE).text
        if not text.strip() or (row.form is None and split_code(text) is None) or self.of(row) is not None:
            return None
        return Complaint(
            code="unknown-code",
            severity=Severity.WARNING,
            message=Text(
                f"编码“{shown(text)}”不是规划中的，按地区和指标的名称读取",
                f"the plan knows no code {shown(text)}; place and indicator are taken from their names",
            ),
            hint=Text("请不要改动编码；新插入的行，编码留空", "leave codes as they are; blank in a row of your own"),
        )

    def place(self, reading: Reading, coded: Coded, text: str) -> str | None:
        """Return the place of a code, held against the name beside it."""
        called = self._names.places_called(text) if text.strip() else (coded.place.id,)
        if called and coded.place.id not in called:
            reading.say(_disagree(text, coded.place.title), Field.ENTITY)
            return None
        if not called:
            reading.say(_changed(text, coded.place.title), Field.ENTITY)
        return coded.place.id

    def named(self, reading: Reading, coded: Coded, text: str) -> Named | None:
        """Return the indicator of a code, held against the title beside it."""
        indicator = coded.indicator
        called = self._names.indicators_called(text) if text.strip() else (indicator.id,)
        if called and indicator.id not in called:
            reading.say(_disagree(text, indicator.title), Field.INDICATOR)
            return None
        if not called:
            reading.say(_changed(text, indicator.title), Field.INDICATOR)
            return Named(indicator)
        named = self._names.indicator(text) if text.strip() else None
        return named if isinstance(named, Named) else Named(indicator)


def _disagree(text: str, meant: str) -> Complaint:
    return Complaint(
        code="code-and-name-disagree",
        message=Text(
            f"名称“{shown(text)}”与本行编码（{shown(meant)}）不是一回事，不知道报的是哪一个",
            f"{shown(text)} is not what the code of this row stands for ({shown(meant)}); which is meant?",
        ),
        expected=Text(shown(meant), shown(meant)),
        hint=Text(
            "编码没有错的，请改回名称；要报另一个数的，另插入一行，编码留空",
            "if the code is right, restore the name; for another figure add a row without a code",
        ),
    )


def _changed(text: str, meant: str) -> Complaint:
    return Complaint(
        code="name-changed",
        severity=Severity.WARNING,
        message=Text(
            f"名称被改为“{shown(text)}”，按编码作“{shown(meant)}”读取",
            f"the name was changed to {shown(text)}; by its code the row is read as {shown(meant)}",
        ),
        hint=Text("如果报的不是这个数，请告知", "tell if it is not this figure"),
    )
