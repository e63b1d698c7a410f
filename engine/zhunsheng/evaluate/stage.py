"""The stage: whatever is alike is judged by the kernel as one array, then written out rule by rule, row by row."""

from collections.abc import Mapping, Sequence

from zhunsheng.evaluate import alike, ladder, unpeopled
from zhunsheng.evaluate.alike import Held
from zhunsheng.evaluate.cells import Known, asked_years, index
from zhunsheng.evaluate.columns import Columns
from zhunsheng.evaluate.history import history
from zhunsheng.evaluate.kernel import place_all
from zhunsheng.evaluate.outcomes import STATUS_OF_CODE, translate
from zhunsheng.evaluate.rows import Evidence, Judged
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.outcome import STATUSES
from zhunsheng.model.plan import Period
from zhunsheng.model.submission import Submission


def evaluate(catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
    """See `zhunsheng.evaluate.evaluate`."""
    plan, indicators = catalogue.plan, catalogue.indicators
    asked = asked_years(plan.period, years)
    cells = index(submission)
    known = Known(cells, plan.period)
    columns = Columns(indicators, plan.period, known)
    evidence = Evidence(indicators, plan.period, known)
    held = {rule.id: tuple(alike.held(rule, cells)) for rule in catalogue.rules.values()}
    written: dict[tuple[str, str], list[Judgement]] = {}
    for group in alike.group((each, indicators[each.rule.indicator]) for listed in held.values() for each in listed):
        judged = _judge(group, indicators, plan.period, columns)
        for column, each in enumerate(group):
            written[each.rule.id, each.place] = judged.rows(column, each, asked, evidence)
    for rule in catalogue.rules.values():
        if not rule.scope:
            kind = indicators[rule.indicator].kind
            written[rule.id, plan.area.id] = list(unpeopled.judgements(rule, kind, plan, asked))
    in_order = ((rule.id, place) for rule in catalogue.rules.values() for place in rule.scope or (plan.area.id,))
    return tuple(row for key in in_order for row in written[key])


def _judge(group: Sequence[Held], indicators: Mapping[str, Indicator], period: Period, columns: Columns) -> Judged:
    """Judge what promises the same: its ladders are those of any one of the group."""
    rule, limits = group[0].rule, group[0].limits
    kind = indicators[rule.indicator].kind
    figures = columns.figures([each.subject for each in group])
    ladders = tuple(ladder.build(rule, kind, period, limits, year) for year in period.years)
    reasons = place_all(ladders, figures)
    met = translate(reasons, STATUS_OF_CODE) == STATUSES.index(Status.MET)
    past = history(kind, ladders, figures, met, period.base)
    return Judged(kind, period, ladders, figures, reasons, past)
