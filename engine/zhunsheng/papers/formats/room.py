"""Where templates that are text are read and filled in: a sandbox that sees the folders given and the data, no more."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import jinja2
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zhunsheng.papers.errors import BrokenTemplateError, broken, tag_error

MOST_BYTES = 4 << 20
"""A template that is longer is none."""
_TAG_OR_END = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|\n", re.DOTALL)
_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"({_BEGIN}[^{_END}]*{_END})")


class Templates(jinja2.FileSystemLoader):
    """Finds templates by name, in the first folder that has one. Names of other folders lead nowhere.

    `known` are the files that were read.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)
        self.known: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Read a template. Raises `TemplateSyntaxError` where it is no text, or too long."""
        try:
            text, path, current = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise jinja2.TemplateSyntaxError("not UTF-8 / 不是 UTF-8 文本", 1, template, template) from error
        if len(text) > MOST_BYTES:
            raise jinja2.TemplateSyntaxError("too long / 过长", 1, template, path)
        self.known.add(path)
        return text.removeprefix("\ufeff"), path, current


class Marks(Extension):
    """Puts before each line of a template which it is, so that a line of what comes out leads back to it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Mark every line that does not begin within a tag."""
        line = 1

        def marked(match: re.Match[str]) -> str:
            nonlocal line
            line += match[0].count("\n")
            return match[0] + _mark(filename or name, line) if match[0] == "\n" else match[0]

        return _mark(filename or name, 1) + _TAG_OR_END.sub(marked, source)


def _mark(name: str | None, line: int) -> str:
    return f"{_BEGIN}{name}:{line}{_END}"


class Room:
    """The templates of `folders`, the first before the others, in one kind of Jinja environment.

    `make` builds it from a loader and extensions.
    """

    def __init__(self, folders: Sequence[Path], make: Callable[..., ImmutableSandboxedEnvironment]) -> None:
        self._loader, self._make = Templates(folders), make
        self._environment = make(loader=self._loader, undefined=jinja2.StrictUndefined)

    def fill(self, name: str, context: Mapping[str, object]) -> str:
        """Fill in the template `name`. Raises `BrokenTemplateError` with the file and line of what is wrong."""
        return self._filled(self._environment, name, context)

    def place(self, name: str, context: Mapping[str, object], line: int, column: int) -> str:
        """Return which line of which template wrote `column` (from 0) of a `line` (from 1) of what `fill` returned."""
        marking = self._make(loader=self._loader, undefined=jinja2.StrictUndefined, extensions=[Marks])
        return _last_mark(self._filled(marking, name, context).split("\n")[:line], column) or name

    def _filled(self, environment: ImmutableSandboxedEnvironment, name: str, context: Mapping[str, object]) -> str:
        try:
            return environment.get_template(name).render(context)
        except BrokenTemplateError:
            raise
        except jinja2.TemplateSyntaxError as error:
            raise broken(f"{error.filename or error.name or name}:{error.lineno}", "", tag_error(error)) from error
        except Exception as error:  # whatever a template's own expressions come to
            raise broken(self._place_of(error.__traceback__) or name, "", tag_error(error)) from error

    def _place_of(self, trace: TracebackType | None) -> str:
        """Return the file and line of the template at which an error arose; blank where it arose elsewhere."""
        place = ""
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file in self._loader.known:
                place = f"{file}:{trace.tb_lineno}"
            trace = trace.tb_next
        return place


def _last_mark(lines: Sequence[str], column: int) -> str:
    """Return the last mark in `lines`; in the last of them, at or before `column`."""
    place, seen = "", 0
    for line in lines:
        seen = 0
        for piece in _MARK.split(line):
            if not piece.startswith(_BEGIN):
                seen += len(piece)
            elif seen <= column or line is not lines[-1]:
                place = piece[1:-1]
    return place
