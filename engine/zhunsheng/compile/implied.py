"""A rule that another one of its plan implies: it asks for nothing that would not be asked for anyhow."""

from zhunsheng.compile.in_force import in_force
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.sides import Side, places
from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Nature, Rule, Trajectory
from zhunsheng.model.text import Text


def report_implied(one: Side, other: Side, problems: Problems) -> None:
    """Report the second of two rules on one indicator if the first implies it, else the first if the second does."""
    for idle, by in ((other, one), (one, other)):
        if _implies(by, idle):
            message = Text(f"规则“{by.rule.id}”已包含本条的要求。", f"The rule “{by.rule.id}” implies this one.")
            hint = Text(
                f"那一条在 {by.at}。删去本条，或写明它另外要求什么。",
                f"It stands at {by.at}. Remove this one, or write what it asks for besides.",
            )
            problems.add("redundant-rule", idle.at, message, hint=hint)
            return


def _implies(by: Side, idle: Side) -> bool:
    """Tell whether whoever keeps `by` has kept `idle`, answers for it himself, and is judged no more mildly."""
    graver = by.rule.nature in (idle.rule.nature, Nature.BINDING)
    if (
        not graver
        or by.rule.owner != idle.rule.owner
        or idle.rule.issued
        or not places(idle).keys() <= places(by).keys()
    ):
        return False
    wanted, given = (in_force(side.rule, side.indicator.kind, side.plan.period) for side in (idle, by))
    asked = bool(wanted) and all(year in given and given[year].span.within(wanted[year].span) for year in wanted)
    return asked and (_no_path(idle) or _way(idle.rule) == _way(by.rule))


def _no_path(side: Side) -> bool:
    kind, rule = side.indicator.kind, side.rule
    nowhere = rule.base is None and kind is not Kind.FLOW
    return nowhere or kind.year_by_year or rule.trajectory in (Trajectory.NONE, Trajectory.MAINTAIN)


def _way(rule: Rule) -> tuple[object, ...]:
    return rule.base, rule.trajectory, rule.bands, rule.targets[-1].year, rule.targets[-1].value
