"""Pointblank over a Polars frame. Its extracts keep the rows that fail, all of them where asked."""

from pathlib import Path

import pointblank as pb
import polars as pl

KEEPS_ROWS = True


def violations(records: Path, into: Path) -> list[int]:
    """Interrogate three steps; write the extracts."""
    frame = pl.read_parquet(records)
    validation = (
        pb.Validate(data=frame)
        .col_vals_ge(columns="coverage", value=9500)
        .col_vals_expr(expr=pl.col("spending") * 10 >= pl.col("revenue"))
        .col_vals_not_null(columns="staff")
        .interrogate(collect_extracts=True, extract_limit=frame.height)
    )
    extracts = validation.get_data_extracts()
    for number, rows in extracts.items():
        rows.write_parquet(into / f"step-{number}.parquet")
    failed = validation.n_failed()
    return [failed[number] for number in sorted(failed)]
