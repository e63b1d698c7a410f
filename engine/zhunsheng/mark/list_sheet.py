"""The sheet that lists all questions (问题清单): where each stands, what is asked, and room for the answer."""

from collections.abc import Mapping, Sequence

import msgspec

from zhunsheng.mark.asked import GRAVITY, Asked
from zhunsheng.mark.old_list import sealed
from zhunsheng.mark.scan import MAIN
from zhunsheng.mark.spots import Placed, Spot, address
from zhunsheng.mark.styles_part import Look
from zhunsheng.mark.texts import wrapped
from zhunsheng.mark.xml import attribute, plain, text
from zhunsheng.model.marked import HEADINGS, LIST_LINE, LIST_NAME
from zhunsheng.model.validation import CheckLevel
from zhunsheng.model.words import CHECK_LEVEL

MOST_LISTED = 20_000
_WIDTHS = (6, 7, 13, 9, 24, 46, 20, 30, 26)
_LONGEST = 8_000
_NAMED = 13
"""Cells that are named of one question."""
_HEADER = 4
"""The row of the header."""
_LEVELS = {
    CheckLevel.REFUSE: Look.REFUSE,
    CheckLevel.QUESTION: Look.QUESTION,
    CheckLevel.NOTE: Look.NOTE,
}
_MEANS = {
    CheckLevel.REFUSE: "不能采用，请改正",
    CheckLevel.QUESTION: "须答复，请核实、改正或说明",
    CheckLevel.NOTE: "供参考，不必答复",
}
_BEGINS_FORMULA = ("=", "+", "-", "@")


class _Row(msgspec.Struct, frozen=True):
    texts: tuple[str, ...]
    looks: tuple[Look, ...]


def list_sheet(
    name: str, questions: Sequence[Placed], looks: Mapping[Look, int], shown: frozenset[str]
) -> tuple[bytes, int]:
    """Write the sheet, and return it with the number of its last row. Only cells of sheets that are `shown` are linked.

    `name` is that of the file.
    """
    listed = questions[:MOST_LISTED]
    rows = [_row(each) for each in listed]
    about = _cut(_about(name, questions))
    texts = (LIST_NAME, about, *HEADINGS, *(text for row in rows for text in row.texts))
    lines = [
        _across(1, LIST_NAME, looks[Look.TITLE], 26),
        _across(2, about, looks[Look.REMARK], 26),
        _across(3, sealed(LIST_LINE + _how(len(questions) - len(listed)), texts), looks[Look.REMARK], 40),
        _line(_HEADER, _Row(HEADINGS, (Look.HEADING,) * len(HEADINGS)), looks, 24),
        *(_line(index, row, looks, _height(row)) for index, row in enumerate(rows, start=_HEADER + 1)),
    ]
    last = _HEADER + len(rows)
    links = [
        f'<hyperlink ref="{address(row, 4)}" location={attribute(_reference(each.spots[0]))}/>'
        for row, each in enumerate(listed, start=_HEADER + 1)
        if each.spots and each.spots[0].sheet in shown
    ]
    return _part(lines, links, last).encode(), last


def _part(lines: Sequence[str], links: Sequence[str], last: int) -> str:
    end = address(last, len(HEADINGS))
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
        for index, width in enumerate(_WIDTHS, start=1)
    )
    across = "".join(f'<mergeCell ref="A{row}:{address(row, len(HEADINGS))}"/>' for row in (1, 2, 3))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC0392B"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{end}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEADER}" topLeftCell="A{_HEADER + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{_HEADER + 1}" sqref="A{_HEADER + 1}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(lines)}</sheetData>'
        f'<autoFilter ref="A{_HEADER}:{end}"/><mergeCells count="3">{across}</mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
    )


def _about(name: str, questions: Sequence[Placed]) -> str:
    counts = [sum(each.asked.level is level for each in questions) for level in GRAVITY]
    said = [
        f"{CHECK_LEVEL[level].zh} {count} 题（{_MEANS[level]}）"
        for level, count in zip(GRAVITY, counts, strict=True)
        if count
    ]
    return f"{name}：" + "；".join(said)


def _how(left_out: int) -> str:
    more = f"另有 {left_out} 题没有列出，请先改正已列出的。" if left_out > 0 else ""
    return (
        "。点“单元格”一栏可到该格；格上的批注写着同样的话，底色深浅表示轻重。请直接在原表中改正，"
        f"要说明的写在“部门答复”一栏，存为 .xlsx 报回。本表不作数据读取。{more}"
    )


def _row(each: Placed) -> _Row:
    asked = each.asked
    first = each.spots[0] if each.spots else None
    others = [spot.cell if first and spot.sheet == first.sheet else str(spot) for spot in each.spots[1:_NAMED]]
    more = f"\n（另涉及 {'、'.join(others)}{'等' if len(each.spots) > _NAMED else ''}）" if others else ""
    arithmetic = f"\n算式：{asked.arithmetic}" if asked.arithmetic else ""
    texts = (
        str(each.number),
        asked.level_zh,
        first.sheet if first else "—",
        first.cell if first else _line_of_file(asked),
        asked.figure,
        asked.message + arithmetic + more,
        asked.expected,
        asked.hint,
        "",
    )
    looks = (Look.CENTRED, _LEVELS[asked.level], Look.CENTRED, Look.LINK if first else Look.CENTRED)
    return _Row(tuple(map(_cut, texts)), (*looks, *(Look.TEXT,) * 4, Look.ANSWER))


def _line_of_file(asked: Asked) -> str:
    """Say where something stands in a file whose rows are not shown."""
    at = next((at for at in asked.at if at.line is not None or at.cell is not None), None)
    if at is None:
        return "—"
    return at.cell or f"第 {at.line} 行"


def _cut(said: str) -> str:
    whole = plain(said)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"


def _line(number: int, row: _Row, looks: Mapping[Look, int], height: float) -> str:
    cells = "".join(
        _cell(address(number, column), said, looks[_quoted(said, look)])
        for column, (said, look) in enumerate(zip(row.texts, row.looks, strict=True), start=1)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


def _quoted(said: str, look: Look) -> Look:
    """A text that begins like a formula stays a text even when somebody edits its cell."""
    return Look.QUOTED if look is Look.TEXT and said.startswith(_BEGINS_FORMULA) else look


def _cell(at: str, said: str, style: int) -> str:
    if not said:
        return f'<c r="{at}" s="{style}"/>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text(said)}</t></is></c>'


def _across(number: int, said: str, style: int, height: float) -> str:
    return f'<row r="{number}" ht="{height}" customHeight="1">{_cell(address(number, 1), _cut(said), style)}</row>'


def _height(row: _Row) -> float:
    lines = max(wrapped(said, width) for said, width in zip(row.texts, _WIDTHS, strict=True))
    return min(max(lines, 2) * 14 + 6, 400)


def _reference(spot: Spot) -> str:
    name = spot.sheet.replace("'", "''")
    return f"'{name}'!{spot.cell}"
