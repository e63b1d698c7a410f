"""0.951 in a column of percents: 0.951 %, or 95.1 % written as a fraction?

Neither the column's unit nor the size of other figures, of last year or of the plan, proves anything: they say what was
asked for, or what is likely. What proves a reading is the numerator and the denominator of the share, reported of the
same place and year: at most one of the two readings is their quotient, to the share's last decimal. All else is asked.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.intake.characters import half_width
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.figures import is_percent
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Components

_FAR_ABOVE = 10
"""Where all that the plan says of a share is this many percent or more, a figure up to 1 may be a fraction."""


_Beside = Mapping[tuple[str, int, str], Observation]
"""All figures by place, year and indicator."""


class Fractions:
    """Which figures may have been meant a hundred times as large."""

    def __init__(self, catalogue: Catalogue) -> None:
        said: dict[str, list[Fraction]] = {}
        for rule in catalogue.rules.values():
            if is_percent(rule.unit) and is_percent(catalogue.indicators[rule.indicator].unit):
                figures = [rule.base.value] if rule.base else []
                figures += [target.value for target in rule.targets if target.value is not None]
                said.setdefault(rule.indicator, []).extend(map(Fraction, figures))
        self._large = {each for each, figures in said.items() if figures and min(figures) >= _FAR_ABOVE}
        self._components = {check.share: check for check in catalogue.checks if isinstance(check, Components)}
        self._titles = {each.id: each.title for each in catalogue.indicators.values()}

    def read(self, seen: Observation, beside: _Beside) -> tuple[Observation | None, Complaint | None]:
        """Return the figure as it is meant, and what is to be said of it; no figure where the question stays open.

        A figure up to 1 in a column of percents is doubtful, unless the percent sign stands behind it.
        """
        percents = seen.indicator in self._large and seen.factor == 1
        if not percents or not 0 < seen.figure <= 1 or "%" in half_width(seen.text):
            return seen, None
        quotient = self._quotient(seen, beside)
        if quotient is None or seen.bound is not None:
            return None, _percent_or_fraction(seen)
        if _comes_to(quotient, seen):
            return seen, None
        if _comes_to(quotient / 100, seen):
            meant = msgspec.structs.replace(seen, value=_hundredfold(seen.value))
            return meant, self._proved(seen, meant)
        return None, _percent_or_fraction(seen)

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

    def _proved(self, seen: Observation, meant: Observation) -> Complaint:
        check = self._components[seen.indicator]
        written, percent = decimal_text(seen.value), decimal_text(meant.value)
        numerator, denominator = self._titles[check.numerator], self._titles[check.denominator]
        return Complaint(
            code="fraction-proved",
            severity=Severity.NOTE,
            message=Text(
                f"“{written}”按小数读作 {percent}%：同时报来的“{numerator}”除以“{denominator}”正是这个数",
                f"{written} is a fraction, {percent} %: it is {numerator} by {denominator}, as reported beside it",
            ),
        )


def _comes_to(quotient: Fraction, seen: Observation) -> bool:
    """Tell whether a quotient is the figure as it is written, to within half a unit of its last decimal."""
    exponent = seen.value.as_tuple().exponent
    return abs(quotient - Fraction(seen.value)) <= Fraction(10) ** min(0, int(exponent)) / 2


def _hundredfold(value: Decimal) -> Decimal:
    """Multiply by 100 without a context that would round."""
    sign, digits, exponent = value.as_tuple()
    return Decimal(format(Decimal((sign, digits, int(exponent) + 2)), "f"))


def _percent_or_fraction(seen: Observation) -> Complaint:
    written, percent = decimal_text(seen.value), decimal_text(_hundredfold(seen.value))
    return Complaint(
        code="percent-or-fraction",
        message=Text(
            f"分不清“{written}”是 {written}% 还是以小数写的 {percent}%",
            f"{written} may be {written} %, or {percent} % written as a fraction",
        ),
        hint=Text(f"请在数后写明百分号：{percent}% 或 {written}%", f"write the sign: {percent}% or {written}%"),
    )
