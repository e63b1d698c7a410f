"""Evaluation -> HTML, Markdown, JSON, CSV, XLSX, questions, terminal summary. Nothing here decides a verdict."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.grouped import By
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.text import Lang

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("html", "markdown", "json", "csv", "xlsx", "questions")
SCHEMAS = ("evaluation", "questions", "ledger", "comparison", "assessment", "bulk")


# Each format is imported only when it is asked for: Jinja, rich and XlsxWriter would cost every start of the program.
def render(
    evaluation: Evaluation, fmt: str, lang: Lang, generated: str | None = None, cache_dir: Path | None = None
) -> bytes:
    """Return the report of `evaluation` in `fmt`, one of `FORMATS`; raises `ValueError` for another.

    The same evaluation gives the same bytes; all but a workbook are text in UTF-8. `generated` is printed as given
    where the format has a place for it. Compiled templates are kept in `cache_dir`, if given.
    """
    match fmt:
        case "html":
            from zhunsheng.report import html

            return html.render(evaluation, lang, generated, cache_dir).encode()
        case "markdown":
            from zhunsheng.report import markdown

            return markdown.render(evaluation, lang, generated, cache_dir).encode()
        case "json":
            from zhunsheng.report import json_contract

            return json_contract.evaluation_json(evaluation, lang).encode()
        case "csv":
            from zhunsheng.report.export import csv_file

            return csv_file.render(evaluation, lang)
        case "xlsx":
            from zhunsheng.report.export import workbook

            return workbook.render(evaluation, lang)
        case "questions":
            from zhunsheng.report import question_list

            return question_list.questions_json(evaluation).encode()
        case _:
            raise ValueError(f"unknown report format {fmt!r}: one of {', '.join(FORMATS)}")


def unread_questions(problems: Sequence[Diagnostic]) -> bytes:
    """Return the list of questions where nothing could be judged, for not one figure could be read."""
    from zhunsheng.report import question_list

    return question_list.unread_json(problems).encode()


def rules_json(plans: Sequence[tuple[Catalogue, str]], by: By | None = None, leaders: Portfolios | None = None) -> str:
    """Return rules and indicators as JSON, grouped as `by` asks. Each catalogue comes with its folder, to be cited."""
    from zhunsheng.report import json_rules

    return json_rules.rules_json(plans, by, leaders)


def show_rules(
    catalogues: Sequence[Catalogue],
    lang: Lang,
    console: "Console",
    by: By | None = None,
    leaders: Portfolios | None = None,
) -> None:
    """Print the rules of `catalogues` as a table; a table a group where `by` asks for groups."""
    from zhunsheng.report import rules_list

    rules_list.show(catalogues, lang, console, by, leaders)


def schema_json(document: str = "evaluation") -> str:
    """Return a JSON Schema: of `check -o json` or another document, one of `SCHEMAS`."""
    if document == "bulk":
        from zhunsheng.report import bulk

        return bulk.schema_json()
    if document == "assessment":
        from zhunsheng.report import assessed

        return assessed.schema_json()
    if document == "comparison":
        from zhunsheng.report import comparison

        return comparison.schema_json()
    if document == "ledger":
        from zhunsheng.report import ledger

        return ledger.schema_json()
    from zhunsheng.report import contract, question_contract

    return contract.schema_text(question_contract.schema() if document == "questions" else contract.schema())


def problem_text(problem: Diagnostic, lang: Lang) -> str:
    """Return one diagnostic as plain text: where, how grave, what, what was expected, a hint."""
    from zhunsheng.report import problems

    return problems.problem_text(problem, lang)
