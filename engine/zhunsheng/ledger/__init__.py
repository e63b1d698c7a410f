"""Ledger: what runs saw and what people did, in the order of the log -> items, and where each stands on a day.

looks (an evaluation as looks) → fold (looks and acts into items) → state (dates and waivers)
"""

from zhunsheng.ledger.acts import Objection, objection
from zhunsheng.ledger.fold import fold
from zhunsheng.ledger.looks import looks
from zhunsheng.ledger.noted import still_asked
from zhunsheng.ledger.packing import known, pack, unpack, worth_keeping
from zhunsheng.ledger.waiving import Waivers, undrawn, waive, waivers

__all__ = [
    "Objection",
    "Waivers",
    "fold",
    "known",
    "looks",
    "objection",
    "pack",
    "still_asked",
    "undrawn",
    "unpack",
    "waive",
    "waivers",
    "worth_keeping",
]
