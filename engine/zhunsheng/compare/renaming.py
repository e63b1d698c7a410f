"""A side of a comparison told by the ids of the other side, where rules only got another id."""

from collections.abc import Mapping

import msgspec

from zhunsheng.compare.amending import renamed_rules
from zhunsheng.compare.entries import entries
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Cell, Found, Row, Side


def renamed(side: Side, old: Catalogue, new: Catalogue) -> Side:
    """Tell the old side by the ids that `new` has for the same promises."""
    if old.rules.keys() == new.rules.keys():
        return side
    ones, others = (entries(each, str) for each in (old, new))
    rules = renamed_rules(ones, others)
    if not rules:
        return side
    indicators = {old.rules[was].indicator: new.rules[now].indicator for was, now in rules.items()}
    indicators = {was: now for was, now in indicators.items() if was not in new.indicators}
    declared, issued, refused = side.declared or {}, side.issued or {}, side.refused or frozenset()
    return msgspec.structs.replace(
        side,
        rows=tuple(_row(row, rules, indicators) for row in side.rows),
        found=tuple(_found(each, rules) for each in side.found),
        declared={rules.get(key, key): said for key, said in declared.items()},
        issued={(indicators.get(key, key), place): each for (key, place), each in issued.items()},
        refused=frozenset((indicators.get(key, key), place, year) for key, place, year in refused),
    )


def _row(row: Row, rules: Mapping[str, str], indicators: Mapping[str, str]) -> Row:
    missing = (name.rpartition("@") for name in row.missing)
    return msgspec.structs.replace(
        row,
        rule=rules.get(row.rule, row.rule),
        indicator=indicators.get(row.indicator, row.indicator),
        cells=tuple(_cell(cell, indicators) for cell in row.cells),
        missing=tuple(f"{indicators.get(name, name)}@{year}" for name, _, year in missing),
    )


def _cell(cell: Cell, indicators: Mapping[str, str]) -> Cell:
    return msgspec.structs.replace(cell, indicator=indicators.get(cell.indicator, cell.indicator))


def _found(found: Found, rules: Mapping[str, str]) -> Found:
    rests_on = tuple((rules.get(rule, rule), place, year) for rule, place, year in found.rests_on)
    rule = None if found.rule is None else rules.get(found.rule, found.rule)
    return msgspec.structs.replace(found, rule=rule, rests_on=rests_on)
