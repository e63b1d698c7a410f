"""rule-engine: three expressions, each asked of every record."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import rule_engine

KEEPS_ROWS = True
RULES = ("coverage < 9500", "spending * 10 < revenue", "staff == null")


def violations(records: Path, into: Path) -> list[int]:
    """Filter the records by each rule; write those that break it."""
    rules = [rule_engine.Rule(text) for text in RULES]
    counts = [0, 0, 0]
    kept = []
    for batch in pq.ParquetFile(records).iter_batches():
        some = batch.to_pylist()
        for number, rule in enumerate(rules):
            broken = list(rule.filter(some))
            counts[number] += len(broken)
            kept += broken
    (into / "broken.json").write_text(json.dumps(kept), encoding="utf-8")
    return counts
