"""What is told of a bulk run that stopped before its end, and how to go on with it."""

import os
import sys
from pathlib import Path

from zhunsheng.bulk import layout
from zhunsheng.bulk.errors import BulkError, Cause, PartsFailedError, RefusedError, of_files
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text

_OUT_OF_MEMORY = Text(
    "内存不够。请减少同时做的部分（--workers），或减小每部分的地区数（--part-size，须重新做）",
    "out of memory. Do fewer parts at a time (--workers), or smaller ones (--part-size, which begins anew)",
)


def told(error: BaseException, folder: Path, lang: Lang) -> ExitCode:
    """Say why the run in `folder` stopped and how it goes on; return the exit code. Raises `UsageError` with the same.

    Only what is the program's own fault, or the user's wish, is told here.
    """
    if isinstance(error, KeyboardInterrupt):
        print(readable(_joined(Text("已中断。", "interrupted."), folder).to(lang)), file=sys.stderr)
        return ExitCode.INTERRUPTED
    if isinstance(error, RefusedError):
        raise UsageError(error.message) from error
    said = _joined(_why(error), folder)
    if isinstance(error, PartsFailedError) and any(each.cause is Cause.DEFECT for each in error.failures):
        head = Text("错误：程序内部错误：", "error: internal error: ").to(lang)
        print(head + readable(said.to(lang)), file=sys.stderr)
        if os.environ.get("ZHUNSHENG_DEBUG"):
            print(*(each.trace for each in error.failures), sep="\n", file=sys.stderr)
        return ExitCode.INTERNAL
    raise UsageError(said) from error


def _why(error: BaseException) -> Text:
    if isinstance(error, BulkError):
        return error.message
    return of_files(error) if isinstance(error, OSError) else _OUT_OF_MEMORY


def _joined(why: Text, folder: Path) -> Text:
    zh, en = why.zh.rstrip("。"), why.en.rstrip(".")
    if not (folder / layout.RUN).is_file():
        return Text(f"{zh}。", f"{en}.")
    done = sum(1 for _ in (folder / layout.PARTS).glob("part-*.json"))
    return Text(
        f"{zh}。已做完 {done} 个部分，都在 {folder}；加 --resume，以同样的参数再运行，就从那里接着做。",
        f"{en}. {done} parts are done and stay in {folder}; run the same again with --resume to go on from there.",
    )
