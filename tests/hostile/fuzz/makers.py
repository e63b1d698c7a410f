"""One maker a format: a case of it, from chance alone."""

from collections.abc import Callable
from random import Random

from tests.hostile.fuzz.parquets import of_parquet
from tests.hostile.fuzz.rules import of_yaml
from tests.hostile.fuzz.tables import of_csv, of_json
from tests.hostile.fuzz.workbooks import of_xlsx

MAKERS: dict[str, Callable[[Random], bytes]] = {
    "csv": of_csv,
    "json": of_json,
    "xlsx": of_xlsx,
    "yaml": of_yaml,
    "parquet": of_parquet,
}
SHARES = {"csv": 30, "json": 25, "xlsx": 20, "yaml": 15, "parquet": 10}
"""Of a hundred cases."""
