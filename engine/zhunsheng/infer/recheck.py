"""Belt and braces: a match that durable-rules reports is tested once more, directly, before anybody is accused."""

import operator
from collections.abc import Callable, Mapping, Sequence

from zhunsheng.infer.facts import Cell
from zhunsheng.model.policy import Constant, PolicyRule

_COMPARE: dict[str, Callable[[Cell, Cell], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compares(value: Cell, test: Constant) -> bool:
    """Tell whether `value` satisfies `test`, whose attribute it is."""
    return _COMPARE[test.compare](value, test.value)


def holds(rule: PolicyRule, facts: Sequence[Mapping[str, Cell]]) -> bool:
    """Tell whether `facts`, one for each pattern, satisfy every test of `rule`."""
    bound = {pattern.name: fact for pattern, fact in zip(rule.patterns, facts, strict=True)}
    for pattern in rule.patterns:
        for test in pattern.tests:
            value = bound[pattern.name][test.attribute]
            if isinstance(test, Constant):
                passed = compares(value, test)
            else:
                joined = bound[test.other][test.other_attribute]
                limit = joined + test.offset if isinstance(joined, int) else joined
                passed = _COMPARE[test.compare](value, limit)
            if not passed:
                return False
    return True
