"""Pandera over a pandas frame. Lazy validation keeps a case for each failure: check, column, value and index."""

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

KEEPS_ROWS = True
SHARE = "spending is a tenth of revenue"
SCHEMA = pa.DataFrameSchema(
    {
        "coverage": pa.Column(checks=pa.Check.ge(9500)),
        "staff": pa.Column(nullable=False),
    },
    checks=pa.Check(lambda frame: frame["spending"] * 10 >= frame["revenue"], name=SHARE, ignore_na=False),
)


def violations(records: Path, into: Path) -> list[int]:
    """Validate, and count the cases of each check."""
    frame = pd.read_parquet(records)
    try:
        SCHEMA.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        cases.astype(str).to_parquet(into / "cases.parquet")
        of_column = cases[cases["schema_context"] == "Column"]
        coverage = int((of_column["column"] == "coverage").sum())
        staff = int((of_column["column"] == "staff").sum())
        share = cases.loc[cases["check"] == SHARE, "index"].nunique()
        return [coverage, int(share), staff]
    return [0, 0, 0]
