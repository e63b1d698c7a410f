"""The ledger on a terminal: a line an item; and one item with its whole life."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.ledger import Item, Ledger, State, Step
from zhunsheng.model.ledger_words import NONE
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import LEDGER_STATE
from zhunsheng.report.ledger.lines import Lines
from zhunsheng.report.ledger.steps import tell_step
from zhunsheng.report.responsibility import ILLUSTRATIVE

_LEADER = Text("分管领导", "leader")
_HEADS = (
    Text("编号", "item"),
    Text("责任部门", "owner"),
    Text("事项", "matter"),
    Text("年度", "years"),
    Text("状态", "state"),
    Text("差距", "gap"),
    Text("期限", "due"),
)
_STYLES = {
    State.OVERDUE: "bold red",
    State.WORSENED: "bold red",
    State.REOPENED: "dark_orange",
    State.PERSISTING: "dark_orange",
    State.WAIVER_EXPIRED: "yellow",
    State.NEW: "yellow",
    State.RESOLVED: "green",
}
_NOTHING = Text("台账里没有这样的事项。", "the ledger has no such item.")
_ASKED = Text("按规定应采取的督办措施：", "measures that policy asks for:")
_NO_WAIVER = Text("没有豁免。", "there is no waiver.")
_ITEM = Text("{0} 项", "{0} items")
_NOT_SERVED = Text("未送达", "not served")
_SERVED = Text("送达 {0}，期限 {1}", "served {0}, due {1}")
_CLAUSE = Text("出处：{0}", "clause: {0}")


def show(ledger: Ledger, catalogue: Catalogue, lang: Lang, console: Console) -> None:
    """Print the items, a line each, and count them by state."""
    lines = Lines(catalogue, lang)
    console.print(Rich(readable(catalogue.plan.title), style="bold"), Rich(f"{ledger.today}", style="dim"))
    if not ledger.items:
        console.print(_NOTHING.to(lang))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    if ledger.leaders is not None and ledger.leaders.illustrative:
        console.print(Rich(f"* {ILLUSTRATIVE.to(lang)}", style="bold yellow"))
    for head in _HEADS if ledger.leaders is None else (*_HEADS[:2], _LEADER, *_HEADS[2:]):
        table.add_column(head.to(lang), overflow="fold", no_wrap=head.en in ("item", "years", "due", "state"))
    for item in ledger.items:
        state = Rich(LEDGER_STATE[item.state].to(lang), style=_STYLES.get(item.state, ""))
        leader = () if ledger.leaders is None else (lines.leader(item, ledger.leaders),)
        cells = (item.key.id, lines.owner(item), *leader, lines.matter(item), lines.years(item))
        after = (lines.gap(item.look), str(item.due or NONE))
        table.add_row(*map(Rich, cells), state, *map(Rich, after))
    console.print(table)
    console.print(Rich(_counts(ledger, lang), style="dim"))
    if ledger.demands:
        console.print(Rich(_ASKED.to(lang), style="bold"))
    for each in ledger.demands:
        console.print(Rich(lines.demand(each)), soft_wrap=True)


def show_waivers(ledger: Ledger, catalogue: Catalogue, lang: Lang, console: Console) -> None:
    """Print the waivers, two lines each: of what, in force or lapsed; by whose leave, until when, why."""
    lines = Lines(catalogue, lang)
    waived = [item for item in ledger.items if item.waiver is not None]
    if not waived:
        console.print(_NO_WAIVER.to(lang))
    for item in waived:
        state = Rich(LEDGER_STATE[item.state].to(lang), style=_STYLES.get(item.state, ""))
        console.print(Rich(f"{item.key.id}  {lines.owner(item)}  {lines.matter(item)}"), state, soft_wrap=True)
        console.print(Rich(f"    {lines.waiver(item)}"), soft_wrap=True)


def tell(item: Item, catalogue: Catalogue, lang: Lang, console: Console) -> None:
    """Print one item and every step of its life: who, when, why; figures, cells, clause."""
    lines = Lines(catalogue, lang)
    state = Rich(LEDGER_STATE[item.state].to(lang), style=_STYLES.get(item.state, ""))
    console.print(Rich(f"{item.key.id}  {lines.matter(item)}", style="bold"), state)
    dates = _SERVED.to(lang).format(item.served, item.due) if item.served else _NOT_SERVED.to(lang)
    said = [lines.owner(item), dates, lines.remarks(item)]
    source = lines.source(item)
    if source is not None:
        said.insert(1, _CLAUSE.to(lang).format(readable(f"{source.locator} “{source.anchor}”")))
    for line in filter(None, said):
        console.print(Rich(line), soft_wrap=True)
    for step in item.steps:
        _step(step, lines, console)


def _step(step: Step, lines: Lines, console: Console) -> None:
    """Print one step: its moment and what it was on one line, the rest below it."""
    told = tell_step(step, lines)
    console.print(Rich(told.head, style="bold"), soft_wrap=True)
    for line in told.below:
        console.print(Rich(f"    {line}"), soft_wrap=True)


def _counts(ledger: Ledger, lang: Lang) -> str:
    found = Counter(item.state for item in ledger.items)
    parts = [f"{LEDGER_STATE[state].to(lang)} {found[state]}" for state in State if found[state]]
    return "  ".join([_ITEM.to(lang).format(len(ledger.items)), *parts])
