"""What differs between two judgements of one matter and bears on it: found in rules, data and dates, never guessed."""

from collections.abc import Iterator

from zhunsheng.compare import figures
from zhunsheng.compare.declared import TARGET, limit
from zhunsheng.compare.wording import cited
from zhunsheng.model.change import Cause, CauseKind, Issued, Row, Said, Side
from zhunsheng.model.judgement import Reason
from zhunsheng.model.text import Text
from zhunsheng.model.words import NATURE

WHOLE = "rule"
"""Stands for the whole rule, where one side has none of this id."""
UNKNOWN = ""
"""The rules differ, and what is at hand does not show in which key."""
_STRUCTURE = frozenset({"indicator", "kind", "formula", "period", UNKNOWN})
"""Keys that decide which figures enter a judgement."""
_THERE = Said(text=Text("有此规则", "there is this rule"))


class Causes:
    """Finds causes between two sides. With `by_year` they are two years."""

    def __init__(self, old: Side, new: Side, *, by_year: bool) -> None:
        self._old, self._new, self._by_year = old, new, by_year
        whole = old.declared is not None and new.declared is not None
        self._ruled = [set(side.declared or ()) if whole else {row.rule for row in side.rows} for side in (old, new)]

    def of(self, before: Row | None, after: Row | None) -> tuple[Cause, ...]:
        """List what bears on a judgement that is not the same on both sides. At least one; in no order of weight."""
        if before is None or after is None:
            return (self._presence(before, after),)
        found = [*self._rules(before, after), *self._issued(before, after)]
        structure = any(cause.kind is CauseKind.RULE and cause.what in _STRUCTURE for cause in found)
        found += figures.causes(self._old, self._new, before, after, by_year=self._by_year, structure=structure)
        if (before.waiver is None) != (after.waiver is None):
            found.append(Cause(kind=CauseKind.WAIVER, old=before.waiver, new=after.waiver))
        if self._by_year:
            found += _time(before, after)
        if not found and before.relapsed != after.relapsed:
            found.append(Cause(kind=CauseKind.EARLIER, what=after.indicator))
        if not found and self.unseen_rules:
            found.append(Cause(kind=CauseKind.RULE, what=UNKNOWN))
        return tuple(found) or (Cause(kind=CauseKind.UNSEEN),)

    @property
    def unseen_rules(self) -> bool:
        """Whether the rules differ and no catalogue is at hand to say how."""
        return not self._same_rules and (self._old.declared is None or self._new.declared is None)

    @property
    def _same_rules(self) -> bool:
        return self._old.digest == self._new.digest

    def _presence(self, before: Row | None, after: Row | None) -> Cause:
        """Say why a judgement is there on one side only."""
        row = before or after
        assert row is not None  # noqa: S101  # a key comes from one side at least
        if self._same_rules:
            return Cause(kind=CauseKind.ROSTER)
        old, new = ((row.rule in ruled) for ruled in self._ruled)
        if old != new:
            at_old, at_new = (_THERE if there else None for there in (old, new))
            return Cause(kind=CauseKind.RULE, what=WHOLE, old=at_old, new=at_new)
        if self.unseen_rules:
            return Cause(kind=CauseKind.RULE, what=UNKNOWN)
        scopes = [_declared(side, row.rule, "scope") for side in (self._old, self._new)]
        if _text(scopes[0]) != _text(scopes[1]):
            return Cause(kind=CauseKind.RULE, what="scope", old=scopes[0], new=scopes[1])
        return Cause(kind=CauseKind.ROSTER)

    def _rules(self, before: Row, after: Row) -> Iterator[Cause]:
        """Compare what the rules declare; of written reports, what their rows show of it."""
        if self._old.declared is not None and self._new.declared is not None:
            old, new = self._old.declared.get(before.rule, {}), self._new.declared.get(after.rule, {})
        else:
            old, new = ({}, {}) if self._same_rules else (_shown(before), _shown(after))
        last = max(before.due or 0, after.due or 0, before.year, after.year)
        for key in dict.fromkeys((*old, *new)):
            year = int(key.removeprefix(TARGET)) if key.startswith(TARGET) else None
            if _text(old.get(key)) != _text(new.get(key)) and (year is None or year <= last):
                yield Cause(kind=CauseKind.RULE, what=key, year=year, old=old.get(key), new=new.get(key))

    def _issued(self, before: Row, after: Row) -> Iterator[Cause]:
        """Compare what was issued; of written reports, the limits that cite a document."""
        if self._old.issued is None or self._new.issued is None:
            if not self._by_year:
                yield from self._cited(before, after)
            return
        last = max(before.due or 0, after.due or 0, before.year, after.year)
        old, new = (
            {(each.benchmark, each.year): each for each in issued.get((row.indicator, row.entity), ())}
            for issued, row in ((self._old.issued, before), (self._new.issued, after))
        )
        for benchmark, year in sorted({*old, *new}):
            one, other = old.get((benchmark, year)), new.get((benchmark, year))
            if year <= last and _means(one) != _means(other):
                kind = CauseKind.BENCHMARK if benchmark else CauseKind.ISSUED
                yield Cause(kind=kind, year=year, old=_said(one), new=_said(other))

    def _cited(self, before: Row, after: Row) -> Iterator[Cause]:
        """Tell an issued limit by its citation; by the same rules, no other limit can change."""
        if _limit(before) != _limit(after) and (self._same_rules or before.citation or after.citation):
            benchmark = Reason.NO_BENCHMARK in (before.reason, after.reason)
            kind = CauseKind.BENCHMARK if benchmark else CauseKind.ISSUED
            due = after.due if before.due in (None, after.due) else before.due if after.due is None else None
            yield Cause(kind=kind, year=due, old=_limit_said(before), new=_limit_said(after))


