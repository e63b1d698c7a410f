"""The head of a feature: where the rule stands in the text, whose it is, and what it asks for, in one paragraph."""

from collections.abc import Sequence
from itertools import groupby

from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target, Trajectory
from zhunsheng.prove.situations.amounts import ends, plain
from zhunsheng.prove.situations.subject import Subject, demand
from zhunsheng.prove.words import NATURES


def introduction(subject: Subject) -> list[str]:
    """The sentences below the title."""
    rule = subject.rule
    support = f"，{'、'.join(rule.support)}配合" if rule.support else ""
    lines = [f"依据：{rule.source.locator}，{NATURES[rule.nature]}，责任单位{rule.owner}{support}。"]
    lines.append(f"要求：{_place(subject)}{_base(subject)}{_demands(subject)}。")
    lines += _explained(subject)
    if rule.issued:
        lines.append("下面的下达数、基准值和文号只作示例。")
    return lines


def _place(subject: Subject) -> str:
    rule, roster = subject.rule, subject.roster
    if roster is not None and rule.members is not None:
        return f"每个{rule.members.kind or ''}{roster.title}，"
    if len(subject.places) > 6:
        return f"{subject.places[0].title}等{len(subject.places)}个地区，"
    if subject.several or subject.places[0].id != subject.catalogue.plan.area.id:
        return f"{'、'.join(place.title for place in subject.places)}，"
    return ""


def _base(subject: Subject) -> str:
    base = subject.rule.base
    if base is None or subject.kind is Kind.MILESTONE:
        return ""
    years = f"{base.first_year}年" if base.first_year == base.last_year else f"{base.first_year}—{base.last_year}年"
    bound = demand(base.bound) if base.bound else ""
    return f"{years}基数{bound}{subject.amount(base.value)}，"


def _demands(subject: Subject) -> str:
    said = []
    for wanted, group in groupby(subject.rule.targets, key=lambda target: _demand(subject, target)):
        years = [target.year for target in group]
        said.append(f"{_years(years)}{wanted}")
    return "，".join(said)


def _years(years: Sequence[int]) -> str:
    if len(years) == 1:
        return f"{years[0]}年"
    if len(years) == years[-1] - years[0] + 1:
        return f"{years[0]}—{years[-1]}年每年"
    return "、".join(map(str, years)) + "年"


def _demand(subject: Subject, target: Target) -> str:
    rule: Rule = subject.rule
    if subject.kind is Kind.MILESTONE:
        return "完成"
    if target.value is None:
        than = rule.benchmark or "下达数"
        return f"{demand(target.operator)}{than}"
    low, high = ends(target)
    if target.operator is Operator.WITHIN:
        return f"在{plain(low)}至{subject.amount(high)}之间"
    return f"{demand(target.operator)}{subject.amount(low)}"


def _explained(subject: Subject) -> list[str]:
    period = subject.period
    match subject.kind:
        case Kind.MILESTONE:
            return ["完成以后不必年年再报；后来又报作未完成的，以新报的为准。"]
        case Kind.YEARLY:
            return ["只看当年的数，不与别的年份累计；规划没有要求的年份不判。"]
        case Kind.GROWTH:
            return ["增速只看当年；规划没有要求的年份不判。"]
        case Kind.FLOW:
            return [f"从{period.start}年起逐年累计，中间缺一年就不可判定。"]
    return _on_the_way(subject)


def _on_the_way(subject: Subject) -> list[str]:
    """What is asked of a level in the years before its limit is due."""
    rule, first = subject.rule, subject.rule.targets[0].year
    if first == subject.period.start:
        return [f"{rule.targets[-1].year}年以后继续有效。"] if rule.targets[-1].year < subject.period.end else []
    if rule.trajectory is Trajectory.NONE:
        return [f"规划没有约定年度进度，{first}年以前不催。"]
    if rule.trajectory is Trajectory.MAINTAIN:
        return ["起点已经达到，因此每年都要守住，不算时序进度。"]
    if rule.base is None:
        return ["规划没有给基数，到期以前算不出时序进度。"]
    return ["其间按直线进度推进。" if rule.trajectory is Trajectory.LINEAR else "其间按均速增长推进。"]
