"""Which files are read: those named, and those in folders named, one level deep."""

import codecs
import errno
import hashlib
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from zhunsheng.intake.characters import shown
from zhunsheng.intake.complaint import SPLIT_IT, Complaint, FileRefusedError
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

MAX_BYTES = 64 * 1024 * 1024

JSON_LINES = frozenset({".jsonl", ".ndjson"})
JSON_SUFFIXES = JSON_LINES | {".json"}
PARQUET_SUFFIX = ".parquet"
DATA_SUFFIXES = frozenset({".csv", ".xlsx", ".xlsm", PARQUET_SUFFIX}) | JSON_SUFFIXES
_DATA = Text(".csv、.xlsx、.xlsm、.json、.jsonl 或 .parquet", ".csv, .xlsx, .xlsm, .json, .jsonl or .parquet")
_BESIDE_DATA = frozenset({"", ".md", ".rst", ".yaml", ".yml", ".toml", ".py", ".html"})
"""What may lie in a data folder without a word: readmes, settings, reports written there."""

_OTHER_TABLES = frozenset(
    {".xls", ".xlsb", ".xlt", ".xltx", ".xltm", ".et", ".ett", ".ods", ".fods", ".numbers", ".tsv", ".dbf"}
    | {".zip", ".rar", ".7z", ".gz", ".tar"}
)
"""Tables of a kind that is not read, and archives: a department's figures may well stand there."""
_OLD_WORKBOOKS = frozenset({".xls", ".xlt", ".et", ".ett"})
_PACKED = b"PK\x03\x04"
_OTHER_WRITINGS = frozenset({".txt", ".doc", ".docx", ".wps", ".rtf", ".pdf", ".ofd", ".jpg", ".jpeg", ".png"})
"""Writings that may hold figures, and mostly do not."""

_PATH_ERRORS = (OSError, ValueError, RuntimeError)
"""What asking about a path raises: `ValueError` for a NUL in it, `RuntimeError` for a ring of links (Python < 3.13)."""


class Found(msgspec.Struct, frozen=True):
    """Files to read, in order, each once, and what is to be said about the others."""

    files: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]


class Content(msgspec.Struct, frozen=True):
    """The bytes of a file, read once, and their SHA-256."""

    raw: bytes
    sha256: str


def find(paths: Sequence[Path]) -> Found:
    """List the data files that `paths` name: files as they are, folders one level deep, sorted by name."""
    files: dict[Path, Path] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        for item in _named(path):
            if isinstance(item, Diagnostic):
                problems.append(item)
            elif (real := _real(item)) in files:
                problems.append(_about(item, _named_twice()))
            else:
                files[real] = item
    return Found(tuple(files.values()), tuple(problems))


