"""The part of a ledger.yaml that says when something is taken further: rules over items and over departments."""

from collections.abc import Mapping

from zhunsheng.compile import identifiers
from zhunsheng.compile.policy_file import MAX_RULES
from zhunsheng.compile.policy_tests import Attribute, Sight, read_test
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.shape import Fields, each, mapping, scalar
from zhunsheng.model.escalation import Escalation
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.ledger import Course
from zhunsheng.model.policy import Constant, Facts, Pattern, PolicyRule, Stratum
from zhunsheng.model.shapes import ledger as shapes
from zhunsheng.model.shapes.values import BOTH_LANGUAGES
from zhunsheng.model.text import Text

_YES = Attribute(text=True, values=("yes", "no"))
_NUMBER = Attribute(text=False)
_ITEM = {
    "owner": Attribute(text=True),
    "entity": Attribute(text=True),
    "course": Attribute(text=True, values=tuple(course.value for course in Course if course.open)),
    "kind": Attribute(text=True, values=(FindingKind.VIOLATION.value, FindingKind.ALERT.value)),
    "level": Attribute(text=True, values=tuple(level.value for level in Level)),
    "overdue": _YES,
    "waived": _YES,
    "years": _NUMBER,
    "extended": _NUMBER,
    "reopened": _NUMBER,
}
_DEPARTMENT = {
    "owner": Attribute(text=True),
    "open_items": _NUMBER,
    "overdue_items": _NUMBER,
    "reopened_items": _NUMBER,
    "violations": _NUMBER,
}
ATTRIBUTES = {Facts.ITEMS: _ITEM, Facts.DEPARTMENTS: _DEPARTMENT}
"""What a rule may look at: of an item that is still to be put right, and of a department that has such items."""

_NAME = "it"
_WHEN = '{overdue: "yes"}'


def read(file: Fields, ids: Mapping[str, tuple[str, ...]]) -> Escalation:
    """Read what stands under `escalation`; nothing where there is none."""
    section = file.fields("escalation", *shapes.ESCALATION.names)
    if section is None:
        return Escalation()
    measures: dict[str, str] = {}
    strata = [_stratum(section, facts, ids, measures) for facts in ATTRIBUTES if facts.value in section]
    return Escalation(strata=tuple(stratum for stratum in strata if stratum.rules), measures=measures)


def _stratum(section: Fields, facts: Facts, ids: Mapping[str, tuple[str, ...]], measures: dict[str, str]) -> Stratum:
    seen = {
        name: Attribute(text=True, values=ids[name]) if name in ids else attribute
        for name, attribute in ATTRIBUTES[facts].items()
    }
    items, problems = section.items(facts.value), section.problems
    for extra in items[MAX_RULES : MAX_RULES + 1]:
        message = Text(f"这一层有 {len(items)} 条规则。", f"This stratum has {len(items)} rules.")
        problems.add("too-many-rules", extra.at, message, Text(f"至多 {MAX_RULES} 条", f"at most {MAX_RULES}"))
    rules = [_rule(item, seen, measures) for item in each(items, problems, *shapes.ITEM_MEASURE.names)]
    return Stratum(
        id=facts.value,
        facts=facts,
        per=(),
        sees=tuple(seen),
        tallies=(),
        rules=tuple(rule for rule in rules if rule is not None),
    )


def _rule(rule: Fields, seen: Mapping[str, Attribute], measures: dict[str, str]) -> PolicyRule | None:
    rule_id, because, measure = (
        identifiers.kebab(rule),
        rule.fields("because", *BOTH_LANGUAGES.names),
        rule.text("measure"),
    )
    tests = _tests(rule, seen, rule.problems)
    if rule_id is None or because is None or measure is None or not tests:
        return None
    if rule_id.text in measures:
        message = Text(f"编号“{rule_id.text}”重复。", f"The id “{rule_id.text}” is used twice.")
        rule.problems.add("duplicate-id", rule_id.at, message)
    measures[rule_id.text] = measure
    zh, en = because.text("zh"), because.text("en")
    return PolicyRule(
        id=rule_id.text,
        patterns=(Pattern(name=_NAME, tests=tests),),
        about=_NAME,
        kind=FindingKind.NOTICE,
        level=Level.BLUE,
        because=Text(zh or "", en or ""),
        at=rule_id.at,
    )


def _tests(rule: Fields, seen: Mapping[str, Attribute], problems: Problems) -> tuple[Constant, ...]:
    """Read tests of one fact against constants: what is compared with another fact is reported."""
    node = rule.node("when")
    written = None if node is None else mapping(node, problems, _WHEN)
    found = []
    for attribute, value in () if written is None else written.entries:
        text = scalar(value, problems)
        test = None if text is None else read_test(attribute, text, Sight(seen, ()), problems)
        if isinstance(test, Constant):
            found.append(test)
    return tuple(found)
