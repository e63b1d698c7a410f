"""Page -> one self-contained HTML file: no script, nothing fetched, everything foreign escaped."""

from pathlib import Path

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import templates, view
from zhunsheng.report.labels import labels


def render(evaluation: Evaluation, lang: Lang, generated: str | None = None, cache_dir: Path | None = None) -> str:
    """Return the report as HTML."""
    template = templates.environment(cache_dir).get_template("html/report.html.j2")
    return template.render(page=view.build(evaluation, lang, generated), t=labels(lang))
