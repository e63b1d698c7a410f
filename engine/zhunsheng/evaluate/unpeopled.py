"""A rule over places that no roster has named yet: said so every year, for the plan's own area."""

from collections.abc import Iterator, Sequence

from zhunsheng.evaluate import ladder
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.limits import effective_limits
from zhunsheng.model.outcome import STATUS_OF
from zhunsheng.model.plan import Plan
from zhunsheng.model.rule import Rule


def judgements(rule: Rule, kind: Kind, plan: Plan, years: Sequence[int]) -> Iterator[Judgement]:
    """Write one judgement a year: nobody is named, so nobody is passed over in silence. Limits are those printed."""
    for year in years:
        rung = ladder.build(rule, kind, plan.period, effective_limits(rule, ()), year)
        due = rung.due
        reason = Reason.BASE_YEAR if rung.phase is Phase.BASE else Reason.NO_ROSTER
        yield Judgement(
            rule=rule.id,
            indicator=rule.indicator,
            entity=plan.area.id,
            year=year,
            nature=rule.nature,
            owner=rule.owner,
            unit=rule.unit,
            status=STATUS_OF[reason],
            reason=reason,
            phase=rung.phase,
            operator=due and due.operator,
            target=due and due.target,
            upper=due and due.upper,
            due=due and due.year,
            decimals=rule.decimals,
        )
