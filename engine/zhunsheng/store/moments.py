"""Moments: kept in UTC to the microsecond, read and shown in the time of Beijing, whatever the machine's clock says.

A day is a day of the office: what came in at seven in the morning of 2 March was not known on 1 March.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from zhunsheng.model.text import Text
from zhunsheng.store.errors import StoreError

BEIJING = timezone(timedelta(hours=8))
TICK = timedelta(microseconds=1)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


def moment(text: str) -> datetime:
    """Return the first moment after the one named: the end of a day (Beijing), or just after a time.

    Raises `StoreError` for anything but `2024-03-01` or `2024-03-01T18:30` (with seconds and zone, if wanted).
    """
    if _DAY.fullmatch(text):
        return _parsed(text) + timedelta(days=1)
    return _parsed(text) + TICK


def received_at(text: str) -> datetime:
    """Return the moment at which something came in: a time, or the beginning of a day. Raises `StoreError`."""
    return _parsed(text)


def beijing(at: datetime) -> str:
    """Write a moment as the office's clock shows it, to the second."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def iso(at: datetime) -> str:
    """Write a moment as ISO 8601 in the time of Beijing, to the second."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def written(at: datetime) -> str:
    """Write a moment for the store: UTC, always of the same length, so that texts sort as moments do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    """Read a moment that `written` wrote. Raises `ValueError` for anything else."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def _parsed(text: str) -> datetime:
    try:
        if not (_DAY.fullmatch(text) or _TIME.fullmatch(text)):
            raise ValueError(text)
        parsed = datetime.fromisoformat(text)
        if parsed.tzinfo is None:
            parsed = parsed.replace(tzinfo=BEIJING)
        # A year at either end of the calendar leaves no room for a zone or another day.
        return (parsed.astimezone(UTC) + timedelta(days=2)) - timedelta(days=2)
    except (ValueError, OverflowError):
        raise StoreError(
            Text(
                f"“{text}”不是日期或时间，应如 2024-03-01 或 2024-03-01T18:30（北京时间）。",
                f"{text} is no date or time: write 2024-03-01 or 2024-03-01T18:30 (Beijing time).",
            )
        ) from None
