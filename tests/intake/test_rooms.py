"""The stage is loaded room by room: what reads whole columns does not load what reads rows."""

import subprocess
import sys

import pytest

from zhunsheng import intake

LOADED = """
import sys
import zhunsheng.intake.columnar
print([name for name in ("submission", "tables", "speaking", "zip_guard") if f"zhunsheng.intake.{name}" in sys.modules])
"""


def test_columns_are_read_without_what_reads_rows() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_all_that_the_stage_names_is_there_and_nothing_else() -> None:
    assert all(hasattr(intake, name) for name in intake.__all__)
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        intake.write  # type: ignore[attr-defined]  # noqa: B018