def _time(before: Row, after: Row) -> Iterator[Cause]:
    """Say what another year brings: another limit, and itself."""
    if _limit(before) != _limit(after):
        yield Cause(kind=CauseKind.LIMIT, old=_limit_said(before), new=_limit_said(after))
    yield Cause(kind=CauseKind.YEAR, old=_year(before), new=_year(after))


def _year(row: Row) -> Said:
    return Said(text=Text(f"{row.year} 年", str(row.year)))


def _limit(row: Row) -> tuple[object, ...]:
    return row.operator, row.target, row.upper, row.due, row.citation


def _limit_said(row: Row) -> Said | None:
    """Write the limit of a row, when it is due, and what cites it."""
    if row.operator is None or row.target is None:
        return None
    words = limit(row.operator, row.target, row.upper, row.unit)
    due = Text(f"{row.due} 年 {words.zh}", f"{words.en} by {row.due}") if row.due else words
    return Said(text=cited(due, row.citation))


def _means(issued: Issued | None) -> tuple[object, ...] | None:
    return None if issued is None else (issued.figure, issued.operator, issued.said.text)


def _said(issued: Issued | None) -> Said | None:
    return None if issued is None else issued.said


def _text(said: Said | None) -> Text | None:
    return None if said is None else said.text


def _declared(side: Side, rule: str, key: str) -> Said | None:
    return None if side.declared is None else side.declared.get(rule, {}).get(key)


def _shown(row: Row) -> dict[str, Said]:
    """Say what the row of a written report shows of its rule."""
    texts = {
        "nature": NATURE[row.nature],
        "owner": Text(row.owner, row.owner),
        "unit": Text(row.unit, row.unit),
        "indicator": Text(row.indicator, row.indicator),
        "judge": Text(str(row.decimals), str(row.decimals)),
    }
    said = {key: Said(text=text) for key, text in texts.items()}
    printed = _limit_said(row) if row.citation is None else None
    return said if printed is None else said | {"target": printed}
