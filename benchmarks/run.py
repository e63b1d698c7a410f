"""Run one case and say what each subject took: `python -m benchmarks.run CASE [--json]`, one line a subject.

Exit codes: 0 all was as it must be; 1 a result was wrong; 2 a subject could not be run.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from benchmarks.bulk import FailedRunError
from benchmarks.cases import io, nations, peers
from benchmarks.cases.asking import Asked
from benchmarks.checking import WrongResultError
from benchmarks.lines import Line
from benchmarks.machine import description

CASES: dict[str, Callable[[Asked, Path], Iterator[Line]]] = {
    "county": nations.lines,
    "town": nations.lines,
    "village": nations.lines,
    "peers": peers.lines,
    "io": io.lines,
}


def main(words: list[str] | None = None) -> int:
    """Run the case asked for."""
    given = _parser().parse_args(words)
    asked = Asked(
        given.case,
        given.places,
        given.rules,
        given.seed,
        given.workers,
        given.reference,
        not given.unchecked,
        tuple(given.bulk.split()),
        given.wide,
    )
    machine = description()
    try:
        with _folder(given.scratch) as name:
            for line in CASES[asked.case](asked, Path(name)):
                described = line._replace(more={**line.more, "machine": machine})
                print(described.json() if given.json else described.text(), flush=True)
    except WrongResultError as wrong:
        print(f"wrong: {wrong}", file=sys.stderr)
        return 1
    except FailedRunError as failed:
        print(f"failed: {failed}", file=sys.stderr)
        return 2
    return 0


def _folder(scratch: Path | None) -> AbstractContextManager[str]:
    """Return a folder that is removed afterwards, or the one given, which stays."""
    if scratch is None:
        return tempfile.TemporaryDirectory(prefix="zhunsheng-bench-")
    scratch.mkdir(parents=True, exist_ok=True)
    return nullcontext(str(scratch.resolve()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("case", choices=CASES)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--places", type=int, help="so many places instead of the usual number")
    parser.add_argument("--rules", type=int, help="so many rules instead of the usual number")
    parser.add_argument("--seed", type=int, default=2026, help="of the nation; default: %(default)s")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="of the checks; default: %(default)s")
    parser.add_argument(
        "--reference", type=int, default=0, metavar="N", help="judge N judgements again by the plain evaluator"
    )
    parser.add_argument("--wide", action="store_true", help="figures of nations as a wide table")
    parser.add_argument("--unchecked", action="store_true", help="measure only")
    parser.add_argument("--bulk", default="", metavar="WORDS", help="further words for zhunsheng bulk, as one")
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="new folder for data and results, which stay there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
