"""Write a synthetic nation: `python -m benchmarks.nation LEVEL --into DIR`."""

import argparse
from pathlib import Path

from benchmarks.nation.nation import SIZES, Nation
from benchmarks.nation.writing import write


def main() -> None:
    """Write the nation asked for, and say how to judge it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nation", description=__doc__)
    parser.add_argument("level", choices=SIZES)
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    parser.add_argument("--places", type=int, help="so many places instead of the usual number")
    parser.add_argument("--rules", type=int, help="so many rules instead of the usual number")
    parser.add_argument("--seed", type=int, default=2026, help="default: %(default)s")
    parser.add_argument("--shuffled", action="store_true", help="rows in no order; all in memory")
    parser.add_argument("--csv", action="store_true", help="figures as CSV; all in memory")
    parser.add_argument("--wide", action="store_true", help="a row for each place and year, a column an indicator")
    asked = parser.parse_args()
    nation = Nation(asked.level, asked.places, asked.rules, asked.seed)
    written = write(nation, asked.into, shuffled=asked.shuffled, csv=asked.csv, wide=asked.wide)
    print(f"{written.rows:,} rows, {nation.judgements:,} judgements")
    print(
        f"zhunsheng bulk {written.figures} {written.roster} --rules {written.rules} "
        f"--year 2021-2025 --into {asked.into / 'out'}"
    )


if __name__ == "__main__":
    main()
