"""Findings of two sides -> what is new, gone, graver or milder, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from zhunsheng.model.change import Found, Ground, RowKey, Shift, Side, Turn
from zhunsheng.model.finding import FindingKind, Level

_KINDS = (FindingKind.NOTICE, FindingKind.ALERT, FindingKind.VIOLATION)
_LEVELS = tuple(reversed(Level))

Changed = Mapping[RowKey, frozenset[str]]
"""Judgements that are not the same on both sides, with the departments that answer for them."""


class Matter(NamedTuple):
    """What findings are about: a rule, or a department where no rule is named; a place; a year unless two compared."""

    rule: str
    owner: str
    entity: str
    year: int


def shifts(old: Side, new: Side, changed: Changed, years: Sequence[int], *, by_year: bool) -> Iterator[Shift]:
    """List the matters of which the conclusions are not the same. `changed` are the judgements that are not."""
    of_old, of_new = (old.years, new.years) if by_year else (years, years)
    ones, others = _by_matter(old.found, of_old, by_year), _by_matter(new.found, of_new, by_year)
    for matter in sorted(ones.keys() | others.keys()):
        before, after = ones.get(matter, []), others.get(matter, [])
        if _conclusions(before) == _conclusions(after):
            continue
        yield Shift(
            rule=matter.rule or None,
            owner=[*after, *before][0].owner,
            entity=matter.entity,
            year=matter.year or None,
            turn=_turn(before, after),
            old=tuple(before),
            new=tuple(after),
            grounds=_grounds(old, new, matter, (*before, *after), changed, by_year=by_year),
        )


def grade(found: Found) -> tuple[int, int]:
    """Order findings by gravity."""
    return _KINDS.index(found.kind), _LEVELS.index(found.level)


def added(shift: Shift) -> list[Found]:
    """List the conclusions that only the new side draws, or draws more gravely."""
    known = _conclusions(shift.old)
    worst = dict(known)
    return [each for each in shift.new if each.policy not in worst or grade(each) > worst[each.policy]]


def _by_matter(found: Iterable[Found], years: Sequence[int], by_year: bool) -> dict[Matter, list[Found]]:
    kept: dict[Matter, list[Found]] = defaultdict(list)
    for each in found:
        if each.year in years:
            owner = "" if each.rule is not None else each.owner
            kept[Matter(each.rule or "", owner, each.entity, 0 if by_year else each.year)].append(each)
    return {
        matter: sorted(those, key=lambda f: (*map(int.__neg__, grade(f)), f.policy)) for matter, those in kept.items()
    }


def _conclusions(found: Iterable[Found]) -> set[tuple[str, tuple[int, int]]]:
    return {(each.policy, grade(each)) for each in found}


def _turn(before: Sequence[Found], after: Sequence[Found]) -> Turn:
    if not before or not after:
        return Turn.GONE if before else Turn.NEW
    worst, now = (max(map(grade, side)) for side in (before, after))
    if worst == now:
        return Turn.OTHER
    return Turn.GRAVER if now > worst else Turn.MILDER


def _grounds(
    old: Side, new: Side, matter: Matter, found: Sequence[Found], changed: Changed, *, by_year: bool
) -> tuple[Ground, ...]:
    """Say why: by the judgements that the findings rest on, by the policy, by the year."""
    own = RowKey(matter.rule, matter.entity, None if by_year else matter.year)
    grounds = [Ground.JUDGEMENT] if own in changed else []
    if matter.rule:
        rests_on = {RowKey(rule, place, None if by_year else year) for f in found for rule, place, year in f.rests_on}
        others = bool((rests_on & changed.keys()) - {own})
    else:
        others = any(matter.owner in owners for owners in changed.values())
    if others:
        grounds.append(Ground.OTHERS)
    if old.policy is not None and new.policy is not None:
        if any(old.policy.get(each.policy) != new.policy.get(each.policy) for each in found):
            grounds.append(Ground.POLICY)
    elif not grounds and old.digest != new.digest:
        grounds.append(Ground.POLICY)
    if by_year:
        grounds.append(Ground.YEAR)
    return tuple(grounds) or (Ground.OTHERS if matter.rule and _looks_further(found) else Ground.UNSEEN,)


def _looks_further(found: Sequence[Found]) -> bool:
    """Tell whether a conclusion rests on judgements of other years, which need not be among those compared."""
    return any(year != each.year for each in found for _, _, year in each.rests_on)
