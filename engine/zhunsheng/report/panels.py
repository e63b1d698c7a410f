"""Every indicator: what is asked, its picture, its years; and the overview of all."""

from collections.abc import Sequence

from zhunsheng.model.figures import expected_figure, figure, with_unit
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.limits import Limit
from zhunsheng.model.rule import Base, Rule
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import NATURE, PHASE, REASON, TRAJECTORY
from zhunsheng.report import arithmetic, cards, chart
from zhunsheng.report.figures import DASH, bounded, limit_text, unit_text
from zhunsheng.report.lookup import Lookup, cells
from zhunsheng.report.page import Number, OverviewRow, Panel, ThemeRows, YearRow
from zhunsheng.report.readable import readable
from zhunsheng.report.schedule import limits, path, start

_DUE = Text("{0} 年 {1}", "{1} by {0}")
_ISSUED = Text("{0} 年 {1}（{2}）", "{1} by {0} ({2})")
_WAITING = Text("由市里下达，尚未下达", "to be issued by the city; not issued yet")
_NO_BASE = Text("规划未列", "none in the plan")
_FLOW_BASE = Text("从零累计（{0} 年合计 {1} 仅作对照）", "sum from zero ({0} total of {1} for comparison only)")
_ROUNDED = Text("；按修约值比较（{0} 位）", "; compared after rounding to {0} decimal(s)")
_OF_YEAR = Text("{1}（{0} 年）", "{1} ({0})")


_SAID_BY_STATUS = frozenset(
    {
        Reason.LIMIT_MET,
        Reason.LIMIT_MISSED,
        Reason.PACE_ON_TRACK,
        Reason.PACE_BEHIND,
        Reason.PACE_FAR_BEHIND,
        Reason.NO_OBSERVATION,
        Reason.NO_TARGET_ISSUED,
    }
)


def panels(lookup: Lookup, lang: Lang) -> tuple[Panel, ...]:
    """Make a panel for each rule and place, in catalogue order."""
    return tuple(_panel(lookup, rule, place, rows, lang) for rule, place, rows in _subjects(lookup))


def overview(lookup: Lookup, lang: Lang) -> tuple[ThemeRows, ...]:
    """Make the rows of the overview, by theme in catalogue order."""
    themes: dict[str, list[OverviewRow]] = {}
    for rule, place, rows in _subjects(lookup):
        by_year = {j.year: j for j in rows}
        asked = [by_year.get(year) for year in lookup.evaluation.years]
        due = limits(rule, lookup.evaluation.submission.issued, place)
        row = OverviewRow(
            anchor=cards.panel_anchor(rule.id, place),
            title=readable(rule.title),
            place=lookup.place(place),
            nature=NATURE[rule.nature].to(lang),
            owner=lookup.department(rule.owner),
            target=_short_limit(rule, due[-1:], lang),
            marks=tuple(cards.mark(j.status, lang) if j is not None else None for j in asked),
            values=tuple(_bare(j, lang, brief=True) if j is not None else Number(text="") for j in asked),
        )
        themes.setdefault(rule.theme, []).append(row)
    return tuple(ThemeRows(theme=readable(theme), rows=tuple(rows)) for theme, rows in themes.items())


def _subjects(lookup: Lookup) -> list[tuple[Rule, str, list[Judgement]]]:
    rows: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in lookup.evaluation.judgements:
        rows.setdefault((judgement.rule, judgement.entity), []).append(judgement)
    order = {(rule.id, place): None for rule in lookup.catalogue.rules.values() for place in rule.scope}
    return [(lookup.catalogue.rules[rule], place, rows[rule, place]) for rule, place in order if (rule, place) in rows]


def _panel(lookup: Lookup, rule: Rule, place: str, rows: Sequence[Judgement], lang: Lang) -> Panel:
    indicator = lookup.catalogue.indicators[rule.indicator]
    period = lookup.catalogue.plan.period
    due = limits(rule, lookup.evaluation.submission.issued, place)
    begin = start(rule, indicator.kind, period)
    way = path(rule, indicator.kind, period, due)
    anchor = cards.panel_anchor(rule.id, place)
    title = readable(rule.title)
    return Panel(
        anchor=anchor,
        title=title,
        place=lookup.place(place),
        nature=NATURE[rule.nature].to(lang),
        owner=lookup.department(rule.owner),
        support=("、" if lang == "zh" else ", ").join(map(lookup.department, rule.support)),
        unit=unit_text(rule.unit, lang),
        demand=_demand(rule, due, lang),
        base=base_text(rule, lang),
        way=_way(rule, lang),
        note=readable(rule.note),
        formula=_formula(lookup, indicator),
        clause=cards.clause(rule.source),
        rule_id=readable(rule.id),
        rule_at=readable(str(rule.at)),
        latest=cards.mark(rows[-1].status, lang) if rows else None,
        chart=chart.draw(f"c-{anchor}", title, period, rows, begin, way, due, lang),
        rows=tuple(_row(lookup, j, lang) for j in rows),
    )


