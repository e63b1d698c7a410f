"""How a verdict came about, as a paragraph and as a graph from cells to clause and finding."""

from collections.abc import Callable, Mapping, Sequence

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.text import Lang
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.traced import paragraph
from zhunsheng.report.traced.dot import write as write_dot
from zhunsheng.report.traced.graph import Graph
from zhunsheng.report.traced.mermaid import write as write_mermaid
from zhunsheng.report.traced.svg import write as write_svg
from zhunsheng.report.traced.trace import of_finding, of_judgements

DRAWN: Mapping[str, Callable[[Graph], str]] = {"mermaid": write_mermaid, "dot": write_dot, "svg": write_svg}
"""The forms of a graph, by name."""

FORMS = ("paragraph", *DRAWN)
"""Every form in which a verdict is told here."""


def finding(evaluation: Evaluation, subject: Finding, form: str, lang: Lang) -> str:
    """Tell one finding in a form of `FORMS`."""
    lookup = Lookup.of(evaluation)
    if form in DRAWN:
        return DRAWN[form](of_finding(lookup, subject, lang))
    return paragraph.of_finding(lookup, subject, lang)


def judgements(evaluation: Evaluation, subjects: Sequence[Judgement], form: str, lang: Lang) -> str:
    """Tell judgements in a form of `FORMS`: a paragraph each, or all in one graph."""
    lookup = Lookup.of(evaluation)
    if form in DRAWN:
        return DRAWN[form](of_judgements(lookup, subjects, lang))
    return "\n\n".join(paragraph.of_judgement(lookup, each, lang) for each in subjects)
