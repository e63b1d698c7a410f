"""`zhunsheng fmt`: rule files in the one layout."""

import argparse
import difflib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.commands import common_arguments as common
from zhunsheng.commands.shared import say_problems
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from zhunsheng.use_cases.formatting import Formatted

ABOUT = "把规则文件排成统一的格式，注释和内容不变 / lay rule files out in one way; comments and content stay"
STANDARD = "-"


def fill(one: argparse.ArgumentParser, defaults: common.Defaults) -> None:
    """Say which files, and whether to write."""
    one.add_argument(
        "path",
        nargs="*",
        metavar="PATH",
        help="YAML 文件、规划文件夹、规则文件夹，- 为标准输入；默认规则文件夹 / "
        "files, folders, - for standard input; default: the rules folder",
    )
    one.set_defaults(rules=defaults.get("rules"))
    one.add_argument(
        "--check",
        action="store_true",
        help="只列出要整理的文件，不改；有则退出码 1 / write nothing; exit code 1 where something would change",
    )
    one.add_argument("--diff", action="store_true", help="显示会改什么，不改 / show what would change, write nothing")


def fmt(args: argparse.Namespace) -> int:
    """Lay files out; 1 with `--check` where some are not, 2 where some cannot be read."""
    from zhunsheng.use_cases import formatting

    if args.path == [STANDARD]:
        done = [formatting.format_bytes(STANDARD, sys.stdin.buffer.read())]
    elif STANDARD in args.path:
        raise UsageError(Text("- 不能与别的路径同用。", "- stands alone."))
    else:
        done = list(formatting.format_files(formatting.chosen(_paths(args))))
    for each in done:
        _tell(each, args)
    if args.path == [STANDARD]:
        _hand_back(done[0], args)
    else:
        _sum_up(done, args)
    return _code(done, check=args.check)


def _paths(args: argparse.Namespace) -> list[Path]:
    """The paths asked for, else the rules that are at hand: never those that came with the program."""
    if args.path:
        return [Path(path) for path in args.path]
    return [api.rules_folder(args.rules or "rules")]


def _tell(each: "Formatted", args: argparse.Namespace) -> None:
    """Write or show one file, and say what is wrong with it."""
    from zhunsheng.use_cases import formatting

    name = readable(str(each.path))
    say_problems(each.problems, args.lang)
    if each.defective:
        text = Text(
            f"{name}：程序内部错误，整理后的内容会与原来的不一致，这个文件没有改动。",
            f"{name}: internal error: laid out, it would say something else; it is left alone.",
        )
        print(text.to(args.lang), file=sys.stderr)
    if not each.changed or each.after is None:
        return
    if args.diff:
        old, new = each.before.replace("\r\n", "\n").splitlines(keepends=True), each.after.splitlines(keepends=True)
        sys.stdout.writelines(_whole_lines(difflib.unified_diff(old, new, name, name)))
    elif args.path != [STANDARD]:
        if not args.check:
            formatting.write(each)
        print((Text("要整理", "would change") if args.check else Text("已整理", "changed")).to(args.lang), name)


def _whole_lines(lines: Iterable[str]) -> list[str]:
    """Say of a last line without a line feed that it has none, as diff does."""
    return [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]


def _hand_back(each: "Formatted", args: argparse.Namespace) -> None:
    if each.after is not None and not args.check and not args.diff:
        sys.stdout.buffer.write(each.after.encode())


def _sum_up(done: Sequence["Formatted"], args: argparse.Namespace) -> None:
    changed, left = sum(each.changed for each in done), sum(each.after is None for each in done)
    lang: Lang = args.lang
    waiting = args.check or args.diff
    first = Text(f"要整理 {changed} 个文件", f"{changed} would change") if waiting else None
    first = first or Text(f"整理了 {changed} 个文件", f"{changed} changed")
    rest = Text(f"{len(done) - changed - left} 个不必整理", f"{len(done) - changed - left} are as they should be")
    unread = Text(f"，{left} 个没有整理", f", {left} left alone") if left else Text("", "")
    text = Text(f"{first.zh}，{rest.zh}{unread.zh}。", f"{first.en}, {rest.en}{unread.en}.")
    print(text.to(lang), file=sys.stderr if args.diff else sys.stdout)


def _code(done: Sequence["Formatted"], *, check: bool) -> ExitCode:
    if any(each.defective for each in done):
        return ExitCode.INTERNAL
    if any(each.after is None for each in done):
        return ExitCode.USAGE
    return ExitCode.FOUND if check and any(each.changed for each in done) else ExitCode.OK
