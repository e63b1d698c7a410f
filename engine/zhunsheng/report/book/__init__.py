"""Catalogues -> a book of rules to browse: by theme, department, place and task; one entry a rule."""

from collections.abc import Sequence
from pathlib import Path

from zhunsheng.model.text import Lang
from zhunsheng.report import templates
from zhunsheng.report.book import view
from zhunsheng.report.book.view import Volume
from zhunsheng.report.labels import labels
from zhunsheng.report.markdown import escape

FORMATS = ("html", "markdown")

__all__ = ["FORMATS", "Volume", "render"]


def render(volumes: Sequence[Volume], fmt: str, lang: Lang, cache_dir: Path | None = None) -> str:
    """Return the book of `volumes` in `fmt`, one of `FORMATS`. Everything foreign in it is escaped."""
    book, words = view.build(volumes, lang), labels(lang)
    if fmt == "html":
        return templates.environment(cache_dir).get_template("html/book.html.j2").render(book=book, t=words)
    environment = templates.environment(cache_dir, finalize=escape)
    return environment.get_template("markdown/book.md.j2").render(book=book, t=words)
