"""The ledger as a table in the form that offices use: a line an item, from the finding to its closing (销号)."""

import datetime as dt
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Item, Ledger, State
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import LEDGER_STATE
from zhunsheng.report.export.table import Column, Table, Word, table
from zhunsheng.report.ledger.lines import Lines, closed
from zhunsheng.report.responsibility import ILLUSTRATIVE

_NAME = Text("整改台账", "Ledger")
_REMARK = Text("截至 {0}，共 {1} 项，其中逾期 {2} 项。", "As of {0}: {1} items, {2} of them overdue.")
_ASKED = Text("应{0}", "due: {0}")
_LATE = Text("逾期", "overdue")
_PRINTED = 13
_ITEM, _STATE = Text("编号", "Item"), Text("状态", "State")
_SERVED, _DUE = Text("送达日期", "Served"), Text("整改期限", "Due")
NARROW = (_ITEM, _STATE, _SERVED, _DUE)
"""Columns of which a page breaks no word."""
_LOOKS = {
    State.NEW: "yellow",
    State.PERSISTING: "orange",
    State.WORSENED: "red",
    State.REOPENED: "orange",
    State.RESOLVED: "met",
    State.RESTATED: "on_track",
    State.CLOSED: "not_due",
    State.WAIVED: "waived",
    State.WAIVER_EXPIRED: "yellow",
    State.OVERDUE: "violation",
}


class _Line(NamedTuple):
    lines: Lines
    item: Item
    today: dt.date
    asked: str
    leader: str

    @property
    def lang(self) -> Lang:
        return self.lines.lang


def sheet(ledger: Ledger, catalogue: Catalogue, lang: Lang) -> Table:
    """Return the ledger as a table: the columns of offices first, those to be looked up after them."""
    lines, today = Lines(catalogue, lang), ledger.today
    behind = sum(item.late(today) for item in ledger.items)
    remark = _REMARK.to(lang).format(today, len(ledger.items), behind)
    leaders = ledger.leaders
    if leaders is not None and leaders.illustrative:
        remark += ILLUSTRATIVE.to(lang)
    named = (lines.leader(item, leaders) if leaders is not None else "" for item in ledger.items)
    rows = (_Line(lines, i, today, _asked(ledger, i), leader) for i, leader in zip(ledger.items, named, strict=True))
    if leaders is None:
        return table(_NAME, remark, _COLUMNS, _PRINTED, rows, lang)
    return table(_NAME, remark, (*_COLUMNS[:_OWNER], _LEADER, *_COLUMNS[_OWNER:]), _PRINTED + 1, rows, lang)


def _asked(ledger: Ledger, item: Item) -> str:
    measures = (readable(each.measure) for each in ledger.demands if item.key.id in each.items)
    return "、".join(dict.fromkeys(measures))


def _late(row: _Line) -> Word | None:
    return Word(_LATE.to(row.lang), "violation") if row.item.late(row.today) else None


def _remarks(row: _Line) -> str:
    asked = _ASKED.to(row.lang).format(row.asked) if row.asked else ""
    return ("；" if row.lang == "zh" else "; ").join(filter(None, (row.lines.remarks(row.item), asked)))


_LEADER: Column[_Line] = Column(Text("分管领导", "Leader"), 13, lambda r: r.leader)
_OWNER = 2
"""The leader stands after so many columns: beside the department."""
_COLUMNS: tuple[Column[_Line], ...] = (
    Column(_ITEM, 15, lambda r: r.item.key.id),
    Column(Text("责任部门", "Owner"), 13, lambda r: r.lines.owner(r.item)),
    Column(Text("事项", "Matter"), 26, lambda r: r.lines.matter(r.item)),
    Column(Text("出处", "Clause"), 13, lambda r: r.lines.clause(r.item)),
    Column(Text("发现年度", "Years"), 12, lambda r: r.lines.years(r.item)),
    Column(_STATE, 11, lambda r: Word(LEDGER_STATE[r.item.state].to(r.lang), _LOOKS[r.item.state])),
    Column(Text("差距", "Gap"), 13, lambda r: r.lines.gap(r.item.look)),
    Column(_SERVED, 11, lambda r: str(r.item.served or "")),
    Column(_DUE, 11, lambda r: str(r.item.due or "")),
    Column(Text("是否逾期", "Overdue"), 9, _late),
    Column(Text("核查", "Verified"), 11, lambda r: r.lines.checked(r.item)),
    Column(Text("销号", "Closed"), 11, lambda r: closed(r.item)),
    Column(Text("备注", "Remarks"), 26, _remarks),
    Column(Text("类别、级别", "Kind, level"), 13, lambda r: r.lines.grade(r.item.look)),
    Column(Text("数值", "Value"), 12, lambda r: r.lines.value(r.item.look)),
    Column(Text("要求", "Limit"), 16, lambda r: r.lines.limit(r.item.look)),
    Column(Text("单元格", "Cells"), 40, lambda r: "；".join(map(readable, r.item.look.cells))),
    Column(Text("规则编号", "Rule"), 24, lambda r: readable(r.item.key.subject)),
)
