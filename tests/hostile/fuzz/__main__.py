"""`python -m tests.hostile.fuzz --cases 100000 --seed 1 [--format csv|json|xlsx|yaml|parquet] [--case N] [--save DIR]`.

Prints one line a format: cases, how many were refused, crashes, the slowest case. Exit code 1 where anything crashed.
A crash is told with its traceback and is made again by `--format F --seed S --case N`.
"""

import argparse
import sys
from pathlib import Path

from tests.hostile.fuzz.makers import MAKERS, SHARES
from tests.hostile.fuzz.running import Runner, Tally, case


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz")
    parser.add_argument("--cases", type=int, default=2000, help="in all, or of the one format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=sorted(MAKERS), help="only this one")
    parser.add_argument("--case", type=int, help="write this case of the format to standard output, and do no more")
    parser.add_argument("--save", type=Path, default=Path("out/fuzz"), help="where crashes are kept")
    args = parser.parse_args()
    if args.case is not None:
        sys.stdout.buffer.write(case(args.format, args.seed, args.case))
        return 0
    runner = Runner()
    crashes = 0
    for fmt in [args.format] if args.format else MAKERS:
        count = args.cases if args.format else args.cases * SHARES[fmt] // 100
        tally = runner.run(fmt, args.seed, count, lambda number, raw, fmt=fmt: _save(args.save, fmt, number, raw))
        crashes += len(tally.crashes)
        _tell(fmt, args.seed, tally)
    return 1 if crashes else 0


def _save(folder: Path, fmt: str, number: int, raw: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{fmt}-{number}").write_bytes(raw)


def _tell(fmt: str, seed: int, tally: Tally) -> None:
    for number, trace in tally.crashes[:5]:
        print(f"--format {fmt} --seed {seed} --case {number}\n{trace}", file=sys.stderr)
    came = f"{tally.cases} cases, {tally.with_errors} with errors, {len(tally.crashes)} crashes"
    cost = f"{tally.seconds:.0f} s of CPU, the slowest {tally.slowest:.2f} s (case {tally.slowest_case})"
    print(f"{fmt}: {came}, {len(tally.codes)} kinds of message, {cost}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
