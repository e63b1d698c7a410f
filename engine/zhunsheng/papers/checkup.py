"""城市体检报告: a year by the aspects that checkup.yaml declares. The diagnosis is the verdict; no score is added."""

from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.model.checkup import Aspect, Checkup
from zhunsheng.model.figures import difference_unit, figure
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Status
from zhunsheng.model.page_panels import OverviewRow, Panel
from zhunsheng.model.readable import readable
from zhunsheng.papers import checkup_shapes as shapes
from zhunsheng.papers import tallies
from zhunsheng.papers.common import common
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.items import asked, asked_line, items
from zhunsheng.papers.rectification import carried, rectification, waived
from zhunsheng.papers.shapes import Item
from zhunsheng.papers.standings import status_text, value_text, verdict_text

TURNS = ("转好", "转差", "仍未达到", "保持", "不可比")
_BETTER, _WORSE, _STILL, _KEPT, _APART = TURNS
_FINE = frozenset({Status.MET, Status.ON_TRACK})
_MANY = "共 {0} 处，单元格见问题清单和年度监测报告"


def context(dossier: Dossier, declared: Checkup) -> dict[str, object]:
    """Gather what the report says. `dossier` is confined to the rules of `declared`."""
    cards = [card for card in dossier.cards if card.kind != FindingKind.NOTICE and dossier.findings(card)[0].rule]
    listed = items(dossier, cards)
    aspects = _aspects(dossier, declared)
    aspect_of = {rule: readable(aspect.title) for aspect in declared.aspects for rule in aspect.rules}
    return {
        "paper": common(dossier),
        "head": dossier.head,
        "title": readable(declared.title),
        "promise": f"{readable(declared.source.locator)}“{readable(declared.source.anchor)}”",
        "system": declared.system,
        "by_aspect": tallies.grouped(dossier, aspect_of.values(), lambda each: aspect_of[each.rule]),
        "aspects": aspects,
        "turns": _turns([row for aspect in aspects for row in aspect.rows]),
        "items": listed,
        "advice": tuple(_advice(dossier, listed)),
        "carried": carried(dossier),
        "waived": waived(dossier),
        "rectification": rectification(dossier),
        "outside": tuple(_outside(dossier, declared.rules)),
        "asked_line": asked_line(asked(dossier)),
    }


def _aspects(dossier: Dossier, declared: Checkup) -> tuple[shapes.Aspect, ...]:
    rows = {
        panel.rule_id: (row, panel)
        for of_theme, panels in zip(dossier.page.overview, dossier.page.themes, strict=True)
        for row, panel in zip(of_theme.rows, panels.panels, strict=True)
    }
    found, number = [], 0
    for aspect in declared.aspects:
        known = [rule for rule in aspect.rules if rule in rows]
        found.append(_aspect(dossier, aspect, [rows[rule] for rule in known], number))
        number += len(known)
    return tuple(each for each in found if each.rows)


def _aspect(dossier: Dossier, aspect: Aspect, rows: Sequence[tuple[OverviewRow, Panel]], before: int) -> shapes.Aspect:
    return shapes.Aspect(
        title=readable(aspect.title),
        locator=readable(aspect.locator),
        rows=tuple(_diagnosis(dossier, no, row, panel) for no, (row, panel) in enumerate(rows, before + 1)),
    )


def _diagnosis(dossier: Dossier, number: int, row: OverviewRow, panel: Panel) -> shapes.Diagnosis:
    now, then = dossier.of_rule(panel.rule_id, dossier.year), dossier.of_rule(panel.rule_id, dossier.year - 1)
    years = dossier.page.years
    last = row.cells[-2] if len(years) > 1 and years[-2] == dossier.year - 1 else None
    single = (now[0], then[0]) if len(now) == len(then) == 1 else None
    clause = panel.clauses[0]
    return shapes.Diagnosis(
        no=number,
        title=row.title + (f"（{row.place}）" if row.place else ""),
        nature=row.nature,
        owner=row.owner,
        clause=f"{clause.locator}“{clause.anchor}”",
        standard=row.target,
        before=value_text(last, panel.unit) if last is not None else "—",
        status_before=verdict_text(last) if last is not None else "—",
        value=value_text(row.cells[-1], panel.unit),
        change=_change(*single) if single is not None else "—",
        status=status_text(row.cells[-1]),
        turn=_turn(now, then),
        cells=_cells(dossier, now),
        arithmetic=_arithmetic(panel, dossier.year) if len(now) == 1 else "—",
        ids="、".join(each.id for judged in now for card in dossier.found(judged) for each in card.conclusions),
    )


