"""DuckDB, SQL written by hand, one pass: the rows that break a rule go to Parquet, and which they break."""

from pathlib import Path

import duckdb

KEEPS_ROWS = True
RULES = ("coverage < 9500", "spending * 10 < revenue", "staff IS NULL")


def violations(records: Path, into: Path) -> list[int]:
    """Keep the rows that break a rule, write them, and count."""
    connection = duckdb.connect()
    broken = ", ".join(f"{rule} AS broken_{number}" for number, rule in enumerate(RULES))
    kept = f"SELECT *, {broken} FROM read_parquet('{records}') WHERE {' OR '.join(RULES)}"  # noqa: S608 (ours)
    connection.execute(f"CREATE TEMP TABLE kept AS {kept}")
    connection.execute(f"COPY kept TO '{into / 'broken.parquet'}' (FORMAT PARQUET)")
    counts = ", ".join(f"count(*) FILTER (broken_{number})" for number in range(len(RULES)))
    return list(connection.execute(f"SELECT {counts} FROM kept").fetchall()[0])  # noqa: S608 (ours)
