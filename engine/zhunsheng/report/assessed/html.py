"""The assessment as one self-contained HTML file: no script, nothing fetched, everything foreign escaped."""

from pathlib import Path

from zhunsheng.model.assessment import Assessed
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import templates
from zhunsheng.report.assessed import view
from zhunsheng.report.assessed.labels import labels


def render(evaluation: Evaluation, assessed: Assessed, lang: Lang, cache_dir: Path | None = None) -> str:
    """Return the assessment as HTML."""
    template = templates.environment(cache_dir).get_template("html/assessment.html.j2")
    return template.render(page=view.build(evaluation, assessed, lang), t=labels(lang))
