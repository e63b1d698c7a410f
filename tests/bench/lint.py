"""What `zhunsheng lint` of a thousand rules costs from a cold start, beside reading the same files with PyYAML.

CPU seconds of whole fresh processes, the least of a few tries: the machine is shared and noisy. The peer only parses
(`yaml.safe_load`, in pure Python as it comes, and with libyaml); it checks nothing.
"""

import argparse
import compileall
import tempfile
from pathlib import Path

from tests.bench.startup import CHECK, TRIES, cpu
from tests.support import many_rules
from tests.support.paths import ROOT

LOAD = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, sys.argv[2]))
"""


def run(_: argparse.Namespace) -> None:
    """Print lint without and with a compiled catalogue at hand, one that has a problem in each file, and the peers."""
    compileall.compile_dir(ROOT / "engine", quiet=2)  # as an installed package is
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules, marred = (many_rules.write(folder / each).parent for each in ("rules", "marred"))
        for path in (marred / "large").glob("*-theme.yaml"):
            path.write_text(path.read_text(encoding="utf-8").replace("\nrules:", "\nrules: ", 1), encoding="utf-8")
        first = min(
            cpu(CHECK, "lint", "--format", "json", "--rules", str(rules), cache=folder / f"c{n}") for n in range(TRIES)
        )
        later = min(
            cpu(CHECK, "lint", "--format", "json", "--rules", str(rules), cache=folder / "c0") for _ in range(TRIES)
        )
        found = min(
            cpu(CHECK, "lint", "--format", "json", "--rules", str(marred), cache=folder / "c0") for _ in range(TRIES)
        )
        plain, fast = (
            min(cpu(LOAD, str(rules), loader) for _ in range(TRIES)) for loader in ("SafeLoader", "CSafeLoader")
        )
    print(f"lint, 1,000 rules, nothing cached    {first:6.2f} s of CPU")
    print(f"lint, catalogue cached               {later:6.2f} s of CPU")
    print(f"lint, a problem in every file        {found:6.2f} s of CPU")
    print(f"yaml.safe_load of the same files     {plain:6.2f} s of CPU; lint ÷ it {first / plain:5.2f} ×")
    print(f"the same with libyaml                {fast:6.2f} s of CPU; lint ÷ it {first / fast:5.2f} ×")
