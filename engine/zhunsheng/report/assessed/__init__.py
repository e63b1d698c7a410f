"""An assessment (分区差别化考核) -> JSON, HTML, XLSX, terminal: every score taken apart, every assumption said."""

from pathlib import Path

from zhunsheng.model.assessment import Assessed
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang

FORMATS = ("html", "json", "xlsx")


def render(evaluation: Evaluation, assessed: Assessed, fmt: str, lang: Lang, cache_dir: Path | None = None) -> bytes:
    """Return the assessment in `fmt`, one of `FORMATS`; raises `ValueError` for another.

    The same evaluation gives the same bytes. Compiled templates are kept in `cache_dir`, if given.
    """
    match fmt:
        case "html":
            from zhunsheng.report.assessed import html

            return html.render(evaluation, assessed, lang, cache_dir).encode()
        case "json":
            from zhunsheng.report.assessed import json_file

            return json_file.assessment_json(evaluation, assessed).encode()
        case "xlsx":
            from zhunsheng.report.assessed import workbook

            return workbook.render(evaluation, assessed, lang)
        case _:
            raise ValueError(f"unknown format {fmt!r}: one of {', '.join(FORMATS)}")


def schema_json() -> str:
    """Return the JSON Schema of `assess -o json`."""
    from zhunsheng.report import contract
    from zhunsheng.report.assessed import contract as own

    return contract.schema_text(own.schema())
