"""The summary of a bulk run (批量核查) -> HTML, JSON, terminal. It counts; single verdicts stand in the run's folder.

No judgement is ever listed here. What is worst comes first, and each list says how much more there is, and where.
"""

from pathlib import Path

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Lang
from zhunsheng.report.bulk.beside import NOTHING, Beside

__all__ = ["FORMATS", "Beside", "render", "schema_json"]

FORMATS = ("html", "json")


def render(
    summary: BulkSummary,
    catalogue: Catalogue,
    fmt: str,
    lang: Lang,
    beside: Beside = NOTHING,
    cache_dir: Path | None = None,
) -> str:
    """Return the summary in `fmt`, one of `FORMATS`; raises `ValueError` for another.

    `catalogue` is that by which the run was judged: raises `ValueError` where its digest is another. The same summary
    gives the same text. Compiled templates are kept in `cache_dir`, if given.
    """
    match fmt:
        case "html":
            from zhunsheng.report.bulk import html

            return html.render(summary, catalogue, lang, beside, cache_dir)
        case "json":
            from zhunsheng.report.bulk import json_file

            return json_file.render(summary, catalogue, lang, beside)
        case _:
            raise ValueError(f"unknown format of a bulk run {fmt!r}: one of {', '.join(FORMATS)}")


def schema_json() -> str:
    """Return the JSON Schema of `bulk -o json`."""
    from zhunsheng.report import contract
    from zhunsheng.report.bulk import contract as own

    return contract.schema_text(own.schema())
