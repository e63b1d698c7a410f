"""Items of the ledger -> the measures that policy asks for (催办、约谈、挂牌督办), executed by durable-rules."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from zhunsheng.infer import trouble
from zhunsheng.infer.facts import Cell, Facts, columns_of
from zhunsheng.infer.keeper import EngineMissingError, Room, RoomClosedError
from zhunsheng.infer.stratum import run
from zhunsheng.model import policy
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.escalation import Demand, Escalation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.ledger import Item, State
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Stratum

Members = tuple[Item, ...]
"""What one fact stands for: an item, or all items of a department that are still to be put right."""


class Escalated(msgspec.Struct, frozen=True, kw_only=True):
    """The measures asked for, and what went wrong with rules on the way."""

    demands: tuple[Demand, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def item_attributes(today: dt.date) -> dict[str, Callable[[Members], Cell]]:
    """Name each attribute of an item, and how to read it of the one item that a fact stands for."""
    return {
        "owner": lambda m: m[0].owner,
        "entity": lambda m: m[0].key.entity,
        "course": lambda m: m[0].course.value,
        "kind": lambda m: str(m[0].look.kind),
        "level": lambda m: str(m[0].look.level),
        "overdue": lambda m: _yes(m[0].late(today)),
        "waived": lambda m: _yes(m[0].state is State.WAIVED),
        "years": lambda m: len(m[0].years),
        "extended": lambda m: m[0].extended,
        "reopened": lambda m: m[0].reopened,
    }


def department_attributes(today: dt.date) -> dict[str, Callable[[Members], Cell]]:
    """Name each attribute of a department: its id, and how many of its items are how."""
    return {
        "owner": lambda m: m[0].owner,
        "open_items": len,
        "overdue_items": lambda m: sum(item.late(today) for item in m),
        "reopened_items": lambda m: sum(item.reopened > 0 for item in m),
        "violations": lambda m: sum(item.look.kind is FindingKind.VIOLATION for item in m),
    }


def escalate(escalation: Escalation, items: Iterable[Item], today: dt.date) -> Escalated:
    """Ask policy which items and departments are to be taken further. What is put right asks for nothing.

    Nothing that durable-rules does raises: a rule that cannot be run is a problem located at that rule.
    """
    still = sorted((item for item in items if item.course.open), key=lambda item: item.key)
    demands: list[Demand] = []
    problems: list[Diagnostic] = []
    if still and escalation.strata:
        with Room() as room:
            for stratum in escalation.strata:
                try:
                    members = _members(stratum, still)
                    outcome = run(stratum, _facts(stratum, members, today), room)
                except (EngineMissingError, RoomClosedError) as error:
                    say = trouble.missing if isinstance(error, EngineMissingError) else trouble.closed
                    problems.append(say(Location(file=stratum.rules[0].at.file), error.why))
                    break
                problems.extend(outcome.problems)
                demands.extend(
                    _demand(escalation, hit.rule, members[number], today)
                    for hit in outcome.hits
                    for group in outcome.groups[hit.situation]
                    for number in group[hit.classes[0]]
                )
    order = {rule: number for number, rule in enumerate(escalation.measures)}
    demands.sort(key=lambda each: (order[each.rule], each.owner, each.items))
    return Escalated(demands=tuple(demands), problems=tuple(problems))


def _members(stratum: Stratum, items: Sequence[Item]) -> list[Members]:
    if stratum.facts is policy.Facts.ITEMS:
        return [(item,) for item in items]
    owners: dict[str, list[Item]] = {}
    for item in items:
        owners.setdefault(item.owner, []).append(item)
    return [tuple(each) for each in owners.values()]


def _facts(stratum: Stratum, members: Sequence[Members], today: dt.date) -> Facts:
    attributes = _attributes(stratum, today)
    columns = columns_of(stratum, attributes)
    rows = [tuple([attributes[name](each) for name in columns]) for each in members]
    return Facts(columns, rows, [[number] for number in range(len(rows))])


def _attributes(stratum: Stratum, today: dt.date) -> Mapping[str, Callable[[Members], Cell]]:
    items = stratum.facts is policy.Facts.ITEMS
    return item_attributes(today) if items else department_attributes(today)


def _demand(escalation: Escalation, rule: policy.PolicyRule, members: Members, today: dt.date) -> Demand:
    """What is asked of a department rests on its items that are late, if any are: else on all that are open."""
    late = tuple(item.key.id for item in members if item.late(today))
    return Demand(
        measure=escalation.measures[rule.id],
        rule=rule.id,
        because=rule.because,
        owner=members[0].owner,
        items=late or tuple(item.key.id for item in members),
    )


def _yes(said: bool) -> str:
    return "yes" if said else "no"
