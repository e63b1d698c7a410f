"""What the plan demands of a figure in a year, in the few words of a cell: “≥ 95%”, “应于 2021 年完成”."""

from collections.abc import Sequence

from zhunsheng.model.figures import limit_amount
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule, Target, Trajectory
from zhunsheng.model.submission import IssuedTarget
from zhunsheng.model.words import OPERATOR


def demand(rule: Rule, kind: Kind, period: Period, year: int, issued: Sequence[IssuedTarget]) -> str:
    """Say what `rule` asks for in `year`, or next after it; `issued` are what the city issued to this place so far."""
    if rule.unit == DONE:
        return _milestone(rule, year)
    limits = {limit.year: limit for limit in effective_limits(rule, issued)}
    open_targets = {target.year: target for target in rule.targets if target.year not in limits}
    due = _year_meant([*limits, *open_targets], kind, year)
    if due is None:
        return ""
    written = _written(rule, limits[due]) if due in limits else _awaited(rule, open_targets[due])
    if kind is Kind.FLOW:
        return f"{period.start}—{due} 年累计 {written}"
    if rule.trajectory is Trajectory.MAINTAIN:
        return f"{written}（逐年保持）"
    if due < year:
        return f"{written}（{due} 年起）"
    return written if due == year else f"{due} 年 {written}"


def _year_meant(years: Sequence[int], kind: Kind, year: int) -> int | None:
    """Choose the year whose limit matters: this year's or the next; after the last one, that which stands on."""
    coming = [each for each in years if each >= year]
    if kind.year_by_year:
        return year if year in coming else None
    return min(coming) if coming else max(years, default=None)


def _written(rule: Rule, limit: Limit) -> str:
    text = limit_amount(limit.operator, limit.target, limit.upper, rule.unit, "zh")
    if rule.benchmark is not None:
        text += f"（{rule.benchmark}）"
    return text + (f"（{limit.citation}）" if limit.citation else "")


def _awaited(rule: Rule, target: Target) -> str:
    if rule.benchmark is not None:
        return f"{OPERATOR[target.operator]} {rule.benchmark}".strip()
    return "市下达数（尚未下达）"


def _milestone(rule: Rule, year: int) -> str:
    due = rule.targets[-1].year
    return f"应于 {due} 年完成" + ("（已逾期）" if due < year else "")