def load(path: Path) -> Content:
    """Read a file whole, once. Raises `FileRefusedError` where it is absent, unreadable, empty or too large."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileRefusedError(_not_a_file())
        if status.st_size > MAX_BYTES:
            raise FileRefusedError(_too_large())
        with path.open("rb") as stream:
            # One byte more than it holds: a file that grows meanwhile must not pass for whole.
            raw = stream.read(status.st_size + 1)
    except FileNotFoundError:
        raise FileRefusedError(_absent()) from None
    except _PATH_ERRORS as error:
        raise FileRefusedError(unreadable(error)) from error
    if len(raw) != status.st_size:
        raise FileRefusedError(changing())
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise FileRefusedError(_empty())
    return Content(raw, hashlib.sha256(raw).hexdigest())


def _real(path: Path) -> Path:
    """Follow links, as far as that goes: loading the file will say what is wrong with it."""
    try:
        return path.resolve()
    except _PATH_ERRORS:
        return path


def _named(path: Path) -> Iterator[Path | Diagnostic]:
    """List what one path given by the user stands for."""
    try:
        if not path.is_dir():
            yield path
            return
        found = list(_in_folder(path))
    except _PATH_ERRORS as error:
        yield _about(path, unreadable(error))
        return
    yield from found
    if not any(isinstance(item, Path) for item in found):
        yield _about(path, _no_data())


def _in_folder(folder: Path) -> Iterator[Path | Diagnostic]:
    root = folder.resolve()
    for item in sorted(folder.iterdir()):
        if _skipped(item):
            continue
        if complaint := _out_of_bounds(item, root):
            yield _about(item, complaint)
        elif item.is_dir():
            yield from _in_subfolder(item, root)
        else:
            yield from _data_file(item)


def _in_subfolder(folder: Path, root: Path) -> Iterator[Path | Diagnostic]:
    try:
        items = sorted(folder.iterdir())
    except _PATH_ERRORS as error:
        yield _about(folder, unreadable(error))
        return
    for item in items:
        if _skipped(item):
            continue
        if complaint := _out_of_bounds(item, root):
            yield _about(item, complaint)
        elif item.is_dir():
            yield _about(item, _too_deep())
        else:
            yield from _data_file(item)


def _out_of_bounds(item: Path, root: Path) -> Complaint | None:
    """Say why something in a folder is not even looked at, if so. It must not keep anybody from the files beside it."""
    try:
        inside = item.resolve().is_relative_to(root)
        item.is_dir()
    except _PATH_ERRORS as error:
        return unreadable(error)
    return None if inside else _leads_out()


def _skipped(item: Path) -> bool:
    """Tell whether a name is hidden, or the lock file of an open workbook."""
    return item.name.startswith((".", "~$"))


def _data_file(item: Path) -> Iterator[Path | Diagnostic]:
    suffix = item.suffix.lower()
    if suffix in JSON_SUFFIXES and (complaint := _not_data(item, suffix)):
        yield _about(item, complaint)
    elif suffix in DATA_SUFFIXES:
        yield item
    elif suffix not in _BESIDE_DATA:
        yield _about(item, _ignored(suffix, renamed=suffix in _OLD_WORKBOOKS and _is_packed(item)))


def _is_packed(item: Path) -> bool:
    """Tell whether a workbook of the old kind begins as only one of the new kind does: somebody renamed it."""
    try:
        if not item.is_file():
            return False
        with item.open("rb") as stream:
            return stream.read(len(_PACKED)) == _PACKED
    except _PATH_ERRORS:
        return False


def _not_data(item: Path, suffix: str) -> Complaint | None:
    """Say why a JSON file in a folder is passed over: reports and settings are JSON, too."""
    from zhunsheng.intake import json_file  # here, because most folders hold no JSON

    try:
        return json_file.passed_over(load(item).raw, one_a_line=suffix in JSON_LINES)
    except FileRefusedError:  # reading it will say so
        return None


def _about(path: Path, complaint: Complaint) -> Diagnostic:
    return complaint.at(Location(file=path.as_posix()))


def _ignored(suffix: str, *, renamed: bool) -> Complaint:
    table = suffix in _OTHER_TABLES
    return Complaint(
        code="file-ignored",
        severity=Severity.ERROR if table else Severity.WARNING if suffix in _OTHER_WRITINGS else Severity.NOTE,
        message=Text(f"{shown(suffix)} 文件不读取", f"a {shown(suffix)} file is not read"),
        expected=_DATA,
        hint=_give_back_the_name() if renamed else _save_as() if table or suffix in _OTHER_WRITINGS else None,
    )


def _give_back_the_name() -> Text:
    return Text(
        "内容是 .xlsx 工作簿，只是扩展名不对：把扩展名改回 .xlsx 即可",
        "its content is an .xlsx workbook: giving back the ending .xlsx is enough",
    )


def _save_as() -> Text:
    return Text(
        "其中有数要报送的，请另存为或填入 .xlsx；没有的，请移出文件夹",
        "if it holds figures, save it as .xlsx or copy them into one; if not, move it out of the folder",
    )


def _named_twice() -> Complaint:
    return Complaint(
        code="file-named-twice",
        severity=Severity.NOTE,
        message=Text("同一文件被指定两次，只读一次", "the same file was named twice; it is read once"),
    )


def _leads_out() -> Complaint:
    return Complaint(
        code="link-leads-out",
        message=Text("链接指向所给文件夹之外，未读取", "a link that leads out of the folder: not read"),
        hint=Text("确需读取的，请直接指定该文件", "name the file itself if it is meant"),
    )


def _too_deep() -> Complaint:
    return Complaint(
        code="folder-too-deep",
        severity=Severity.NOTE,
        message=Text("只读到下一层文件夹，更深的未读取", "folders are read one level deep: not this one"),
        hint=Text("请直接指定该文件夹", "name the folder itself"),
    )


def _no_data() -> Complaint:
    return Complaint(
        code="no-data",
        message=Text("文件夹内没有数据文件", "the folder holds no data file"),
        expected=_DATA,
    )


def _absent() -> Complaint:
    return Complaint(code="file-not-found", message=Text("文件不存在", "there is no such file"))


def _not_a_file() -> Complaint:
    return Complaint(code="not-a-file", message=Text("不是普通文件", "not a regular file"))


def unreadable(error: Exception) -> Complaint:
    """Say why the system does not let a file be read."""
    ring = isinstance(error, RuntimeError)
    reason = "links in a ring" if ring else getattr(error, "strerror", None) or type(error).__name__
    said = _REASONS[errno.ELOOP] if ring else _REASONS.get(getattr(error, "errno", None) or 0, reason)
    return Complaint(code="file-unreadable", message=Text(f"无法读取：{said}", f"cannot be read: {reason}"))


_REASONS = {
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ELOOP: "链接互相指向，成了一个环",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EIO: "磁盘或网络出错",
}


def _too_large() -> Complaint:
    size = MAX_BYTES // 1024 // 1024
    return Complaint(
        code="file-too-large",
        message=Text(f"文件超过 {size} MiB，未读取", f"the file is larger than {size} MiB: not read"),
        hint=SPLIT_IT,
    )


def changing() -> Complaint:
    """Say that somebody writes to a file while it is read."""
    return Complaint(
        code="file-changing",
        message=Text("读取时文件正在被改写", "the file was being written while it was read"),
        hint=Text("请关闭正在编辑它的程序后重试", "close the program that edits it, and try again"),
    )


def _empty() -> Complaint:
    return Complaint(code="empty-file", message=Text("文件是空的", "the file is empty"))
