"""Arrow works without pandas, and asks for it no more."""

import subprocess
import sys
from pathlib import Path

from tests.support.paths import BULK

UNASKED = """
import sys
from zhunsheng import no_pandas
with no_pandas.left_out():
    import numpy, pyarrow
    with no_pandas.left_out():
        assert pyarrow.array(numpy.arange(3)).to_pylist() == [0, 1, 2]
    assert "pandas" not in sys.modules
print("pandas" in sys.modules)
pyarrow.array(numpy.arange(3))
print("pandas" in sys.modules)
import pandas
with no_pandas.left_out():
    print(sys.modules["pandas"] is pandas, pyarrow.table({"a": [1]}).to_pandas()["a"].tolist())
print(sys.modules["pandas"] is pandas)
"""


def test_arrow_does_not_load_pandas_and_whoever_wants_it_still_has_it() -> None:
    done = subprocess.run([sys.executable, "-c", UNASKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "False", "True [1]", "True"]


def test_a_bulk_run_does_not_load_it(tmp_path: Path) -> None:
    program = "import sys; from zhunsheng.cli import main; print(main(), 'pandas' in sys.modules)"
    words = ["bulk", BULK / "data", "--rules", BULK / "rules", "--into", tmp_path / "out", "--year", "2021-2023", "-q"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1 False\n", "")
