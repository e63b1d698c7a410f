"""整改情况: what became of what was found, out of the ledger; and what is waived for a time (豁免)."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from zhunsheng.model.figures import amount, limit_amount
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.ledger import BEIJING, Course, Deed, Item, State
from zhunsheng.model.paper import Register, day_text
from zhunsheng.model.readable import readable
from zhunsheng.model.waiver import Waiver
from zhunsheng.model.words import LEDGER_STATE
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.entries import entries
from zhunsheng.papers.ledger_shapes import Entry, Rectification, States, Waived

_INCOMPLETE = "督办规则未能全部执行，应采取的措施可能不全。"


def rectification(dossier: Dossier) -> Rectification | None:
    """Tell how rectification stands; None without a ledger."""
    register = dossier.register
    if register is None:
        return None
    items, since = _concerned(dossier, register), dt.date(dossier.year, 1, 1)
    asked = _asked(dossier, register, {item.key.id for item in items})
    return Rectification(
        day=day_text(register.ledger.today),
        since=day_text(since),
        line=_line(dossier, register, items, asked),
        opened=sum(item.years[:1] == (dossier.year,) for item in items),
        by_department=_by_department(dossier, items),
        late=entries(dossier, (item for item in items if item.late(register.ledger.today))),
        carried=carried(dossier),
        resolved=entries(dossier, (item for item in items if item.course in (Course.RESOLVED, Course.RESTATED))),
        done=entries(dossier, (item for item in items if _closed_from(item, since))),
        asked=asked,
        incomplete=_INCOMPLETE if register.incomplete else "",
    )


def carried(dossier: Dossier, owner: str | None = None) -> tuple[Entry, ...]:
    """List what is still to be put right though the year has no finding of it: of one department, or of all."""
    register = dossier.register
    if register is None:
        return ()
    found = {register.entered[each] for each in dossier.shown if each in register.entered}
    return entries(
        dossier,
        (
            item
            for item in _concerned(dossier, register)
            if item.course.open
            and item.state is not State.WAIVED
            and item.key.id not in found
            and owner in (None, item.owner)
        ),
    )


def waived(dossier: Dossier, owner: str | None = None) -> tuple[Waived, ...]:
    """List what is waived in the year: judgements set aside, and conclusions about departments that were not drawn."""
    register = dossier.register
    known = [] if register is None else [i for i in _concerned(dossier, register) if i.state is State.WAIVED]
    ids = {(item.key.subject, item.key.entity): item.key.id for item in known}
    of_rules = [
        _waived(dossier, each, ids.get((each.rule, each.entity), ""), each.waiver)
        for each in dossier.judgements
        if each.status is Status.WAIVED and each.waiver is not None and owner in (None, each.owner)
    ]
    conclusions = (item for item in known if item.look.status is None and item.look.year == dossier.year)
    return (*of_rules, *(_conclusion(dossier, item) for item in conclusions if owner in (None, item.owner)))


def _concerned(dossier: Dossier, register: Register) -> list[Item]:
    """List the items that a paper speaks of: first found in its year or before, and within its theme or department."""
    return [item for item in register.ledger.items if item.years[:1] <= (dossier.year,) and dossier.covers(item)]


def _closed_from(item: Item, since: dt.date) -> bool:
    days = [
        step.act.at.astimezone(BEIJING).date()
        for step in item.steps
        if step.act is not None and step.act.deed is Deed.CLOSE
    ]
    return item.course is Course.CLOSED and days[-1] >= since


def _by_department(dossier: Dossier, items: Sequence[Item]) -> tuple[States, ...]:
    """Count by department, in the plan's order; the last row counts all."""
    by_owner: dict[str, Counter[State]] = {}
    for item in items:
        by_owner.setdefault(item.owner, Counter())[item.state] += 1
    titles = dossier.departments
    order = dict.fromkeys((*titles, *sorted(by_owner)))
    rows = [_states(titles.get(each, readable(each)), by_owner[each]) for each in order if each in by_owner]
    return (*rows, _states("合计", Counter(item.state for item in items)))


def _states(head: str, tally: Counter[State]) -> States:
    return States(head=head, total=tally.total(), **{str(state): tally[state] for state in State})


def _asked(dossier: Dossier, register: Register, wanted: set[str]) -> tuple[str, ...]:
    """Say which measure policy asks for, of whom, why, and on account of which items."""
    return tuple(
        f"{readable(each.measure)} {dossier.departments.get(each.owner, readable(each.owner))}："
        f"{readable(each.because.to(LANG))}（{'、'.join(each.items)}）"
        for each in register.ledger.demands
        if wanted & set(each.items)
    )


def _line(dossier: Dossier, register: Register, items: Sequence[Item], asked: Sequence[str]) -> str:
    """Say in one sentence how the ledger stands: each item is counted once, by its state."""
    tally = Counter(item.state for item in items)
    told = "、".join(f"{LEDGER_STATE[state].to(LANG)} {tally[state]} 项" for state in State if tally[state])
    opened = sum(item.years[:1] == (dossier.year,) for item in items)
    more = f"；应采取督办措施 {len(asked)} 项" if asked else ""
    return (
        f"截至{day_text(register.ledger.today)}，台账共 {len(items)} 项（{dossier.year} 年度首次发现 {opened} 项）"
        f"{f'：{told}' if told else ''}{more}。"
    )


def _waived(dossier: Dossier, judged: Judgement, identifier: str, waiver: Waiver) -> Waived:
    rule = dossier.catalogue.rules[judged.rule]
    place = dossier.place(judged.entity)
    value = "—" if judged.value is None else amount(judged.value, judged.unit, LANG, bound=judged.bound, brief=True)
    limit = "—"
    if judged.operator is not None and judged.target is not None:
        limit = limit_amount(judged.operator, judged.target, judged.upper, judged.unit, LANG)
        limit += f"（{judged.due} 年）" if judged.due is not None else ""
    return Waived(
        id=identifier,
        matter=readable(rule.title) + (f"（{place}）" if place else ""),
        owner=dossier.departments.get(judged.owner, readable(judged.owner)),
        clause=f"{readable(rule.source.locator)}“{readable(rule.source.anchor)}”",
        demand=readable(limit),
        value=readable(value) + dossier.made_up(judged),
        cells=dossier.evidence(judged),
        **_leave(waiver),
    )


def _conclusion(dossier: Dossier, item: Item) -> Waived:
    (entry,) = entries(dossier, (item,))
    return Waived(
        id=entry.id,
        matter=entry.matter,
        owner=entry.owner,
        clause=entry.clause,
        demand="—",
        value="—",
        cells=entry.cells,
        **_leave(item.waiver),
    )


def _leave(waiver: Waiver | None) -> dict[str, str]:
    if waiver is None:
        return dict.fromkeys(("reason", "approver", "until", "document"), "")
    return {
        "reason": readable(waiver.reason),
        "approver": readable(waiver.approver),
        "until": day_text(waiver.until),
        "document": readable(waiver.document),
    }
