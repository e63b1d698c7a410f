"""The summary on a terminal: what was checked, how it stands, who is concerned. Short; the reports have the rest."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import with_unit
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import NATURE, STATUS, SYMBOL
from zhunsheng.report import cards
from zhunsheng.report.figures import limit_text, unit_text
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.page import Card, Group
from zhunsheng.report.problems import problem_text
from zhunsheng.report.readable import readable
from zhunsheng.report.schedule import limits
from zhunsheng.report.view import findings_line, illustrative_text, years_text

MOST_FINDINGS = 12
MOST_PROBLEMS = 5

_STYLES = {Level.RED: "bold red", Level.ORANGE: "dark_orange", Level.YELLOW: "yellow", Level.BLUE: "blue"}
_STATUS_STYLES = {
    Status.MET: "green",
    Status.ON_TRACK: "cyan",
    Status.BEHIND: "yellow",
    Status.FAR_BEHIND: "dark_orange",
    Status.REGRESSING: "magenta",
    Status.MISSED: "bold red",
}
_MORE = Text("……另有 {0} 项，见报告。", "… and {0} more: see the report.")
_PROBLEMS = Text(
    "数据问题：{errors} 个错误、{warnings} 个疑问、{notes} 个说明",
    "Data: {errors} errors, {warnings} warnings, {notes} notes",
)
_WAITING = Text("待下达", "to be issued")


def show(evaluation: Evaluation, lang: Lang, console: Console) -> None:
    """Print the summary. Findings of the latest year are listed; earlier ones are counted."""
    lookup = Lookup(evaluation)
    plan = evaluation.catalogue.plan
    console.print(Rich(readable(plan.title), style="bold"), Rich(years_text(evaluation.years, lang), style="dim"))
    made_up = illustrative_text(evaluation, lang)
    if made_up:
        console.print(Rich(f"* {made_up}", style="bold yellow"), soft_wrap=True)
    console.print(_counts(lookup, lang))
    console.print(Rich(findings_line(lookup, lang)), soft_wrap=True)
    for group in cards.groups(lookup, lang):
        _findings(group, lang, console)
    _problems(evaluation, lang, console)


def rules_table(catalogues: Sequence[Catalogue], lang: Lang) -> Table:
    """Return the rules of `catalogues` as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in ("rule", "indicator", "nature", "target", "owner", "clause"):
        table.add_column(LABELS[key].to(lang), overflow="fold", no_wrap=key in ("rule", "nature"))
    for catalogue in catalogues:
        for rule in catalogue.rules.values():
            due = limits(rule)
            last = limit_text(due[-1].operator, due[-1].target, due[-1].upper, lang) if due else _WAITING.to(lang)
            demand = with_unit(last, unit_text(rule.unit, lang)) if due else last
            cells = (rule.id, rule.title, NATURE[rule.nature].to(lang), demand)
            table.add_row(*(Rich(readable(c)) for c in (*cells, rule.owner, rule.source.locator)))
    return table


def _counts(lookup: Lookup, lang: Lang) -> Rich:
    line = Rich(f"{lookup.latest}  ")
    rows = [j for j in lookup.evaluation.judgements if j.year == lookup.latest]
    for status in Status:
        count = sum(j.status is status for j in rows)
        if count:
            line.append(f"{SYMBOL[status]} {STATUS[status].to(lang)} {count}", style=_STATUS_STYLES.get(status, ""))
            line.append("   ")
    line.rstrip()
    return line


def _findings(group: Group, lang: Lang, console: Console) -> None:
    """List violations of every year, other findings of the latest year; count the rest."""
    listed = [*group.now, *(group.before if group.kind == FindingKind.VIOLATION else ())][:MOST_FINDINGS]
    if not group.count:
        return
    console.print()
    console.print(Rich(f"{group.heading} {group.count}", style="bold"))
    if listed:
        console.print(_table(listed, lang))
    rest = len(group.cards) - len(listed)
    if rest:
        console.print(Rich(_MORE.to(lang).format(rest), style="dim"))


def _table(listed: Sequence[Card], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for key in ("level", "year", "owner", "indicator", "value", "target", "gap"):
        right = key in ("value", "gap")
        wraps = key in ("owner", "indicator")
        table.add_column(LABELS[key].to(lang), justify="right" if right else "left", overflow="fold", no_wrap=not wraps)
    for card in listed:
        value, limit, gap = card.brief
        value += "*" if card.value.illustrative else ""
        table.add_row(
            Rich(card.level_word, style=_STYLES[Level(card.level)]),
            *(Rich(text) for text in (str(card.year), card.owner, card.title, value, limit, gap)),
        )
    return table


def _problems(evaluation: Evaluation, lang: Lang, console: Console) -> None:
    problems = evaluation.problems
    if not problems:
        return
    tally = {s: sum(p.severity is s for p in problems) for s in Severity}
    line = _PROBLEMS.to(lang).format(
        errors=tally[Severity.ERROR], warnings=tally[Severity.WARNING], notes=tally[Severity.NOTE]
    )
    console.print()
    console.print(Rich(line, style="bold"))
    order = list(Severity)
    for problem in sorted(problems, key=lambda p: order.index(p.severity))[:MOST_PROBLEMS]:
        console.print(Rich(problem_text(problem, lang)), soft_wrap=True)
    if len(problems) > MOST_PROBLEMS:
        console.print(Rich(_MORE.to(lang).format(len(problems) - MOST_PROBLEMS), style="dim"))
