"""The scope of a rule: the places that it speaks of, listed or told by level, surroundings and kind."""

from typing import NamedTuple

from zhunsheng.compile.plan_file import PlanDraft
from zhunsheng.compile.problems import Problems, did_you_mean, one_of, shown
from zhunsheng.compile.shape import Fields, wrong_type
from zhunsheng.compile.yaml_tree import Mapping, Scalar, Sequence
from zhunsheng.model.plan import Place, Roster, surroundings
from zhunsheng.model.rule import Members
from zhunsheng.model.shapes.rules import SCOPE
from zhunsheng.model.text import Text

_SCOPE = Text("地区清单，如 [waihai, 礼乐街道]，或 {level: street}", "a list of places, or {level: street}")
_YES_OR_NO = {"true": True, "false": False}


class Scope(NamedTuple):
    """The ids of places, or the members of a roster that is still to come."""

    places: tuple[str, ...] = ()
    members: Members | None = None


def read(rule: Fields, plan: PlanDraft | None, problems: Problems) -> Scope:
    """Read `scope`; the plan's own area where there is none. What is unusable is reported and left out."""
    node = rule.node("scope")
    if plan is None or not plan.places:
        return Scope()
    if node is None:
        return Scope((plan.places[0].id,))
    if isinstance(node, Sequence):
        return Scope(plan.place_names.resolve_all(rule.scalars("scope"), problems))
    if isinstance(node, Mapping):
        return _of_level(Fields(node, problems, *SCOPE.names), plan)
    wrong_type(node, problems, _SCOPE)
    return Scope()


def _of_level(scope: Fields, plan: PlanDraft) -> Scope:
    level, kind, problems = scope.scalar("level"), scope.scalar("kind"), scope.problems
    if level is None:
        return Scope()
    for roster in plan.rosters:
        if roster.level == level.text:
            return Scope(members=_members(scope, roster, kind))
    levels = dict.fromkeys((*(place.level for place in plan.places), *(roster.level for roster in plan.rosters)))
    if level.text not in levels:
        message = Text(f"没有“{shown(level.text)}”这一级的地区。", f"No place has the level “{shown(level.text)}”.")
        problems.add("unknown-level", level.at, message, one_of(levels), did_you_mean(level.text, levels))
        return Scope()
    listed = [place for place in plan.places if place.level == level.text]
    if kind is not None:
        if not _is_known(kind, tuple(place.kind for place in listed if place.kind is not None), problems):
            return Scope()
        listed = [place for place in listed if place.kind == kind.text]
    return Scope(_around(scope, listed, plan))


def _members(scope: Fields, roster: Roster, kind: Scalar | None) -> Members | None:
    for key in ("within", "extended"):
        if key in scope:
            message = Text(f"名册里的对象不按“{key}”选取。", f"The places of a roster are not chosen by “{key}”.")
            hint = Text("只写 level 和 kind。", "Give only `level` and `kind`.")
            scope.problems.add("roster-scope", scope.key_at(key), message, hint=hint)
    if kind is not None and not _is_known(kind, roster.kinds, scope.problems):
        return None
    return Members(level=roster.level, kind=None if kind is None else kind.text)


def _is_known(kind: Scalar, kinds: tuple[str, ...], problems: Problems) -> bool:
    if kind.text in kinds:
        return True
    message = Text(
        f"这一级的地区没有“{shown(kind.text)}”这一类。", f"No place of this level is a “{shown(kind.text)}”."
    )
    expected = one_of(dict.fromkeys(kinds)) if kinds else None
    problems.add("unknown-place-kind", kind.at, message, expected, did_you_mean(kind.text, kinds))
    return False


def _around(scope: Fields, listed: list[Place], plan: PlanDraft) -> tuple[str, ...]:
    """Choose those of `listed` that lie in `within`, or that its policies reach where `extended`."""
    within, extended = scope.scalar("within"), scope.choice("extended", _YES_OR_NO, False)
    if "extended" in scope and "within" not in scope:
        hint = Text("写上 within: 地区", "Add within: a place")
        scope.problems.add("missing-key", scope.at, Text("缺少“within”。", "“within” is missing."), hint=hint)
    around = None if within is None else plan.place_names.resolve(within, scope.problems)
    if "within" in scope and around is None:
        return ()
    found = tuple(
        place.id
        for place in listed
        if around is None
        or around in (p.id for p in surroundings(place, plan.places))
        or (extended and around in place.extends)
    )
    if not found:
        message = Text("这个范围里没有地区。", "There is no place in this scope.")
        scope.problems.add("empty-scope", scope.at, message)
    return found
