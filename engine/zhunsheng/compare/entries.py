"""What a catalogue says, entry by entry and key by key, as texts: nothing of it is left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec

from zhunsheng.compare.declared import declared, formula
from zhunsheng.model.amendment import Topic
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import ContextReason, DiscrepancyKind
from zhunsheng.model.policy import Constant, Pattern, Stratum
from zhunsheng.model.quantity import decimal_text, terminates
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, CheckLevel
from zhunsheng.model.words import CHECK_KIND, CHECK_LEVEL, CONTEXT_REASON, DISCREPANCY, INDICATOR_KIND, KIND, LEVEL

Where = Callable[[Location], str]
"""Says where something stands, seen from where the command runs."""

_IN_DECLARED = frozenset(
    {"id", "plan", "at", "indicator", "nature", "unit", "owner", "scope", "base", "targets", "trajectory", "decimals"}
    | {"bands", "members"}
)
"""Of a rule: what `declared` writes, and what tells which rule it is."""
_LISTED = ("places", "departments", "tasks", "discrepancies", "rosters", "context")
"""Of a plan: what is told entry by entry."""
_TOLD = (
    "plan",
    "indicators",
    "rules",
    "policy",
    "known_units",
    "digest",
    "checks",
    "terms",
    "escalation",
    "assessment",
)
"""Of a catalogue: what is told by topics of its own."""

_WORDS: Mapping[type, Mapping[Any, Text]] = {
    Kind: INDICATOR_KIND,
    FindingKind: KIND,
    Level: LEVEL,
    CheckKind: CHECK_KIND,
    CheckLevel: CHECK_LEVEL,
    DiscrepancyKind: DISCREPANCY,
    ContextReason: CONTEXT_REASON,
}


Said = Text | tuple[str, ...]
"""What a key says: a text, or a list of names."""


class Entry(NamedTuple):
    """One thing that a catalogue declares: its title, its department (a rule's), where it stands, and each key."""

    title: str
    keys: Mapping[str, Said]
    at: str = ""
    owner: str = ""


Entries = Mapping[tuple[Topic, str], Entry]


def entries(catalogue: Catalogue, where: Where) -> Entries:
    """List all that a catalogue declares, by topic and id."""
    return dict(_all(catalogue, where))


def _all(catalogue: Catalogue, where: Where) -> Iterator[tuple[tuple[Topic, str], Entry]]:
    said = declared(catalogue)
    departments = {each.id: each.title for each in catalogue.plan.departments}
    for rule in catalogue.rules.values():
        bearing = {key: each.text for key, each in said[rule.id].items()}
        yield (
            (Topic.RULE, rule.id),
            Entry(rule.title, {**bearing, **_rest_of(rule)}, where(rule.at), departments[rule.owner]),
        )
    for indicator in catalogue.indicators.values():
        yield (Topic.INDICATOR, indicator.id), Entry(indicator.title, _indicator(indicator, catalogue))
    yield from _policies(Topic.POLICY, catalogue.policy.strata, where)
    yield from _policies(Topic.ESCALATION, catalogue.escalation.strata, where, catalogue.escalation.measures)
    for check in catalogue.checks:
        keys = {"kind": _plain(CheckKind(str(check.__struct_config__.tag)))} | _fields(check, "id", "at")
        yield (Topic.CHECK, check.id), Entry(check.title, keys, where(check.at))
    days = {key: _plain(days) for key, days in catalogue.terms.days.items()}
    yield (Topic.TERMS, ""), Entry("", days | {"default": _plain(catalogue.terms.default)})
    yield from _of_plan(catalogue)
    yield from _assessment(catalogue, where)
    yield from _units(catalogue)
    rest = (name for name in catalogue.__struct_fields__ if name not in _TOLD)
    for name in rest:
        yield (Topic.OTHER, name), Entry(name, dict(_flat("", getattr(catalogue, name))))


def _rest_of(rule: Rule) -> dict[str, Said]:
    """Say what a rule is beside its verdicts. The document cited is the plan's."""
    return _fields(rule, *_IN_DECLARED, "source") | {
        "source": Text(
            f"{rule.source.locator}“{rule.source.anchor}”{'、'.join(rule.source.figures)}",
            f"{rule.source.locator} “{rule.source.anchor}” {', '.join(rule.source.figures)}".rstrip(),
        ),
        **({"also": _plain(rule.source.also)} if rule.source.also else {}),
    }


def _indicator(indicator: Indicator, catalogue: Catalogue) -> dict[str, Said]:
    """Say what an indicator is; the units that it is accepted in stand with the units."""
    keys = _fields(indicator, "id", "units", "expression", "expression_factor", "expression_text")
    return keys | {"formula": formula(indicator, catalogue)}


def _policies(
    topic: Topic, strata: Iterable[Stratum], where: Where, measures: Mapping[str, str] = {}
) -> Iterator[tuple[tuple[Topic, str], Entry]]:
    """List policy rules, each with what its stratum lets it see, in the order in which the strata run."""
    for number, stratum in enumerate(strata, start=1):
        frame = _fields(stratum, "rules", "id") | {"stratum": _same(f"{number}. {stratum.id}")}
        for rule in stratum.rules:
            keys = _fields(rule, "id", "at", "patterns") | {"when": _same(" & ".join(map(_pattern, rule.patterns)))}
            measure = {"measure": _same(measures[rule.id])} if rule.id in measures else {}
            yield (topic, rule.id), Entry(rule.because.zh, keys | frame | measure, where(rule.at))


def _pattern(pattern: Pattern) -> str:
    tests = []
    for test in pattern.tests:
        if isinstance(test, Constant):
            value = str(test.value)
        else:
            offset = f" {test.offset:+d}" if test.offset else ""
            value = f"{test.other}.{test.other_attribute}{offset}"
        tests.append(f"{test.attribute} {test.compare} {value}")
    return f"{pattern.name}({', '.join(tests)})"


def _of_plan(catalogue: Catalogue) -> Iterator[tuple[tuple[Topic, str], Entry]]:
    plan = catalogue.plan
    own = _fields(plan, "id", "period", *_LISTED)
    own["period"] = _same(f"{plan.period.base}, {plan.period.start}–{plan.period.end}")
    own["area"] = _same(plan.area.title)
    yield (Topic.PLAN, plan.id), Entry(plan.title, own)
    listed: tuple[tuple[Topic, Iterable[Any]], ...] = (
        (Topic.PLACE, plan.places),
        (Topic.DEPARTMENT, plan.departments),
        (Topic.TASK, plan.tasks),
        (Topic.DISCREPANCY, plan.discrepancies),
    )
    for topic, each in ((topic, each) for topic, them in listed for each in them):
        yield (topic, each.id), Entry(each.title, _fields(each, "id", "at"))
    for roster in plan.rosters:
        yield (Topic.ROSTER, roster.level), Entry(roster.title, _fields(roster, "level"))
    for context in plan.context:
        name = " ".join((context.locator, context.anchor or "", *context.figures)).strip()
        yield (Topic.CONTEXT, name), Entry(name, _fields(context, "at"))


def _assessment(catalogue: Catalogue, where: Where) -> Iterator[tuple[tuple[Topic, str], Entry]]:
    declared = catalogue.assessment
    if declared is None:
        return
    at = where(declared.at)
    own = _fields(declared, "id", "at", "themes", "zones")
    yield (Topic.ASSESSMENT, declared.id), Entry(declared.title, own, at)
    for theme in declared.themes:
        yield (Topic.ASSESSMENT, f"{declared.id}/{theme.id}"), Entry(theme.title, _fields(theme, "id"), where(theme.at))
    for zone in declared.zones:
        yield (Topic.ASSESSMENT, f"{declared.id}/{zone.zone}"), Entry(zone.zone, _fields(zone, "zone"), at)


def _units(catalogue: Catalogue) -> Iterator[tuple[tuple[Topic, str], Entry]]:
    """List every unit that figures are taken in, with what it is in the units that indicators have."""
    factors: dict[str, dict[str, Text]] = {unit: {} for unit in catalogue.known_units}
    for indicator in catalogue.indicators.values():
        for spelling, factor in indicator.units.items():
            factors.setdefault(spelling, {})[indicator.unit] = _plain(factor)
    for unit, into in factors.items():
        yield (Topic.UNIT, unit), Entry(unit, into)


def _flat(path: str, value: object) -> Iterator[tuple[str, Said]]:
    """Write each leaf of what is made of structs, by the way that leads there: “aspects/ecology/rules”."""
    if isinstance(value, tuple) and any(isinstance(each, msgspec.Struct) for each in value):
        for number, each in enumerate(value, start=1):
            name = getattr(each, "id", None) or getattr(each, "title", None) or str(number)
            yield from _flat(f"{path}/{name}".lstrip("/"), each)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Location | Text):
        for name in value.__struct_fields__:
            yield from _flat(f"{path}/{name}".lstrip("/"), getattr(value, name))
    elif value not in (None, "", ()) and not isinstance(value, Location):
        yield path, _said(value)


