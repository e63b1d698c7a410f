"""A rule file: its theme, the indicators that it declares, and its rules. Which keys there are, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.compile import identifiers
from zhunsheng.compile.problems import Problems, nearest
from zhunsheng.compile.shape import Fields, Written, fields, texts
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.indicator import Kind
from zhunsheng.model.shapes import rules as shapes
from zhunsheng.model.shapes.base import Names, Shape
from zhunsheng.model.text import Text

_KINDS = tuple(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as its author wrote it: an item of `indicators`, or a rule that defines its own."""

    id: Scalar
    fields: Fields
    title: Scalar | None
    aliases: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as its author wrote it. `id` is None where it is unusable: the other keys are checked all the same."""

    id: Scalar | None
    fields: Fields
    theme: str


@dataclass(frozen=True, slots=True)
class RuleFile:
    """All drafts of one file, in its order."""

    indicators: tuple[IndicatorDraft, ...]
    rules: tuple[RuleDraft, ...]


def read(node: Node, problems: Problems) -> RuleFile | None:
    """Read the tree of a rule file, reporting keys that are unknown, missing or out of place. None unless a mapping."""
    file = fields(node, problems, *shapes.RULES.names)
    if file is None:
        return None
    theme = file.text("theme") or ""
    declared = [_indicator(item, problems) for item in file.items("indicators")]
    rules = [_rule(item, theme, problems) for item in file.items("rules")]
    indicators = [*_indicators(declared), *_indicators(r.fields if r and defines_indicator(r) else None for r in rules)]
    return RuleFile(tuple(indicators), tuple(r for r in rules if r is not None))


def defines_indicator(rule: RuleDraft) -> bool:
    """Tell whether the rule is about an indicator of its own, rather than one that it refers to."""
    return "indicator" not in rule.fields


def _indicators(found: "list[Fields | None] | Iterator[Fields | None]") -> Iterator[IndicatorDraft]:
    for item in found:
        indicator_id = None if item is None else identifiers.kebab(item)
        if item is not None and indicator_id is not None:
            yield IndicatorDraft(indicator_id, item, item.scalar("title"), item.scalars("aliases"))


def _texts(node: Node) -> Written:
    """The keys of an item with their texts; a misspelt kind, told elsewhere, is taken for what it stands for."""
    written = dict(texts(node))
    kind = written.get("kind")
    if kind is not None and kind not in _KINDS:
        written["kind"] = nearest(kind, _KINDS)
    return written


def _is_milestone(written: Written) -> bool:
    return written.get("kind") == Kind.MILESTONE


def _indicator(node: Node, problems: Problems) -> Fields | None:
    written = _texts(node)
    indicator = fields(node, problems, *_with_refused(shapes.INDICATOR, written))
    if indicator is not None and _is_milestone(written):
        refuse_for_milestone(indicator)
    return indicator


def _with_refused(shape: Shape, written: Written) -> Names:
    """The keys that belong to such an item, and those that do not: they are told apart from unknown ones."""
    needed = shape.names_for(written).needed
    return Names(needed, tuple(key.name for key in shape.keys if key.name not in needed))


def refuse_for_milestone(item: Fields) -> None:
    """Report the keys of a milestone, or of a rule about one, that make no sense there."""
    for key in shapes.NOT_OF_A_MILESTONE:
        if key in item:
            message = Text(f"节点任务不写“{key}”。", f"A milestone has no “{key}”.")
            hint = Text("节点只有“完成”与“未完成”，删去这个键。", "It is done or not done: remove the key.")
            item.problems.add("milestone-key", item.key_at(key), message, hint=hint)


def _rule(node: Node, theme: str, problems: Problems) -> RuleDraft | None:
    written = _texts(node)
    refers = "indicator" in written
    rule = fields(node, problems, *_with_refused(shapes.RULE, written))
    if rule is None:
        return None
    if _is_milestone(written):
        refuse_for_milestone(rule)
    for key in shapes.OF_THE_INDICATOR if refers else ():
        if key in rule:
            message = Text(f"“{key}”是指标的键。", f"“{key}” belongs to the indicator.")
            hint = Text("写到 indicators 下的那个指标里。", "Write it on the indicator that this rule refers to.")
            problems.add("indicator-key", rule.key_at(key), message, hint=hint)
    return RuleDraft(identifiers.kebab(rule), rule, theme)
