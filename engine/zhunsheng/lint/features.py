"""Feature drift: a rule without a feature, a feature of no rule, a feature that no longer fits its rule."""

import re
from collections.abc import Iterator

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.feature_text import FeatureText
from zhunsheng.model.indicator import Kind
from zhunsheng.model.layout import Comment, Layout
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text

_TITLE = re.compile(r"^[ ]*(功能|Feature)\s*[:：]", re.MULTILINE)
_INDICATOR = re.compile(r"对照规划指标“([^”\n]*)”")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def features(given: Given) -> Iterator[Diagnostic]:
    """Remark on rules and features that do not fit. Without a folder of features nobody has begun to write any."""
    if given.features is None:
        return
    rules, by_rule = given.catalogue.rules, {feature.rule: feature for feature in given.features}
    for rule in rules.values():
        if rule.id not in by_rule:
            message = Text(f"规则“{rule.id}”没有场景文件。", f"The rule “{rule.id}” has no feature.")
            expected = Text(f"场景文件夹里的 {rule.id}.feature", f"{rule.id}.feature in the folder of features")
            yield given.remark("missing-feature", rule, ("id",), message, expected=expected)
    for feature in given.features:
        if feature.rule not in rules:
            message = Text(f"没有规则“{feature.rule}”。", f"There is no rule “{feature.rule}”.")
            hint = Text("改成规则的 id，或删去。", "Name it after its rule, or remove it.")
            yield _of_file("stray-feature", feature, 0, message, hint)
        else:
            yield from _drift(given, rules[feature.rule], feature)


def _drift(given: Given, rule: Rule, feature: FeatureText) -> Iterator[Diagnostic]:
    text = feature.text
    title = None if text is None else _TITLE.search(text)
    if text is None or title is None:
        message = Text(
            "不是 UTF-8 的场景文件：没有“功能:”一行。", "This is no feature in UTF-8: it has no line “功能:”."
        )
        hint = Text("补上“功能: 规则名称”，存为 UTF-8。", "Add “功能: title of the rule”, and save it as UTF-8.")
        yield _of_file("unreadable-feature", feature, 0, message, hint)
        return
    indicator = given.indicator(rule)
    names = {indicator.title, *indicator.aliases, indicator.id, rule.title}
    for found in _INDICATOR.finditer(text):
        if found[1] not in names:
            message = Text(f"规则说的指标不叫“{found[1]}”。", f"The rule's indicator is not called “{found[1]}”.")
            hint = Text(f"它叫“{indicator.title}”。", f"It is called “{indicator.title}”.")
            yield _of_file("feature-drift", feature, found.start(1), message, hint)
    numbers = {_plain(each) for each in _NUMBER.findall(text)}
    for what in _unspoken(rule, indicator.kind, numbers):
        message = Text(f"场景里没有{what.zh}。", f"No scenario speaks of {what.en}.")
        hint = Text("规则改过的，场景也要跟着改。", "Where the rule has changed, the feature must follow.")
        yield _of_file("feature-drift", feature, title.start(1), message, hint)


def _unspoken(rule: Rule, kind: Kind, numbers: set[str]) -> Iterator[Text]:
    """Name the years and figures of the targets that a feature does not mention."""
    for target in rule.targets:
        if str(target.year) not in numbers:
            yield Text(f"目标年 {target.year}", f"the target year {target.year}")
    if kind is Kind.MILESTONE:
        return
    figures = dict.fromkeys(f for target in rule.targets for f in (target.value, target.upper) if f is not None)
    for figure in figures:
        if decimal_text(figure) not in numbers:
            yield Text(f"目标数 {decimal_text(figure)}", f"the target {decimal_text(figure)}")


def layout_of(feature: FeatureText) -> Layout:
    """Lay out a feature as far as ignores go: its comments are whole lines."""
    text = (feature.text or "").replace("\r\n", "\n")
    found = ((number, line, line.lstrip()) for number, line in enumerate(text.split("\n"), 1))
    comments = (
        Comment(number, len(line) - len(bare) + 1, bare, alone=True) for number, line, bare in found if bare[:1] == "#"
    )
    return Layout(file=feature.path, text=text, comments=tuple(comments))


def _plain(written: str) -> str:
    """Write a number of a text as figures are compared: without separators and idle zeros."""
    plain = written.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _of_file(code: str, feature: FeatureText, index: int, message: Text, hint: Text) -> Diagnostic:
    before = (feature.text or "")[:index]
    at = Location(file=feature.path, line=before.count("\n") + 1, column=index - (before.rfind("\n") + 1) + 1)
    return Diagnostic(
        code=code, severity=Severity.WARNING, at=at, message=message, hint=hint, subject=f"features/{feature.rule}"
    )
