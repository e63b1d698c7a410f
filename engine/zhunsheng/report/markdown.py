"""Page -> Markdown for a pull request or a wiki: compact, and safe against names that look like markup."""

import re
from pathlib import Path

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import templates, view
from zhunsheng.report.labels import labels

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_MARKUP = str.maketrans({c: f"\\{c}" for c in "\\`*_[]|~#"} | _ENTITIES)
_ADDRESS = re.compile(r"://|(?<=www)\.", re.IGNORECASE)


def escape(value: object) -> str:
    """Write `value` so that it stays text: no table cell broken, no HTML, emphasis, link or mention made of it."""
    text = str(value).translate(_MARKUP)
    return _ADDRESS.sub(lambda m: "&#58;//" if m[0] == "://" else "&#46;", text)


def render(evaluation: Evaluation, lang: Lang, generated: str | None = None, cache_dir: Path | None = None) -> str:
    """Return the report as Markdown. Every value of the template passes through `escape`."""
    template = templates.environment(cache_dir, finalize=escape).get_template("markdown/report.md.j2")
    return template.render(page=view.build(evaluation, lang, generated), t=labels(lang))
