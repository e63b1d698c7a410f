"""Of what was amended, each thing told once: an indicator goes with its rule, and a plan decides for all its rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from zhunsheng.model.amendment import Amended, Amendment, Edit, Topic
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import DONE

_INHERITED = frozenset({"bands", "period"})
"""Keys of a rule that the plan decides unless the rule says otherwise."""


class _Elsewhere(NamedTuple):
    """What is told elsewhere: by the plan, by the rules of each indicator; which indicators rules came or went with."""

    of_plan: frozenset[object]
    of_rules: Mapping[str, set[object]]
    with_rules: Mapping[Amended, set[str]]


def each_told_once(found: Iterable[Amendment], old: Catalogue, new: Catalogue) -> Iterator[Amendment]:
    """Leave out what another entry tells: of a rule what the plan decides, of an indicator what its rules tell."""
    found = list(found)
    elsewhere = _Elsewhere(
        of_plan=frozenset(_said(edit) for each in found if each.topic is Topic.PLAN for edit in each.edits),
        of_rules=_of_rules(found, old, new),
        with_rules={Amended.ADDED: _used(new) - _used(old), Amended.REMOVED: _used(old) - _used(new)},
    )
    for each in found:
        if not _goes_with_another(each, elsewhere):
            kept = (edit for edit in each.edits if not _told(edit, each, elsewhere))
            yield msgspec.structs.replace(each, edits=tuple(kept))


def _goes_with_another(amendment: Amendment, elsewhere: _Elsewhere) -> bool:
    match amendment.topic:
        case Topic.INDICATOR:
            return amendment.id in elsewhere.with_rules.get(amendment.amended, ())
        case Topic.UNIT:  # these come and go with the indicators that have them
            return amendment.id == DONE or "/" in amendment.id
        case _:
            return False


def _told(edit: Edit, amendment: Amendment, elsewhere: _Elsewhere) -> bool:
    match amendment.topic:
        case Topic.RULE:
            return edit.key in _INHERITED and _said(edit) in elsewhere.of_plan
        case Topic.INDICATOR:
            return _said(edit) in elsewhere.of_rules.get(amendment.id, ())
        case Topic.UNIT:  # a unit in which another indicator is counted now is the same unit
            return edit.old is None or edit.new is None
        case _:
            return False


def _of_rules(found: Iterable[Amendment], old: Catalogue, new: Catalogue) -> dict[str, set[object]]:
    told: dict[str, set[object]] = defaultdict(set)
    for each in found:
        if each.topic is Topic.RULE:
            for catalogue, rule in ((old, each.was or each.id), (new, each.id)):
                if rule in catalogue.rules:
                    told[catalogue.rules[rule].indicator].update(map(_said, each.edits))
    return told


def _said(edit: Edit) -> object:
    return edit.key, edit.old, edit.new


def _used(catalogue: Catalogue) -> set[str]:
    return {rule.indicator for rule in catalogue.rules.values()}
