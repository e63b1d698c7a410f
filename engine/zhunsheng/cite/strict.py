"""Whether a rule is as strict as the text: “超过40” asks for more than 40, “40以上” has 40 with it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhunsheng.cite import problems
from zhunsheng.cite.edition import Edition
from zhunsheng.cite.quantities import numeral
from zhunsheng.model import strictness
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target

_CLOSE = 12
"""So many characters before and behind a figure may say how strict it is."""


class Borne(NamedTuple):
    """A figure of a citation, and the quantities of the text that bear it out."""

    figure: str
    quantities: frozenset[int]


def held(edition: Edition, rule: Rule, borne: Sequence[Borne]) -> list[Diagnostic]:
    """Hold the operator of each target against the words around its figure, wherever the text states it.

    One passage that says it as the rule does is enough: a table gives the bare figure, the prose its strictness.
    """
    found = []
    for target in rule.targets:
        said = {each for each in _said(edition, target, borne) if each is not None}
        if said and not any(strictness.agrees(target.operator, each[0]) for each in said):
            operator, index = min(said, key=lambda each: each[1])
            line = edition.line(edition.quantities[index].start)
            found.append(problems.strictness_differs(rule, target, operator, line))
    return found


def _said(edition: Edition, target: Target, borne: Iterable[Borne]) -> Iterable[tuple[Operator, int] | None]:
    for each in borne:
        if target.value is not None and numeral(each.figure) == target.value:
            for index in each.quantities:
                yield _of(edition, index)


def _of(edition: Edition, index: int) -> tuple[Operator, int] | None:
    """Return what the words around a quantity say, and the quantity; a range says both of its ends itself."""
    quantity = edition.quantities[index]
    if len(quantity.values) != 1:
        return None
    flat = edition.text.flat
    first, last = edition.paragraph(quantity.start)
    before = flat[max(first, quantity.start - _CLOSE) : quantity.start]
    said = strictness.by_words(before, flat[quantity.end : min(last, quantity.end + _CLOSE)])
    return None if said is None else (said, index)
