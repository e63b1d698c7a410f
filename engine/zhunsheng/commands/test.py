"""`zhunsheng test`: run the features, and tell what they prove."""

import argparse
import os
import sys
from pathlib import Path

from zhunsheng import api
from zhunsheng.commands.shared import cache_dir
from zhunsheng.exit_code import ExitCode

MOST_WORKERS = 8
"""Beyond that many processes, waiting for them to start costs more than they save."""


def test(args: argparse.Namespace) -> int:
    """Prove every rule by its feature. Returns `FOUND` where anything is missing or fails."""
    from zhunsheng.prove import show
    from zhunsheng.use_cases import proof  # the stages load here: a broken rule is told without waiting for them

    rules = api.rules_folder(args.rules)
    compiled = api.catalogues(rules, args.plan, cache_dir(args))
    workers = args.jobs or min(os.cpu_count() or 1, MOST_WORKERS)
    proofs = proof.prove(compiled, _features(args.features, rules), workers)
    if args.format == "json":
        sys.stdout.write(show.json(proofs) + "\n")
    else:
        show.table(proofs, args.lang, equivalents=args.equivalent)
    return ExitCode.FOUND if any(proof.gaps for proof in proofs) else ExitCode.OK


def _features(asked: str | None, rules: Path) -> Path:
    """The features asked for, else the folder `features` beside the rules."""
    return Path(asked) if asked is not None else rules.resolve().parent / "features"
