"""Page -> Markdown for a pull request or a wiki: compact, and safe against names that look like markup."""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import view
from zhunsheng.report.labels import labels
from zhunsheng.resources import templates_dir

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_[]|~#"} | _ENTITIES)
_ADDRESS = re.compile(r"://|(?<=www)\.", re.IGNORECASE)


def escape(value: object) -> str:
    """Write `value` so that it stays text: no table cell broken, no HTML, emphasis, link or mention made of it."""
    text = str(value).translate(_MARKUP)
    return _ADDRESS.sub(lambda m: "&#58;//" if m[0] == "://" else "&#46;", text)


def render(evaluation: Evaluation, lang: Lang, generated: str | None = None) -> str:
    """Return the report as Markdown. Every value of the template passes through `escape`."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=False,  # noqa: S701  # Markdown is not HTML: `finalize` escapes every value for both
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("markdown/report.md.j2")
    return template.render(page=view.build(evaluation, lang, generated), t=labels(lang))
