"""Limits, bounds and units as the report writes them beside its figures."""

from fractions import Fraction

from zhunsheng.model import figures
from zhunsheng.model.figures import figure
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import OPERATOR
from zhunsheng.report.readable import readable

DASH = Text("—", "–")
"""Between the ends of a range."""


def limit_text(operator: Operator | None, target: Fraction | None, upper: Fraction | None, lang: Lang) -> str:
    """Write a limit: “≥ 95”, “5—8”."""
    if operator is None or target is None:
        return "—"
    low = figure(target).text(lang)
    if operator is Operator.WITHIN:
        return f"{low}{DASH.to(lang)}{figure(upper).text(lang)}" if upper is not None else low
    return f"{OPERATOR[operator]} {low}"


def bounded(number: str, bound: Operator | None) -> str:
    """Write a figure that may be only a bound: “> 95”."""
    return number if bound is None else f"{OPERATOR[bound]} {number}"


def unit_text(unit: str, lang: Lang) -> str:
    """Name a unit as a reader writes it (“percent” → “%”)."""
    return readable(figures.unit_text(unit).to(lang))


def difference_unit(unit: str, lang: Lang) -> str:
    """Name the unit of a difference: that of two percentages is 个百分点, not %."""
    return readable(figures.difference_unit(unit).to(lang))
