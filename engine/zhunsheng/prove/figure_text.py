"""Figures as the features write them: “不低于95%”, “1199套”, “0.5亿元”."""

import re
from decimal import Decimal

from zhunsheng.model.indicator import DONE
from zhunsheng.prove.case import CannotRunError, Figure
from zhunsheng.prove.words import MILESTONES, OPERATORS

BOUND = "不低于|高于|不高于|低于"
NUMBER = r"-?\d+(?:\.\d+)?"
FIGURE = rf"(?:{BOUND})?{NUMBER}\D+?"
"""A pattern for a figure with its unit, and perhaps the word that makes it a mere bound."""

_FIGURE = re.compile(rf"({BOUND})?({NUMBER})(\D+)")


def read_figure(text: str) -> Figure:
    """Read “不低于95%” or “已完成”. Raises `CannotRunError`."""
    if text in MILESTONES:
        return Figure(None, Decimal(MILESTONES[text]), DONE)
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise CannotRunError(f"读不懂“{text}”")
    bound, number, unit = found.groups()
    return Figure(OPERATORS[bound] if bound else None, Decimal(number), unit.strip())