def _fields(of: msgspec.Struct, *but: str) -> dict[str, Said]:
    """Write every field of a struct that says something, but those named."""
    values = {name: getattr(of, name) for name in of.__struct_fields__ if name not in but}
    return {name: _said(value) for name, value in values.items() if value not in (None, "", (), {})}


def _said(value: object) -> Said:
    """Write a value; a list of names stays one."""
    if isinstance(value, tuple) and all(isinstance(each, str) and not isinstance(each, StrEnum) for each in value):
        return value
    return _plain(value)


def _plain(value: object) -> Text:
    """Write a value; what it is made of is written within brackets. Where something stands is left out."""
    if isinstance(value, Text):
        return value
    words = _WORDS.get(type(value))
    if words is not None:
        return words[value]
    return _same(_written(value))


def _written(value: object) -> str:
    match value:
        case StrEnum():
            return value.value
        case Text():
            return f"{value.zh} / {value.en}"
        case bool():
            return "true" if value else "false"
        case Fraction():
            return decimal_text(value) if terminates(value) else str(value)
        case Decimal():
            return decimal_text(value)
        case Mapping():
            return ", ".join(f"{key}: {_written(each)}" for key, each in value.items())
        case tuple():
            return "; ".join(map(_written, value))
        case msgspec.Struct():
            fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
            kept = ((name, each) for name, each in fields if each not in (None, "", ()) and not _is_place(each))
            return "{" + ", ".join(f"{name}: {_written(each)}" for name, each in kept) + "}"
        case _:
            return str(value)


def _is_place(value: object) -> bool:
    return isinstance(value, Location)


def _same(text: str) -> Text:
    return Text(text, text)
