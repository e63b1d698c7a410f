"""policy.yaml: strata of rules over judgements and tallies, held to what durable-rules can be trusted with."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.compile import identifiers
from zhunsheng.compile.policy_tests import ATTRIBUTES, CLOSED, NAMING, Attribute, Sight, read_test
from zhunsheng.compile.problems import Problems, did_you_mean, one_of, shown
from zhunsheng.compile.shape import Fields, choose, each, fields, mapping, scalar
from zhunsheng.compile.yaml_tree import Mapping as MappingNode
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.policy import Constant, Facts, Joined, Pattern, Policy, PolicyRule, Stratum, Tally
from zhunsheng.model.shapes import policy as shapes
from zhunsheng.model.shapes.values import BOTH_LANGUAGES
from zhunsheng.model.text import Text

MAX_RULES = 20
MAX_PATTERNS = 8

PER = {
    Facts.JUDGEMENTS: ("rule", "entity", "year", "owner", "indicator"),
    Facts.TALLIES: ("owner", "entity", "year"),
}
"""What the facts of a stratum may be grouped by."""

FACTS = {facts.value: facts for facts in (Facts.JUDGEMENTS, Facts.TALLIES)}
KINDS = {kind.value: kind for kind in FindingKind}
LEVELS = {level.value: level for level in Level}

_RESERVED = ("id", "sid", *ATTRIBUTES)
_NUMBER = Attribute(text=False)
_WHEN = "{j: {nature: binding, status: missed}}"


def read(node: Node, ids: Mapping[str, tuple[str, ...]], problems: Problems) -> Policy | None:
    """Read the tree of a policy.yaml. `ids` lists, for each attribute that holds an id of the plan, those ids.

    None where it is not a mapping of strata. What is wrong inside is reported, and left out.
    """
    top = fields(node, problems, *shapes.POLICY.names)
    if top is None:
        return None
    attributes = {name: Attribute(text=True, values=ids.get(name)) for name in NAMING}
    attributes |= {name: Attribute(text=True, values=values) for name, values in CLOSED.items()}
    items = each(top.items("strata"), problems, *shapes.STRATUM.names)
    taken = _Taken({}, {})
    strata = [_stratum(item, index, attributes, taken) for index, item in enumerate(items)]
    return Policy(strata=tuple(stratum for stratum in strata if stratum is not None))


@dataclass(frozen=True, slots=True)
class _Taken:
    """Ids that strata and rules have used so far. Rule ids enter the fingerprints of findings."""

    strata: dict[str, Scalar]
    rules: dict[str, Scalar]


def _new_id(fields: Fields, taken: dict[str, Scalar]) -> Scalar | None:
    found = identifiers.kebab(fields)
    if found is not None and taken.setdefault(found.text, found) is not found:
        message = Text(f"编号“{found.text}”重复。", f"The id “{found.text}” is used twice.")
        first = taken[found.text].at
        hint = Text(f"第一次在第 {first.line} 行。", f"It was first used in line {first.line}.")
        fields.problems.add("duplicate-id", found.at, message, hint=hint)
    return found


def _stratum(stratum: Fields, index: int, attributes: Mapping[str, Attribute], taken: _Taken) -> Stratum | None:
    problems = stratum.problems
    stratum_id, facts = _new_id(stratum, taken.strata), stratum.choice("facts", FACTS)
    tallies = _tallies(stratum)
    if facts is None:
        return None
    if facts is Facts.JUDGEMENTS and "tallies" in stratum:
        message = Text("这一层不计数。", "This stratum counts nothing.")
        hint = Text("计数的层写 facts: tallies。", "A stratum that counts says facts: tallies.")
        problems.add("tallies-misplaced", stratum.key_at("tallies"), message, hint=hint)
    if facts is Facts.TALLIES and "tallies" not in stratum:
        hint = Text("写上 tallies: …", "Add tallies: …")
        problems.add("missing-key", stratum.at, Text("缺少“tallies”。", "“tallies” is missing."), hint=hint)
    if facts is Facts.TALLIES and index == 0:
        message = Text("前面没有可以计数的层。", "There is no earlier stratum to count.")
        problems.add("tallies-too-early", stratum.at, message)
    per = _listed(stratum, "per", PER[facts])
    own = tuple(tally.name for tally in tallies) if facts is Facts.TALLIES else ATTRIBUTES
    sees = _listed(stratum, "sees", tuple(dict.fromkeys((*own, *PER[facts]))))
    visible = {name: attributes.get(name, _NUMBER) for name in dict.fromkeys((*sees, *per))}
    items = stratum.items("rules")
    for extra in items[MAX_RULES : MAX_RULES + 1]:
        message = Text(f"这一层有 {len(items)} 条规则。", f"This stratum has {len(items)} rules.")
        hint = Text("分成两层。", "Make two strata of it.")
        problems.add("too-many-rules", extra.at, message, Text(f"至多 {MAX_RULES} 条", f"at most {MAX_RULES}"), hint)
    rules = [_rule(item, visible, taken.rules) for item in each(items, problems, *shapes.POLICY_RULE.names)]
    return Stratum(
        id="" if stratum_id is None else stratum_id.text,
        facts=facts,
        per=per,
        sees=sees,
        tallies=tallies,
        rules=tuple(rule for rule in rules if rule is not None),
    )


def _listed(stratum: Fields, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Read a list of attribute names, each allowed and named once."""
    found: dict[str, None] = {}
    for item in stratum.scalars(key):
        name = choose(item, {name: name for name in allowed}, stratum.problems)
        if name in found:
            message = Text(f"“{name}”列了两次。", f"“{name}” is listed twice.")
            stratum.problems.add("duplicate-item", item.at, message)
        elif name is not None:
            found[name] = None
    return tuple(found)


