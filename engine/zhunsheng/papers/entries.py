"""Items of the ledger (整改台账) in words: where each stands on a day, what was done about it, by when."""

import datetime as dt
from collections.abc import Iterable, Iterator

from zhunsheng.model.ledger import BEIJING, Act, Course, Deed, Item, Look, State
from zhunsheng.model.ledger_steps import done
from zhunsheng.model.ledger_words import gap_text, limit_text, value_text
from zhunsheng.model.page_findings import Card
from zhunsheng.model.paper import Register, day_text
from zhunsheng.model.readable import readable
from zhunsheng.model.words import DEED, LEDGER_STATE, STATUS
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.ledger_shapes import Entry

NOT_ENTERED = "未入台账"
_UNRECORDED = "本次所见尚未记入台账"
_NO_CELL = "未报送，没有单元格"


def of_card(dossier: Dossier, card: Card) -> tuple[Entry, ...]:
    """Return the items of the findings on a card, each once; none where there is no ledger, or none has them."""
    register = dossier.register
    if register is None:
        return ()
    wanted = {register.entered[each.id] for each in card.conclusions if each.id in register.entered}
    return entries(dossier, (item for item in register.ledger.items if item.key.id in wanted))


def entries(dossier: Dossier, items: Iterable[Item]) -> tuple[Entry, ...]:
    """Put items into words, in the order of departments and rules."""
    if dossier.register is None:
        return ()
    teller = _Teller(dossier, dossier.register)
    return tuple(teller.entry(item) for item in sorted(items, key=teller.place))


def day_of(at: dt.datetime) -> str:
    """Write the day of a moment, in the time of Beijing."""
    return day_text(at.astimezone(BEIJING).date())


