"""How a judged figure came about: conversions, sums and quotients, written with the figures in place."""

from collections.abc import Sequence
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.figures import figure
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.figures import bounded, submitted, unit_text

_SUM_OF = Text("{0}—{1} 年累计 {2}", "sum of {0}–{1}: {2}")
_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}
_TIGHT = 3
"""How strongly a single figure binds; a sum binds with 1, a product with 2."""


def operand(value: Fraction) -> str:
    """Write a figure inside a formula: negative ones in brackets."""
    digits = figure(value).digits
    return f"({digits})" if value < 0 else digits


def conversions(catalogue: Catalogue, judgement: Judgement, lang: Lang) -> tuple[str, ...]:
    """Write each turning of a submitted figure into the indicator's unit: “8900 万元 × 1/10000 = 0.89 亿元”."""
    if _converted_together(catalogue, judgement):
        return ()
    return tuple(conversion(catalogue, o, lang) for o in judgement.observations if o.factor != 1)


def conversion(catalogue: Catalogue, observation: Observation, lang: Lang) -> str:
    """Write one conversion."""
    submitted = bounded(operand(Fraction(observation.value)), observation.bound)
    unit = unit_text(_unit(catalogue, observation.indicator, observation.unit), lang)
    result = figure(observation.figure).text(lang, unit)
    return f"{submitted} {readable(observation.unit)} × {_factor(observation.factor)} = {result}"


def total(catalogue: Catalogue, judgement: Judgement, lang: Lang) -> tuple[str, ...]:
    """Write the sum or the formula that gave the value; empty where the value is a reported figure as it stands."""
    indicator = catalogue.indicators.get(judgement.indicator)
    if judgement.value is None or indicator is None:
        return ()
    if indicator.expression is not None:
        scale, body, binding = _write(catalogue, judgement, indicator.expression)
        whole, _ = _absorbed((scale * indicator.expression_factor, body, binding))
        return (f"{whole} = {_result(judgement, judgement.value, lang)}",)
    if indicator.kind is Kind.FLOW:
        return _sum(catalogue, judgement, _result(judgement, judgement.value, lang), lang)
    return ()


def _result(judgement: Judgement, value: Fraction, lang: Lang) -> str:
    return figure(value, (judgement.target, judgement.upper)).text(lang, unit_text(judgement.unit, lang))


def _sum(catalogue: Catalogue, judgement: Judgement, result: str, lang: Lang) -> tuple[str, ...]:
    parts = judgement.observations
    years = (catalogue.plan.period.start, judgement.year)
    if _converted_together(catalogue, judgement):
        submitted = " + ".join(operand(Fraction(o.value)) for o in parts)
        submitted = f"({submitted})" if len(parts) > 1 else submitted
        body = f"{submitted} {readable(parts[0].unit)} × {_factor(parts[0].factor)}"
    elif len(parts) > 1:
        body = " + ".join(operand(o.figure) for o in parts)
    else:
        return ()
    written = f"{body} = {result}"
    return (_SUM_OF.to(lang).format(*years, written) if len(parts) > 1 else written,)


def _converted_together(catalogue: Catalogue, judgement: Judgement) -> bool:
    """Tell whether a sum can be written in the submitted unit, with a single conversion at its end."""
    indicator = catalogue.indicators.get(judgement.indicator)
    if indicator is None or indicator.kind is not Kind.FLOW or indicator.expression is not None:
        return False
    ways = {(o.unit, o.factor) for o in judgement.observations}
    return judgement.value is not None and len(ways) == 1 and next(iter(ways))[1] != 1


def _write(catalogue: Catalogue, judgement: Judgement, node: Expression) -> tuple[Fraction, str, int]:
    """Return (scale, text, binding): `node` equals scale × text. Unit factors gather in the scale and often cancel."""
    match node:
        case Number(value):
            return Fraction(1), operand(value), _TIGHT
        case Name(identifier, factor):
            scale, text, binding = _component(catalogue, judgement, identifier)
            return scale * factor, text, binding
        case Negation(of):
            scale, text, binding = _write(catalogue, judgement, of)
            return scale, f"−{_bracket(text, binding, 2)}", 1
        case Operation(sign, left, right):
            first = _write(catalogue, judgement, left)
            second = _write(catalogue, judgement, right)
            return _sum_of(sign, first, second) if sign in "+-" else _product(sign, first, second)


def _component(catalogue: Catalogue, judgement: Judgement, identifier: str) -> tuple[Fraction, str, int]:
    indicator = catalogue.indicators[identifier]
    if indicator.expression is not None:
        scale, text, binding = _write(catalogue, judgement, indicator.expression)
        return scale * indicator.expression_factor, text, binding
    found = [o.figure for o in judgement.observations if o.indicator == identifier]
    text = " + ".join(operand(f) for f in found) or readable(identifier)
    return Fraction(1), text, _TIGHT if len(found) <= 1 else 1


def _sum_of(
    sign: str, first: tuple[Fraction, str, int], second: tuple[Fraction, str, int]
) -> tuple[Fraction, str, int]:
    same = first[0] == second[0]
    left = first if same else (Fraction(1), *_absorbed(first))
    right = second if same else (Fraction(1), *_absorbed(second))
    text = f"{left[1]}{_SIGNS[sign]}{_bracket(right[1], right[2], 2 if sign == '-' else 1)}"
    return left[0], text, 1


def _product(
    sign: str, first: tuple[Fraction, str, int], second: tuple[Fraction, str, int]
) -> tuple[Fraction, str, int]:
    scale = first[0] * second[0] if sign == "*" else first[0] / second[0]
    text = f"{_bracket(first[1], first[2], 2)}{_SIGNS[sign]}{_bracket(second[1], second[2], 3 if sign == '/' else 2)}"
    return scale, text, 2


def _absorbed(part: tuple[Fraction, str, int]) -> tuple[str, int]:
    scale, text, binding = part
    return (text, binding) if scale == 1 else (f"{_bracket(text, binding, 2)}{_times(scale)}", 2)


def _bracket(text: str, binding: int, needed: int) -> str:
    return text if binding >= needed else f"({text})"


def _times(scale: Fraction) -> str:
    return "" if scale == 1 else f" × {_factor(scale)}"


def _factor(factor: Fraction) -> str:
    return str(factor) if factor.denominator != 1 else figure(factor).digits


def _unit(catalogue: Catalogue, indicator: str, submitted: str) -> str:
    known: Indicator | None = catalogue.indicators.get(indicator)
    return known.unit if known is not None else submitted


def shown_figures(observations: Sequence[Observation], lang: Lang) -> str:
    """List submitted figures as they stood in their cells, with their units."""
    separator = "、" if lang == "zh" else ", "
    return separator.join(submitted(o) for o in observations)
