"""Vintages as a table for the terminal, and as JSON."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text as Rich

from zhunsheng.model.figures import unit_text, with_unit
from zhunsheng.model.indicator import DONE
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.readable import readable
from zhunsheng.model.statement import State
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import MILESTONE, OPERATOR
from zhunsheng.store import Closing, Deed, Vintage, beijing, iso
from zhunsheng.use_cases.histories import Course, Found

_STATES = {
    State.TAKEN: Text("采用", "taken"),
    State.REFUSED: Text("未能读取", "could not be read"),
    State.CLOSED: Text("已锁定，未用", "year closed, not used"),
    State.UNREAD: Text("未能读取", "could not be read"),
    State.WITHDRAWN: Text("撤回", "withdrawn"),
}
_RECORDS = {
    "actual": Text("", ""),
    "issued": Text("（下达目标）", " (issued)"),
    "benchmark": Text("（基准值）", " (benchmark)"),
}
_HEADS = (
    Text("次", "no."),
    Text("数", "figure"),
    Text("情况", "state"),
    Text("报送", "by"),
    Text("收到（北京时间）", "received (Beijing)"),
    Text("出处", "cell"),
)
_SENTENCE_ENDS = re.compile("；|; ")
"""Behind the message stand what was expected and a hint, which are for whoever reported the figure."""
_RESTATED = Text("改动", "restated")
_DEEDS = {Deed.CLOSE: Text("锁定", "closed"), Deed.REOPEN: Text("重开", "reopened")}


def show(found: Found, lang: Lang, console: Console) -> None:
    """Print each figure with its vintages, then the closings. What is long runs on: a cell is to be copied whole."""
    if found.courses:
        heads = "  ".join(head.to(lang) for head in _HEADS)
        console.print(Rich(heads, style="dim"), soft_wrap=True)
    else:
        console.print(Text("没有这样的数。", "no such figure.").to(lang))
    for course in found.courses:
        title = f"{course.indicator_title}{_RECORDS[course.record].to(lang)}  {course.place_title} {course.year}"
        console.print(Rich(readable(title), style="bold"), soft_wrap=True)
        for line in _aligned([[readable(cell) for cell in _cells(vintage, lang)] for vintage in course.vintages]):
            console.print(Rich(f"  {line}"), soft_wrap=True)
    for closing in found.closings:
        console.print(Rich(readable(_closing(closing, lang))), soft_wrap=True)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write rows with their cells below each other; a Chinese character is two columns wide."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(vintage: Vintage, lang: Lang) -> Iterator[str]:
    figure, source = vintage.figure, vintage.source
    yield str(vintage.number or "—")
    yield _written(vintage, lang)
    other = vintage.restated and figure.state is State.TAKEN
    yield (_RESTATED if other else _STATES[figure.state]).to(lang)
    yield source.by
    yield beijing(source.at)
    yield str(figure.at)


def _written(vintage: Vintage, lang: Lang) -> str:
    """Write a figure exactly; of what could not be read, what was said of it then, which quotes the cell."""
    figure = vintage.figure
    if figure.value is None and figure.state is not State.CLOSED:
        return figure.code if vintage.said is None else _SENTENCE_ENDS.split(vintage.said.to(lang))[0]
    if figure.value is None:
        return figure.text
    if figure.unit == DONE:
        return MILESTONE[figure.value >= 1].to(lang)
    sign = f"{OPERATOR[Operator(figure.bound)]} " if figure.bound else ""
    return sign + with_unit(decimal_text(figure.value), unit_text(figure.unit).to(lang))


def _closing(closing: Closing, lang: Lang) -> str:
    return f"{closing.year} {_DEEDS[closing.deed].to(lang)}  {closing.by}  {beijing(closing.at)}  {closing.reason}"


def json_text(found: Found) -> str:
    """Return all vintages as JSON: figures as exact text, moments in ISO 8601 (time of Beijing)."""
    document = {
        "schema": "zhunsheng/history/1",
        "figures": [_course(each) for each in found.courses],
        "closings": list(_closings(found.closings)),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _course(course: Course) -> dict[str, object]:
    return {
        "plan": course.plan,
        "record": course.record,
        "indicator": course.indicator,
        "title": course.indicator_title,
        "entity": course.entity,
        "place": course.place_title,
        "year": course.year,
        "vintages": [_vintage(each) for each in course.vintages],
    }


def _vintage(vintage: Vintage) -> dict[str, object]:
    figure, source = vintage.figure, vintage.source
    return {
        "vintage": vintage.number,
        "state": figure.state.value,
        "restated": vintage.restated,
        "value": None if figure.value is None else decimal_text(figure.value),
        "unit": figure.unit,
        "bound": figure.bound or None,
        "text": figure.text,
        "factor": None if figure.factor is None else str(figure.factor),
        "at": str(figure.at),
        "sheet": figure.at.sheet,
        "cell": figure.at.cell,
        "line": figure.at.line,
        "sha256": source.sha256,
        "path": source.path,
        "submitter": source.by,
        "received": iso(source.at),
        "entered": iso(source.entered),
        "note": figure.note,
        "evidence": figure.evidence,
        "illustrative": figure.illustrative,
        "code": figure.code or None,
    }


def _closings(closings: Iterable[Closing]) -> Iterator[dict[str, object]]:
    for each in closings:
        yield {
            "plan": each.plan,
            "year": each.year,
            "deed": each.deed.value,
            "by": each.by,
            "at": iso(each.at),
            "reason": each.reason,
        }
