"""整改通知书: one rectification notice for each department that has something to put right."""

from collections.abc import Iterator, Sequence

import msgspec

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.ledger import State
from zhunsheng.model.page_findings import Card
from zhunsheng.model.paper import Letterhead
from zhunsheng.model.words import LEDGER_STATE
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.entries import of_card
from zhunsheng.papers.items import asked, counts, items
from zhunsheng.papers.ledger_shapes import Entry
from zhunsheng.papers.rectification import carried, waived
from zhunsheng.papers.shapes import Batch, Item

_SERVED = (FindingKind.VIOLATION, FindingKind.ALERT)
_AS_LISTED = "问题清单所列整改期限"
_STILL = (State.PERSISTING, State.WORSENED, State.REOPENED, State.WAIVER_EXPIRED)
_BATCHES = (
    ("逾期未整改", "整改期限已过，仍未整改到位。"),
    ("持续未整改", "以前已经发现，至今仍未达到要求；上次的答复和期限一并列出。"),
    ("新发现", "首次发现，尚未整改。"),
    ("未入台账", "本次发现，尚未记入整改台账。"),
    ("其他", "按台账已达标待核、已消除、已豁免或者已销号，列出供核对。"),
)
_LATE, _AGAIN, _NEW, _NOT_ENTERED, _OTHER = range(len(_BATCHES))
Context = dict[str, object]


def notices(dossier: Dossier) -> Iterator[tuple[str, Context]]:
    """Return the title of each department to be served, and what its notice says.

    It is served for what the year found; and, where there is a ledger, for what was found before and is still open.
    """
    for owner, title in dossier.departments.items():
        cards = [card for card in dossier.cards if card.owner_id == owner and card.kind in _SERVED]
        before = carried(dossier, owner)
        if cards or before:
            batches = _batches(dossier, cards)
            yield (
                title,
                {
                    "paper": common(dossier),
                    "head": _head(dossier),
                    "department": title,
                    "counts": counts(cards),
                    "batches": batches,
                    "items": tuple(item for batch in batches for item in batch.items),
                    "carried": before,
                    "waived": waived(dossier, owner),
                    "asked": asked(dossier, owner),
                },
            )


def _head(dossier: Dossier) -> Letterhead:
    """Refer to the dates of the ledger where the office sets none of its own."""
    if dossier.register is None or dossier.head.due_given:
        return dossier.head
    return msgspec.structs.replace(dossier.head, due=_AS_LISTED)


def _batches(dossier: Dossier, cards: Sequence[Card]) -> tuple[Batch, ...]:
    """Put what stands alike in the ledger together, numbered through; all in one without a ledger."""
    if dossier.register is None:
        return (Batch(title="", about="", items=items(dossier, cards)),)
    grouped: dict[int, list[Card]] = {each: [] for each in range(len(_BATCHES))}
    for card in cards:
        grouped[_standing(of_card(dossier, card))].append(card)
    numbered = iter(items(dossier, (card for group in grouped.values() for card in group)))
    return tuple(
        Batch(title=title, about=about, items=tuple(_take(numbered, len(group))))
        for (title, about), group in zip(_BATCHES, grouped.values(), strict=True)
        if group
    )


def _take(numbered: Iterator[Item], count: int) -> Iterator[Item]:
    return (next(numbered) for _ in range(count))


def _standing(found: Sequence[Entry]) -> int:
    """Say to which batch a card belongs: the most pressing of its items decides."""
    states = {each.state for each in found}
    if not found:
        return _NOT_ENTERED
    if any(each.overdue for each in found):
        return _LATE
    if any(LEDGER_STATE[each].to(LANG) in states for each in _STILL):
        return _AGAIN
    return _NEW if LEDGER_STATE[State.NEW].to(LANG) in states else _OTHER
