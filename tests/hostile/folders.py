"""Folders: links that lead out or nowhere, pipes, names that are not what they seem."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.csvs import LINE
from tests.hostile.entry import READABLE, REFUSED, Entry
from tests.support.office import HEADER

CONTENT = HEADER + LINE
_Made = Iterator[tuple[str, str, str, Callable[[Path], object]]]


def _linked(name: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


def _outside(folder: Path) -> Path:
    """Put a data file beside the folder."""
    path = folder.parent / "outside.csv"
    path.write_text(CONTENT, encoding="utf-8")
    return path


def _link_to_folder(folder: Path) -> None:
    _outside(folder)
    (folder / "out").symlink_to(folder.parent)


def _by_another_link(folder: Path) -> None:
    _outside(folder)
    (folder / ".hop").symlink_to("..")
    (folder / "hop.csv").symlink_to(".hop/outside.csv")


def _sub_link(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "x.csv").symlink_to(_outside(folder))


def _ring(folder: Path) -> None:
    (folder / "ring.csv").symlink_to("gnir.csv")
    (folder / "gnir.csv").symlink_to("ring.csv")


def _large(folder: Path) -> None:
    with (folder / "large.csv").open("wb") as stream:
        stream.truncate(1 << 40)


def _refused() -> _Made:
    yield "a link to a system file", "link-leads-out", "link.csv", _linked("link.csv", "/etc/passwd")
    yield "a link to a file beside", "link-leads-out", "x.csv", lambda f: (f / "x.csv").symlink_to(_outside(f))
    yield "a link to a folder", "link-leads-out", "out", _link_to_folder
    yield "a link by way of another", "link-leads-out", "hop.csv", _by_another_link
    yield "a link in a folder below", "link-leads-out", "x.csv", _sub_link
    yield "a link to memory", "link-leads-out", "mem.csv", _linked("mem.csv", "/proc/self/mem")
    yield "a link to zeros without end", "link-leads-out", "zero.csv", _linked("zero.csv", "/dev/zero")
    yield "a link to nothing", "file-not-found", "gone.csv", _linked("gone.csv", "nowhere.csv")
    yield "links in a ring", "file-unreadable", "ring.csv", _ring
    yield "a link to itself", "file-unreadable", "self.csv", _linked("self.csv", "self.csv")
    yield "a pipe", "not-a-file", "pipe.csv", lambda folder: os.mkfifo(folder / "pipe.csv")
    yield "a file of a tebibyte", "file-too-large", "large.csv", _large
    for suffix in ("xls", "et", "zip", "ods"):
        name = f"x.{suffix}"
        yield f"a .{suffix} file", "file-ignored", name, lambda f, name=name: (f / name).write_bytes(b"x")


def _named(name: str) -> Callable[[Path], object]:
    def build(folder: Path) -> None:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + os.fsencode(name))).write_text("不是数据", encoding="utf-8")

    return build


NAMES = (
    "<script>alert(1)<⁄script>.csv",
    "<img src=x onerror=alert(1)>.csv",
    "a\x1b[2J\x1b[31m.csv",
    "a\nb\n错误：.csv",
    "\u202evsc.a.csv",
    "[bold]x[-bold].csv",
    "{{7*7}}{% raw %}.csv",
    "=cmd|' -C calc'!A0.csv",
    "-rf.csv",
    "数" * 80 + ".csv",
    os.fsdecode(b"\xb9\xc0\xff.csv"),
)


def _badly_named() -> _Made:
    for name in NAMES:
        yield f"called {name!r}", "no-header", name, _named(name)


def _harmless() -> _Made:
    yield "a folder in a folder in a folder", "folder-too-deep", "c", lambda f: (f / "b" / "c").mkdir(parents=True)
    yield "a folder named like a file", "", "d.csv", lambda folder: (folder / "d.csv").mkdir()
    yield "a hidden file", "", ".x.csv", lambda f: (f / ".x.csv").write_bytes(b"\0")
    yield "the lock of an open workbook", "", "~$x.xlsx", lambda f: (f / "~$x.xlsx").write_bytes(b"\0")


ENTRIES = tuple(
    Entry(name=name, code=code, file=file, build=build, exits=exits)  # type: ignore[arg-type]  # what it returns is dropped
    for rows, exits in ((_refused(), REFUSED), (_badly_named(), REFUSED), (_harmless(), READABLE))
    for name, code, file, build in rows
)
