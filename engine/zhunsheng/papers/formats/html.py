"""A template in HTML and data -> a page of HTML. Data stay text: all are escaped."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from zhunsheng.model.readable import readable
from zhunsheng.papers.formats.room import Room
from zhunsheng.papers.formats.svg import svg
from zhunsheng.papers.looks import Drawing


def filler(name: str, folders: Sequence[Path]) -> Callable[[Mapping[str, object]], bytes]:
    """Return what fills in the template `name`, taken with all that it includes from the first folder that has it."""
    room = Room(folders, _environment)
    return lambda context: room.fill(name, context).encode()


def _environment(loader: jinja2.BaseLoader, **other: object) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **other,
    )
    del made.filters["safe"]  # nobody declares by mistake that data are markup
    return made


def _shown(value: object) -> object:
    """Draw pictures; put a mark for characters that steer. `None` is nothing rather than a word."""
    if isinstance(value, Drawing):
        about = escape(value.picture.about)
        return Markup(svg(value.picture, f' role="img" aria-label="{about}"'))  # noqa: S704  # escaped by `svg`
    if type(value) is str:
        return readable(value)
    return "" if value is None else value
