"""Intake: long and wide tables (CSV, workbook, JSON, Parquet) -> what was submitted, and what is wrong with it.

find files -> read each (workbooks through a guard, Parquet in a room of its own) -> read the rosters, then each row of
figures -> settle duplicates and base years

For a store, `arrivals` tells what one file says by itself, and `vintages` what holds after many, one after the other.

Nothing of this is loaded before it is used: a run over whole columns (`columnar`) has no use for most of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhunsheng.intake.complaint import Complaint
    from zhunsheng.intake.speaking import Spoken, spoken
    from zhunsheng.intake.submission import interpret, place_called, read
    from zhunsheng.intake.tables import Tables, scan

__all__ = ["Complaint", "Spoken", "Tables", "interpret", "place_called", "read", "scan", "spoken"]

_ROOMS = {
    "Complaint": "complaint",
    "Spoken": "speaking",
    "Tables": "tables",
    "interpret": "submission",
    "place_called": "submission",
    "read": "submission",
    "scan": "tables",
    "spoken": "speaking",
}
"""Where each of them is."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever it is
        if name not in _ROOMS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
