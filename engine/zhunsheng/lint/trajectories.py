"""A `trajectory` that its author wrote and that leads nowhere, or that the yearly figures do not lie on."""

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.rule import Base, Rule, Target, Trajectory
from zhunsheng.model.text import Text

_PATHS = (Trajectory.LINEAR, Trajectory.CAGR)


def trajectories(given: Given) -> Iterator[Diagnostic]:
    """Remark on a path that no year makes use of, and on yearly figures off a straight line that was asked for."""
    for rule in given.catalogue.rules.values():
        kind = given.indicator(rule).kind
        if rule.trajectory not in _PATHS or kind not in (Kind.LEVEL, Kind.FLOW):
            continue
        if not _asked_for(given, rule):
            continue
        idle, off = _idle(given, rule, kind), _off_the_line(rule, kind)
        if idle is not None:
            hint = Text("删去 trajectory，或补上所缺的。", "Leave `trajectory` out, or add what is missing.")
            yield given.remark("idle-trajectory", rule, ("trajectory",), idle, hint=hint)
        for target, expected in off:
            message = Text(
                f"写了 trajectory: linear，{target.year} 年的数却不在直线上。",
                f"`trajectory: linear` is written, and the figure of {target.year} does not lie on the line.",
            )
            straight = Text(f"直线上为 {expected}", f"{expected} on the line")
            hint = Text("逐年的数照写，删去 trajectory。", "Keep the yearly figures and leave `trajectory` out.")
            yield given.remark("off-trajectory", rule, ("target", target.year), message, expected=straight, hint=hint)


def _asked_for(given: Given, rule: Rule) -> bool:
    """Tell whether the author wrote the trajectory: linear is also what a rule without one has."""
    if "trajectory" not in given.files.text(rule.at.file):
        return False
    written = given.written(rule)
    return written is not None and written.under("trajectory") is not None


def _idle(given: Given, rule: Rule, kind: Kind) -> Text | None:
    """Say why no interim year can be judged along the path."""
    if kind is Kind.LEVEL and rule.base is None:
        return Text("没有基期数，这条轨迹无从起算。", "There is no base for this trajectory to start from.")
    if kind is Kind.LEVEL and rule.base is not None and rule.base.bound is not None:
        return Text("基期数只是一个界限，这条轨迹无从起算。", "The base is only a bound: no trajectory starts from it.")
    last = max(target.year for target in rule.targets)
    due = {target.year for target in rule.targets}
    if due.issuperset(range(given.catalogue.plan.period.start, last + 1)):
        return Text("每年都有目标，这条轨迹用不上。", "Every year has a target: no year makes use of this trajectory.")
    return None


def _off_the_line(rule: Rule, kind: Kind) -> Iterator[tuple[Target, str]]:
    base, last = rule.base, rule.targets[-1]
    if rule.trajectory is not Trajectory.LINEAR or kind is not Kind.LEVEL or last.value is None:
        return
    for target in rule.targets[:-1]:
        if base is not None and base.bound is None and target.value is not None:
            straight = _on_the_line(base, last, target.year)
            if straight != Fraction(target.value):
                yield target, decimal_text(straight, 4)


def _on_the_line(base: Base, last: Target, year: int) -> Fraction:
    start, goal = Fraction(base.value), Fraction(last.value or 0)
    return start + (goal - start) * Fraction(year - base.last_year, last.year - base.last_year)
