"""Changes to whom a rule speaks of: another place, one too few, one too many, another kind of members."""

from collections.abc import Iterator

from msgspec.structs import replace

from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Members
from zhunsheng.prove.mutations.change import Change
from zhunsheng.prove.situations.held import Held


def changes(held: Held) -> Iterator[Change]:
    """Every change of this kind that applies."""
    rule, members = held.subject.rule, held.subject.rule.members
    if members is not None:
        yield from _members(held, members)
        return
    other = _outside(held)
    for number, place in enumerate(held.subject.places):
        without = (*rule.scope[:number], *rule.scope[number + 1 :])
        if without:
            yield Change(f"place-dropped-{place.id}", f"少了{place.title}", replace(rule, scope=without))
        elif other is not None:
            told = f"{place.title}改为{other.title}"
            yield Change(f"place-{other.id}", told, replace(rule, scope=(other.id,)))
    if other is not None:
        yield Change(f"place-added-{other.id}", f"多了{other.title}", replace(rule, scope=(*rule.scope, other.id)))


def _outside(held: Held) -> Place | None:
    """A place that the rule does not speak of, of the same level if there is one."""
    scope, level = set(held.subject.rule.scope), held.subject.places[0].level
    others = [place for place in held.subject.catalogue.plan.places if place.id not in scope]
    return min(others, key=lambda place: place.level != level, default=None)


def _members(held: Held, members: Members) -> Iterator[Change]:
    rule, roster = held.subject.rule, held.subject.roster
    for kind in (None, *(roster.kinds if roster else ())):
        if kind != members.kind:
            changed = replace(rule, members=Members(level=members.level, kind=kind))
            yield Change(f"members-{kind}", f"对象改为{kind or '各种'}{members.level}", changed)
    area = held.subject.catalogue.plan.area
    fixed = replace(rule, members=None, scope=(area.id,))
    yield Change("members-fixed", f"不看名册，只判{area.title}", fixed)
