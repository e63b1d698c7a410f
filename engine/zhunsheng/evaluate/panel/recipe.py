"""How derived figures are made, whatever their parts are called: formulas of one recipe are worked out as one array."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, assert_never

import numpy as np

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.column import Column
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.formula import Formula
from zhunsheng.model.indicator import Indicator, parts
from zhunsheng.model.same import Same

ONE = Fraction(1)
KEPT = 4096
"""Rules laid out, and ways to make figures, that are kept: all printed ones, and many of those issued."""


class Made(NamedTuple):
    """A figure of a recipe: see `expression.Figure`."""

    expression: Expression | None
    expression_factor: Fraction


class Recipe(NamedTuple):
    """A formula over the parts "0", "1", …; `figures` are these and the derived ones by name, the result first.

    `scales` are those of the parts; None where they multiply through, and so weigh in the rule's own scale alone.
    """

    figures: tuple[tuple[str, Made], ...]
    scales: tuple[Fraction, ...] | None


class Source(NamedTuple):
    """Where a rule's figures come from: the numbers of the reported indicators in the cube, and what is made of them.

    `recipe` is None for what is judged as reported. Figures are over·`scale`/under; `quotient` says that some under
    is not one.
    """

    parts: tuple[str, ...]
    recipe: Recipe | None
    scale: Fraction
    quotient: bool


def source(catalogue: Same[Catalogue], indicator_id: str, scales: Mapping[str, Fraction]) -> Source:
    """Find how an indicator's figures are made of reported ones; `scales` are those of the cube."""
    used = parts(catalogue.it.indicators, indicator_id)
    return _source(catalogue, indicator_id, used, tuple(scales[part] for part in used))


@lru_cache(KEPT)
def _source(
    catalogue: Same[Catalogue], indicator_id: str, used: tuple[str, ...], scales: tuple[Fraction, ...]
) -> Source:
    indicators = catalogue.it.indicators
    if indicators[indicator_id].expression is None:
        return Source(used, None, scales[0], False)
    sample = {part: Column.of(np.array([[1]], dtype=np.int64), scale) for part, scale in zip(used, scales, strict=True)}
    probe = Formula(indicators, sample, (1, 1)).figures(indicator_id)
    figures = _renamed(indicators, indicator_id, used)
    if all(_multiplies(made) for _, made in figures):
        recipe = Recipe(tuple((name, _without_factors(made)) for name, made in figures), None)
    else:
        recipe = Recipe(figures, scales)
    return Source(used, recipe, probe.scale, probe.under is not None)


def _renamed(
    indicators: Mapping[str, Indicator], indicator_id: str, used: tuple[str, ...]
) -> tuple[tuple[str, Made], ...]:
    """Call each part by its number, and each derived figure by the order in which it is met."""
    names = {part: str(number) for number, part in enumerate(used)}
    open_ids = [indicator_id]
    names[indicator_id] = "=0"
    found: list[tuple[str, Made]] = []

    def named(expression: Expression) -> Expression:
        match expression:
            case Number():
                return expression
            case Name(inner, factor):
                if inner not in names:
                    names[inner] = f"={len(names)}"
                    open_ids.append(inner)
                return Name(names[inner], factor)
            case Negation(of):
                return Negation(named(of))
            case Operation(sign, left, right):
                return Operation(sign, named(left), named(right))
            case _:  # pragma: no cover (the type checker proves that there is nothing else)
                assert_never(expression)

    for open_id in open_ids:
        of = indicators[open_id]
        assert of.expression is not None  # noqa: S101 (reported ones have a name from the start)
        found.append((names[open_id], Made(named(of.expression), of.expression_factor)))
    return (*found, *((names[part], Made(None, ONE)) for part in used))


def _multiplies(made: Made) -> bool:
    """Tell whether scales and factors come through a formula as factors of the result, and are positive."""
    return made.expression_factor > 0 and (made.expression is None or _factors_only(made.expression))


def _factors_only(expression: Expression) -> bool:
    match expression:
        case Number(value):
            return value > 0
        case Name(_, factor):
            return factor > 0
        case Negation(of):
            return _factors_only(of)
        case Operation(sign, left, right):
            return sign in ("*", "/") and _factors_only(left) and _factors_only(right)
        case _:  # pragma: no cover (the type checker proves that there is nothing else)
            assert_never(expression)


def _without_factors(made: Made) -> Made:
    return Made(None if made.expression is None else _bare(made.expression), ONE)


def _bare(expression: Expression) -> Expression:
    match expression:
        case Number():
            return Number(ONE)
        case Name(inner):
            return Name(inner)
        case Negation(of):
            return Negation(_bare(of))
        case Operation(sign, left, right):
            return Operation(sign, _bare(left), _bare(right))
        case _:  # pragma: no cover (the type checker proves that there is nothing else)
            assert_never(expression)
