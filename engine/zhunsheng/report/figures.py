"""Limits, bounds and units as the report writes them beside its figures."""

from fractions import Fraction

from zhunsheng.model import figures
from zhunsheng.model.figures import limit_amount, limit_digits
from zhunsheng.model.indicator import DONE
from zhunsheng.model.quantity import Operator
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang
from zhunsheng.model.words import OPERATOR


def limit_text(
    operator: Operator | None, target: Fraction | None, upper: Fraction | None, unit: str, lang: Lang
) -> str:
    """Write a limit where its unit is known: “≥ 95”, “5—8”, “完成”; “—” where there is none."""
    return "—" if operator is None or target is None else limit_digits(operator, target, upper, unit, lang)


def limit_with_unit(operator: Operator, target: Fraction, upper: Fraction | None, unit: str, lang: Lang) -> str:
    """Write a limit with its unit: “≥ 95%”, “5—8 所”, “完成”."""
    return readable(limit_amount(operator, target, upper, unit, lang))


def bounded(number: str, bound: Operator | None) -> str:
    """Write a figure that may be only a bound: “> 95”."""
    return number if bound is None else f"{OPERATOR[bound]} {number}"


def submitted(observation: Observation) -> str:
    """Write a figure as it stood in its cell, with its unit; a milestone has none."""
    unit = "" if observation.unit == DONE else observation.unit
    return figures.as_submitted(readable(observation.text), readable(unit))


def unit_text(unit: str, lang: Lang) -> str:
    """Name a unit as a reader writes it (“percent” → “%”)."""
    return readable(figures.unit_text(unit).to(lang))


def difference_unit(unit: str, lang: Lang) -> str:
    """Name the unit of a difference: that of two percentages is 个百分点, not %."""
    return readable(figures.difference_unit(unit).to(lang))
