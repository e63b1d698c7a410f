"""`zhunsheng diff`: what changed between two reports, two sets of data, two moments, two rule versions, two years."""

import argparse
import sys

from zhunsheng.commands import diff_sides, usual_store
from zhunsheng.commands.shared import cache_dir, console, outputs_asked
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Text

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
        help="两份 JSON 报告、两份数据，或两个规则文件夹 / two reports (JSON), sets of data, or folders of plans",
    )
    add("--store", metavar="FILE", help="库 / a store")
    usual_store.wanted(one, usual_store.OF_MOMENTS)
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
        "--rules-at",
        action="append",
        default=[],
        metavar="REV",
        help="规则文件夹在 git 某提交（分支、标签）时的样子，与现在的比；给两个的，两者相比 / "
        "the rules as they stood in a revision, against those of now; two revisions: one against the other",
    )
    add(
        "--changed-since",
        metavar="REV",
        help="同上，从与该提交分叉之处起：只看这个分支改了什么 / since this branch left that revision",
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
        choices=("violation", "alert", "verdict", "never"),
        help="有新增或加重到这一级的结论时，退出码为 1；verdict：有判定改变、新列入或不再列入时 / "
        "exit code 1 for conclusions of this gravity that are new; verdict: for any change (default: %(default)s)",
    )
    add("-q", "--quiet", action="store_true", help="不显示摘要 / no summary")


def diff(args: argparse.Namespace) -> int:
    """Compare, show, write; 1 where what changed reaches `--fail-on`, 3 where something could not be read."""
    from zhunsheng import outputs, streams
    from zhunsheng.report import comparison as writing
    from zhunsheng.use_cases import comparing

    asked = outputs_asked(args.output, writing.FORMATS)
    outputs.check_writable(asked)
    compared = diff_sides.compared(args)
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
    return ExitCode.FOUND if comparing.fails(compared, args.fail_on) else ExitCode.OK
