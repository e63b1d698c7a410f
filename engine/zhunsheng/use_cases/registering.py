"""The ledger (整改台账) of a store, as the papers of an office need it: every item, and which finding is which."""

import datetime as dt
from pathlib import Path

import msgspec

from zhunsheng import infer, ledger
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.ledger import Ledger
from zhunsheng.model.paper import Register
from zhunsheng.store import Access, KeptRun, moment
from zhunsheng.use_cases import remembered, storing


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Where a ledger is kept, and as of when it is asked for (text, empty for now).

    `on` is the day on which dates and waivers are counted; None: the day of `as_of`, or today.
    """

    store: Path
    as_of: str = ""
    on: dt.date | None = None


def register(kept: Kept, evaluation: Evaluation) -> Register | None:
    """Return the ledger beside what an evaluation of the same store found; None where no run was ever recorded."""
    then = storing.moment(kept.as_of, moment) if kept.as_of else None
    catalogue = evaluation.catalogue
    with storing.opened(kept.store, Access.READ) as store:
        life, _ = store.life(catalogue.plan.id, then)
    if not any(isinstance(each, KeptRun) for each in life):
        return None
    before = remembered.events(catalogue.plan.id, life)
    today = kept.on or remembered.day(then)
    items = remembered.items(before, catalogue.terms, today)
    counted_in = remembered.with_run(before, evaluation, life[-1].at)
    steps = {each.key.id: len(each.steps) for each in remembered.items(counted_in, catalogue.terms, today)}
    known = {each.key.id for each in items}
    escalated = infer.escalate(catalogue.escalation, items, today)
    return Register(
        ledger=Ledger(
            plan=catalogue.plan.id,
            today=today,
            items=items,
            demands=tuple(ledger.still_asked(escalated.demands, items)),
        ),
        entered={
            finding: key.id
            for key, look in ledger.looks(evaluation)
            if look.off and key.id in known
            for finding in look.findings
        },
        unrecorded=frozenset(each.key.id for each in items if steps[each.key.id] != len(each.steps)),
        incomplete=bool(escalated.problems),
    )
