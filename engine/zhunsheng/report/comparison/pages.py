"""A comparison -> HTML or Markdown."""

from pathlib import Path
from typing import Literal

from zhunsheng.model.change import Comparison
from zhunsheng.model.text import Lang
from zhunsheng.report import markdown, templates
from zhunsheng.report.comparison import view, words
from zhunsheng.report.labels import labels


def render(comparison: Comparison, fmt: Literal["html", "markdown"], lang: Lang, cache_dir: Path | None) -> str:
    """Return the page as text."""
    html = fmt == "html"
    made = templates.environment(cache_dir, finalize=None if html else markdown.escape)
    name = "html/comparison.html.j2" if html else "markdown/comparison.md.j2"
    heads = {"comma": "、" if lang == "zh" else ", "} | {
        key: getattr(words, key.upper()).to(lang) for key in ("flips", "presence", "findings", "moved")
    }
    return made.get_template(name).render(page=view.build(comparison, lang), t=labels(lang), heads=heads)
