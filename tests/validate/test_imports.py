"""What is loaded: a small check does not wait for the checks on its data."""

import subprocess
import sys


def test_importing_it_loads_nothing_heavy() -> None:
    heavy = "{'numpy', 'pint', 'yaml', 'openpyxl', 'jinja2', 'rich', 'durable'}"
    script = f"import sys, zhunsheng.validate; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
