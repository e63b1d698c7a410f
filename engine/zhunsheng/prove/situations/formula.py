"""Splits a derived figure into the figures that departments report: all parts but one fixed, that one solved for."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation, calculate
from zhunsheng.model.indicator import Indicator, parts
from zhunsheng.prove.situations.amounts import COUNTED, exact

Indicators = Mapping[str, Indicator]


def fixed_parts(indicators: Indicators, derived: Indicator) -> dict[str, Decimal]:
    """Give every part but the first a round figure: a hundred of what is counted, ten of anything else."""
    _, *others = parts(indicators, derived.id)
    return {part: Decimal(100 if indicators[part].unit in COUNTED else 10) for part in others}


def first_part(indicators: Indicators, derived: Indicator, wanted: Fraction) -> Decimal:
    """The figure of the first part with which the formula gives `wanted`. Raises `ValueError` where none is exact."""
    first = parts(indicators, derived.id)[0]
    fixed = {part: Fraction(value) for part, value in fixed_parts(indicators, derived).items()}
    at_none = result(indicators, derived, {**fixed, first: Fraction(0)})
    slope = result(indicators, derived, {**fixed, first: Fraction(1)}) - at_none
    figure = None if slope == 0 else exact((wanted - at_none) / slope)
    if figure is None:
        raise ValueError(f"{derived.title}：给不出恰好等于{wanted}的组成数，这项指标的场景请手写")
    return figure


def result(indicators: Indicators, derived: Indicator, values: Mapping[str, Fraction]) -> Fraction:
    """Work the formula out, in the derived indicator's unit. `values` hold the reported parts."""
    if derived.expression is None:
        return values[derived.id]
    return _value(indicators, derived.expression, values) * derived.expression_factor


def zero_part(derived: Indicator) -> str | None:
    """The part that the whole formula is divided by, where it is a single one."""
    match derived.expression:
        case Operation("/", _, Name(part)) | Operation("*", Operation("/", _, Name(part)), _):
            return part
    return None


def _value(indicators: Indicators, expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    match expression:
        case Number(value):
            return value
        case Name(part, factor):
            return result(indicators, indicators[part], values) * factor
        case Negation(of):
            return -_value(indicators, of, values)
        case Operation(operator, left_side, right_side):
            return calculate(_value(indicators, left_side, values), operator, _value(indicators, right_side, values))