def _tallies(stratum: Fields) -> tuple[Tally, ...]:
    problems, found = stratum.problems, []
    for name, node in stratum.entries("tallies", "{alerts: {kind: alert}}"):
        tally = fields(node, problems, *shapes.TALLY.names)
        if name.text in _RESERVED:
            message = Text(f"“{name.text}”已有固定含义。", f"“{name.text}” has a fixed meaning.")
            problems.add("reserved-name", name.at, message)
        elif tally is not None and identifiers.word(name, problems) is not None:
            kind, level = tally.choice("kind", KINDS), tally.choice("level", LEVELS)
            found.append(Tally(name=name.text, kind=kind, level=level))
    return tuple(found)


def _rule(rule: Fields, visible: Mapping[str, Attribute], taken: dict[str, Scalar]) -> PolicyRule | None:
    rule_id, because = _new_id(rule, taken), rule.fields("because", *BOTH_LANGUAGES.names)
    patterns = _patterns(rule, visible)
    then = rule.fields("then", *shapes.THEN.names)
    if rule_id is None or because is None or then is None:
        return None
    about, kind, level = then.scalar("about"), then.choice("kind", KINDS), then.choice("level", LEVELS)
    zh, en = because.text("zh"), because.text("en")
    bound = [key.text for key, _ in rule.entries("when", _WHEN)]
    if about is not None and bound and about.text not in bound and not _nameless(rule, visible):
        message = Text(f"没有模式“{shown(about.text)}”。", f"There is no pattern “{shown(about.text)}”.")
        rule.problems.add("unknown-pattern", about.at, message, one_of(bound), did_you_mean(about.text, bound))
    if about is None or kind is None or level is None or zh is None or en is None:
        return None
    text = Text(zh, en)
    return PolicyRule(
        id=rule_id.text, patterns=patterns, about=about.text, kind=kind, level=level, because=text, at=rule_id.at
    )


def _patterns(rule: Fields, visible: Mapping[str, Attribute]) -> tuple[Pattern, ...]:
    problems, entries, found = rule.problems, rule.entries("when", _WHEN), []
    if (when := _nameless(rule, visible)) is not None:
        message = Text("模式没有名字。", "The pattern has no name.")
        problems.add("wrong-type", when.at, message, Text(f"如 {_WHEN}", f"such as {_WHEN}"))
        return ()
    for extra, _ in entries[MAX_PATTERNS : MAX_PATTERNS + 1]:
        message = Text(f"这条规则有 {len(entries)} 个模式。", f"This rule has {len(entries)} patterns.")
        problems.add("too-many-patterns", extra.at, message, Text(f"至多 {MAX_PATTERNS} 个", f"at most {MAX_PATTERNS}"))
    for index, (name, node) in enumerate(entries):
        identifiers.word(name, problems)
        sight = Sight(visible, tuple(earlier.text for earlier, _ in entries[:index]))
        tests = mapping(node, problems, "{status: missed}")
        if tests is not None:
            found.append(Pattern(name=name.text, tests=_tests(name, tests, sight, problems)))
    return tuple(found)


def _nameless(rule: Fields, visible: Mapping[str, Attribute]) -> Node | None:
    """Return `when` where it holds tests itself, rather than patterns by their names."""
    entries = rule.entries("when", _WHEN)
    tests = all(name.text in visible and isinstance(node, Scalar) for name, node in entries)
    return rule.node("when") if entries and tests else None


def _tests(name: Scalar, tests: MappingNode, sight: Sight, problems: Problems) -> tuple[Constant | Joined, ...]:
    """Read the tests of one pattern, in the order that is safe: constants, inequalities, equalities last."""
    before, found = len(problems), []
    for attribute, node in tests.entries:
        value = scalar(node, problems)
        test = None if value is None else read_test(attribute, value, sight, problems)
        if test is not None:
            found.append(test)
    constants = [test for test in found if isinstance(test, Constant)]
    joins = [test for test in found if isinstance(test, Joined)]
    unequal = [test for test in joins if test.compare != "=="]
    equal = [test for test in joins if test.compare == "=="]
    if len(problems) == before and not constants:
        message = Text("模式里没有与常量的比较。", "The pattern has no test against a constant.")
        hint = Text('例如 off_target: "yes"。', 'Such as off_target: "yes".')
        problems.add("no-constant-test", name.at, message, hint=hint)
    if len(problems) == before and unequal and not equal:
        message = Text("跨模式只有不等比较。", "The pattern joins only by inequality.")
        hint = Text("再加一个相等比较，如 rule: before.rule。", "Add an equality, such as rule: before.rule.")
        problems.add("join-without-equality", name.at, message, hint=hint)
    return (*constants, *unequal, *equal)
