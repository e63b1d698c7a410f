"""Policy rules that join verdicts of one place: groups of verdicts that look alike are told apart side by side."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from zhunsheng.infer.facts import Cell as Value
from zhunsheng.infer.panel.asking import Asking, Question, Vector
from zhunsheng.infer.panel.codes import Cell, Sheet
from zhunsheng.infer.panel.hits import Hits, Item, Spread, batches
from zhunsheng.infer.panel.keys import Column, Told, tell_apart
from zhunsheng.infer.panel.reading import Look, Readers


class Family(NamedTuple):
    """Groups, each of as many cells as there are `looks`, that look alike whatever is found in them."""

    looks: tuple[Look, ...]
    groups: list[tuple[Cell, ...]]


def draw(
    sheet: Sheet, question: Question, asking: Asking, readers: Readers, numbers: Mapping[str, int], hits: Hits
) -> None:
    """Add what the rules of `question` find in the sheet to `hits`."""
    kin = families(sheet, question, readers)
    told = [_told(sheet, family) for family in kin]
    origins = [(number, slot) for number, each in enumerate(told) for slot in each.vectors]
    vectors = [Vector(kin[number].looks, told[number].vectors[slot]) for number, slot in origins]
    items: list[list[list[Item]]] = [[[] for _ in each.sizes] for each in told]
    for (number, slot), matches in zip(origins, asking.matches(question, vectors), strict=True):
        items[number][slot] = [Item(numbers[m.rule.id], m.position, m.beside) for m in matches]
    spreads = [Spread(of) for of in items]
    hits.reserve(sum(int(each.sizes @ spread.counts) for each, spread in zip(told, spreads, strict=True)))
    places = sheet.places.astype(np.int32)
    for family, each, spread in zip(kin, told, spreads, strict=True):
        if spread.layers:
            for rows in batches(len(family.groups), len(places)):
                slots = each.slots[rows]
                used = np.array([np.bincount(of, minlength=len(each.sizes)) > 0 for of in slots])
                hits.add(spread, family.groups[rows], slots, used, places)


def families(sheet: Sheet, question: Question, readers: Readers) -> list[Family]:
    """Cut the cells of any place into groups, leave out what no pattern fits, and put together what looks alike."""
    keys = [readers[name] for name in question.stratum.per if name != "entity"]
    groups: dict[tuple[Value, ...], list[tuple[Cell, Look]]] = {}
    for cell, stand_ins in sheet.stand_ins.items():
        look = question.reading.look(stand_ins, readers)
        if look.rows:
            groups.setdefault(tuple([key(stand_ins.judgements[0]) for key in keys]), []).append((cell, look))
    fewest = min(len(rule.patterns) for rule in question.stratum.rules)
    kin: dict[tuple[int, ...], Family] = {}
    for group in groups.values():
        if len(group) >= fewest:
            looks = tuple(look for _, look in group)
            family = kin.setdefault(tuple(map(id, looks)), Family(looks, []))
            family.groups.append(tuple(cell for cell, _ in group))
    return list(kin.values())


def _told(sheet: Sheet, family: Family) -> Told:
    columns = [
        Column([sheet.codes[cells[position]] for cells in family.groups], look.classes, len(look.rows) + 1)
        for position, look in enumerate(family.looks)
    ]
    return tell_apart(columns, (len(family.groups), len(sheet.places)))
