"""The ledger -> one self-contained HTML file: the table, the measures that policy asks for, the life of every item."""

from pathlib import Path
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Ledger
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import templates
from zhunsheng.report.export.table import Amount, Value, Word
from zhunsheng.report.ledger.lines import Lines
from zhunsheng.report.ledger.sheet import NARROW, sheet
from zhunsheng.report.ledger.steps import Told, tell_step

_LIVES = Text("逐项经过", "The life of each item")
_DEMANDS = Text("按规定应采取的督办措施", "Measures that policy asks for")


class _Life(NamedTuple):
    id: str
    title: str
    clause: str
    steps: tuple[Told, ...]


def render(ledger: Ledger, catalogue: Catalogue, lang: Lang, cache_dir: Path | None = None) -> str:
    """Return the ledger as HTML. Everything foreign is escaped; nothing is fetched."""
    lines, table = Lines(catalogue, lang), sheet(ledger, catalogue, lang)
    lives = [
        _Life(
            item.key.id,
            f"{lines.owner(item)}  {lines.matter(item)}",
            lines.clause(item),
            tuple(tell_step(step, lines) for step in item.steps),
        )
        for item in ledger.items
    ]
    return (
        templates.environment(cache_dir)
        .get_template("html/ledger.html.j2")
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            plan=readable(catalogue.plan.title),
            title=table.name,
            remark=table.remark,
            heads=table.titles[: table.printed],
            narrow=[table.titles.index(title.to(lang)) for title in NARROW],
            rows=[[_cell(value) for value in row[: table.printed]] for row in table.rows],
            demands_title=_DEMANDS.to(lang),
            demands=[lines.demand(each) for each in ledger.demands],
            lives_title=_LIVES.to(lang),
            lives=lives,
        )
    )


def _cell(value: Value) -> str:
    if isinstance(value, Word):
        return value.text
    return "" if value is None or isinstance(value, Amount) else str(value)
