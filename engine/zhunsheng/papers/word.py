"""A Word template and data -> a Word document. Data stay text: they are escaped, and never read as a template."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType

import defusedxml.ElementTree
import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zhunsheng.model.text import Text
from zhunsheng.papers.drawing import drawing
from zhunsheng.papers.errors import BrokenTemplateError, broken, tag_error
from zhunsheng.papers.looks import Drawing
from zhunsheng.papers.tags import paragraph_at, source

MOST_BYTES = 32 << 20
"""A template that unpacks to more than this is none."""
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The same data give the same bytes: no part bears the time of its making."""
_UNWRITABLE = re.compile("[^\t -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEMPLATE = "<template>"
"""What Jinja calls source that comes from no file."""


def filler(path: Path) -> Callable[[Mapping[str, object]], bytes]:
    """Return what fills in the template at `path`. Raises `OSError` where it cannot be read."""
    return partial(fill, str(path), path.read_bytes())


def fill(name: str, template: bytes, context: Mapping[str, object]) -> bytes:
    """Fill in the template `name` (for messages). Raises `BrokenTemplateError` with the paragraph that is wrong."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, finalize=_writable, undefined=jinja2.StrictUndefined)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as document:
        for part, content in _parts(name, template).items():
            whole = _filled(name, environment, content, context) if _FILLED.fullmatch(part) else content
            document.writestr(zipfile.ZipInfo(part, _MIDNIGHT), whole, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(name: str, template: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as package:
            if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
                raise broken(name, "", Text("展开后过大", "too large when unpacked"))
            parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise broken(name, "", Text("不是 .docx 文件，或已损坏", "no .docx file, or a damaged one")) from error
    if "word/document.xml" not in parts:
        raise broken(name, "", Text("不是 Word 文档", "no Word document"))
    return parts


def _filled(name: str, environment: jinja2.Environment, xml: bytes, context: Mapping[str, object]) -> bytes:
    text = source(name, xml)
    try:
        filled = environment.from_string(text).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise broken(name, paragraph_at(text, error.lineno), tag_error(error)) from error
    except BrokenTemplateError:
        raise
    except Exception as error:  # whatever a template's own expressions come to
        raise broken(name, paragraph_at(text, _line(error.__traceback__)), tag_error(error)) from error
    try:
        defusedxml.ElementTree.fromstring(filled)
    except defusedxml.ElementTree.ParseError as error:
        wrong = Text(
            "填好后不是完好的文档，多半是循环或条件的起止不在同一层",
            "what comes out is no sound document: a loop or condition probably begins and ends at different levels",
        )
        raise broken(name, "", wrong) from error
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + filled.replace("\n<w:p", "<w:p").encode()


def _line(trace: TracebackType | None) -> int:
    """Return the line of the template at which an error arose; 0 where it arose elsewhere."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _TEMPLATE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _writable(value: object) -> object:
    """Draw pictures; put a mark for what XML cannot carry. `None` is nothing rather than a word."""
    if isinstance(value, Drawing):
        return drawing(value.picture, value.number)
    if isinstance(value, str):
        return _UNWRITABLE.sub("\ufffd", value) if type(value) is str else value
    return "" if value is None else value
