"""A rule file: its theme, the indicators that it declares, and its rules. Which keys there are, and nothing more."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.compile import identifiers
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.shape import Fields, fields
from zhunsheng.compile.yaml_tree import Mapping, Node, Scalar
from zhunsheng.model.text import Text

OF_THE_INDICATOR = ("kind", "definition", "aliases", "printed_unit", "expression")
"""Optional keys that belong to an indicator: on a rule only where the rule defines its indicator itself."""

_INDICATOR = ("id", "title", "unit", "owner")
_RULE = ("id", "title", "nature", "target", "owner", "source")
_RULE_OPTIONAL = ("base", "trajectory", "judge", "bands", "support", "scope", "note")


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator as its author wrote it: an item of `indicators`, or a rule that defines its own."""

    id: Scalar
    fields: Fields


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


def read(node: Node, problems: Problems) -> RuleFile:
    """Read the tree of a rule file, reporting keys that are unknown, missing or out of place."""
    file = fields(node, problems, ("theme",), ("indicators", "rules"))
    if file is None:
        return RuleFile((), ())
    theme = file.text("theme") or ""
    declared = [fields(item, problems, _INDICATOR, OF_THE_INDICATOR) for item in file.items("indicators")]
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
            yield IndicatorDraft(indicator_id, item)


def _rule(node: Node, theme: str, problems: Problems) -> RuleDraft | None:
    refers = isinstance(node, Mapping) and any(key.text == "indicator" for key, _ in node.entries)
    required = (*_RULE, "indicator") if refers else (*_RULE, "unit")
    optional = (*_RULE_OPTIONAL, "unit") if refers else (*_RULE_OPTIONAL, "indicator")
    rule = fields(node, problems, required, (*optional, *OF_THE_INDICATOR))
    if rule is None:
        return None
    for key in OF_THE_INDICATOR if refers else ():
        if key in rule:
            message = Text(f"“{key}”是指标的键。", f"“{key}” belongs to the indicator.")
            hint = Text("写到 indicators 下的那个指标里。", "Write it on the indicator that this rule refers to.")
            problems.add("indicator-key", rule.key_at(key), message, hint=hint)
    return RuleDraft(identifiers.kebab(rule), rule, theme)
