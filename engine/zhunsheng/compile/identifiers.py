"""Ids: what they may look like."""

import re

from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.text import Text

MAX_LENGTH = 100

_KEBAB = re.compile(r"(?=[0-9-]*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_DEPARTMENT = re.compile(r"[\w·（）()-]+")
_TASK = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def kebab(fields: Fields, key: str = "id") -> Scalar | None:
    """Read an id in kebab case: lower-case ASCII letters and digits, parts joined by a hyphen, at least one letter."""
    form = Text("小写字母、数字和连字符，如 sewage-rate", "lower-case letters, digits and hyphens, such as sewage-rate")
    return _matching(fields.scalar(key), _KEBAB, form, fields.problems)


def department(fields: Fields, key: str = "id") -> Scalar | None:
    """Read a department's id, which may be Chinese."""
    form = Text("汉字、字母、数字，不含空格和标点", "letters (Chinese too) and digits, without blanks and punctuation")
    return _matching(fields.scalar(key), _DEPARTMENT, form, fields.problems)


def task(fields: Fields, key: str = "id") -> Scalar | None:
    """Read a task's id, which may be its number in the plan's table."""
    form = Text("任务的序号，或小写字母、数字和连字符", "the task's number, or lower-case letters, digits and hyphens")
    return _matching(fields.scalar(key), _TASK, form, fields.problems)


def word(value: Scalar, problems: Problems) -> Scalar | None:
    """Take `value` for the name of a pattern or tally: lower-case ASCII with underscores."""
    form = Text("小写字母、数字和下划线，字母开头", "lower-case letters, digits and underscores, a letter first")
    return _matching(value, _WORD, form, problems)


def _matching(value: Scalar | None, form: re.Pattern[str], expected: Text, problems: Problems) -> Scalar | None:
    if value is None or (len(value.text) <= MAX_LENGTH and form.fullmatch(value.text)):
        return value
    message = Text(f"编号“{shown(value.text)}”写法不对。", f"“{shown(value.text)}” is not a well-formed id.")
    problems.add("bad-id", value.at, message, expected)
    return None
