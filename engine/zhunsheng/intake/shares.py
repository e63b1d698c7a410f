"""0.951 in a column of percents: 0.951 %, or 95.1 % written as a fraction?"""

from fractions import Fraction

from zhunsheng.intake.characters import half_width
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import is_percent
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text

_FAR_ABOVE = 10
"""Where all that the plan says of a share is this many percent or more, a figure up to 1 may be a fraction."""


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

    def complaint(self, seen: Observation) -> Complaint | None:
        """Ask about a figure up to 1 in a column of percents, unless the percent sign stands behind the figure."""
        percents = seen.indicator in self._large and seen.factor == 1
        doubtful = percents and 0 < seen.figure <= 1 and "%" not in half_width(seen.text)
        return _percent_or_fraction(seen) if doubtful else None


def _percent_or_fraction(seen: Observation) -> Complaint:
    written, percent = decimal_text(seen.value), decimal_text(seen.value * 100)
    return Complaint(
        code="percent-or-fraction",
        message=Text(
            f"分不清“{written}”是 {written}% 还是以小数写的 {percent}%",
            f"{written} may be {written} %, or {percent} % written as a fraction",
        ),
        hint=Text(f"请在数后写明百分号：{percent}% 或 {written}%", f"write the sign: {percent}% or {written}%"),
    )