def _turn(now: Sequence[Judgement], then: Sequence[Judgement]) -> str:
    """Say what became of the verdict since the year before: of one place; of several each has its own."""
    if len(now) != 1 or len(then) != 1:
        return _APART
    before, after = then[0].status, now[0].status
    if before in OFF_TARGET:
        return _BETTER if after in _FINE else _STILL if after in OFF_TARGET else _APART
    if before in _FINE:
        return _WORSE if after in OFF_TARGET else _KEPT if after in _FINE else _APART
    return _APART


def _change(now: Judgement, then: Judgement) -> str:
    """Write how far the figure moved; nothing of a milestone, or where either is missing or only a bound."""
    if now.value is None or then.value is None or now.bound is not None or then.bound is not None or now.unit == DONE:
        return "—"
    return readable(figure(now.value - then.value, signed=True).brief(difference_unit(now.unit).to(LANG)))


def _cells(dossier: Dossier, now: Sequence[Judgement]) -> str:
    if len(now) != 1:
        return _MANY.format(len(now))
    return dossier.evidence(now[0])


def _arithmetic(panel: Panel, year: int) -> str:
    rows = (row for course in panel.courses for row in course.rows if row.year == year)
    return next((row.arithmetic for row in rows if row.arithmetic), "—")


def _turns(rows: Iterable[shapes.Diagnosis]) -> tuple[shapes.Turns, ...]:
    found: dict[str, list[str]] = {turn: [] for turn in TURNS}
    for row in rows:
        found[row.turn].append(row.title)
    return tuple(
        shapes.Turns(turn=turn, count=len(titles), titles="、".join(titles)) for turn, titles in found.items() if titles
    )


def _advice(dossier: Dossier, listed: Sequence[Item]) -> Iterator[shapes.Advice]:
    """Say of each requirement with problems what is to be done, once for all that was concluded about it."""
    by_matter: dict[tuple[str, str], list[Item]] = {}
    for item in listed:
        by_matter.setdefault((item.title, item.place), []).append(item)
    for number, ((title, place), group) in enumerate(by_matter.items(), 1):
        found = [entry for item in group for entry in item.entries]
        yield shapes.Advice(
            no=number,
            matter=title + (f"（{place}）" if place else ""),
            owner=group[0].owner,
            advice=_remedy(dossier, group[0]),
            due="；".join(dict.fromkeys(each.due for each in found if each.due)) or "—",
            asked="；".join(dict.fromkeys(each.asked for each in found if each.asked)),
            ids="、".join(item.ids for item in group),
        )


def _remedy(dossier: Dossier, item: Item) -> str:
    """Say what the verdict itself asks for: no more than the figures bear out."""
    judged = dossier.judged(item.ids.split("、")[0])
    if judged is None:
        return "—"
    if judged.status is Status.NOT_REPORTED:
        return f"补报 {judged.year} 年数据，附佐证材料；确无法取得的，书面说明理由"
    if judged.status is Status.MISSED:
        gap = f"，差 {item.gap.lstrip('−-+')}" if judged.gap else ""
        return f"未达到 {item.demand}{gap}：查明原因，限期整改到位"
    late = "已比基期倒退：先查明原因，止住倒退", "进度慢于时序：查明原因，加快推进"
    told = late[judged.status is not Status.REGRESSING]
    if judged.catch_up is not None and judged.catch_up > 1:
        times = figure(judged.catch_up, longest=4).text(LANG, "倍")
        told += f"；此后每年须推进原定年均进度的 {times}，方能达到 {item.demand}"
    return told


def _outside(dossier: Dossier, inside: frozenset[str]) -> Iterable[shapes.Outside]:
    by_theme: dict[str, list[str]] = {}
    for rule in dossier.catalogue.rules.values():
        if rule.id not in inside and dossier.scope.department in ("", rule.owner):
            by_theme.setdefault(readable(rule.theme), []).append(readable(rule.title))
    for theme, titles in by_theme.items():
        yield shapes.Outside(theme=theme, count=len(titles), titles="、".join(titles))
