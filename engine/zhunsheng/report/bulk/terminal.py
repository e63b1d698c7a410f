"""The summary of a bulk run on a terminal: how many, how they stand, what is worst, what to do next."""

from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Rich

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang
from zhunsheng.model.words import KINDS, STATUS, SYMBOL
from zhunsheng.report.bulk.beside import NOTHING, Beside, drill_down
from zhunsheng.report.bulk.listed import Listed
from zhunsheng.report.bulk.tables import Cell, Row, Table
from zhunsheng.report.bulk.view import View

SHOWN = 5
"""Rows of each table; the reports have the rest."""
_NARROW = 18
"""Columns up to this width are never cut."""
_STYLES = {FindingKind.VIOLATION: "bold red", FindingKind.ALERT: "dark_orange"}


def show(summary: BulkSummary, catalogue: Catalogue, lang: Lang, console: Console, beside: Beside = NOTHING) -> None:
    """Print the summary. Raises `ValueError` where the run was judged by another catalogue."""
    run = summary.run
    view, listed = View(summary, catalogue, lang, beside), Listed(summary, catalogue, lang, beside)
    say = view.say
    years = f"{run.years[0]}—{run.years[-1]}" if len(run.years) > 1 else str(run.years[0])
    console.print(Rich(readable(run.title), style="bold"), Rich(years, style="dim"))
    if run.illustrative:
        made_up = say(
            f"* 示例数据（illustrative），非真实填报：{run.illustrative:,} 行为演示虚构。",
            f"* Illustrative data, not real submissions: {run.illustrative:,} rows were made up.",
        )
        console.print(Rich(made_up, style="bold yellow"))
    for line in view.cautions():
        console.print(Rich(f"! {line}", style="bold magenta"), soft_wrap=True)
    console.print(
        say(
            f"核查 {run.places:,} 处，{summary.judgements:,} 条判定，{summary.findings:,} 条结论",
            f"{run.places:,} places, {summary.judgements:,} verdicts, {summary.findings:,} findings",
        )
    )
    if run.findings_only:
        counted = say("判定只计了数，没有逐条写出。", "Verdicts were counted, and not written one by one.")
        console.print(Rich(counted, style="dim"))
    _counts(view, lang, console)
    _table(view.rules(), (0, 3, 4, 5), view, console)
    _table(view.around(), (0, 1, 2, 3), view, console)
    _table(listed.worst(), (0, 1, 2, 3), view, console)
    _table(listed.departments(), (0, 1, 2, 4), view, console)
    _problems(listed.problems(), view, console)
    if summary.worst:
        console.print()
        console.print(say("下钻到一个地区：", "One place in full:"), style="bold")
        console.print(Rich(drill_down(run, beside, summary.worst[0][0])), soft_wrap=True)


def _counts(view: View, lang: Lang, console: Console) -> None:
    """Count statuses and kinds of findings, a line each."""
    statuses = (f"{SYMBOL[each]} {STATUS[each].to(lang)} {view.whole.statuses[each]:,}" for each in view.statuses)
    console.print(Rich("   ".join(statuses)))
    line = Rich()
    for kind in FindingKind:
        line.append(f"{KINDS[kind].to(lang)} {view.whole.kinds[kind]:,}   ", style=_STYLES.get(kind, ""))
    line.rstrip()
    console.print(line)


def _table(table: Table, columns: tuple[int, ...], view: View, console: Console) -> None:
    """Print some columns of the first rows of a table."""
    if not table.rows:
        return
    console.print()
    console.print(Rich(table.title, style="bold"))
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for place in columns:
        head = table.heads[place]
        justify: Literal["right", "left"] = "right" if head.number else "left"
        widest = max(cell_len(text) for text in (head.text, *(row.cells[place].text for row in table.rows[:SHOWN])))
        least = widest if widest <= _NARROW else None
        grid.add_column(head.text, justify=justify, no_wrap=True, overflow="ellipsis", min_width=least)
    for row in table.rows[:SHOWN]:
        grid.add_row(*(_cell(row.cells[place]) for place in columns))
    console.print(grid)
    _rest(table, view, console)


def _rest(table: Table, view: View, console: Console) -> None:
    left = table.total - SHOWN
    if left > 0:
        more = view.say(f"……另有 {left:,} 行，见报告。", f"… and {left:,} more: see the report.")
        console.print(Rich(more, style="dim"))


def _cell(cell: Cell) -> Rich:
    style = next((style for kind, style in _STYLES.items() if cell.style.endswith(f"hot {kind}")), "")
    return Rich(cell.text, style=style)


def _problems(table: Table, view: View, console: Console) -> None:
    """Print the gravest problems of the data, a line each."""
    if not table.rows:
        return
    console.print()
    console.print(Rich(f"{table.title} {table.total:,}", style="bold"))
    for row in table.rows[:SHOWN]:
        console.print(Rich(_line(row)), soft_wrap=True)
    _rest(table, view, console)


def _line(row: Row) -> str:
    code, message, times, first = row.cells
    return f"{first.text + ': ' if first.text else ''}{message.text} × {times.text} [{code.text}]"
