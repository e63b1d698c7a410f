"""Arguments of the commands that CI runs, and where what is said to people goes meanwhile."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path


def machine_outputs(one: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Outputs for CI, beside what is shown."""
    one.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help=f"写给 CI：{'、'.join(formats)}，可多次；PATH 写 - 为标准输出 / "
        "write an output for CI; repeatable; PATH - is standard output",
    )


def changed_since(one: argparse.ArgumentParser) -> None:
    """Only what has changed since a revision."""
    one.add_argument(
        "--changed-since",
        metavar="REV",
        help="只看与此 git 版本分开之后改动所及的 / only what changes since the fork from this git revision concern",
    )


def aside(asked: Mapping[str, Path]) -> AbstractContextManager[object]:
    """Send what is said to people to standard error, where standard output is an output for a machine."""
    return redirect_stdout(sys.stderr) if Path("-") in asked.values() else nullcontext()
