"""A report as the text that it is: every format but XLSX is UTF-8."""

from pathlib import Path

from zhunsheng import report
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang


def render(
    evaluation: Evaluation, fmt: str, lang: Lang, generated: str | None = None, cache_dir: Path | None = None
) -> str:
    return report.render(evaluation, fmt, lang, generated, cache_dir).decode()
