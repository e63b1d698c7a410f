"""一页简报: how the year stands, on one page."""

from zhunsheng.model.finding import FindingKind
from zhunsheng.papers import tallies
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.items import asked, asked_line, departments, items
from zhunsheng.papers.rectification import rectification

MOST_ITEMS = 5
"""Findings that have room on the page; it is said how many more there are, and where."""


def context(dossier: Dossier) -> dict[str, object]:
    """Gather what the briefing says."""
    cards = [card for card in dossier.cards if card.kind != FindingKind.NOTICE]
    stands = rectification(dossier)
    rest = sum(len(card.conclusions) for card in cards[MOST_ITEMS:])
    return {
        "paper": common(dossier),
        "head": dossier.head,
        "by_nature": tallies.by_nature(dossier),
        "items": items(dossier, cards[:MOST_ITEMS]),
        "rest": f"其余 {rest} 条见年度监测报告和各部门整改通知书。" if rest else "",
        "departments": departments(dossier),
        "asked_line": asked_line(asked(dossier)),
        "ledger_line": stands.line if stands is not None else "",
    }
