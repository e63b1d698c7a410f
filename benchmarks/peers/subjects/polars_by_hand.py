"""Polars, expressions written by hand, one pass: the rows that break a rule go to Parquet, and which they break."""

from pathlib import Path

import polars as pl

KEEPS_ROWS = True
RULES = (pl.col("coverage") < 9500, pl.col("spending") * 10 < pl.col("revenue"), pl.col("staff").is_null())


def violations(records: Path, into: Path) -> list[int]:
    """Keep the rows that break a rule, write them, and count."""
    broken = [rule.alias(f"broken_{number}") for number, rule in enumerate(RULES)]
    kept = pl.scan_parquet(records).with_columns(broken).filter(pl.any_horizontal(RULES)).collect()
    kept.write_parquet(into / "broken.parquet")
    return [int(kept[f"broken_{number}"].sum()) for number in range(len(RULES))]
