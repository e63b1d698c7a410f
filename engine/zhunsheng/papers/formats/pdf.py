"""A template in Typst and data -> a PDF. Typst sees no file, no network and no clock; each character has its glyph.

PDF/A-2u is asked for: an archive takes it, its text can be searched, and Typst refuses to write it where a font lacks a
character, instead of drawing an empty box.
"""

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.model.text import Text
from zhunsheng.papers.errors import PaperError, broken
from zhunsheng.papers.formats.fonts import FontSet
from zhunsheng.papers.formats.markup import environment
from zhunsheng.papers.formats.room import Room

if TYPE_CHECKING:
    import typst

_MADE = 315_532_800
"""PDF/A wants a date of making. The same data give the same bytes, so all bear one: 1980-01-01, as parts of DOCX do."""
_CLOSED = "#let eval = none; #let std = none; #let plugin = none\n"
"""Stands before every template, which then has no way to code that is not written in it."""
_WAY_OUT = re.compile(r"\b(?:import|include)\b")
_AT = re.compile(r"\.typ:(\d+):(\d+)")
_BARE = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_MOST_SHOWN = 10
_Place = Callable[[int, int], str]
"""Which line of which template wrote a column (from 0) of a line (from 1); before the first line, the template."""


def filler(name: str, folders: Sequence[Path], fonts: FontSet) -> Callable[[Mapping[str, object]], bytes]:
    """Return what fills in and typesets the template `name`. Raises `PaperError` where Typst is not installed."""
    room, known = Room(folders, environment), _fonts(fonts)

    def fill(context: Mapping[str, object]) -> bytes:
        def place(line: int, column: int) -> str:
            return room.place(name, context, line, column)

        source = room.fill(name, context)
        _refuse_ways_out(source, place)
        return _typeset(source, known, place)

    return fill


def _fonts(fonts: FontSet) -> "typst.Fonts":
    try:
        import typst
    except ImportError as error:
        raise PaperError(
            Text(
                "写 PDF 要用 typst，这里没有安装。请运行 pip install 'zhunsheng[pdf]'，或改写 .docx、.html。",
                "PDF needs typst, which is not installed: pip install 'zhunsheng[pdf]', or write .docx or .html.",
            )
        ) from error
    return typst.Fonts(include_system_fonts=fonts.system, font_paths=list(map(str, fonts.paths())))


def _refuse_ways_out(source: str, place: _Place) -> None:
    found = _WAY_OUT.search(source)
    if found is not None:
        before = source[: found.start()].split("\n")
        wrong = Text(
            f"不能用 {found[0]}：模板只能用 Jinja 的 import、include，不读别的文件，也不上网",
            f"no {found[0]} of Typst here: only Jinja's; a template reads no other file and goes to no network",
        )
        raise broken(place(len(before), len(before[-1])), "", wrong)


def _typeset(source: str, fonts: "typst.Fonts", place: _Place) -> bytes:
    import typst

    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(
            (_CLOSED + source).encode(),
            root=nothing,
            font_paths=fonts,
            package_path=nothing,
            package_cache_path=nothing,
        )
        try:
            made, _ = compiler.compile_with_warnings(format="pdf", timestamp=_MADE, pdf_standards=["a-2u"])
        except typst.TypstError as error:
            raise _explained(error, place) from error
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single file")
    return made


def _explained(error: "typst.TypstError", place: _Place) -> PaperError:
    """Tell a fault of the template from a want of fonts."""
    bare = dict.fromkeys(_BARE.findall(error.diagnostic))
    if bare:
        return _no_glyphs(list(bare))
    at = _AT.search(error.diagnostic.partition("error:")[2])
    told = place(int(at[1]) - 1, int(at[2])) if at is not None else place(0, 0)
    hints = "".join(f"（{hint}）" for hint in error.hints[:1])
    return broken(told, "", Text(f"Typst：{error.message}{hints}", f"Typst: {error.message}{hints}"))


def _no_glyphs(bare: Sequence[str]) -> PaperError:
    shown = "、".join(f"“{each}”" for each in bare[:_MOST_SHOWN]) + ("……" if len(bare) > _MOST_SHOWN else "")
    return PaperError(
        Text(
            f"没有写 PDF：可用的字体里没有这些字：{shown}。请安装中文字体（Debian：apt install fonts-noto-cjk），"
            "或运行 pip install --no-deps zhplot（只取其中的字体），或用 --fonts 指明放字体的文件夹。",
            f"no PDF was written: no font at hand has {shown}. Install Chinese fonts (Debian: apt install "
            "fonts-noto-cjk), or pip install --no-deps zhplot (for the font in it), or name a folder with --fonts.",
        )
    )
