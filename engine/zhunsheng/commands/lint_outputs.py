"""`zhunsheng lint` as CI runs it: outputs for machines, from which level on it fails, only what has changed."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import ci, outputs
from zhunsheng.commands import ci_arguments
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from zhunsheng.use_cases.linting import Asked, Linted

FORMATS = (*ci.FORMATS, "json")
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def fill(one: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    ci_arguments.machine_outputs(one, FORMATS)
    one.add_argument(
        "--fail-on",
        default="error",
        choices=("error", "warning", "note", "never"),
        help="到哪一级算不通过：错误退出码 2，警告、提示 1 / "
        "which level fails: exit code 2 for errors, 1 for warnings and notes (default: %(default)s)",
    )
    ci_arguments.changed_since(one)


def since(linted: "Linted", asked: "Asked", revision: str | None) -> "Linted":
    """Leave what concerns files that changed since a revision; everything where none is named. Raises `UsageError`."""
    if revision is None:
        return linted
    from zhunsheng.use_cases import changing

    return changing.linted(linted, asked, revision)


def write(
    asked: Mapping[str, Path], linted: "Linted", how: "Asked", args: argparse.Namespace, json: Callable[[], str]
) -> None:
    """Write the outputs asked for. Raises `UsageError`."""
    if not asked:
        return
    from zhunsheng.use_cases import telling

    def fails(severity: Severity) -> bool:
        return _fails(severity, "warning" if args.strict and args.fail_on == "error" else args.fail_on)

    told = telling.linted(linted, how, fails, args.lang)
    rendered = {fmt: f"{json()}\n".encode() if fmt == "json" else telling.render(told, fmt) for fmt in asked}
    outputs.write_all({path: rendered[fmt] for fmt, path in asked.items()})


def exit_code(problems: Iterable[Diagnostic], fail_on: str) -> ExitCode:
    """Say by the exit code how it ended: an error is a bad rule; what is no error but counts has been found."""
    counted = [problem for problem in problems if _fails(problem.severity, fail_on)]
    if any(problem.severity is Severity.ERROR for problem in counted):
        return ExitCode.USAGE
    return ExitCode.FOUND if counted else ExitCode.OK


def _fails(severity: Severity, fail_on: str) -> bool:
    return fail_on != "never" and _ORDER.index(severity) <= _ORDER.index(Severity(fail_on))
