"""The ledger -> JSON: every item with its whole life, exact figures as text."""

import datetime as dt

from zhunsheng.model import ledger as model
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.escalation import Demand
from zhunsheng.model.ledger import BEIJING
from zhunsheng.model.waiver import Waiver
from zhunsheng.report import json_parts as parts
from zhunsheng.report.ledger import contract
from zhunsheng.report.ledger.lines import Lines


def render(ledger: model.Ledger, catalogue: Catalogue) -> str:
    """Return the ledger as JSON."""
    lines = Lines(catalogue, "zh")
    items = [_item(item, lines, ledger) for item in ledger.items]
    return parts.text(
        contract.Ledger(
            schema="zhunsheng/ledger/1",
            plan=ledger.plan,
            today=str(ledger.today),
            items=items,
            demands=[_demand(each, lines) for each in ledger.demands],
            leaders_illustrative=ledger.leaders is not None and ledger.leaders.illustrative,
        )
    )


def _item(item: model.Item, lines: Lines, ledger: model.Ledger) -> contract.Item:
    source = lines.source(item)
    leader = ledger.leaders.of(item.owner) if ledger.leaders is not None else None
    return contract.Item(
        id=item.key.id,
        subject=item.key.subject,
        entity=item.key.entity,
        term=item.key.term,
        title=lines.matter(item),
        place=lines.names.place(item.key.entity),
        owner=item.owner,
        department=lines.owner(item),
        leader=parts.valid(leader.title) if leader is not None else None,
        clause=None
        if source is None
        else contract.Clause(document=source.document, locator=source.locator, anchor=source.anchor),
        state=item.state,
        course=item.course,
        overdue=item.late(ledger.today),
        years=list(item.years),
        opened=_moment(item.opened),
        served=_day(item.served),
        due=_day(item.due),
        extended=item.extended,
        reopened=item.reopened,
        verified=item.verified,
        waiver=_waiver(item.waiver),
        latest=_seen(item.look),
        steps=[_step(step) for step in item.steps],
    )


def _demand(demand: Demand, lines: Lines) -> contract.Demand:
    return contract.Demand(
        measure=parts.valid(demand.measure),
        rule=demand.rule,
        because=parts.valid(demand.because.zh),
        owner=demand.owner,
        department=lines.names.department(demand.owner),
        items=list(demand.items),
    )


def _step(step: model.Step) -> contract.Step:
    return contract.Step(
        entry=step.entry,
        at=_moment(step.at),
        course=step.course,
        seen=None if step.look is None else _seen(step.look),
        done=None if step.act is None else _done(step.act),
    )


def _seen(look: model.Look) -> contract.Seen:
    return contract.Seen(
        year=look.year,
        status=look.status,
        kind=look.kind,
        level=look.level,
        value=parts.decimal(look.value),
        value_exact=parts.exact(look.value),
        bound=look.bound,
        unit=look.unit,
        limit=look.limit,
        shortfall=parts.decimal(look.shortfall),
        shortfall_exact=parts.exact(look.shortfall),
        findings=list(look.findings),
        cells=[parts.valid(cell) for cell in look.cells],
    )


def _done(act: model.Act) -> contract.Done:
    return contract.Done(
        deed=act.deed,
        by=parts.valid(act.by),
        reason=parts.valid(act.reason),
        document=parts.valid(act.document),
        due=_day(act.due),
        until=_day(act.until),
        approver=parts.valid(act.approver),
        measure=parts.valid(act.measure),
        attachments=[
            contract.Attachment(name=parts.valid(each.name), size=each.size, sha256=parts.valid(each.sha256))
            for each in act.attachments
        ],
    )


def _waiver(waiver: Waiver | None) -> contract.Waiver | None:
    if waiver is None:
        return None
    return contract.Waiver(
        by=parts.valid(waiver.by),
        approver=parts.valid(waiver.approver),
        reason=parts.valid(waiver.reason),
        since=_moment(waiver.since),
        until=str(waiver.until),
        document=parts.valid(waiver.document),
    )


def _moment(at: dt.datetime) -> str:
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
