"""The rules on a terminal: one table, or one for each department, leader, task, theme, nature or place."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.grouped import By
from zhunsheng.model.plan import Task
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import NATURE
from zhunsheng.report.demand import last_limit
from zhunsheng.report.grouping import Grouped, grouped
from zhunsheng.report.labels import LABELS
from zhunsheng.report.names import Names
from zhunsheng.report.responsibility import ILLUSTRATIVE
from zhunsheng.report.schedule import limits

_ABOUT = Text("{0}（{1}）", "{0} ({1})")
_COUNTED = Text("{0}  {1} 条", "{0}  {1}")
_TASKS = Text("{0}：{1}", "{0}: {1}")
_WAITING = Text("待下达", "to be issued")


def show(
    catalogues: Sequence[Catalogue],
    lang: Lang,
    console: Console,
    by: By | None = None,
    leaders: Portfolios | None = None,
) -> None:
    """Print the rules; a group without any is told as well."""
    if by is None:
        table = _table(lang)
        for catalogue in catalogues:
            _fill(table, Names(catalogue), catalogue.rules.values(), lang)
        console.print(table)
        return
    if by is By.LEADER and leaders is not None and leaders.illustrative:
        console.print(Rich(f"* {ILLUSTRATIVE.to(lang)}", style="bold yellow"))
    for catalogue in catalogues:
        names = Names(catalogue)
        if len(catalogues) > 1:
            console.print(Rich(readable(catalogue.plan.title), style="bold underline"))
        for group in grouped(names, by, lang, leaders):
            _group(names, group, lang, console)


def _group(names: Names, group: Grouped, lang: Lang, console: Console) -> None:
    console.print(Rich(_COUNTED.to(lang).format(group.title, len(group.rules)), style="bold"), soft_wrap=True)
    tasks = (("lead_tasks", group.leads), ("support_tasks", group.supports))
    for line in filter(None, (group.about, *(_tasks(names, key, of, lang) for key, of in tasks))):
        console.print(Rich(line, style="dim"), soft_wrap=True)
    if group.rules:
        table = _table(lang)
        _fill(table, names, group.rules, lang)
        console.print(table)
    else:
        console.print(Rich(LABELS["no_rules"].to(lang), style="dim"))
    console.print()


def _tasks(names: Names, key: str, tasks: Iterable[Task], lang: Lang) -> str:
    listed = ("；" if lang == "zh" else "; ").join(names.task_title(task.id, lang) for task in tasks)
    return _TASKS.to(lang).format(LABELS[key].to(lang), listed) if listed else ""


def _table(lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in ("rule", "indicator", "nature", "target", "owner", "clause"):
        table.add_column(LABELS[key].to(lang), overflow="fold", no_wrap=key in ("rule", "nature"))
    return table


def _fill(table: Table, names: Names, rules: Iterable[Rule], lang: Lang) -> None:
    for rule in rules:
        where = names.scope(rule, lang)
        title = _ABOUT.to(lang).format(rule.title, where) if where else rule.title
        due = limits(rule)
        last = last_limit(rule, due, lang) if due or rule.benchmark is not None else _WAITING.to(lang)
        cells = (rule.id, title, NATURE[rule.nature].to(lang), last)
        table.add_row(*(Rich(readable(c)) for c in (*cells, rule.owner, rule.source.locator)))
