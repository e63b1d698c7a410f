"""Arrow works without pandas, asks for it no more, and reads no help and no storage in a network."""

import subprocess
import sys
from pathlib import Path

from tests.support.paths import BULK

UNASKED = """
import sys
from zhunsheng import lean_arrow
with lean_arrow.loading():
    import numpy, pyarrow
    with lean_arrow.loading():
        assert pyarrow.array(numpy.arange(3)).to_pylist() == [0, 1, 2]
    assert "pandas" not in sys.modules
print("pandas" in sys.modules)
pyarrow.array(numpy.arange(3))
print("pandas" in sys.modules)
import pandas
with lean_arrow.loading():
    print(sys.modules["pandas"] is pandas, pyarrow.table({"a": [1]}).to_pandas()["a"].tolist())
print(sys.modules["pandas"] is pandas)
"""


def test_arrow_does_not_load_pandas_and_whoever_wants_it_still_has_it() -> None:
    done = subprocess.run([sys.executable, "-c", UNASKED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "False", "True [1]", "True"]


LEAN = """
import sys
from zhunsheng import lean_arrow
with lean_arrow.loading():
    import numpy, pyarrow, pyarrow.compute, pyarrow.fs
print(numpy.arange(3).sum(), numpy.arange.__doc__)
print(pyarrow.compute.utf8_length(pyarrow.array(["准绳"]), memory_pool=None).to_pylist())
print(pyarrow.compute.round(pyarrow.array([1.26]), ndigits=1).to_pylist())
stores = sorted(name for name in sys.modules if name.startswith("pyarrow._") and name.endswith("fs"))
print("pydoc" in sys.modules, stores)
"""


def test_kernels_work_without_their_help_and_no_storage_in_a_network_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["3 None", "[2]", "[1.3]", "False ['pyarrow._fs']"]


def test_a_bulk_run_does_not_load_it(tmp_path: Path) -> None:
    program = "import sys; from zhunsheng.cli import main; print(main(), 'pandas' in sys.modules)"
    words = ["bulk", BULK / "data", "--rules", BULK / "rules", "--into", tmp_path / "out", "--year", "2021-2023", "-q"]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("1 False\n", "")
