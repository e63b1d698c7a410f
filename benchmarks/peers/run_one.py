"""One peer over one file, in the environment of the peers: `python -m benchmarks.peers.run_one NAME RECORDS INTO`.

Prints one JSON object: violations of each of the three rules, and what became of the rows that broke one.
"""

import importlib
import json
import sys
from pathlib import Path


def main() -> None:
    """Let the peer judge the records."""
    name, records, into = sys.argv[1:4]
    subject = importlib.import_module(f"benchmarks.peers.subjects.{name}")
    violations = subject.violations(Path(records), Path(into))
    print(json.dumps({"violations": violations, "keeps_rows": subject.KEEPS_ROWS}))


if __name__ == "__main__":
    main()
