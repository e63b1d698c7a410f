"""Page -> one self-contained HTML file: no script, nothing fetched, everything foreign escaped."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import view
from zhunsheng.report.labels import labels
from zhunsheng.resources import templates_dir


def render(evaluation: Evaluation, lang: Lang, generated: str | None = None) -> str:
    """Return the report as HTML."""
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("html/report.html.j2")
    return template.render(page=view.build(evaluation, lang, generated), t=labels(lang))
