"""A rule file: its theme, the indicators that it declares, and its rules. Which keys there are, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from zhunsheng.compile import identifiers
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.problems import Problems, nearest
from zhunsheng.compile.shape import Fields, Written, fields, texts
from zhunsheng.compile.yaml_tree import Node, Scalar, Sequence
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


def read(node: Node, problems: Problems, memory: Memory) -> RuleFile | None:
    """Read the tree of a rule file, reporting keys that are unknown, missing or out of place. None unless a mapping.

    An item that stands where it stood in `memory`, on the same lines, is not read again.
    """
    file = fields(node, problems, *shapes.RULES.names)
    if file is None:
        return None
    theme = file.text("theme") or ""
    declared = [
        memory.recall_silent(("item", item.at), lines, partial(_indicator, item, problems))
        for item, lines in _with_lines(file.items("indicators"))
    ]
    rules = [
        memory.recall_silent(("item", item.at), (theme, *lines), partial(_rule, item, theme, problems))
        for item, lines in _with_lines(file.items("rules"))
    ]
    measured = (*declared, *(rule.fields if rule and defines_indicator(rule) else None for rule in rules))
    indicators = (
        memory.recall_silent(("indicator of", id(item)), (item,), partial(_draft, item))
        for item in measured
        if item is not None
    )
    return RuleFile(
        tuple(draft for draft in indicators if draft is not None), tuple(rule for rule in rules if rule is not None)
    )


def _with_lines(items: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Give each item with the lines of the file from where it begins to where the next one does."""
    source = next((found for item in items if (found := _source(item)) is not None), "")
    lines = source.split("\n")
    starts = [*(item.at.line or 1 for item in items), len(lines) + 1]
    for item, (start, after) in zip(items, pairwise(starts), strict=True):
        yield item, tuple(lines[start - 1 : max(start, after - 1)])


def _source(item: Node) -> str | None:
    """The text of the whole file that an item was read from."""
    while not isinstance(item, Scalar):
        below = item.items if isinstance(item, Sequence) else tuple(key for key, _ in item.entries)
        if not below:
            return None
        item = below[0]
    return item.source.text


def defines_indicator(rule: RuleDraft) -> bool:
    """Tell whether the rule is about an indicator of its own, rather than one that it refers to."""
    return "indicator" not in rule.fields


def _draft(item: Fields) -> IndicatorDraft | None:
    indicator_id = identifiers.kebab(item)
    if indicator_id is None:
        return None
    return IndicatorDraft(indicator_id, item, item.scalar("title"), item.scalars("aliases"))


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
