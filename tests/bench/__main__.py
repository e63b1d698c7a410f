"""Run every benchmark beside this file: `python -m tests.bench [--rows N] [NAME …]`. Each module offers `run`."""

import argparse
import importlib
from pathlib import Path

from tests.bench.kernel import ROWS


def main() -> None:
    """Run the benchmarks named, or all."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}; default: all")
    parser.add_argument("--rows", type=int, default=ROWS, help="judgements to make (default: %(default)s)")
    arguments = parser.parse_args()
    if unknown := sorted(set(arguments.names) - set(names)):
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    for name in arguments.names or names:
        print(f"== {name}")
        importlib.import_module(f"tests.bench.{name}").run(arguments)


if __name__ == "__main__":
    main()
