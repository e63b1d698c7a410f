"""What several commands need: years, cache, problems in words, a console, a progress bar."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng import api
from zhunsheng.errors import UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.text import Lang, Text

if TYPE_CHECKING:
    from rich.console import Console


def say_problems(problems: Iterable[Diagnostic], lang: Lang) -> None:
    """Write each problem to standard error: where, what, expected, hint."""
    from zhunsheng import report

    for problem in problems:
        print(report.problem_text(problem, lang), file=sys.stderr)


def years_asked(args: argparse.Namespace) -> list[int] | None:
    """Return the years asked for, sorted; None where none are named. Raises `UsageError`."""
    asked: list[str] = args.year or ([args.year_default] if args.year_default else [])
    years: set[int] = set()
    for item in asked:
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", item.strip(), re.ASCII)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            raise UsageError(
                Text(
                    f"--year {item}：应为年份，如 2025 或 2021-2025。",
                    f"--year {item}: give a year, 2025 or 2021-2025.",
                )
            )
        years.update(range(first, last + 1))
    return sorted(years) or None


def outputs_asked(asked: list[str], formats: Iterable[str]) -> dict[str, Path]:
    """Read FORMAT=PATH, each format and path once. Raises `UsageError`."""
    chosen: dict[str, Path] = {}
    for item in asked:
        fmt, equals, path = item.partition("=")
        if not equals or not path or fmt not in formats:
            known = "、".join(formats)
            raise UsageError(
                Text(
                    f"-o {item}：应为 格式=路径，格式有 {known}。",
                    f"-o {item}: give FORMAT=PATH, FORMAT one of {known}.",
                )
            )
        if fmt in chosen or Path(path) in chosen.values():
            raise UsageError(Text(f"-o {item}：格式或路径重复。", f"-o {item}: the format or the path is given twice."))
        chosen[fmt] = Path(path)
    return chosen


def leaders_asked(args: argparse.Namespace, catalogues: Sequence[Catalogue]) -> Portfolios | None:
    """Read the file of leaders, if there is one to read. Raises `BadRulesError` for one that is no such file."""
    if not args.leaders:
        return None
    from zhunsheng.use_cases import portfolios

    return portfolios.read(Path(args.leaders), catalogues)


def cache_dir(args: argparse.Namespace) -> Path:
    """Return the folder of compiled catalogues."""
    if args.cache_dir:
        return Path(args.cache_dir)
    import platformdirs

    return platformdirs.user_cache_path("zhunsheng", appauthor=False)


def from_here(folder: Path) -> str:
    """Write a path as seen from where the command runs, for citations that can be clicked."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def console(*, to_stderr: bool = False) -> "Console":
    """Open the terminal for a summary or a table."""
    from rich.console import Console  # only a summary or a table needs it

    return Console(stderr=to_stderr, highlight=False, soft_wrap=False)


@contextmanager
def progress_bar() -> Iterator[api.Progress | None]:
    """A progress bar over the files, on a terminal only."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    from zhunsheng.model.readable import readable

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(path: Path, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=escape(readable(path.name)))

        yield step
