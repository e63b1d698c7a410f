"""Policy rules that join verdicts of one place: groups of verdicts that look alike are told apart side by side."""

from collections.abc import Mapping

import numpy as np

from zhunsheng.infer.panel.asking import Asking, Vector
from zhunsheng.infer.panel.codes import Sheet
from zhunsheng.infer.panel.hits import Hits, Item, Spread, batches
from zhunsheng.infer.panel.keys import Column, Told, tell_apart
from zhunsheng.infer.panel.question import Family, Question
from zhunsheng.infer.panel.reading import Readers


def draw(
    sheet: Sheet, question: Question, asking: Asking, readers: Readers, numbers: Mapping[str, int], hits: Hits
) -> None:
    """Add what the rules of `question` find in the sheet to `hits`."""
    kin = question.families(sheet.stand_ins, readers)
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


def _told(sheet: Sheet, family: Family) -> Told:
    columns = [
        Column(sheet.codes[family.groups[:, position]], look.classes, len(look.rows) + 1)
        for position, look in enumerate(family.looks)
    ]
    return tell_apart(columns, (len(family.groups), len(sheet.places)))