def _row(lookup: Lookup, judgement: Judgement, lang: Lang) -> YearRow:
    refused = cards.refused_cells(lookup, judgement)
    return YearRow(
        year=judgement.year,
        value=_bare(judgement, lang, brief=True),
        asked=_asked(judgement, lang),
        due=judgement.phase in (Phase.DUE, Phase.STANDING),
        pace=cards.pace(lookup, judgement, lang, brief=True),
        status=cards.mark(judgement.status, lang),
        reason="" if judgement.reason in _SAID_BY_STATUS else REASON[judgement.reason].to(lang),
        phase=PHASE[judgement.phase].to(lang),
        cells=tuple(lookup.short(c) for c in dict.fromkeys((*cells(_of_the_row(lookup, judgement)), *refused))),
        arithmetic=arithmetic.sentence(lookup.catalogue, judgement, lang),
    )


def _of_the_row(lookup: Lookup, judgement: Judgement) -> list[Observation]:
    """Leave out the figures of a sum that have a row of their own."""
    others = set(lookup.evaluation.years) - {judgement.year}
    return [o for o in judgement.observations if o.year not in others]


def _asked(judgement: Judgement, lang: Lang) -> Number:
    """Write the limit where one holds this year, else where a straight path would be by now; else nothing."""
    if judgement.phase in (Phase.DUE, Phase.STANDING):
        return Number(text=limit_text(judgement.operator, judgement.target, judgement.upper, lang))
    if judgement.phase is Phase.BASE or judgement.expected is None:
        return Number(text="—")
    shown = expected_figure(judgement.expected)
    return Number(text=shown.brief(), exact=shown.exact or "")


def _bare(judgement: Judgement, lang: Lang, *, brief: bool = False) -> Number:
    """Write the value without its unit, which the heading gives."""
    if judgement.value is None:
        return Number(text="—")
    shown = figure(judgement.value, (judgement.target, judgement.upper))
    return Number(
        text=bounded(shown.brief() if brief else shown.text(lang), judgement.bound),
        exact=shown.exact or "",
        illustrative=any(o.illustrative for o in judgement.observations),
    )


def _demand(rule: Rule, due: Sequence[Limit], lang: Lang) -> str:
    if not due:
        return _WAITING.to(lang)
    written = []
    for limit in due:
        text = limit_text(limit.operator, limit.target, limit.upper, lang)
        text = with_unit(text, unit_text(rule.unit, lang))
        citation = readable(limit.citation or "")
        made_up = cards.MADE_UP.to(lang) if limit.illustrative else ""
        written.append((_ISSUED if citation else _DUE).to(lang).format(limit.year, text, citation) + made_up)
    return ("；" if lang == "zh" else "; ").join(written)


def _short_limit(rule: Rule, due: Sequence[Limit], lang: Lang) -> str:
    if not due:
        return "—"
    text = limit_text(due[0].operator, due[0].target, due[0].upper, lang)
    return with_unit(text, unit_text(rule.unit, lang))


def _way(rule: Rule, lang: Lang) -> str:
    rounded = _ROUNDED.to(lang).format(rule.decimals) if rule.decimals is not None else ""
    return f"{TRAJECTORY[rule.trajectory].to(lang)}{rounded}"


def base_text(rule: Rule, lang: Lang) -> str:
    """Write the base of a rule: “92（2020 年）”, or what a flow is not measured from."""
    if rule.base is None:
        return _NO_BASE.to(lang)
    shown = bounded(figure(rule.base.value).digits, rule.base.bound)
    flow = rule.base.first_year != rule.base.last_year
    return (_FLOW_BASE if flow else _OF_YEAR).to(lang).format(_years(rule.base, lang), shown)


def _years(base: Base, lang: Lang) -> str:
    return (
        str(base.last_year)
        if base.first_year == base.last_year
        else f"{base.first_year}{DASH.to(lang)}{base.last_year}"
    )


def _formula(lookup: Lookup, indicator: Indicator) -> str:
    """Write the formula as its author did, with titles in place of ids."""
    if indicator.expression is None or indicator.expression_text is None:
        return ""
    words = [
        lookup.indicator_title(w) if w in lookup.catalogue.indicators else w for w in indicator.expression_text.split()
    ]
    return readable(" ".join(words))
