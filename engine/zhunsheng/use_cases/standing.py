"""Where the findings of a check stand in the ledger (整改台账) of its store."""

import datetime as dt
from pathlib import Path

import msgspec

from zhunsheng import ledger
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.store import Access, moment
from zhunsheng.use_cases import remembered, storing
from zhunsheng.use_cases.storing import Question


def standing(path: Path, question: Question, evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with the state of each finding's item, as it stands once this very check is counted in.

    Looking back, it is the ledger of that day. An evaluation all of whose findings are new is returned as it is.
    """
    then = storing.moment(question.as_of, moment) if question.as_of else None
    plan = evaluation.catalogue.plan.id
    with storing.opened(path, Access.READ) as store:
        before = remembered.events(plan, store.life(plan, then)[0])
    events = remembered.with_run(before, evaluation, then or dt.datetime.now(dt.UTC))
    items = remembered.items(events, evaluation.catalogue.terms, remembered.day(then))
    states = {item.key.id: item.state.value for item in items}
    of = {found: states[key.id] for key, look in ledger.looks(evaluation) if look.off for found in look.findings}
    findings = tuple(
        msgspec.structs.replace(each, state=of[each.id]) if of.get(each.id, each.state) != each.state else each
        for each in evaluation.findings
    )
    if findings == evaluation.findings:
        return evaluation
    return msgspec.structs.replace(evaluation, findings=findings)
