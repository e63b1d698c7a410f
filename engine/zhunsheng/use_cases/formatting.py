"""The use case of `zhunsheng fmt`: rule files brought into the one layout, each whole or not at all."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from zhunsheng import compile as compiling
from zhunsheng import layout, whole_file
from zhunsheng.compile import files as rule_files
from zhunsheng.compile import yaml_tree
from zhunsheng.compile.problems import Problems
from zhunsheng.errors import UsageError
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text


class Formatted(msgspec.Struct, frozen=True, kw_only=True):
    """A file before and after. `after` is None where it is left alone, for the reasons in `problems`.

    `defective` says that the reason is a defect of this program: what it would have written says something else.
    """

    path: Path
    before: str
    after: str | None
    problems: tuple[Diagnostic, ...] = ()
    defective: bool = False

    @property
    def changed(self) -> bool:
        """Tell whether the layout of the file is not yet as it should be."""
        return self.after is not None and self.after != self.before


def chosen(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Choose the files: those named, and of each folder those that a compiler of its plans reads; none twice.

    Raises `UsageError` for a path that is not there, and for a folder without plans.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found |= dict.fromkeys(_in_folder(path) if path.is_dir() else _named(path))
    return tuple(found)


def _named(path: Path) -> tuple[Path, ...]:
    if not os.path.lexists(path):
        raise UsageError(Text(f"没有文件或文件夹 {path}。", f"there is no file or folder {path}."))
    return (path,)


def _in_folder(folder: Path) -> Iterator[Path]:
    plans = compiling.find_plans(folder)
    if not plans:
        raise UsageError(
            Text(
                f"{folder} 里没有规划：每个规划一个文件夹，内有 plan.yaml。要整理单个文件，写它的路径。",
                f"{folder} holds no plan: each plan is a folder with a plan.yaml. Name a single file by its path.",
            )
        )
    if folder not in plans:
        yield from (folder / name for name in sorted(rule_files.DEFAULTS) if _is_yaml_there(folder / name))
    for plan in plans:
        yield from sorted(path for path in plan.iterdir() if path.suffix == ".yaml")


def _is_yaml_there(path: Path) -> bool:
    return path.suffix == ".yaml" and os.path.lexists(path)


def format_files(paths: Iterable[Path]) -> Iterator[Formatted]:
    """Lay out each file, and write nothing. A file that cannot be read is told and left alone."""
    return (_format_file(path) for path in paths)


def format_bytes(name: str, data: bytes) -> Formatted:
    """Lay out what came from elsewhere, as standard input. `name` is said in problems."""
    return _format(Path(name), rule_files.PlanFile(name, data), Problems())


def _format_file(path: Path) -> Formatted:
    problems, at = Problems(), Location(file=str(path))
    # The same refusal as the compiler's: what lies elsewhere is somebody else's.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        message = Text(
            "这是指向所在文件夹之外的符号链接，不予整理。", "This symbolic link leads out of the folder that it is in."
        )
        problems.add("outside-folder", at, message)
        return Formatted(path=path, before="", after=None, problems=problems.found)
    file = rule_files.read_plain(path, at, problems)
    return _format(path, file, problems)


def _format(path: Path, file: rule_files.PlanFile | None, problems: Problems) -> Formatted:
    source = None if file is None else rule_files.decode(file, problems)
    if source is None or file is None:
        return Formatted(path=path, before="", after=None, problems=problems.found)
    before = file.data.decode("utf-8")
    try:
        return Formatted(path=path, before=before, after=layout.format_text(source.text))
    except layout.UnreadableError as error:
        yaml_tree.parse(source, problems)  # it says more about what is wrong
        at = Location(file=source.file, line=error.line, column=error.column)
        if not len(problems):
            problems.add("yaml-syntax", at, error.message)
    except layout.MeaningChangedError:
        return Formatted(path=path, before=before, after=None, defective=True)
    return Formatted(path=path, before=before, after=None, problems=problems.found)


def write(formatted: Formatted) -> None:
    """Put the new text into the place of the old one. Raises `UsageError` where that fails; the old one then stands."""
    if formatted.after is None:
        return
    target = Path(os.path.realpath(formatted.path))  # a link is kept, and what it leads to is written
    try:
        mode = target.stat().st_mode
        whole_file.write(target, formatted.after.encode(), lambda: _unchanged(target, formatted.before))
        target.chmod(mode)
    except OSError as error:
        raise UsageError(
            Text(f"{formatted.path} 写不进去：{error.strerror}", f"cannot write {formatted.path}: {error.strerror}")
        ) from error


def _unchanged(target: Path, before: str) -> None:
    if target.read_bytes() != before.encode():
        raise UsageError(
            Text(f"{target} 刚刚被别的程序改过，没有整理。", f"{target} was changed meanwhile; it is left alone.")
        )
