"""Marked copies (批注副本): for every file that something is asked about, one workbook that says so at its cells."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from zhunsheng import mark, new_files
from zhunsheng.errors import UsageError
from zhunsheng.intake.as_text import as_text
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import Content, find, load
from zhunsheng.intake.tables import Kind, kind
from zhunsheng.intake.zip_guard import inspect
from zhunsheng.mark import UnmarkableError
from zhunsheng.mark.file_names import file_names
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text
from zhunsheng.store import Access
from zhunsheng.use_cases import storing
from zhunsheng.use_cases.asking import OfFile

_LISTED = 5

Fetch = Callable[[OfFile], bytes | None]
"""Gives the bytes of a file; None where they cannot be had, or are not those that were read."""


def check_folder(folder: Path, data: Sequence[Path], *, force: bool) -> None:
    """Refuse, before any work is done, a folder that cannot be written to, or in which the next check would look.

    So is, without `force`, one that holds copies of these files already: one that stays would be out of date.
    Raises `UsageError`.
    """
    new_files.check_folder(folder)
    target = folder.resolve()
    for path in data:
        if path.is_dir() and path.resolve() in (target, target.parent):
            raise UsageError(
                Text(
                    f"{folder} 在数据文件夹 {path} 里：下次核查会把批注副本也当作报来的数。请换一个文件夹。",
                    f"{folder} lies in the folder {path} of data: the next check would read the copies. Take another.",
                )
            )
    if not force:
        new_files.check_names(folder, file_names(path.as_posix() for path in find(data).files))


def write(folder: Path, files: Sequence[OfFile], fetch: Fetch, *, force: bool) -> Text:
    """Write a copy of each file into `folder`, and return how many were written, and where.

    Raises `UsageError` where one could not be written, or would overwrite something and `force` does not allow it.
    """
    shown = [file for file in files if file.received or _is_file(file.path)]
    if not shown:
        return Text("没有要退回的文件，没有写批注副本。", "nothing is asked of any file: no marked copy.")
    names = file_names(file.path for file in shown)
    new_files.write_new(folder, _Copies(dict(zip(names, shown, strict=True)), fetch), force=force)
    listed = "、".join(names[:_LISTED]) + ("……" if len(names) > _LISTED else "")
    return Text(
        f"批注副本 {len(names)} 份，写在 {folder}：{listed}", f"{len(names)} marked copies in {folder}: {listed}"
    )


def from_disk(file: OfFile) -> bytes | None:
    """Return the bytes of a file that lies in a folder, if they are still those that were read."""
    try:
        content = load(Path(file.path))
    except FileRefusedError:
        return None
    return content.raw if file.sha256 in ("", content.sha256) else None


def from_store(store: Path, file: OfFile) -> bytes | None:
    """Return the bytes of a file that a store keeps, or that was judged beside it."""
    if not file.received:
        return from_disk(file)
    with storing.opened(store, Access.READ) as opened:
        return opened.data(file.sha256)


def from_nowhere(_: OfFile) -> None:
    """Say that the bytes of a file are not to be had."""
    return


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


class _Copies(Mapping[str, bytes]):
    """The copies by name, each made when it is to be written: not all of them need be held at once."""

    def __init__(self, files: Mapping[str, OfFile], fetch: Fetch) -> None:
        self._files, self._fetch = files, fetch

    def __getitem__(self, name: str) -> bytes:
        file = self._files[name]
        return _copy(file, self._fetch(file) if file.opened else None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _copy(file: OfFile, raw: bytes | None) -> bytes:
    """Mark a workbook itself, the rows of any other file, or, where there is nothing to show, only list the questions.

    A workbook is opened only after it passed the guard of intake.
    """
    name = PurePosixPath(file.path).name
    if raw is None:
        return mark.only_list(name, file.asked)
    try:
        if kind(file.path, raw) is Kind.WORKBOOK:
            inspect(raw)
            return mark.mark_workbook(raw, name, file.asked)
    except FileRefusedError:
        return mark.only_list(name, file.asked)
    except UnmarkableError:
        pass  # its rows can be shown all the same
    return _rows(file, name, Content(raw, hashlib.sha256(raw).hexdigest()))


def _rows(file: OfFile, name: str, content: Content) -> bytes:
    shown = as_text(file.path, content)
    if not shown.lines:
        return mark.only_list(name, file.asked)

    def placed(at: Location) -> Location:
        cell = shown.cell(at)
        return at if cell is None else Location(file=at.file, sheet=mark.SHEET, cell=mark.address(*cell))

    asked = [msgspec.structs.replace(each, at=tuple(map(placed, each.at))) for each in file.asked]
    return mark.mark_rows(shown.lines, name, asked)
