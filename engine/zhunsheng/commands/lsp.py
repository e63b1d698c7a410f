"""`zhunsheng lsp`: the language server, for editors."""

import argparse
import gc
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import settings
from zhunsheng.commands.shared import cache_dir
from zhunsheng.errors import UsageError
from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.lint.levels import Level


def lsp(args: argparse.Namespace) -> int:
    """Serve an editor over standard input and output until it says good-bye."""
    if find_spec("pygls") is None:
        raise UsageError(
            Text(
                "语言服务器要装附加包：pip install 'zhunsheng[lsp]'。",
                "the language server needs an extra: pip install 'zhunsheng[lsp]'",
            )
        )
    folder, table = settings.lint(Path.cwd())
    baseline = table.get("baseline")

    from zhunsheng.editor import server
    from zhunsheng.use_cases import editing

    wanted = editing.Wanted(
        lang=args.lang,
        store=Path(args.store) if args.store else None,
        sources=_named_plainly(args.sources) if args.sources else None,
        levels=_levels(table.get("level", {})),
        baseline=folder / str(baseline) if baseline else None,
        cache_dir=cache_dir(args),
    )
    # What is loaded stays to the end: it is not looked through for garbage at every keystroke.
    gc.freeze()
    server.serve(editing.Bench(wanted), args.lang)
    return ExitCode.OK


def _named_plainly(folder: str) -> Path:
    """Name a folder as an editor would: from the root, without `..`."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - links are not followed


def _levels(table: object) -> dict[str, "Level"]:
    from zhunsheng.lint import levels

    try:
        return levels.read(table if isinstance(table, dict) else {})
    except levels.BadLevelError as error:
        raise UsageError(Text(f"lint.level：{error.text.zh}", f"lint.level: {error.text.en}")) from error
