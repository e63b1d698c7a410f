"""A comparison of two results -> terminal, JSON, HTML, Markdown. Nothing here decides what changed."""

from pathlib import Path

from zhunsheng.model.change import Comparison
from zhunsheng.model.text import Lang

FORMATS = ("html", "markdown", "json")


def render(comparison: Comparison, fmt: str, lang: Lang, cache_dir: Path | None = None) -> bytes:
    """Return the comparison in `fmt`, one of `FORMATS`; raises `ValueError` for another. Same input, same bytes."""
    match fmt:
        case "json":
            from zhunsheng.report.comparison import json_file

            return json_file.render(comparison, lang).encode()
        case "html" | "markdown":
            from zhunsheng.report.comparison import pages

            return pages.render(comparison, fmt, lang, cache_dir).encode()
        case _:
            raise ValueError(f"unknown format of a comparison {fmt!r}: one of {', '.join(FORMATS)}")


def schema_json() -> str:
    """Return the JSON Schema of a comparison."""
    from zhunsheng.report import contract
    from zhunsheng.report.comparison import contract as of_comparison

    return contract.schema_text(of_comparison.schema())
