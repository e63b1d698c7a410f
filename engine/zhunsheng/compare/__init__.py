"""Compare stage: two results of a check -> which verdicts and findings changed, and why. Pure; reads no file.

A side comes out of an evaluation (`of_evaluation`) or out of a written report (`of_report`). Causes are found by
holding rules, figures, issued targets and dates of both sides against each other. Where several kinds of causes hold,
`swapped` tells which decided: the old side judged again with one part of the new in its place. Between two years that
is a year judged with the figures of the other (`relabelled`). What changed in the rules themselves, `amendments` tell,
entry by entry; `renamed` tells a side by new ids of the same promises.
"""

from collections.abc import Sequence

from zhunsheng.compare.amending import amendments, whole
from zhunsheng.compare.causes import Causes
from zhunsheng.compare.conclusions import added, shifts
from zhunsheng.compare.deciding import Swapped, deciding
from zhunsheng.compare.recorded import NotAReportError, is_report, of_report
from zhunsheng.compare.relabelled import Relabelled, relabelled
from zhunsheng.compare.renaming import renamed
from zhunsheng.compare.sides import of_evaluation, titles
from zhunsheng.compare.yearly import turned
from zhunsheng.model.change import Change, Comparison, Fate, Row, RowKey, Side, Titles

__all__ = [
    "NotAReportError",
    "Relabelled",
    "Swapped",
    "added",
    "amendments",
    "compare",
    "is_report",
    "of_evaluation",
    "of_report",
    "relabelled",
    "renamed",
    "titles",
    "whole",
]


def compare(old: Side, new: Side, swapped: Swapped | None = None) -> Comparison:
    """Hold two sides of one plan against each other, over the years that both judged.

    Sides of one year each, not the same, are compared as two years. Raises `ValueError` where the plans differ, or no
    year is common to both.
    """
    if old.plan != new.plan:
        raise ValueError(f"two plans: {old.plan}, {new.plan}")
    by_year = len(old.years) == len(new.years) == 1 and old.years != new.years
    years = (*old.years, *new.years) if by_year else tuple(year for year in old.years if year in new.years)
    if not years:
        raise ValueError("no year is common to both")
    ones, others = (_keyed(side, years, by_year=by_year) for side in (old, new))
    find = Causes(old, new, by_year=by_year)
    keys = [*ones, *(key for key in others if key not in ones)]
    different = [key for key in keys if not _same(ones.get(key), others.get(key), by_year=by_year)]
    changes = [_change(key, ones.get(key), others.get(key), find, swapped or {}) for key in different]
    owners = {change.key: frozenset(row.owner for row in (change.old, change.new) if row) for change in changes}
    return Comparison(
        old=old,
        new=new,
        by_year=by_year,
        years=years,
        same=len(keys) - len(changes),
        changes=tuple(
            sorted(changes, key=lambda change: (_ORDER.index(change.fate), change.key.rule, *_place(change)))
        ),
        shifts=tuple(shifts(old, new, owners, years, by_year=by_year)),
        titles=_both(old.titles, new.titles),
    )


_ORDER = tuple(Fate)


def _place(change: Change) -> tuple[str, int]:
    return change.key.entity, change.key.year or 0


def _keyed(side: Side, years: Sequence[int], *, by_year: bool) -> dict[RowKey, Row]:
    return {RowKey(row.rule, row.entity, None if by_year else row.year): row for row in side.rows if row.year in years}


def _same(old: Row | None, new: Row | None, *, by_year: bool) -> bool:
    """Tell whether two judgements say the same: all but which cells and when, and with two years, when due."""
    return old is not None and new is not None and _says(old, by_year) == _says(new, by_year)


def _says(row: Row, by_year: bool) -> tuple[object, ...]:
    due = None if by_year else row.due
    limit = (row.unit, row.operator, row.target, row.upper, due, row.citation)
    rule = (row.nature, row.owner, row.indicator, row.decimals)
    return row.status, row.reason, row.value, row.bound, row.gap, row.pace, row.relapsed, limit, rule


def _change(key: RowKey, old: Row | None, new: Row | None, find: Causes, swapped: Swapped) -> Change:
    causes = find.of(old, new)
    if old is None or new is None:
        return Change(key=key, fate=Fate.APPEARED if old is None else Fate.DISAPPEARED, old=old, new=new, causes=causes)
    if old.status is new.status:
        return Change(key=key, fate=Fate.MOVED, old=old, new=new, causes=causes)
    decided, enough = deciding(key, new, causes, swapped, unseen=find.unseen_rules)
    return Change(
        key=key,
        fate=Fate.FLIPPED,
        old=old,
        new=new,
        causes=causes,
        deciding=decided,
        enough=enough,
        turned=turned(old, new, causes) if key.year is None else (),
    )


def _both(old: Titles, new: Titles) -> Titles:
    """Call things as the new side does, and what only the old side knows as that does."""
    return Titles(
        plan=new.plan or old.plan,
        rules={**old.rules, **new.rules},
        places={**old.places, **new.places},
        departments={**old.departments, **new.departments},
        indicators={**old.indicators, **new.indicators},
    )
