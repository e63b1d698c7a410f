"""durable-rules by itself: an event for each record, a rule for each breach.

It compares two attributes of one event only after one of them is multiplied by hand, and knows no null: an absent
attribute stands for it. Events that no rule takes would stay in its memory; a last rule takes them.
"""

import json
from pathlib import Path

import pyarrow.parquet as pq
from durable.engine import MessageNotHandledException
from durable.lang import get_host, m, post, ruleset, when_all

KEEPS_ROWS = True
COUNTS = [0, 0, 0]
KEPT: list[int] = []

with ruleset("records"):

    @when_all(m.coverage < 9500)
    def coverage(c):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Count a breach of the first rule."""
        COUNTS[0] += 1
        KEPT.append(c.m.number)

    @when_all(m.short > 0)
    def share(c):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Count a breach of the second rule."""
        COUNTS[1] += 1
        KEPT.append(c.m.number)

    @when_all(m.unreported == 1)
    def staff(c):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Count a breach of the third rule."""
        COUNTS[2] += 1
        KEPT.append(c.m.number)


def violations(records: Path, into: Path) -> list[int]:
    """Post an event for each record and rule that it may break: one event is taken by one rule only."""
    get_host()
    number = 0
    for batch in pq.ParquetFile(records).iter_batches():
        for record in batch.to_pylist():
            number += 1
            for told in (
                {"coverage": record["coverage"]},
                {"short": record["revenue"] - record["spending"] * 10},
                {"unreported": int(record["staff"] is None)},
            ):
                _post({"number": number, **told})
    (into / "broken.json").write_text(json.dumps(KEPT), encoding="utf-8")
    return COUNTS


def _post(event: dict[str, int]) -> None:
    try:
        post("records", event)
    except MessageNotHandledException:
        return  # no rule is broken
