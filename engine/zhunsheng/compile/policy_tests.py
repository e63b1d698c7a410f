"""The tests of a policy pattern: what attributes there are, of what type, and how a test is written.

durable-rules compares text with numbers without a word and crashes on a join that ends in an inequality, so everything
is settled here, before it sees a rule.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.compile.problems import Guess, Problems, did_you_mean, one_of, shown
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.policy import Compare, Constant, Joined
from zhunsheng.model.rule import Nature
from zhunsheng.model.text import Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """Whether an attribute holds text or a whole number; `values` lists all its texts, where they are known."""

    text: bool
    values: tuple[str, ...] | None = None


CLOSED: dict[str, tuple[str, ...]] = {
    "nature": tuple(Nature),
    "status": tuple(Status),
    "reason": tuple(Reason),
    "phase": tuple(Phase),
    "off_target": ("yes", "no"),
    "relapsed": ("yes", "no"),
}
"""Text attributes of a judgement whose values are known beforehand."""

NAMING = ("rule", "entity", "indicator", "owner")
"""Text attributes of a judgement that hold an id of the plan."""

NUMBERS = ("year", "year_no")
"""Whole-number attributes of a judgement; year_no is 1 in the first year after the base year."""

ATTRIBUTES = (*NAMING, *CLOSED, *NUMBERS)

_COMPARES: dict[str, Compare] = {"==": "==", "=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_JOIN = re.compile(
    r"(?P<other>[a-z][a-z0-9_]*)\.(?P<attribute>[a-z][a-z0-9_]*)(\s*(?P<sign>[+-])\s*(?P<offset>[0-9]{1,6}))?"
)
_WHOLE = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Sight:
    """What the patterns of one rule may look at: attributes, and the patterns bound so far."""

    attributes: Mapping[str, Attribute]
    earlier: tuple[str, ...]


def read_test(attribute: Scalar, test: Scalar, sight: Sight, problems: Problems) -> Constant | Joined | None:
    """Read one `attribute: test`. None, and reported, if it makes no sense."""
    if _unseen(attribute.text, attribute, sight, problems):
        return None
    text = test.text.strip()
    value = text.lstrip("=!<>")
    mark = text[: len(text) - len(value)] or "=="
    compare, value = _COMPARES.get(mark), value.strip()
    if compare is None:
        message = Text(f"不认识的比较符号“{shown(mark)}”。", f"Unknown operator “{shown(mark)}”.")
        problems.add("unknown-operator", test.at, message, one_of(_COMPARES))
        return None
    about = sight.attributes[attribute.text]
    if about.text and compare not in ("==", "!="):
        message = Text(f"“{attribute.text}”是文字，不能比大小。", f"“{attribute.text}” is text: it has no order.")
        problems.add("type-mismatch", test.at, message, one_of(("==", "!=")))
        return None
    join = _JOIN.fullmatch(value)
    if join is not None:
        return _joined(attribute.text, compare, join, test, sight, problems)
    return _constant(attribute.text, compare, value, test, about, problems)


def _unseen(attribute: str, at: Scalar, sight: Sight, problems: Problems) -> bool:
    if attribute in sight.attributes:
        return False
    message = Text(f"本层看不到属性“{shown(attribute)}”。", f"This stratum does not see “{shown(attribute)}”.")
    hint: Text | Guess | None = did_you_mean(attribute, sight.attributes)
    if hint is None and attribute in ATTRIBUTES:
        hint = Text("加到本层的 sees 里。", "Add it to `sees` of this stratum.")
    problems.add("unseen-attribute", at.at, message, one_of(sight.attributes), hint)
    return True


def _constant(
    attribute: str, compare: Compare, value: str, test: Scalar, about: Attribute, problems: Problems
) -> Constant | None:
    if not about.text:
        if _WHOLE.fullmatch(value):
            return Constant(attribute=attribute, compare=compare, value=int(value))
        message = Text(f"“{attribute}”是整数。", f"“{attribute}” is a whole number.")
        problems.add(
            "type-mismatch", test.at, message, Text("一个不超过九位的整数", "a whole number of at most nine digits")
        )
        return None
    if about.values is None or value in about.values:
        return Constant(attribute=attribute, compare=compare, value=value)
    message = Text(f"“{attribute}”没有“{shown(value)}”这个值。", f"“{attribute}” is never “{shown(value)}”.")
    problems.add("unknown-value", test.at, message, one_of(about.values), did_you_mean(value, about.values))
    return None


def _joined(
    attribute: str, compare: Compare, join: re.Match[str], test: Scalar, sight: Sight, problems: Problems
) -> Joined | None:
    other, other_attribute, offset = join["other"], join["attribute"], int(join["offset"] or 0)
    if other not in sight.earlier:
        message = Text(f"“{other}”不是前面的模式。", f"“{other}” is not an earlier pattern.")
        expected = one_of(sight.earlier) if sight.earlier else None
        problems.add("join-not-earlier", test.at, message, expected)
        return None
    if _unseen(other_attribute, test, sight, problems):
        return None
    text, other_text = (sight.attributes[name].text for name in (attribute, other_attribute))
    if text != other_text or (text and join["sign"] is not None):
        message = Text("文字与整数不能相比，文字也不能加减。", "Text does not compare with numbers, nor does it add.")
        problems.add("type-mismatch", test.at, message)
        return None
    offset = -offset if join["sign"] == "-" else offset
    return Joined(attribute=attribute, compare=compare, other=other, other_attribute=other_attribute, offset=offset)
