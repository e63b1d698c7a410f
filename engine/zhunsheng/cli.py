"""The command line: parses, calls one use case, returns an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import zhunsheng
from zhunsheng import streams
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Lang, Text


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. No traceback reaches a user unless ZHUNSHENG_DEBUG is set."""
    # The worker threads of NumPy's matrix library would cost more CPU than the whole check.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    streams.steady()
    lang: Lang = "zh"
    try:
        args = _parse(argv)
        lang = args.lang
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except UsageError as error:
        _complain(error.message, lang)
        return ExitCode.USAGE
    except (BadRulesError, UnreadableDataError) as error:
        from zhunsheng.commands import say_problems

        say_problems(error.problems, lang)
        if isinstance(error, BadRulesError):
            return ExitCode.USAGE
        _complain(Text("没有读到任何数，未作判定。", "not one figure could be read; nothing was judged."), lang)
        return ExitCode.NOT_EVALUABLE
    except KeyboardInterrupt:
        _complain(Text("已中断，没有留下半份报告。", "interrupted; no half-written report is left."), lang)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        streams.forget_stdout()
        return ExitCode.OK
    except Exception as error:
        if os.environ.get("ZHUNSHENG_DEBUG"):
            raise
        _complain(
            Text(
                f"程序内部错误（{type(error).__name__}：{error}）。"
                "这不是数据或规则的问题；设 ZHUNSHENG_DEBUG=1 重跑可得详情。",
                f"internal error ({type(error).__name__}: {error}). Neither data nor rules are to blame; "
                "run again with ZHUNSHENG_DEBUG=1 for details.",
            ),
            lang,
        )
        return ExitCode.INTERNAL


def _complain(message: Text, lang: Lang) -> None:
    from zhunsheng.report.readable import readable  # a name in a message may hold terminal escapes

    print(("错误：" if lang == "zh" else "error: ") + readable(message.to(lang)), file=sys.stderr)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse flags over environment over configuration file."""
    from zhunsheng import settings

    defaults = settings.defaults(Path.cwd())
    args = parser(defaults).parse_args(argv)
    if args.lang not in ("zh", "en"):
        raise UsageError(Text(f"--lang 只能是 zh 或 en，不是 {args.lang}", f"--lang is zh or en, not {args.lang}"))
    return args


def parser(defaults: dict[str, str]) -> argparse.ArgumentParser:
    """Build the parser. `defaults` come from the configuration file and the environment."""
    from zhunsheng import commands

    top = argparse.ArgumentParser(
        prog="zhunsheng",
        description="准绳：拿规划定下的数，核部门报来的数。Hold submitted figures against what a plan promised.",
    )
    top.add_argument("--version", action="version", version=f"zhunsheng {zhunsheng.__version__}")
    subs = top.add_subparsers(title="命令 / commands", metavar="COMMAND", required=True)

    one = _command(subs, "check", "核查数据并写报告 / evaluate submissions and report", commands.check, defaults)
    _rules(one, defaults)
    _data(one, "+")
    _years(one, defaults)
    one.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=PATH",
        help="报告：html、markdown、json，可多次 / write a report; repeatable; PATH - is standard output",
    )
    one.add_argument(
        "--fail-on",
        default=defaults.get("fail-on", "violation"),
        choices=("violation", "alert", "never"),
        help="到哪一级以退出码 1 结束 / which findings give exit code 1 (default: %(default)s)",
    )
    one.add_argument("-q", "--quiet", action="store_true", help="不显示摘要 / no summary")

    one = _command(subs, "rules", "列出规则 / list the rules", commands.rules, defaults)
    _rules(one, defaults)
    one.add_argument("--format", default="text", choices=("text", "json"), help="格式 (default: %(default)s)")

    one = _command(subs, "lint", "检查规则文件 / check the rule files", commands.lint, defaults)
    _rules(one, defaults)
    one.add_argument("--strict", action="store_true", help="警告也算不通过 / warnings fail too")

    one = _command(
        subs, "explain", "说明一条规则或一个结论 / tell why: a rule or a finding", commands.explain, defaults
    )
    _rules(one, defaults)
    one.add_argument("target", metavar="RULE|FINDING", help="规则 id 或结论编号 / a rule's id or a finding's")
    _data(one, "*")
    _years(one, defaults)

    _command(subs, "schema", "输出 JSON 报告的 Schema / print the JSON Schema of the report", commands.schema, defaults)
    return top


def _command(
    subs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    about: str,
    run: Callable[[argparse.Namespace], int],
    defaults: dict[str, str],
) -> argparse.ArgumentParser:
    one = subs.add_parser(name, help=about, description=about)
    one.set_defaults(run=run)
    one.add_argument("--lang", default=defaults.get("lang", "zh"), metavar="zh|en", help="语言 (default: %(default)s)")
    return one


def _rules(one: argparse.ArgumentParser, defaults: dict[str, str]) -> None:
    one.add_argument("--rules", default=defaults.get("rules"), metavar="DIR", help="规则文件夹 / folder of plans")
    one.add_argument("--plan", default=defaults.get("plan"), metavar="ID", help="只用这个规划 / only this plan")
    one.add_argument("--cache-dir", default=defaults.get("cache-dir"), metavar="DIR", help=argparse.SUPPRESS)


def _data(one: argparse.ArgumentParser, count: str) -> None:
    one.add_argument("data", nargs=count, metavar="DATA", help="CSV、XLSX 文件或其文件夹 / files or folders of them")


def _years(one: argparse.ArgumentParser, defaults: dict[str, str]) -> None:
    one.add_argument(
        "--year",
        action="append",
        default=None,
        metavar="YEAR",
        help="年份：2025 或 2021-2025，可多次 / a year or a range; repeatable; default: the years of the data",
    )
    one.set_defaults(year_default=defaults.get("year"))
