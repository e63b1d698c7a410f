"""Indicators that nothing rests on: departments would report figures for nobody."""

from collections.abc import Iterator

from zhunsheng.lint.given import Given
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.expression import names
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Check, Components, Parts


def unused(given: Given) -> Iterator[Diagnostic]:
    """Remark on an indicator that no rule speaks of, nothing is derived from, and no check relates to another."""
    used = _used(given.catalogue)
    idle = [name for name in given.catalogue.indicators if name not in used]
    if not idle:
        return
    for file in given.files.names:
        listed = given.files.layout(file).indicators
        for name in idle:
            if name in listed:
                at = listed[name].under("id") or listed[name]
                message = Text(
                    f"没有规则、算式或分项检查用到指标“{name}”。", f"Nothing makes use of the indicator “{name}”."
                )
                hint = Text("写一条用到它的规则，或删去。", "Write a rule that uses it, or remove it.")
                yield given.at("unused-indicator", file, at.span, f"indicators/{name}", message, hint=hint)


def _used(catalogue: Catalogue) -> set[str]:
    found = {rule.indicator for rule in catalogue.rules.values()}
    found |= {name for check in catalogue.checks for name in _related(check)}
    open_names = list(found)
    while open_names:
        expression = catalogue.indicators[open_names.pop()].expression
        below = set() if expression is None else set(names(expression)) - found
        found |= below
        open_names.extend(below)
    return found


def _related(check: Check) -> tuple[str, ...]:
    """List what a check holds against each other; others merely look at whatever there is."""
    match check:
        case Parts(whole=whole, parts=parts):
            return (whole, *parts)
        case Components(share=share, numerator=numerator, denominator=denominator):
            return share, numerator, denominator
    return ()
