"""The Jinja environment of templates in Typst: whatever they fill in becomes an escaped literal, never markup.

`{{ x }}` yields `#"…";`. In the literal every sign of ASCII but letters, digits and blanks is written by its number, so
that wherever a template puts it (a comment, a string, raw text) it ends nothing and calls nothing. What a macro returns
is markup; what a filter, `~` or `+` makes of it is not, and shows as text. Blocks that hand text past that are refused.
"""

import re
from collections.abc import Iterable

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zhunsheng.model.readable import readable
from zhunsheng.papers.formats.svg import svg
from zhunsheng.papers.looks import WIDTH_MM, Drawing

_SIGN = re.compile(r"[!-/:-@\[-`{-~]|(?i:i)(?=mport|nclude)")
"""Signs of ASCII; and so that those words of a template can be told from data, their first letter in data."""
_QUOTED = re.compile(r'["\\*]|(?i:i)(?=mport|nclude)')
_AROUND: tuple[type[nodes.Node], ...] = (
    nodes.FilterBlock,
    nodes.CallBlock,
    nodes.ScopedEvalContextModifier,
    nodes.EvalContextModifier,
)
_FONTS = "Times New Roman, 宋体, SimSun, STSong, Noto Serif CJK SC, Source Han Serif SC, Noto Sans CJK SC, Noto Sans SC"


class Raw(str):
    """Markup, which no value of the data is: only what a template says itself, with all values made literals."""

    __slots__ = ()


class TypstEnvironment(ImmutableSandboxedEnvironment):
    """Makes every value a literal. A template cannot reach the methods of markup: some would put values into it."""

    @staticmethod
    def concat(parts: Iterable[str]) -> Raw:  # a hook of Jinja: how output is joined
        """Join what a template wrote."""
        return Raw("".join(parts))

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether a template may use an attribute."""
        return not isinstance(obj, Raw) and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        around = next((found for each in _AROUND if (found := parsed.find(each)) is not None), None)
        if around is not None:
            raise jinja2.TemplateSyntaxError(
                "no filter, call or autoescape blocks here / 这里不能用 filter、call、autoescape 块",
                around.lineno,
                name,
                filename,
            )
        return parsed


def environment(loader: jinja2.BaseLoader, **other: object) -> TypstEnvironment:
    """Return an environment for templates in Typst."""
    return TypstEnvironment(
        loader=loader,
        autoescape=False,
        finalize=markup,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **other,
    )


def markup(value: object) -> Raw:
    """Return what stands for a value in Typst: markup as it is, a picture drawn, anything else as literal text."""
    if isinstance(value, Raw):
        return value
    if isinstance(value, Drawing):
        return _image(value)
    return literal("" if value is None else str(value))


def literal(text: str) -> Raw:
    """Return Typst markup that shows `text`, on one line and without characters that steer."""
    return Raw(f'#"{_SIGN.sub(_by_number, readable(text))}";')


def _by_number(sign: re.Match[str]) -> str:
    return f"\\u{{{ord(sign[0]):x}}}"


def _image(drawn: Drawing) -> Raw:
    picture = drawn.picture
    source = svg(picture, f' width="{picture.width}" height="{picture.height}" font-family="{_FONTS}"')
    return Raw(f'#image(bytes({_string(source)}), format: "svg", width: {WIDTH_MM}mm, alt: {_string(picture.about)});')


def _string(text: str) -> str:
    """Write a string of Typst code: what is drawn holds too many signs to write them all by number."""
    return f'"{_QUOTED.sub(_by_number, readable(text))}"'
