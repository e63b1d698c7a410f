"""Outlines whose rows lead to conclusions: one sentence stands in the row, several make a scenario of their own."""

from collections.abc import Iterator, Sequence

from zhunsheng.prove.scaffold.page import Draft
from zhunsheng.prove.step_text import StepText

CONCLUSION = "结论"


def with_conclusions(outline: Draft, conclusions: Sequence[Sequence[StepText]]) -> Iterator[Draft]:
    """Add to each row of `outline` what policy concludes. Rows that say the same are told once."""
    head, *rows = outline.examples
    sentences: dict[tuple[str, ...], None] = {}
    apart: dict[tuple[str, ...], Sequence[StepText]] = {}
    for row, steps in zip(rows, conclusions, strict=True):
        only = steps[0] if len(steps) == 1 else None
        if isinstance(only, str):
            sentences[*row, only] = None
        else:
            apart[tuple(row)] = steps
    if sentences:
        then = [*outline.then, f"<{CONCLUSION}>"]
        yield outline._replace(then=then, examples=[(*head, CONCLUSION), *sentences])
    for row, steps in apart.items():
        cells = dict(zip(head, row, strict=True))
        yield outline._replace(
            title=f"{outline.title}：{row[0]}",
            given=[_filled(step, cells) for step in outline.given],
            then=[*(_filled(step, cells) for step in outline.then), *steps],
            examples=(),
        )


def _filled(step: StepText, cells: dict[str, str]) -> StepText:
    """Put the cells of a row in the places that the outline leaves for them."""
    if not isinstance(step, str):
        text, table = step
        return _put(text, cells), [tuple(_put(cell, cells) for cell in row) for row in table]
    return _put(step, cells)


def _put(text: str, cells: dict[str, str]) -> str:
    for name, cell in cells.items():
        text = text.replace(f"<{name}>", cell)
    return text
