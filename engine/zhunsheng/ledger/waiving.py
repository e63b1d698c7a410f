"""Waivers in force -> judgements set aside by leave. What keeps its promise, or cannot be told, stays as it is."""

from collections.abc import Iterable, Mapping

import msgspec

from zhunsheng.ledger.looks import key_of_department, key_of_rule
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Reason, Status
from zhunsheng.model.ledger import Item, State
from zhunsheng.model.waiver import Waiver

Waivers = Mapping[str, Waiver]
"""Waivers in force, by item id."""

_ACCUSES = OFF_TARGET | {Status.NOT_REPORTED}


def waivers(items: Iterable[Item]) -> Waivers:
    """Return the waivers that are in force."""
    return {item.key.id: item.waiver for item in items if item.state is State.WAIVED and item.waiver is not None}


def waive(catalogue: Catalogue, judgements: Iterable[Judgement], in_force: Waivers) -> tuple[Judgement, ...]:
    """Set aside what is off target, or was not reported, and is waived: no finding is then drawn from it."""
    if not in_force:
        return tuple(judgements)
    return tuple(_waived(catalogue, each, in_force) for each in judgements)


def undrawn(catalogue: Catalogue, findings: Iterable[Finding], in_force: Waivers) -> tuple[Finding, ...]:
    """Leave out conclusions about departments that are waived."""
    return tuple(
        each for each in findings if each.rule is not None or key_of_department(catalogue, each).id not in in_force
    )


def _waived(catalogue: Catalogue, judged: Judgement, in_force: Waivers) -> Judgement:
    waiver = in_force.get(key_of_rule(catalogue, judged).id) if judged.status in _ACCUSES else None
    if waiver is None:
        return judged
    return msgspec.structs.replace(judged, status=Status.WAIVED, reason=Reason.WAIVED, waiver=waiver)
