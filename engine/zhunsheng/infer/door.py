"""The guarded door: what goes into the room is written here, in the one form that durable-rules handles well.

Measured on 2.0.28 (docs/policy.md): a join that ends in an inequality can crash, text is stored raw and joined through
32-bit hashes, text compares with numbers, a few hundred rules hang. So every text becomes a whole number, constant
tests come first, each later pattern ends with an equality on the situation's number (which also keeps situations
apart), and a ruleset is small.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zhunsheng.infer.facts import Cell, Facts, tested_by
from zhunsheng.infer.keeper import Match, Request, RequestFailedError
from zhunsheng.infer.situation import Situation
from zhunsheng.model.policy import Constant, Joined, Pattern, PolicyRule
from zhunsheng.model.text import Text

MOST_RULES = 20
"""Rules of one ruleset. Strata that hold more are cut: rules of a stratum never see each other's conclusions."""
MOST_PATTERNS = 60
"""Patterns of one ruleset: a fact that enters more than 64 branches at once is refused (error 303)."""
MOST_FACTS = 1_000
"""Facts of one request, unless one situation alone has more: the cost of a fact grows with the facts before it."""
MOST_PATTERNS_OF_A_RULE = 16
MOST_TESTS_OF_A_PATTERN = 30
WIDEST = 2**31 - 1
"""The C core keeps constants in a `long`, which has 32 bits on some platforms."""

