"""Percents that may be meant a hundred times as large, or as small.

0.951 in a column of percents is 0.951 %, or 95.1 % written as a fraction; 6850 % in a cell formatted as percent is just
that, or 68.5 typed into it.

Neither the column's unit nor the size of other figures, of last year or of the plan, proves anything: they say what was
asked for, or what is likely. What proves a reading is the numerator and the denominator of the share, reported of the
same place and year: at most one of the two readings is their quotient, to the share's last decimal. All else is asked.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.intake.characters import half_width, shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Components

_FAR_ABOVE = 10
"""Where all that the plan says of a share is this many percent or more, a figure up to 1 may be a fraction."""

_BEYOND_ALL = 1000
"""In percent: no share is ten times the whole."""
_SHARES = (Kind.LEVEL, Kind.YEARLY)
_Beside = Mapping[tuple[str, int, str], Observation]
"""All figures by place, year and indicator."""


class Fractions:
    """Which figures may have been meant otherwise, and which reading is proved."""

    def __init__(self, catalogue: Catalogue) -> None:
        said: dict[str, list[Fraction]] = {}
        for rule in catalogue.rules.values():
            if is_percent(rule.unit) and is_percent(catalogue.indicators[rule.indicator].unit):
                figures = [rule.base.value] if rule.base else []
                figures += [target.value for target in rule.targets if target.value is not None]
                said.setdefault(rule.indicator, []).extend(map(Fraction, figures))
        self._large = {each for each, figures in said.items() if figures and min(figures) >= _FAR_ABOVE}
        self._components = {check.share: check for check in catalogue.checks if isinstance(check, Components)}
        self._kinds = {each.id: each.kind for each in catalogue.indicators.values()}
        self._titles = {each.id: each.title for each in catalogue.indicators.values()}

    def read(self, seen: Observation, beside: _Beside) -> tuple[Observation | None, Complaint | None]:
        """Return the figure as it is meant, and what is to be said of it; no figure where the question stays open."""
        other = self._other_reading(seen)
        if other is None:
            return seen, None
        quotient = self._quotient(seen, beside)
        if quotient is None or seen.bound is not None:
            return None, _which(seen, other)
        if _comes_to(quotient, seen.value):
            return seen, None
        if _comes_to(quotient, other):
            return msgspec.structs.replace(seen, value=other), self._proved(seen, other)
        return None, _which(seen, other)

    def _other_reading(self, seen: Observation) -> Decimal | None:
        """Return what else a figure may have been meant as, in percent; None where it is plain.

        A figure up to 1 may be a fraction, unless the percent sign stands behind it. Ten times the whole and more with
        the sign behind it is what a cell shows that was formatted as percent and into which a percentage was typed.
        """
        if seen.indicator not in self._large or seen.factor != 1:
            return None
        signed = "%" in half_width(seen.text)
        if not signed and 0 < seen.figure <= 1:
            return _shifted(seen.value, 2)
        beyond = signed and seen.figure >= _BEYOND_ALL and self._kinds[seen.indicator] in _SHARES
        return _shifted(seen.value, -2) if beyond else None

    def _quotient(self, share: Observation, beside: _Beside) -> Fraction | None:
        """Return what numerator and denominator of the share come to, in percent, if both were reported as figures."""
        check = self._components.get(share.indicator)
        if check is None:
            return None
        parts = [beside.get((share.entity, share.year, part)) for part in (check.numerator, check.denominator)]
        figures = [part.figure for part in parts if part is not None and part.bound is None]
        if len(figures) < len(parts) or not figures[1]:
            return None
        return check.factor * figures[0] / figures[1]

    def _proved(self, seen: Observation, meant: Decimal) -> Complaint:
        check = self._components[seen.indicator]
        written, percent = shown(seen.text), decimal_text(meant)
        numerator, denominator = self._titles[check.numerator], self._titles[check.denominator]
        return Complaint(
            code="fraction-proved",
            severity=Severity.NOTE,
            message=Text(
                f"“{written}”读作 {percent}%：同时报来的“{numerator}”除以“{denominator}”正是这个数",
                f"{written} is read as {percent} %: it is {numerator} by {denominator}, as reported beside it",
            ),
        )


def _comes_to(quotient: Fraction, percent: Decimal) -> bool:
    """Tell whether a quotient is a figure as it is written, to within half a unit of its last decimal."""
    return abs(quotient - Fraction(percent)) <= Fraction(10) ** min(0, _exponent(percent)) / 2


def _shifted(value: Decimal, places: int) -> Decimal:
    """Move the decimal point without a context that would round."""
    sign, digits, _ = value.as_tuple()
    return Decimal(format(Decimal((sign, digits, _exponent(value) + places)), "f"))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return int(exponent)  # a figure is finite: no letter stands for an exponent


def _which(seen: Observation, other: Decimal) -> Complaint:
    typed, written, percent = shown(seen.text), decimal_text(seen.value), decimal_text(other)
    if other > seen.value:
        how = Text(f"以小数写的 {percent}%", f"{percent} % written as a fraction")
        hint = Text(f"请在数后写明百分号：{percent}% 或 {written}%", f"write the sign: {percent}% or {written}%")
    else:
        how = Text(f"在百分比格式里填的 {percent}%", f"{percent} % typed into a cell formatted as percent")
        hint = Text(
            f"是 {percent}% 的，改填 {percent}%；确为 {written}% 的，格式改为“常规”后填 {written}",
            f"write {percent}%; if it is {written} %, set the format to General and type {written}",
        )
    return Complaint(
        code="percent-or-fraction",
        message=Text(f"分不清“{typed}”是 {written}% 还是{how.zh}", f"{typed} may be {written} %, or {how.en}"),
        hint=hint,
    )
