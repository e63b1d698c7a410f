"""Use cases of the ledger (整改台账): what is in it, one item's life, and noting what people did."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from zhunsheng import infer, ledger, nearest, new_files
from zhunsheng.errors import UsageError
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.ledger import Act, Deed, Item, Ledger, State
from zhunsheng.model.text import Text
from zhunsheng.store import Access, Store, moment
from zhunsheng.use_cases import attaching, portfolios, remembered, storing
from zhunsheng.use_cases.stored_rules import restored


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; None is “any”. A department is named by title or id; `as_of` is empty for now.

    `leaders` is a file that says which leader answers for which departments; `leader` is named by name or post.
    """

    plan: str | None = None
    department: str | None = None
    states: tuple[State, ...] = ()
    as_of: str = ""
    leaders: Path | None = None
    leader: str | None = None


class Doing(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does about items. `at` None is now. `due` and `until` as the user wrote them, or empty.

    `attach` are the files that prove it.
    """

    deed: Deed
    by: str
    at: dt.datetime | None = None
    reason: str = ""
    due: dt.date | None = None
    until: dt.date | None = None
    approver: str = ""
    measure: str = ""
    document: str = ""
    attach: tuple[Path, ...] = ()


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger, and the catalogue that names what it speaks of; `problems` are those of rules of escalation."""

    ledger: Ledger
    catalogue: Catalogue
    problems: tuple[Diagnostic, ...] = ()


def listed(path: Path, sought: Sought, cache_dir: Path | None) -> Shown:
    """Return the items asked for. Raises `UsageError` for a plan, department, leader or moment that is not known.

    Raises `BadRulesError` for a file of leaders that is none.
    """
    shown, _ = _whole(path, sought.plan, sought.as_of, cache_dir)
    owners = None if sought.department is None else _department(shown.catalogue, sought.department)
    leaders = None if sought.leaders is None else portfolios.read(sought.leaders, [shown.catalogue])
    held = None if sought.leader is None else portfolios.departments(leaders, sought.leader, shown.catalogue)
    kept = tuple(
        item
        for item in shown.ledger.items
        if owners in (None, item.owner)
        and (held is None or item.owner in held)
        and (not sought.states or item.state in sought.states)
    )
    escalated = infer.escalate(shown.catalogue.escalation, shown.ledger.items, shown.ledger.today)
    wanted = {item.key.id for item in kept}
    asked = ledger.still_asked(escalated.demands, shown.ledger.items)
    demands = tuple(each for each in asked if wanted & set(each.items))
    return Shown(
        ledger=msgspec.structs.replace(shown.ledger, items=kept, demands=demands, leaders=leaders),
        catalogue=shown.catalogue,
        problems=escalated.problems,
    )


def one(path: Path, plan: str | None, name: str, as_of: str, cache_dir: Path | None) -> Shown:
    """Return the one item whose id is, or begins with, `name`. Raises `UsageError` where there is none, or several."""
    shown, _ = _whole(path, plan, as_of, cache_dir)
    items = _named(shown.ledger.items, [name])
    return Shown(ledger=msgspec.structs.replace(shown.ledger, items=items), catalogue=shown.catalogue)


def act(path: Path, plan: str | None, names: Sequence[str], doing: Doing, cache_dir: Path | None) -> Shown:
    """Note what somebody did about items, all or none, and return them as they then stand.

    Raises `UsageError` with everything that stands against it.
    """
    at = doing.at or dt.datetime.now(dt.UTC)
    today = remembered.day_of(at)
    attached = attaching.read(doing.attach)
    shown, end = _whole(path, plan, "", cache_dir, today)
    items = _named(shown.ledger.items, names)
    acts = [_act(item, doing, at, shown.catalogue, attached) for item in items]
    _refuse_objections(zip(items, acts, strict=True), today)
    with storing.opened(path, Access.WRITE) as store:
        store.act(shown.catalogue.plan.id, acts, end, [each.data for each in attached])
    after, _ = _whole(path, shown.catalogue.plan.id, "", cache_dir)
    chosen = {item.key for item in items}
    kept = tuple(item for item in after.ledger.items if item.key in chosen)
    return Shown(ledger=msgspec.structs.replace(after.ledger, items=kept), catalogue=after.catalogue)


def fetch(path: Path, plan: str | None, name: str, folder: Path, cache_dir: Path | None, *, force: bool) -> list[str]:
    """Write the attachments of an item's acts into `folder`, in the order of the acts; return their new names.

    Raises `UsageError` where there are none, where they are not what the log says, or where a name is taken.
    """
    new_files.check_folder(folder)
    item = one(path, plan, name, "", cache_dir).ledger.items[0]
    named = dict.fromkeys(each for step in item.steps if step.act is not None for each in step.act.attachments)
    if not named:
        raise UsageError(Text(f"{item.key.id} 没有附件。", f"{item.key.id} has no attachments."))
    with storing.opened(path, Access.READ) as store:
        files = {
            attaching.file_name(number, each): attaching.whole(each, store.data(each.sha256))
            for number, each in enumerate(named, 1)
        }
    new_files.write_new(folder, files, force=force)
    return list(files)


def _act(
    item: Item, doing: Doing, at: dt.datetime, catalogue: Catalogue, attached: Sequence[attaching.Attached]
) -> Act:
    """Say what is done to one item. The date of a notice is fixed now: later terms do not move it."""
    due = doing.due
    if doing.deed is Deed.SERVE and due is None and item.served is None:
        due = remembered.day_of(at) + dt.timedelta(days=catalogue.terms.of(item.look))
    return Act(
        entry=0,
        at=at,
        item=item.key.id,
        deed=doing.deed,
        by=doing.by,
        reason=doing.reason,
        due=due,
        until=doing.until,
        approver=doing.approver,
        measure=doing.measure,
        document=doing.document,
        attachments=tuple(each.said for each in attached),
    )


def _refuse_objections(acts: Iterable[tuple[Item, Act]], today: dt.date) -> None:
    found = [(item, why) for item, act in acts if (why := ledger.objection(item, act, today)) is not None]
    if found:
        raise UsageError(
            Text(
                "未作登记。" + " ".join(f"{item.key.id}：{why.message.zh}" for item, why in found),
                "nothing was noted. " + " ".join(f"{item.key.id}: {why.message.en}" for item, why in found),
            )
        )


def _whole(
    path: Path, plan: str | None, as_of: str, cache_dir: Path | None, today: dt.date | None = None
) -> tuple[Shown, int]:
    """Return the whole ledger of a plan, and the log's end."""
    then = storing.moment(as_of, moment) if as_of else None
    with storing.opened(path, Access.READ) as store:
        chosen = storing.plan_of(store, plan, store.until(then))
        life, end = store.life(chosen, then)
        catalogue = _catalogue(store, chosen, then, as_of, cache_dir)
    day = today or remembered.day(then)
    items = remembered.items(remembered.events(chosen, life), catalogue.terms, day)
    return Shown(ledger=Ledger(plan=chosen, today=day, items=_in_order(items, catalogue)), catalogue=catalogue), end


def _catalogue(store: Store, plan: str, then: dt.datetime | None, as_of: str, cache_dir: Path | None) -> Catalogue:
    rules = store.rules(plan, then)
    if rules is None:
        raise storing.nothing(plan, as_of)
    roster = {place.id: place for place in store.places(plan)}
    return peopled(restored(rules, cache_dir), tuple(roster.values()))


def _in_order(items: Iterable[Item], catalogue: Catalogue) -> tuple[Item, ...]:
    """Sort items by department and rule, as the plan lists them."""
    departments = {each.id: number for number, each in enumerate(catalogue.plan.departments)}
    rules = {key: number for number, key in enumerate(catalogue.rules)}
    last = len(departments), len(rules)

    def place(item: Item) -> tuple[object, ...]:
        return departments.get(item.owner, last[0]), rules.get(item.key.subject, last[1]), item.key

    return tuple(sorted(items, key=place))


def _department(catalogue: Catalogue, name: str) -> str:
    known = {title: each.id for each in catalogue.plan.departments for title in (*each.aliases, each.title, each.id)}
    if name not in known:
        guess = nearest.guess(name, known)
        raise UsageError(Text(f"没有部门“{name}”。{guess.zh}", f"there is no department {name}. {guess.en}"))
    return known[name]


def _named(items: Sequence[Item], names: Sequence[str]) -> tuple[Item, ...]:
    """Find items by id, or by the beginning of one, with or without “TZ-”. Raises `UsageError` with all that fail."""
    found: dict[str, Item] = {}
    wrong: list[Text] = []
    for name in names:
        wanted = name.strip().lower().removeprefix("tz-")
        alike = [item for item in items if wanted and item.key.id.lower().removeprefix("tz-").startswith(wanted)]
        if len(alike) == 1:
            found[alike[0].key.id] = alike[0]
        else:
            wrong.append(_unclear(name, [item.key.id for item in alike], [item.key.id for item in items]))
    if wrong:
        raise UsageError(Text(" ".join(each.zh for each in wrong), " ".join(each.en for each in wrong)))
    return tuple(found.values())


def _unclear(name: str, alike: Sequence[str], known: Sequence[str]) -> Text:
    if alike:
        return Text(f"“{name}”不止一项：{'、'.join(alike[:5])}。", f"{name} may be {', '.join(alike[:5])}.")
    guess = nearest.guess(name.upper(), known)
    return Text(f"台账里没有“{name}”。{guess.zh}", f"the ledger has no {name}. {guess.en}".rstrip())
