"""What is reported beside a share: the numerator and denominator that a check on the data asks for."""

from collections.abc import Iterable

from zhunsheng.model.validation import Check, Components

Beside = dict[str, tuple[Components, ...]]
"""The checks that ask for numerator and denominator, by the indicator of the share."""


def beside(checks: Iterable[Check]) -> Beside:
    """Gather what is asked for beside each share, in the order of the checks."""
    found: Beside = {}
    for check in checks:
        if isinstance(check, Components):
            found[check.share] = (*found.get(check.share, ()), check)
    return found


def with_components(indicator: str, asked: Beside) -> tuple[str, ...]:
    """List an indicator and all that is asked for beside it, each once: a numerator may be a share itself."""
    found, open_ids = dict[str, None](), [indicator]
    while open_ids:
        each = open_ids.pop(0)
        if each not in found:
            found[each] = None
            open_ids += [one for check in asked.get(each, ()) for one in (check.numerator, check.denominator)]
    return tuple(found)
