"""整改通知书: one rectification notice for each department with violations or alerts in the year."""

from collections.abc import Iterator

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.paper import Letterhead
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.items import asked, counts, items

_SERVED = (FindingKind.VIOLATION, FindingKind.ALERT)
Context = dict[str, object]


def notices(dossier: Dossier, head: Letterhead) -> Iterator[tuple[str, Context]]:
    """Return the title of each department to be served, and what its notice says."""
    for owner, title in dossier.departments.items():
        cards = [card for card in dossier.cards if card.owner_id == owner and card.kind in _SERVED]
        if cards:
            yield (
                title,
                {
                    "paper": common(dossier),
                    "head": head,
                    "department": title,
                    "counts": counts(cards),
                    "items": items(dossier, cards),
                    "asked": asked(dossier, owner),
                },
            )
