"""What is loaded: the stage costs nothing until something is judged, and the reference stands without NumPy."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["zhunsheng.evaluate", "zhunsheng.evaluate.reference"])
def test_importing_it_does_not_load_numpy(module: str) -> None:
    script = f"import sys, {module}; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
