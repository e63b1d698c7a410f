"""年度监测报告: everything that the check of a year says, in one document."""

from collections.abc import Iterator

from zhunsheng.model.page_panels import OverviewRow, Panel
from zhunsheng.model.page_parts import Doubt as TextDoubt
from zhunsheng.model.page_tasks import TaskPage
from zhunsheng.papers import tallies
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.items import asked, asked_line, departments
from zhunsheng.papers.rectification import rectification, waived
from zhunsheng.papers.shapes import Doubt, Note, Standing, Task, Theme
from zhunsheng.papers.standings import status_text, value_text


def context(dossier: Dossier) -> dict[str, object]:
    """Gather what the report says."""
    page, questions = dossier.page, asked(dossier)
    return {
        "paper": common(dossier),
        "head": dossier.head,
        "by_nature": tallies.by_nature(dossier),
        "by_theme": tallies.by_theme(dossier),
        "by_department": tallies.by_department(dossier),
        "themes": themes(dossier),
        "departments": departments(dossier),
        "asked": questions,
        "asked_line": asked_line(questions),
        "checks": len(dossier.catalogue.checks),
        "doubts": tuple(map(_doubt, page.doubts)),
        "rectification": rectification(dossier),
        "waived": waived(dossier),
        "tasks": tuple(map(_task, page.tasks)),
        "method": tuple(Note(title=title, text=text) for title, text in page.method),
    }


def themes(dossier: Dossier) -> tuple[Theme, ...]:
    """List every rule that was judged in the year, by theme."""
    pairs = zip(dossier.page.overview, dossier.page.themes, strict=True)
    return tuple(
        Theme(
            title=rows.theme,
            rules=tuple(_standing(row, panel) for row, panel in zip(rows.rows, panels.panels, strict=True)),
        )
        for rows, panels in pairs
    )


def _standing(row: OverviewRow, panel: Panel) -> Standing:
    cell = row.cells[-1]
    return Standing(
        title=row.title,
        place=row.place,
        nature=row.nature,
        owner=row.owner,
        target=row.target,
        clause=panel.clauses[0].locator,
        value=value_text(cell, panel.unit),
        status=status_text(cell),
    )


def _task(task: TaskPage) -> Task:
    return Task(
        number=task.number,
        title=task.title,
        clause=task.locator,
        leads=task.leads,
        support=task.support,
        rules=tuple(_by_verdict(task)),
        counts="、".join(f"{tile.mark.word} {tile.count}" for tile in task.tally)
        + _found(task.violations, task.alerts),
    )


def _by_verdict(task: TaskPage) -> Iterator[str]:
    """Name the requirements of a task under their verdicts; those over several places with the verdicts of each."""
    alike: dict[str, list[str]] = {}
    for rule in task.rules:
        title = rule.title + _found(rule.violations, rule.alerts)
        if len(rule.tally) == 1:
            alike.setdefault(rule.tally[0].mark.word, []).append(title)
        else:
            told = "、".join(f"{tile.mark.word} {tile.count} 处" for tile in rule.tally)
            alike.setdefault(told, []).append(title)
    for verdict, titles in alike.items():
        yield f"{verdict}：{'、'.join(titles)}"


def _found(violations: int, alerts: int) -> str:
    told = "、".join(f"{word} {count} 条" for word, count in (("违反", violations), ("预警", alerts)) if count)
    return f"（{told}）" if told else ""


def _doubt(doubt: TextDoubt) -> Doubt:
    passages = tuple(f"{each.locator}“{each.anchor}”：{each.says}" for each in doubt.passages)
    return Doubt(
        title=doubt.title,
        kind=doubt.kind,
        passages=passages,
        chosen=doubt.chosen,
        because=doubt.because,
    )
