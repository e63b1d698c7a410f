"""The store: one SQLite file that keeps every submission, the rules of each day, closings and runs. Append-only.

It keeps evidence, not conclusions: what a file means is asked again at each check, by the rules asked for.
Importing this package does not import sqlite3; opening a store does.
"""

from zhunsheng.store.errors import StoreError
from zhunsheng.store.moments import beijing, iso, moment, received_at
from zhunsheng.store.opening import Access, may_write
from zhunsheng.store.records import (
    Arrival,
    Closing,
    Context,
    Deed,
    Entered,
    History,
    KeptRun,
    Received,
    Rules,
    RulesFile,
    Run,
    Vintage,
)
from zhunsheng.store.room import Store
from zhunsheng.store.verifying import Verified

__all__ = [
    "Access",
    "Arrival",
    "Closing",
    "Context",
    "Deed",
    "Entered",
    "History",
    "KeptRun",
    "Received",
    "Rules",
    "RulesFile",
    "Run",
    "Store",
    "StoreError",
    "Verified",
    "Vintage",
    "beijing",
    "iso",
    "may_write",
    "moment",
    "received_at",
]
