"""Two versions of a catalogue -> what was amended, entry by entry: added, removed, renamed, changed."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from zhunsheng.compare.declared import TARGET
from zhunsheng.compare.entries import Entries, Entry, Said, Where, entries
from zhunsheng.compare.told_once import each_told_once
from zhunsheng.model.amendment import Amended, Amendment, Edit, Topic
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Text

_ORDER = tuple(Topic)
_NOT_OF_THE_PROMISE = frozenset({"title", "source", "also", "note", "theme", "task", "support", "indicator"})
"""Keys of a rule without which it still promises the same."""


def amendments(old: Catalogue, new: Catalogue, where_old: Where, where_new: Where) -> tuple[Amendment, ...]:
    """Tell what was amended between two versions of one plan. Empty where both declare the same."""
    if old.digest == new.digest:
        return ()
    plan = new.plan.id
    ones, others = entries(old, where_old), entries(new, where_new)
    names = renamed_rules(ones, others)
    found = [*_renamed(plan, names, ones, others), *_entries(plan, ones, others, names)]
    kept = [each for each in each_told_once(found, old, new) if each.edits or each.amended is not _CHANGED]
    if not kept and _plain(old) != _plain(new):
        kept = [Amendment(plan=plan, topic=Topic.OTHER, amended=_CHANGED, id=plan, title=new.plan.title)]
    return tuple(sorted(kept, key=lambda each: _ORDER.index(each.topic)))


_CHANGED = Amended.CHANGED


def whole(catalogue: Catalogue, amended: Amended) -> Amendment:
    """Tell that a whole plan came or went."""
    rules = Text(f"{len(catalogue.rules)} 条规则", f"{len(catalogue.rules)} rules")
    old, new = (None, rules) if amended is Amended.ADDED else (rules, None)
    return Amendment(
        plan=catalogue.plan.id,
        topic=Topic.PLAN,
        amended=amended,
        id=catalogue.plan.id,
        title=catalogue.plan.title,
        edits=(Edit(key="rules", old=old, new=new),),
    )


def renamed_rules(old: Entries, new: Entries) -> dict[str, str]:
    """Find rules that only got another id: the new id of each old one.

    The promise must be the same, and of the title and the passage cited one at least; and it must be the only such.
    """
    gone = [key for key in old if key[0] is Topic.RULE and key not in new]
    come = [key for key in new if key[0] is Topic.RULE and key not in old]
    found: dict[str, str] = {}
    for beside in ("title", "source"):
        ones, others = (
            {key[1]: _promise(of[key], beside) for key in keys if key[1] not in (*found, *found.values())}
            for of, keys in ((old, gone), (new, come))
        )
        counts = Counter((*ones.values(), *others.values()))
        by_promise = {promise: key for key, promise in others.items() if counts[promise] == 2}
        found |= {key: by_promise[promise] for key, promise in ones.items() if promise in by_promise}
    return found


def _promise(entry: Entry, beside: str) -> tuple[tuple[str, Said], ...]:
    return tuple((key, text) for key, text in entry.keys.items() if key not in _NOT_OF_THE_PROMISE or key == beside)


def _renamed(plan: str, names: Mapping[str, str], old: Entries, new: Entries) -> Iterator[Amendment]:
    for was, now in names.items():
        one, other = old[Topic.RULE, was], new[Topic.RULE, now]
        edits = (each for each in _edits(one, other) if each.key != "indicator")
        yield Amendment(
            plan=plan,
            topic=Topic.RULE,
            amended=Amended.RENAMED,
            id=now,
            was=was,
            title=other.title,
            owner=other.owner,
            edits=tuple(edits),
            at_old=one.at,
            at_new=other.at,
        )


def _entries(plan: str, old: Entries, new: Entries, names: Mapping[str, str]) -> Iterator[Amendment]:
    """Hold what has the same id on both sides against each other; the order is that of the files."""
    told = {key for topic, key in old.keys() ^ new.keys() if topic in (Topic.RULE, Topic.INDICATOR)}
    taken = {(Topic.RULE, each) for pair in names.items() for each in pair}
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        either = other or one
        if key in taken or either is None or one == other:
            continue
        yield Amendment(
            plan=plan,
            topic=key[0],
            amended=Amended.ADDED if one is None else Amended.REMOVED if other is None else _CHANGED,
            id=key[1],
            title=either.title,
            owner=either.owner,
            edits=tuple(_edits(one, other, told)),
            at_old=one.at if one else "",
            at_new=other.at if other else "",
        )


def _edits(old: Entry | None, new: Entry | None, told: Collection[str] = ()) -> Iterator[Edit]:
    """Hold two entries against each other, key by key. Of names in lists, those in `told` are told elsewhere."""
    ones, others = old.keys if old else {}, new.keys if new else {}
    for key in dict.fromkeys((*ones, *others)):
        before, after = ones.get(key), others.get(key)
        if before == after:
            continue
        if isinstance(before, tuple) and isinstance(after, tuple):
            yield from _listed(key, before, after, told)
            continue
        year = int(key.removeprefix(TARGET)) if key.startswith(TARGET) else None
        yield Edit(key=key if year is None else "target", year=year, old=_text(before), new=_text(after))


def _listed(key: str, before: Sequence[str], after: Sequence[str], told: Collection[str]) -> Iterator[Edit]:
    """Say what went out of a list, and what came in; if nothing did, that its order is another one."""
    gone = tuple(each for each in before if each not in after)
    come = tuple(each for each in after if each not in before)
    if not gone and not come:
        yield Edit(key=key, old=_text(tuple(before)), new=_text(tuple(after)))
        return
    gone, come = (tuple(each for each in names if each not in told) for names in (gone, come))
    if gone or come:
        yield Edit(key=key, old=_text(gone or None), new=_text(come or None), listed=True)


def _text(said: Said | None) -> Text | None:
    return Text("、".join(said), ", ".join(said)) if isinstance(said, tuple) else said


def _plain(catalogue: Catalogue) -> bytes:
    """Write all that a catalogue declares, wherever it stands in its files."""
    blank = msgspec.structs.replace(catalogue, digest="")
    return msgspec.json.encode(_without_places(msgspec.to_builtins(blank, enc_hook=str)))


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key != "at"}
    return [_without_places(each) for each in value] if isinstance(value, list) else value