class _Teller:
    """Words for the items of one ledger."""

    def __init__(self, dossier: Dossier, register: Register) -> None:
        self._dossier = dossier
        self._register = register
        self._departments = {each: number for number, each in enumerate(dossier.departments)}
        self._rules = {each: number for number, each in enumerate(dossier.catalogue.rules)}

    def place(self, item: Item) -> tuple[object, ...]:
        """Say where an item stands in a list."""
        last = len(self._departments), len(self._rules)
        return self._departments.get(item.owner, last[0]), self._rules.get(item.key.subject, last[1]), item.key

    def entry(self, item: Item) -> Entry:
        """Tell all that a paper may say of an item."""
        dossier = self._dossier
        late = item.late(self._register.ledger.today)
        return Entry(
            id=item.key.id,
            matter=self._matter(item),
            owner=dossier.departments.get(item.owner, readable(item.owner)),
            clause=self._clause(item),
            state=LEDGER_STATE[item.state].to(LANG),
            years="、".join(map(str, item.years)),
            since=str(item.years[0]) if item.years else "",
            seen=_seen(item.look),
            cells=self._cells(item),
            served=self._served(item),
            due=self._due(item),
            overdue=late,
            promised="；".join(_reply(act) for act in _last(item, Deed.REPLY)),
            measures="、".join(f"{readable(act.measure)}（{day_of(act.at)}）" for act in done(item, Deed.ESCALATE)),
            asked=self._asked(item),
            waiver=_waiver(item),
            checked="；".join(_said(act) for act in _last(item, Deed.VERIFY, Deed.REJECT)),
            closed=day_of(_last(item, Deed.CLOSE)[0].at) if item.course is Course.CLOSED else "",
            brief=f"{item.key.id} {LEDGER_STATE[item.state].to(LANG)}{self._behind(item)}",
            told="；".join(self._told(item)),
        )

    def _matter(self, item: Item) -> str:
        catalogue = self._dossier.catalogue
        rule = catalogue.rules.get(item.key.subject)
        policy = catalogue.policy.rule(item.key.subject.partition(":")[0])
        title = rule.title if rule is not None else policy.because.to(LANG) if policy is not None else item.key.subject
        place = self._dossier.place(item.key.entity)
        return readable(title) + (f"（{place}）" if place else "")

    def _clause(self, item: Item) -> str:
        """Name the passage; for a conclusion about a department, those of the findings that it counts."""
        rule = self._dossier.catalogue.rules.get(item.key.subject)
        if rule is not None:
            return f"{readable(rule.source.locator)}“{readable(rule.source.anchor)}”"
        sources = (each.source for each in self._dossier.counted_by(item.look.findings))
        return "；".join(dict.fromkeys(readable(each.locator) for each in sources if each is not None)) or "—"

    def _cells(self, item: Item) -> str:
        """Name the cells that the latest look saw; for a conclusion about a department, those of what it counts."""
        cells = [self._dossier.seen_cell(each) for each in item.look.cells]
        if not cells:
            judged = map(self._dossier.about, self._dossier.counted_by(item.look.findings))
            cells = [self._dossier.cell(o.at) for each in judged if each is not None for o in each.observations]
        return "；".join(dict.fromkeys(cells)) or _NO_CELL

    def _served(self, item: Item) -> str:
        if item.served is None:
            return ""
        said = [readable(act.document) for act in done(item, Deed.SERVE) if act.document]
        return day_text(item.served) + (f"（{said[-1]}）" if said else "")

    def _due(self, item: Item) -> str:
        """Say by when it is to be put right: as this paper says, as the ledger has it, or from the day of service."""
        head = self._dossier.head
        of_ledger = day_text(item.due) if item.due is not None else ""
        if not item.course.open:
            return of_ledger
        if head.due_given:
            return f"{head.due}（本文书另定{f'，台账为{of_ledger}' if of_ledger else ''}）"
        if of_ledger:
            return of_ledger + (f"（已延期 {item.extended} 次）" if item.extended else "")
        days = self._dossier.catalogue.terms.of(item.look)
        counted = ""
        if head.on is not None:
            counted = f"（{day_text(head.on)}送达的，至{day_text(head.on + dt.timedelta(days=days))}）"
        return f"自送达之日起 {days} 日内{counted}"

    def _asked(self, item: Item) -> str:
        demands = (each for each in self._register.ledger.demands if item.key.id in each.items)
        return "、".join(f"{readable(each.measure)}（{readable(each.because.to(LANG))}）" for each in demands)

    def _told(self, item: Item) -> Iterator[str]:
        """Tell how an item stands, one clause after the other."""
        yield f"{item.key.id} {LEDGER_STATE[item.state].to(LANG)}（{'、'.join(map(str, item.years))} 年）"
        if item.key.id in self._register.unrecorded:
            yield _UNRECORDED
        if item.course.open:
            yield f"{self._served(item)}送达" if item.served is not None else "未送达"
            yield f"期限{self._due(item)}{self._behind(item)}"
        yield from (_reply(act) for act in _last(item, Deed.REPLY))
        yield from (f"{day_of(act.at)}{readable(act.measure)}" for act in done(item, Deed.ESCALATE))
        yield from filter(None, (f"应{self._asked(item)}" if self._asked(item) else "", _waiver(item)))
        yield from (_said(act) for act in _last(item, Deed.VERIFY, Deed.REJECT))
        if item.course is Course.CLOSED:
            yield from (f"{day_of(act.at)}销号" for act in _last(item, Deed.CLOSE))

    def _behind(self, item: Item) -> str:
        today = self._register.ledger.today
        if item.due is None or not item.late(today):
            return ""
        return f"，至{day_text(today)}已逾期 {(today - item.due).days} 日"


def _last(item: Item, *deeds: Deed) -> list[Act]:
    """Return the last act of these kinds, also one of before it came back: what was promised then; or nothing."""
    return [step.act for step in item.steps if step.act is not None and step.act.deed in deeds][-1:]


def _reply(act: Act) -> str:
    said = f"：{readable(act.reason)}" if act.reason else ""
    return f"{day_of(act.at)}{readable(act.by)}回复{said}"


def _said(act: Act) -> str:
    """Name what was done, when, by whom, and what was found."""
    found = f"：{readable(act.reason)}" if act.reason else ""
    return f"{day_of(act.at)}{DEED[act.deed].to(LANG)}（{readable(act.by)}{found}）"


def _waiver(item: Item) -> str:
    waiver = item.waiver
    if waiver is None or not item.course.open:
        return ""
    document = f"，{readable(waiver.document)}" if waiver.document else ""
    leave = f"{readable(waiver.approver)}批准：{readable(waiver.reason)}{document}"
    if item.state is State.WAIVED:
        return f"豁免至{day_text(waiver.until)}（{leave}）"
    return f"豁免已于{day_text(waiver.until)}到期（{leave}）"


def _seen(look: Look) -> str:
    """Tell the latest look: the year, the figure, what was asked, how far off it was."""
    status = STATUS[look.status].to(LANG) if look.status is not None else "部门预警"
    told = [f"{look.year} 年{status}"]
    if look.value is not None:
        told += [f"实际 {value_text(look, LANG)}", f"要求 {limit_text(look, LANG)}"]
    if look.off and look.shortfall:
        told.append(f"差 {gap_text(look, LANG)}")
    return "，".join(told)
