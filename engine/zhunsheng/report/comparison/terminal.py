"""A comparison on a terminal: by department, the verdicts that changed and why; of the rest, how many."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text as Rich

from zhunsheng.model.change import Comparison
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.comparison import view, words
from zhunsheng.report.comparison.view import Department, Line, Mark, Verdict, View

_STYLES = {
    "met": "green",
    "on_track": "green",
    "behind": "yellow",
    "far_behind": "dark_orange",
    "regressing": "magenta",
    "missed": "bold red",
    "violation": "bold red",
    "alert": "dark_orange",
}
_MOVED = Text("另有 {0} 条判定未变，数或要求有变（见 -o html）", "{0} more with other figures or limits (see -o html)")


def show(comparison: Comparison, lang: Lang, console: Console) -> None:
    """Print it."""
    page = view.build(comparison, lang)
    years = page.years if page.judged else ""
    console.print(
        Rich("  ".join(part for part in (page.plan, page.about, years) if part), style="bold"), soft_wrap=True
    )
    for remark in page.remarks:
        console.print(Rich(remark, style="yellow"), soft_wrap=True)
    for line in _amended(page):
        console.print(line, soft_wrap=True)
    for department in page.departments:
        for line in _department(department, lang):
            console.print(line, soft_wrap=True)
    if page.judged:
        told = (page.counts, page.turns, page.tallied)
        console.print(Rich(page.nothing or "\n".join(filter(None, told)), style="dim"), soft_wrap=True)


def _amended(page: View) -> Iterator[Rich]:
    """Say what changed in the rules: what became of what, where it stands, each key."""
    if not page.amended_head:
        return
    yield Rich(page.amended_head, style="bold")
    for line in page.amended:
        style = {"added": "green", "removed": "red"}.get(line.key, "yellow")
        name = " ".join(part for part in (line.title, line.id if line.id != line.title else "") if part)
        yield (
            Rich("  ")
            .append(line.amended, style=style)
            .append(f"  {line.topic} {name}".rstrip())
            .append(f"  {line.at}" if line.at else "", style="dim")
        )
        for edit in line.edits:
            yield Rich(f"      {edit}")


def _department(department: Department, lang: Lang) -> Iterator[Rich]:
    yield Rich(f"\n{department.title}", style="bold underline")
    for line in (*department.flips, *department.presence):
        yield from _line(line)
    if department.verdicts:
        yield Rich(f"  {words.FINDINGS.to(lang)}", style="bold")
    for verdict in department.verdicts:
        yield _verdict(verdict)
    if department.moved:
        yield Rich(f"  {_MOVED.to(lang).format(len(department.moved))}", style="dim")


def _line(line: Line) -> Iterator[Rich]:
    head = Rich(f"  {' '.join(part for part in (line.title, line.place, line.year) if part)}  ")
    head.append_text(_mark(line.old)).append(" → ").append_text(_mark(line.new))
    head.append(f"  {line.values}  （{line.limits}）" if line.values != view.NONE else f"  （{line.limits}）")
    yield head
    for text in (*line.causes, line.deciding):
        if text:
            yield Rich(f"      {text}", style="dim")


def _mark(mark: Mark | None) -> Rich:
    return Rich(view.NONE) if mark is None else Rich(f"{mark.sign} {mark.text}", style=_STYLES.get(mark.key, ""))


def _verdict(verdict: Verdict) -> Rich:
    about = " ".join(part for part in (verdict.title, verdict.place, verdict.year) if part)
    graded = " → ".join("、".join(each) or view.NONE for each in (verdict.old, verdict.new))
    return Rich(f"    {verdict.turn}  ", style=_STYLES.get(verdict.key, "")).append(
        f"{about}  {graded}  {verdict.grounds}", style="default"
    )
