"""Which figures changed between two judgements of one matter: reported, restated, withdrawn, refused."""

from collections.abc import Iterator

from zhunsheng.model.change import Cause, CauseKind, Cell, Row, Said, Side
from zhunsheng.model.judgement import Reason
from zhunsheng.model.text import Text

_REFUSED = Said(text=Text("不能读取或被退回", "could not be read, or was refused"))
_OWN = 0
"""Stands for “its own year”, where two years are compared."""

_Key = tuple[str, int]


def causes(old: Side, new: Side, before: Row, after: Row, *, by_year: bool, structure: bool) -> Iterator[Cause]:
    """List the figures that differ. With `structure`, other figures enter by another rule: these are not counted."""
    own = by_year and not _summed(before) and not _summed(after)
    ones, others = _cells(before, own), _cells(after, own)
    same_rules = old.digest == new.digest
    for key in sorted(ones.keys() & others.keys()):
        if _differ(ones[key], others[key], same_rules=same_rules):
            yield _figure(ones[key], others[key])
    gone = {key: ones[key] for key in sorted(ones.keys() - others.keys())}
    come = {key: others[key] for key in sorted(others.keys() - ones.keys())}
    paired = _paired(gone, come, before, after)
    for one, other in paired:
        if _differ(one, other, same_rules=same_rules):
            yield _figure(one, other)
    taken = {id(cell) for pair in paired for cell in pair}
    for key, cell in gone.items():
        if id(cell) not in taken and (not structure or _absent(cell, after)):
            yield _half(cell, refused=_is_refused(new, after, _cell_key(key, after)), was=True)
    for key, cell in come.items():
        if id(cell) not in taken and (not structure or _absent(cell, before)):
            yield _half(cell, refused=_is_refused(old, before, _cell_key(key, before)), was=False)
    if by_year and not own:
        yield from _silent(before, after)
    yield from _refused(old, new, before, after, by_year=by_year)


def _summed(row: Row) -> bool:
    """Tell whether the figures of several years are put together."""
    return len({cell.year for cell in row.cells}) > 1


def _silent(before: Row, after: Row) -> Iterator[Cause]:
    """List the figures that the earlier year added to a sum, and of which the later year says nothing."""
    for cell in before.cells:
        if cell.year == before.year and _name((cell.indicator, after.year)) in after.missing:
            yield Cause(kind=CauseKind.FIGURE, what=cell.indicator, year=cell.year, old=cell.said)


def _cells(row: Row, own: bool) -> dict[_Key, Cell]:
    """Key the figures of a row by indicator and year; with `own`, that of the row's own year as such."""
    return {(cell.indicator, _OWN if own and cell.year == row.year else cell.year): cell for cell in row.cells}


def _differ(one: Cell, other: Cell, *, same_rules: bool) -> bool:
    """Tell whether a figure is another one; not so where other rules merely read the same words otherwise."""
    if (one.figure, one.bound) == (other.figure, other.bound):
        return False
    return same_rules or one.said.text != other.said.text


def _paired(gone: dict[_Key, Cell], come: dict[_Key, Cell], before: Row, after: Row) -> list[tuple[Cell, Cell]]:
    """Pair a word that stood on (a milestone once done) with the later word that took its place, or the reverse."""
    found = []
    for cell in gone.values():
        others = [each for each in come.values() if each.indicator == cell.indicator]
        if len(others) == 1 and not _absent(cell, after) and not _absent(others[0], before):
            found.append((cell, others[0]))
    return found


def _figure(one: Cell, other: Cell) -> Cause:
    year = other.year if one.year == other.year else None
    return Cause(kind=CauseKind.FIGURE, what=other.indicator, year=year, old=one.said, new=other.said)


def _half(cell: Cell, *, refused: bool, was: bool) -> Cause:
    """Say that one side has no such figure, or one that cannot be read."""
    other = _REFUSED if refused else None
    return Cause(
        kind=CauseKind.REFUSED if refused else CauseKind.FIGURE,
        what=cell.indicator,
        year=cell.year,
        old=cell.said if was else other,
        new=other if was else cell.said,
    )


def _cell_key(key: _Key, row: Row) -> _Key:
    return key if key[1] != _OWN else (key[0], row.year)


def _absent(cell: Cell, row: Row) -> bool:
    """Tell whether a row lacks this very figure."""
    return _name((cell.indicator, cell.year)) in row.missing


def _name(key: _Key) -> str:
    return f"{key[0]}@{key[1]}"


def _is_refused(side: Side, row: Row, key: _Key) -> bool:
    """Tell whether a figure could not be read. A written report tells so of the judgement as a whole."""
    if side.refused is not None:
        return (key[0], row.entity, key[1]) in side.refused
    return row.reason is Reason.REFUSED and _name(key) in row.missing


def _refused(old: Side, new: Side, before: Row, after: Row, *, by_year: bool) -> Iterator[Cause]:
    """List the figures that neither side has, and that one of them could not read.

    A figure may be missed by one side only because it could not be read: it leaves the silent years after it in doubt.
    """
    ones, others = ({_missing(name, row, by_year) for name in row.missing} for row in (before, after))
    there = {(cell.indicator, cell.year) for cell in (*before.cells, *after.cells)}
    for key in sorted(ones | others):
        one, other = (
            key in lacking and _is_refused(side, row, _cell_key(key, row))
            for lacking, side, row in ((ones, old, before), (others, new, after))
        )
        both = key in ones and key in others
        if one != other and (both or _cell_key(key, after) not in there):
            at_old, at_new = (_REFUSED if each else None for each in (one, other))
            yield Cause(kind=CauseKind.REFUSED, what=key[0], year=_cell_key(key, after)[1], old=at_old, new=at_new)


def _missing(name: str, row: Row, by_year: bool) -> _Key:
    indicator, _, year = name.rpartition("@")
    return indicator, _OWN if by_year and int(year) == row.year else int(year)
