"""What plan.yaml says of the text itself: where it disagrees or looks wrong, and which quantities are no commitment."""

from zhunsheng.compile import identifiers, literals
from zhunsheng.compile.citations import read_figures
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.shape import Fields, each
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.plan import Context, ContextReason, Discrepancy, DiscrepancyKind, Reading
from zhunsheng.model.shapes import plan as shapes
from zhunsheng.model.text import Text

_KINDS = {kind.value: kind for kind in DiscrepancyKind}
_REASONS = {reason.value: reason for reason in ContextReason}
_NONE = "none"


def read_discrepancies(plan: Fields) -> tuple[tuple[Discrepancy, ...], tuple[Scalar, ...]]:
    """Read `discrepancies`, and every rule that they name, which is for the caller to check."""
    found, named, first = [], [], dict[str, Scalar]()
    for item in each(plan.items("discrepancies"), plan.problems, *shapes.DISCREPANCY_ITEM.names):
        discrepancy_id, title, kind = identifiers.kebab(item), item.text("title"), item.choice("kind", _KINDS)
        readings, rules, because = _readings(item), _rules(item), item.text("because")
        chosen = _chosen(item, len(item.items("readings")))
        named += rules
        if discrepancy_id is None or title is None or kind is None or because is None:
            continue
        if first.setdefault(discrepancy_id.text, discrepancy_id) is not discrepancy_id:
            message = Text(f"编号“{discrepancy_id.text}”重复。", f"The id “{discrepancy_id.text}” is used twice.")
            at = first[discrepancy_id.text].at
            hint = Text(f"第一次在第 {at.line} 行。", f"It was first used in line {at.line}.")
            plan.problems.add("duplicate-id", discrepancy_id.at, message, hint=hint)
        found.append(
            Discrepancy(
                id=discrepancy_id.text,
                title=title,
                kind=kind,
                readings=readings,
                chosen=chosen,
                because=because,
                rules=tuple(rule.text for rule in rules),
            )
        )
    return tuple(found), tuple(named)


def _readings(discrepancy: Fields) -> tuple[Reading, ...]:
    readings = []
    for item in each(discrepancy.items("readings"), discrepancy.problems, *shapes.READING.names):
        locator, anchor, says = item.text("locator"), item.text("anchor"), item.text("says")
        figures = tuple(figure.text for figure, _ in read_figures(item))
        if locator is not None and anchor is not None and says is not None:
            readings.append(Reading(locator=locator, anchor=anchor, figures=figures, says=says, at=item.at))
    return tuple(readings)


def _rules(discrepancy: Fields) -> list[Scalar]:
    found: dict[str, Scalar] = {}
    for rule in discrepancy.scalars("rules"):
        if found.setdefault(rule.text, rule) is not rule:
            message = Text(f"“{shown(rule.text)}”列了两次。", f"“{shown(rule.text)}” is listed twice.")
            discrepancy.problems.add("duplicate-item", rule.at, message)
    return list(found.values())


def _chosen(discrepancy: Fields, readings: int) -> int | None:
    """Read which reading is followed: its number, counted from 1, or `none`. Returns the index."""
    chosen, problems = discrepancy.scalar("chosen"), discrepancy.problems
    if chosen is None or chosen.text == _NONE:
        return None
    number = literals.read(chosen, literals.whole, problems)
    if number is None:
        return None
    if not 1 <= number <= readings:
        message = Text(f"没有第 {number} 种读法。", f"There is no reading number {number}.")
        expected = Text(f"1 至 {readings}，或 none", f"1 to {readings}, or none")
        problems.add("unknown-reading", chosen.at, message, expected)
    return number - 1


def check_rules(named: tuple[Scalar, ...], rules: tuple[str, ...], problems: Problems) -> None:
    """Report every rule that a discrepancy names and the plan does not have.

    A rule of another plan (“plan/rule”) is not known here.
    """
    for rule in named:
        if "/" not in rule.text and rule.text not in rules:
            message = Text(f"没有规则“{shown(rule.text)}”。", f"There is no rule “{shown(rule.text)}”.")
            problems.add("unknown-rule", rule.at, message, hint=did_you_mean(rule.text, rules))


def read_context(plan: Fields) -> tuple[Context, ...]:
    """Read `context`: quantities of the text that no rule cites, on purpose."""
    found = []
    for item in each(plan.items("context"), plan.problems, *shapes.CONTEXT.names):
        locator, reason, note = item.text("locator"), item.choice("reason", _REASONS), item.text("note")
        anchor, figures = item.text("anchor"), tuple(figure.text for figure, _ in read_figures(item))
        if locator is not None and reason is not None and note is not None:
            found.append(Context(locator=locator, reason=reason, note=note, anchor=anchor, figures=figures, at=item.at))
    return tuple(found)
