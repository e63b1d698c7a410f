"""The command line: parses, calls one use case, returns an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zhunsheng import settings, streams
from zhunsheng.commands.parser import language
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Lang, Text


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. No traceback reaches a user unless ZHUNSHENG_DEBUG is set."""
    # The worker threads of NumPy's matrix library would cost more CPU than the whole check.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    streams.steady()
    arguments = sys.argv[1:] if argv is None else argv
    lang = language(arguments)
    try:
        defaults = settings.defaults(Path.cwd())
        lang = language(arguments, defaults.get("lang"))
        args = _parse(arguments, defaults)
        lang = args.lang
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except UsageError as error:
        _complain(error.message, lang)
        return ExitCode.USAGE
    except (BadRulesError, UnreadableDataError) as error:
        from zhunsheng.commands.shared import say_problems

        say_problems(error.problems, lang)
        if isinstance(error, BadRulesError):
            if error.remark is not None:
                _complain(error.remark, lang)
            return ExitCode.USAGE
        _complain(
            Text(
                "没有读到任何数，没有判定，也没有入库。",
                "not one figure could be read; nothing was judged or taken in.",
            ),
            lang,
        )
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
        _complain(_internal(error), lang)
        return ExitCode.INTERNAL


def _internal(error: Exception) -> Text:
    return Text(
        f"程序内部错误（{type(error).__name__}：{error}）。这不是数据或规则的问题；设 ZHUNSHENG_DEBUG=1 重跑可得详情。",
        f"internal error ({type(error).__name__}: {error}). Neither data nor rules are to blame; "
        "run again with ZHUNSHENG_DEBUG=1 for details.",
    )


def _complain(message: Text, lang: Lang) -> None:
    from zhunsheng.model.readable import readable  # a name in a message may hold terminal escapes

    print(("错误：" if lang == "zh" else "error: ") + readable(message.to(lang)), file=sys.stderr)


def _parse(argv: Sequence[str], defaults: dict[str, str]) -> argparse.Namespace:
    """Parse flags, over environment and configuration file."""
    from zhunsheng.commands import arguments, usual_store

    args = arguments.parser(defaults, *argv[:1]).parse_args(argv)
    if args.lang not in ("zh", "en"):
        raise UsageError(Text(f"--lang 只能是 zh 或 en，不是 {args.lang}", f"--lang is zh or en, not {args.lang}"))
    usual_store.settle(args, defaults.get("store"))
    return args
