"""The summary on a terminal: what was checked, how it stands, who is concerned. Short; the reports have the rest."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text as Rich

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import State
from zhunsheng.model.page_findings import Card, Group, Stack
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import CheckKind
from zhunsheng.model.words import LEDGER_STATE, STATUS, SYMBOL
from zhunsheng.report import flags, groups, summary
from zhunsheng.report.flag_index import GRAVEST
from zhunsheng.report.labels import LABELS
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.problems import problem_text
from zhunsheng.report.view import made_up

MOST_VIOLATIONS, MOST_ALERTS, MOST_FLAGS, MOST_PROBLEMS = 40, 4, 2, 5
WIDE = 110
"""From this many columns on a finding has one line, below it two."""

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
_HEAD = Text("{0} {1} 条", "{0}: {1}")
_OF_WHICH = Text("{0} {1} 条，其中 {3} 年 {2} 条", "{0}: {1}, of which {2} in {3}")
_REST = Text("{0} 年 {1} 条", "{1} of {0}")
_REST_BEFORE = Text("以前年度 {0} 条", "{0} of earlier years")
_REST_LINE = Text("……另有 {0}，见报告。", "… and {0}: see the report.")
_MADE_UP = Text(
    "* 示例数据，非真实填报：{0}为演示虚构。",
    "* Illustrative data, not real submissions: {0}.",
)
_PROBLEMS = Text(
    "数据问题：{errors} 个错误、{warnings} 个疑问、{notes} 个说明",
    "Data: {errors} errors, {warnings} warnings, {notes} notes",
)
_ABOUT = Text("{0}（{1}）", "{0} ({1})")
_AND_MORE = Text("{0}等 {1}", "{0} and others: {1}")
_STANDING = Text("〔{0}〕", "[{0}]")
_FLAG = Text("{0}，{1}", "{0}, {1}")


def show(evaluation: Evaluation, lang: Lang, console: Console, rules: str = "") -> None:
    """Print the summary. Findings of the latest year are listed; earlier ones are counted.

    `rules` says which rules were used, where that does not go without saying.
    """
    lookup = Lookup(evaluation)
    plan = evaluation.catalogue.plan
    console.print(
        Rich(readable(plan.title), style="bold"), Rich(groups.years_text(evaluation.years, lang), style="dim")
    )
    if rules:
        console.print(Rich(readable(rules), style="dim"))
    invented = made_up(evaluation, lang)
    if invented:
        console.print(Rich(_MADE_UP.to(lang).format(invented), style="bold yellow"))
    console.print(_counts(lookup, lang))
    for group in groups.groups(lookup, lang):
        _findings(group, lookup.latest, lang, console)
    _concerned(lookup, lang, console)
    _flags(lookup, lang, console)
    _problems(evaluation, lang, console)


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


def _findings(group: Group, latest: int, lang: Lang, console: Console) -> None:
    """List violations of every year and the gravest alerts of the latest; count the rest. None is said, too."""
    every = group.kind == FindingKind.VIOLATION
    listed = group.stacks[:MOST_VIOLATIONS] if every else (*group.now, *group.more, *group.silent)[:MOST_ALERTS]
    listed = () if group.kind == FindingKind.NOTICE else listed
    console.print()
    head = _HEAD if group.count == group.latest_count else _OF_WHICH
    line = head.to(lang).format(group.heading, group.count, group.latest_count, latest)
    console.print(Rich(line, style="bold"))
    if listed and console.width >= WIDE:
        console.print(_table(listed, lang))
    elif listed:
        for stack in listed:
            _entry(stack, lang, console)
    _rest(group, listed, latest, lang, console)


def _rest(group: Group, listed: Sequence[Stack], latest: int, lang: Lang, console: Console) -> None:
    """Count the findings that are not listed."""
    now = group.latest_count - groups.conclusions(s for s in listed if s.first.year == latest)
    before = groups.conclusions(group.before) - groups.conclusions(s for s in listed if s.first.year != latest)
    parts = [_REST.to(lang).format(latest, now)] if now else []
    parts += [_REST_BEFORE.to(lang).format(before)] if before else []
    if parts:
        line = ("、" if lang == "zh" else ", ").join(parts)
        console.print(Rich(_REST_LINE.to(lang).format(line), style="dim"))


def _entry(stack: Stack, lang: Lang, console: Console) -> None:
    """Write what was found about a subject on two lines, neither longer than the terminal is wide."""
    card = stack.first
    line = Rich(card.level_word, style=_STYLES[Level(card.level)])
    line.append(f" {card.year} {card.owner} {_about(stack, lang)}".rstrip(), style="default")
    console.print(line, no_wrap=True, overflow="ellipsis")
    value, limit, gap = card.brief
    if card.status is None:
        figures = [value, limit]
    else:
        named = (("value", _value(card)), ("target", limit), ("gap", gap))
        figures = [f"{LABELS[key].to(lang).lower()} {text}" for key, text in named if text != "—"]
    said = ("、" if lang == "zh" else ", ").join(d.text for d in card.conclusions)
    console.print(Rich("     " + "  ".join((*figures, said)), style="default"), no_wrap=True, overflow="ellipsis")


def _about(stack: Stack, lang: Lang) -> str:
    """Name what a finding is about, where, and where it stands in the ledger unless it is new."""
    return " ".join(filter(None, (_subject(stack, lang), _standing(stack.first, lang))))


def _standing(card: Card, lang: Lang) -> str:
    word = card.conclusions[0].state
    return "" if word == LEDGER_STATE[State.NEW].to(lang) else _STANDING.to(lang).format(word)


def _subject(stack: Stack, lang: Lang) -> str:
    """Name what a finding is about, and where; nothing where that is the department, which is named already."""
    title = stack.first.title if stack.first.indicator_anchor else ""
    if not stack.first.place:
        return title
    where = (_AND_MORE.to(lang).format(stack.first.place, stack.places)) if stack.places else stack.first.place
    return _ABOUT.to(lang).format(title, where).strip()


def _value(card: Card) -> str:
    return card.brief[0] + ("*" if card.value.illustrative else "")


def _table(listed: Sequence[Stack], lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for key in ("level", "year", "owner", "indicator", "value", "target", "gap"):
        right = key in ("value", "gap")
        table.add_column(
            LABELS[key].to(lang),
            justify="right" if right else "left",
            overflow="ellipsis",
            no_wrap=True,
            ratio=1 if key == "indicator" else None,
        )
    for stack in listed:
        card = stack.first
        _, limit, gap = card.brief
        subject = _subject(stack, lang) or card.conclusions[0].text
        about = " ".join(filter(None, (subject, _standing(card, lang))))
        table.add_row(
            Rich(card.level_word, style=_STYLES[Level(card.level)]),
            *(Rich(text) for text in (str(card.year), card.owner, about, _value(card), limit, gap)),
        )
    return table


def _concerned(lookup: Lookup, lang: Lang, console: Console) -> None:
    """Say whom the findings of the latest year concern, a line a view."""
    said = summary.concerned(lookup, lang)
    if not said:
        return
    console.print()
    for heading, text in said:
        line = Rich(f"{heading}  ", style="bold")
        line.append(text, style="not bold")
        console.print(line, no_wrap=True, overflow="ellipsis")


def _flags(lookup: Lookup, lang: Lang, console: Console) -> None:
    """Count what the checks on the data asked, and show the first few, those on figures before gaps: no findings."""
    line = flags.line(lookup, lang)
    if not line:
        return
    console.print()
    console.print(Rich(line, style="bold"))
    gravest = sorted(lookup.flags.flags, key=lambda flag: (GRAVEST.index(flag.level), flag.kind is CheckKind.MISSING))
    for flag in gravest[:MOST_FLAGS]:
        head, said = flags.briefly(lookup, flag, lang)
        line = _FLAG.to(lang).format(head, said)
        for part in (line,) if cell_len(line) <= console.width else (head, f"     {said}"):
            console.print(Rich(part), no_wrap=True, overflow="ellipsis")
    if len(gravest) > MOST_FLAGS:
        console.print(Rich(_MORE.to(lang).format(len(gravest) - MOST_FLAGS), style="dim"))


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
