"""`zhunsheng diff`: what changed between two reports, two sets of data, two moments, two rule versions, two years."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands.shared import cache_dir, console, outputs_asked, years_asked
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.change import Comparison
    from zhunsheng.use_cases.comparing import Held, Rules

_FORMS = Text(
    "diff 比的是两样东西，任选一种：两份报告或数据 OLD NEW；--store 加两个（或一个）--as-of；两个 --rules 加 --data 或 "
    "--store；--data 或 --store 加两个 --year。",
    "diff compares two things: OLD NEW (reports or data); --store with two --as-of (or one); two --rules with --data "
    "or --store; --data or --store with two --year.",
)

_UNREAD = Text(
    "有数据不能读取，看似撤回的数可能只是没有读到；哪些不能读取，见 zhunsheng check。",
    "something could not be read, and what seems withdrawn may merely be unread; zhunsheng check says what it is.",
)


def fill(one: argparse.ArgumentParser, defaults: dict[str, str]) -> None:
    """Add the arguments of `diff`."""
    _sides(one, defaults)
    _outputs(one)
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)
    one.set_defaults(year_default=None, rules_default=defaults.get("rules"))


def _sides(one: argparse.ArgumentParser, defaults: dict[str, str]) -> None:
    add = one.add_argument
    add(
        "things",
        nargs="*",
        metavar="OLD NEW",
        help="两份 JSON 报告，或两份数据 / two reports (JSON), or two sets of data",
    )
    add("--store", metavar="FILE", help="库 / a store")
    add(
        "--as-of",
        action="append",
        default=[],
        metavar="DATE",
        help="比较库在两个时点所说的，只给一个的与现在比 / compare what a store said at two moments; one: that and now",
    )
    add("--data", nargs="+", default=[], metavar="DATA", help="按两版规则、或按两年来比的数据 / data to judge twice")
    add(
        "--rules",
        action="append",
        default=[],
        metavar="DIR",
        help="规则文件夹；给两个的，比较两版规则 / folder of plans; two of them are compared",
    )
    add(
        "--year",
        action="append",
        default=None,
        metavar="YEAR",
        help="只比这些年份；没有别的可比时，给两年就是比这两年 / only these years; with nothing else to compare, "
        "two years are compared",
    )
    add("--plan", default=defaults.get("plan"), metavar="ID", help="只用这个规划 / only this plan")


def _outputs(one: argparse.ArgumentParser) -> None:
    add = one.add_argument
    add(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="写成 html、markdown、json，可多次 / write it as html, markdown, json; repeatable; - is standard output",
    )
    add(
        "--fail-on",
        default="never",
        choices=("violation", "alert", "never"),
        help="有新增或加重到这一级的结论时，退出码为 1 / exit code 1 for conclusions of this gravity that are new "
        "(default: %(default)s)",
    )
    add("-q", "--quiet", action="store_true", help="不显示摘要 / no summary")


def diff(args: argparse.Namespace) -> int:
    """Compare, show, write; 1 where new conclusions reach `--fail-on`, 3 where something could not be read."""
    from zhunsheng import outputs, streams
    from zhunsheng.report import comparison as writing
    from zhunsheng.use_cases import comparing

    asked = outputs_asked(args.output, writing.FORMATS)
    outputs.check_writable(asked)
    compared = _compared(args)
    try:
        outputs.write_all(
            {path: writing.render(compared, fmt, args.lang, cache_dir(args)) for fmt, path in asked.items()}
        )
        if not args.quiet:
            from zhunsheng.report.comparison import terminal

            terminal.show(compared, args.lang, console(to_stderr=outputs.STDOUT in asked.values()))
        sys.stdout.flush()
    except BrokenPipeError:  # who reads only the first lines still gets the exit code
        streams.forget_stdout()
    if compared.old.incomplete or compared.new.incomplete:
        print(_UNREAD.to(args.lang), file=sys.stderr)
        return ExitCode.NOT_EVALUABLE
    if args.fail_on != "never" and comparing.reaches(compared, FindingKind(args.fail_on)):
        return ExitCode.FOUND
    return ExitCode.OK


def _compared(args: argparse.Namespace) -> "Comparison":
    """Find out what is to be compared, and compare it. Raises `UsageError` where that is not two things."""
    from zhunsheng.use_cases import comparing, revising

    asked = years_asked(args)
    years = tuple(asked) if asked else None
    pairs = [bool(args.things), len(args.as_of) == 2, len(args.rules) == 2]
    if sum(pairs) > 1 or max(len(args.as_of), len(args.rules)) > 2 or (args.data and args.store):
        raise UsageError(_FORMS)
    if args.things:
        if len(args.things) != 2 or args.data or args.store or args.as_of:
            raise UsageError(_FORMS)
        return comparing.two_things((Path(args.things[0]), Path(args.things[1])), _rules(args), years)
    if len(args.rules) == 2:
        both = (_rules(args, args.rules[0]), _rules(args, args.rules[1]))
        return revising.two_rule_versions(_held(args), both, (args.rules[0], args.rules[1]), years, cache_dir(args))
    if len(args.as_of) == 2 or (args.as_of and (years is None or len(years) != 2)):
        if args.data or not args.store:
            raise UsageError(_FORMS)
        moments = (args.as_of[0], args.as_of[1] if len(args.as_of) == 2 else "")
        return comparing.two_moments(Path(args.store), moments, args.plan, _rules(args), years, cache_dir(args))
    if years is None or len(years) != 2:
        raise UsageError(_FORMS)
    return comparing.two_years(_held(args), _rules(args), (years[0], years[1]), cache_dir(args))


def _held(args: argparse.Namespace) -> "Held":
    """Return what is judged twice: data, or a store. Raises `UsageError`."""
    from zhunsheng.use_cases.comparing import Held

    if not (args.data or args.store) or (len(args.rules) == 2 and args.as_of):
        raise UsageError(_FORMS)
    store = Path(args.store) if args.store else None
    as_of = args.as_of[0] if args.as_of else ""
    return Held(data=tuple(map(Path, args.data)), store=store, as_of=as_of, plan=args.plan)


def _rules(args: argparse.Namespace, folder: str | None = None) -> "Rules":
    chosen = folder or (args.rules[0] if args.rules else args.rules_default)
    return partial(_catalogues, chosen, args.plan, cache_dir(args))


def _catalogues(folder: str | None, plan: str | None, cache: Path) -> tuple[api.Compiled, ...]:
    return api.catalogues(api.rules_folder(folder), plan, cache)