_OPERATORS = {"!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


def objection(rule: PolicyRule, facts: Facts) -> Text | None:
    """Say why `rule` may not go in, or None. The compiler refuses such rules; the door does not take its word."""
    texts = facts.text_columns()
    bound: set[str] = set()
    if unseen := sorted(tested_by(rule) - set(facts.columns)) or list(facts.unknown):
        return Text(f"所属层看不到属性 {'、'.join(unseen)}", f"its stratum does not see {', '.join(unseen)}")
    longest = max((len(pattern.tests) for pattern in rule.patterns), default=0)
    if len(rule.patterns) > MOST_PATTERNS_OF_A_RULE or longest > MOST_TESTS_OF_A_PATTERN:
        return Text(
            f"超过 {MOST_PATTERNS_OF_A_RULE} 个模式或单个模式超过 {MOST_TESTS_OF_A_PATTERN} 项条件",
            f"it has more than {MOST_PATTERNS_OF_A_RULE} patterns, or more than {MOST_TESTS_OF_A_PATTERN} tests in one",
        )
    for pattern in rule.patterns:
        for test in pattern.tests:
            if complaint := _complaint(test, texts, bound):
                return complaint
        bound.add(pattern.name)
    if rule.about not in bound or len(bound) != len(rule.patterns):
        return Text("模式的名称重复或缺失", "the names of its patterns do not fit together")
    return None


def _complaint(test: Constant | Joined, texts: frozenset[str], bound: set[str]) -> Text | None:
    """Say what is wrong with one test whose attributes are known."""
    text = test.attribute in texts
    if isinstance(test, Joined):
        number, other = test.offset, test.other_attribute in texts
        if test.other not in bound:
            return Text(f"引用了其后的模式 {test.other}", f"it refers to the pattern {test.other} before that is bound")
        plain = test.offset == 0
    else:
        number, other = (0, True) if isinstance(test.value, str) else (test.value, False)
        plain = True
    if text != other:
        return Text(f"属性 {test.attribute} 的文字与数字相比较", f"{test.attribute}: text is compared with a number")
    if text and (test.compare not in ("==", "!=") or not plain):
        return Text(f"文字属性 {test.attribute} 只能用 == 或 !=", f"{test.attribute} is text: only == and != apply")
    if abs(number) > WIDEST:
        return Text(f"数字超出范围：{number}", f"the number {number} is out of bounds")
    return None


def rulesets(rules: Iterable[PolicyRule]) -> Iterable[list[PolicyRule]]:
    """Cut `rules` into lists that are small enough for the engine."""
    ruleset: list[PolicyRule] = []
    patterns = 0
    for rule in rules:
        if len(ruleset) == MOST_RULES or (ruleset and patterns + len(rule.patterns) > MOST_PATTERNS):
            yield ruleset
            ruleset, patterns = [], 0
        ruleset.append(rule)
        patterns += len(rule.patterns)
    if ruleset:
        yield ruleset


def batches(situations: Sequence[Situation]) -> Iterable[dict[int, Situation]]:
    """Number `situations` and cut them into parts of at most `MOST_FACTS` facts; one situation is never cut."""
    batch: dict[int, Situation] = {}
    size = 0
    for number, situation in enumerate(situations):
        facts = sum(count for _, count in situation)
        if batch and size + facts > MOST_FACTS:
            yield batch
            batch, size = {}, 0
        batch[number] = situation
        size += facts
    if batch:
        yield batch


class Crossing:
    """One request through the door and back: rules and situations in, and what the engine's ids meant out.

    Attributes are numbered (`a0`, `a1` …), rules (`r0` …), patterns (`p0` …) and facts too; `k` is the situation's
    number. A fact that occurs several times in a situation is asserted as often.
    """

    def __init__(
        self, rules: Sequence[PolicyRule], columns: Sequence[str], situations: Mapping[int, Situation]
    ) -> None:
        self._rules = rules
        self._attributes = {name: f"a{number}" for number, name in enumerate(columns)}
        self._codes: dict[str, int] = {}
        self._origins: list[tuple[int, int]] = []
        facts = [fact for number, situation in situations.items() for fact in self._facts(number, situation)]
        definitions = {f"r{number}": self._patterns(rule) for number, rule in enumerate(rules)}
        self.request = Request(rules=definitions, facts=facts)

    def _facts(self, number: int, situation: Situation) -> Iterable[Mapping[str, int]]:
        for kind, (row, count) in enumerate(situation):
            cells = {name: self._code(cell) for name, cell in zip(self._attributes.values(), row, strict=True)}
            for _ in range(count):
                yield {"id": len(self._origins), "k": number, **cells}
                self._origins.append((number, kind))

    def _code(self, cell: Cell) -> int:
        return self._codes.setdefault(cell, len(self._codes)) if isinstance(cell, str) else cell

    def _patterns(self, rule: PolicyRule) -> list[dict[str, Any]]:
        names = {pattern.name: f"p{number}" for number, pattern in enumerate(rule.patterns)}
        return [{names[pattern.name]: {"$and": self._tests(pattern, names)}} for pattern in rule.patterns]

    def _tests(self, pattern: Pattern, names: Mapping[str, str]) -> list[dict[str, Any]]:
        """Write constant tests, then joins by inequality, then joins by equality, the situation's number last."""
        constants = [self._constant(test) for test in pattern.tests if isinstance(test, Constant)]
        joins = [test for test in pattern.tests if isinstance(test, Joined)]
        joins.sort(key=lambda test: test.compare == "==")
        own = [*(constants or [{"$gte": {"k": 0}}]), *(self._joined(test, names) for test in joins)]
        first = names[pattern.name] == "p0"
        return own if first else [*own, {"k": {"p0": "k"}}]

    def _constant(self, test: Constant) -> dict[str, Any]:
        return _comparison(test.compare, self._attributes[test.attribute], self._code(test.value))

    def _joined(self, test: Joined, names: Mapping[str, str]) -> dict[str, Any]:
        other: dict[str, Any] = {names[test.other]: self._attributes[test.other_attribute]}
        if test.offset:
            other = {"$add": {"$l": other, "$r": test.offset}}
        return _comparison(test.compare, self._attributes[test.attribute], other)

    def meaning(self, match: Match) -> tuple[PolicyRule, int, tuple[int, ...]]:
        """Return the rule that matched, the situation's number, and the class that each pattern matched.

        Raises `RequestFailedError` where the engine speaks of what it was not given, or mixes situations.
        """
        name, ids = match
        number = int(name[1:]) if name in self.request.rules else -1
        if not 0 <= number < len(self._rules) or any(not 0 <= i < len(self._origins) for i in ids):
            raise RequestFailedError(NONSENSE)
        origins = [self._origins[i] for i in ids]
        rule = self._rules[number]
        if len({situation for situation, _ in origins}) != 1 or len(ids) != len(rule.patterns):
            raise RequestFailedError(NONSENSE)
        return rule, origins[0][0], tuple(kind for _, kind in origins)


NONSENSE = Text("引擎的回应与所问不符", "the engine's answer does not fit the question")


def _comparison(compare: str, attribute: str, other: object) -> dict[str, Any]:
    test = {attribute: other}
    return test if compare == "==" else {_OPERATORS[compare]: test}
