"""Percent taken for percentage points, or the reverse: “提高5个百分点” is no level of 5 %."""

import re
from collections.abc import Iterator

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text

_POINTS = "百分点"
_CHANGE = re.compile("提高|提升|增加|上升|下降|降低|减少|增幅|降幅|变化|百分点|差距")
_GROWTH = re.compile("增速|增长率|增幅|同比|年均增长|年增长")
_RATIO_OF_GROWTH = re.compile("(?:增速|增长率|增幅).{0,6}(?:之比|比例|占比|比重)")


def percent(given: Given) -> Iterator[Diagnostic]:
    """Remark on a rule whose words and whose unit or kind do not go together."""
    for rule in given.catalogue.rules.values():
        kind, unit = given.indicator(rule).kind, rule.unit
        if kind is Kind.MILESTONE or (unit != _POINTS and not is_percent(unit) and unit != "percentage_point"):
            continue
        told = _told(rule, kind)
        if told is not None:
            key = "kind" if told[2] else "unit"
            yield given.remark("percent-or-points", rule, (key,), told[0], hint=told[1])


def _told(rule: Rule, kind: Kind) -> tuple[Text, Text, bool] | None:
    """Say what does not go together, what to do, and whether it is the kind."""
    words = (rule.title, *(citation.anchor for citation in rule.source.citations))
    if not is_percent(rule.unit):
        if any(_CHANGE.search(each) for each in words):
            return None
        message = Text(
            "单位是百分点，名称却不是增减幅度。", "The unit is percentage points, and the title tells of no change."
        )
        return message, Text("占比、比率的单位写 percent。", "Write percent for a share."), False
    if any(_POINTS in each for each in words):
        message = Text(
            "名称里是百分点，单位却是百分数。", "The title speaks of percentage points, the unit is percent."
        )
        hint = Text("增减幅度的单位写 百分点。", "Write percentage_point for a change.")
        return message, hint, False
    if kind in (Kind.LEVEL, Kind.FLOW) and _GROWTH.search(rule.title) and not _RATIO_OF_GROWTH.search(rule.title):
        message = Text(
            "名称是增速，却按水平（或累计）判定。", "The title is that of a growth rate, judged as a level or a sum."
        )
        return message, Text("写 kind: growth。", "Write kind: growth."), True
    return None
