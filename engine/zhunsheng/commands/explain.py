"""`zhunsheng explain`: why a rule, a verdict or a finding is what it is."""

import argparse
from pathlib import Path

from zhunsheng import api, outputs
from zhunsheng.commands import check
from zhunsheng.exit_code import ExitCode


def explain(args: argparse.Namespace) -> int:
    """Tell the chain behind a rule or a finding, on standard output or into a file."""
    from zhunsheng.use_cases import explaining  # not loaded for other commands

    target = Path(args.output) if args.output else outputs.STDOUT
    outputs.check_writable({args.format: target})
    compiled: tuple[api.Compiled, ...]
    if args.store:  # judged by the rules of that day, which need not be in any folder
        evaluation, _ = check.evaluate(args, lambda: check.compiled_rules(args))
        compiled = (api.Compiled(folder=Path(args.store), catalogue=evaluation.catalogue),)
        told = explaining.told(compiled, args.target, evaluation, args.format, args.place, args.lang)
    else:
        compiled = check.compiled_rules(args)
        judged = check.evaluate(args, lambda: compiled)[0] if args.data else None
        told = explaining.told(compiled, args.target, judged, args.format, args.place, args.lang)
    outputs.write_all({target: f"{told}\n".encode()})
    return ExitCode.OK
