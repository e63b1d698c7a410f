"""Citations: where the text says something, near which name, with which figures as the text writes them."""

from collections.abc import Collection
from decimal import Decimal

from zhunsheng.compile import literals
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields, each
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.rule import Citation, Source
from zhunsheng.model.shapes.rules import SOURCE
from zhunsheng.model.shapes.values import CITATION
from zhunsheng.model.text import Text


def read_source(rule: Fields, document: str | None, figures: Collection[Decimal] | None) -> Source | None:
    """Read `source` of a rule, whose targets hold `figures`; None where they could not be read, or say nothing.

    `document` is the plan's own title, None where that could not be read.
    """
    source = rule.fields("source", *SOURCE.names)
    if source is None:
        return None
    cited, document = _citation(source, figures), source.text("document", document)
    items = each(source.items("also"), rule.problems, *CITATION.names)
    also = [_citation(item, figures) for item in items]
    if cited is None or document is None:
        return None
    return Source(
        document=document,
        locator=cited.locator,
        anchor=cited.anchor,
        figures=cited.figures,
        also=tuple(citation for citation in also if citation is not None),
    )


def read_citation(parent: Fields) -> Citation | None:
    """Read `source` of what is no rule: its figures are held against nothing."""
    source = parent.fields("source", *CITATION.names)
    return None if source is None else _citation(source, None)


def _citation(passage: Fields, figures: Collection[Decimal] | None) -> Citation | None:
    locator, anchor = passage.text("locator"), passage.text("anchor")
    written = read_figures(passage)
    for figure, value in written:
        _hold_against(figure, value, figures, passage.problems)
    if locator is None or anchor is None:
        return None
    return Citation(locator=locator, anchor=anchor, figures=tuple(figure.text for figure, _ in written))


def read_figures(passage: Fields) -> tuple[tuple[Scalar, Decimal], ...]:
    """Read `figure`, one or a list: each as the text writes it (“两” too), with the number that it stands for."""
    found = (
        (figure, literals.read(figure, literals.written, passage.problems)) for figure in passage.one_or_more("figure")
    )
    return tuple((figure, value) for figure, value in found if value is not None)


def _hold_against(figure: Scalar, value: Decimal, figures: Collection[Decimal] | None, problems: Problems) -> None:
    if figures is None or value in figures:
        return
    message = Text(f"出处的数“{shown(figure.text)}”与目标不符。", f"“{shown(figure.text)}” is not among the targets.")
    listed = "、".join(dict.fromkeys(str(f) for f in figures))
    hint = (
        None
        if listed
        else Text("目标另行下达的，不写 figure。", "Leave `figure` out where the target is issued later.")
    )
    problems.add("source-figure", figure.at, message, Text(listed, listed) if listed else None, hint)
