"""Writes Gherkin: scenarios, steps, and tables whose columns line up (a Chinese character is two columns wide)."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zhunsheng.prove.step_text import StepText, Table


class Draft(NamedTuple):
    """A scenario to be written. With `examples` (head first) it is an outline."""

    tag: str
    title: str
    given: Sequence[StepText]
    when: str
    then: Sequence[StepText]
    examples: Table = ()


def page(title: str, introduction: Iterable[str], background: str, drafts: Iterable[Draft]) -> str:
    """Write a whole feature."""
    head = ["# language: zh-CN", f"功能: {title}", *(f"  {line}" for line in introduction)]
    lines = [*head, "", "  背景:", f"    假如 {background}"]
    for draft in drafts:
        lines += ["", *_scenario(draft)]
    return "\n".join(lines) + "\n"


def _scenario(draft: Draft) -> Iterable[str]:
    yield f"  @{draft.tag}"
    yield f"  {'场景大纲' if draft.examples else '场景'}: {draft.title}"
    yield from _steps("假如", draft.given)
    yield f"    当 {draft.when}"
    yield from _steps("那么", draft.then)
    if draft.examples:
        yield ""
        yield "    例子:"
        yield from _table(draft.examples)


def _steps(keyword: str, steps: Sequence[StepText]) -> Iterable[str]:
    for number, step in enumerate(steps):
        text, table = (step, ()) if isinstance(step, str) else step
        yield f"    {keyword if number == 0 else '而且'} {text}"
        yield from _table(table)


def _table(rows: Table) -> Iterable[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield f"      | {' | '.join(cells)} |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
