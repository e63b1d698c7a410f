"""`zhunsheng assess`: scores by place, taken apart to cells, and how firm their order is."""

import argparse
import sys
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands import common_arguments as common
from zhunsheng.commands.check import compiled_rules, evaluate
from zhunsheng.commands.shared import cache_dir, console, outputs_asked, years_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.assessment import Assessed
    from zhunsheng.model.evaluation import Evaluation


def fill(one: argparse.ArgumentParser, defaults: dict[str, str]) -> None:
    """Add the arguments of `assess`."""
    common.which_rules(one, defaults)
    common.data(one, "*")
    one.add_argument(
        "--year", action="append", default=None, metavar="YEAR", help="考核哪一年，默认数据的最后一年 / the year"
    )
    one.set_defaults(year_default=None)
    common.store_to_judge(one)
    one.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="html、json、xlsx，可多次；PATH 为 - 时写到标准输出 / write it out; repeatable; - is standard output",
    )
    one.add_argument("--explain", metavar="PLACE", help="把一地的得分逐层拆开 / take the score of a place apart")
    one.add_argument("-q", "--quiet", action="store_true", help="不显示名次表 / no table")


def assess(args: argparse.Namespace) -> int:
    """Score, write what is asked for, show the ranking or one place; 3 where any figure could not be read."""
    from zhunsheng import outputs, streams
    from zhunsheng.report import assessed as formats
    from zhunsheng.use_cases import assessing

    asked = outputs_asked(args.output, formats.FORMATS)
    outputs.check_writable(asked)
    if len(years_asked(args) or ()) > 1:
        raise UsageError(Text("考核一次一年，请只给一个 --year。", "an assessment is of one year: give one --year."))
    evaluation, _ = evaluate(args, lambda: compiled_rules(args))
    assessed = assessing.assess(evaluation)
    place = assessing.place(evaluation, assessed, args.explain) if args.explain else None
    made = {path: formats.render(evaluation, assessed, fmt, args.lang, cache_dir(args)) for fmt, path in asked.items()}
    try:
        outputs.write_all(made)
        if place is not None or not args.quiet:
            _show(args, evaluation, assessed, place, to_stderr=outputs.STDOUT in asked.values())
        sys.stdout.flush()
    except BrokenPipeError:  # who reads only the first lines still gets the exit code
        streams.forget_stdout()
    return ExitCode.NOT_EVALUABLE if api.unreadable(evaluation) else ExitCode.OK


def _show(
    args: argparse.Namespace, evaluation: "Evaluation", assessed: "Assessed", place: str | None, *, to_stderr: bool
) -> None:
    from zhunsheng.report.assessed import terminal

    if place is None:
        terminal.show(evaluation, assessed, args.lang, console(to_stderr=to_stderr))
    else:
        told = terminal.explain(evaluation, assessed, place, args.lang)
        print(told, file=sys.stderr if to_stderr else sys.stdout)
