"""Every rule: what is asked, and the years of each place. Of many places only those in trouble are told in full."""

from collections import Counter
from collections.abc import Iterable, Sequence

from zhunsheng.model.figures import RANGE, figure
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Status
from zhunsheng.model.page_panels import Cell, Panel, PlaceRow, ThemePanels, YearCounts
from zhunsheng.model.page_parts import Number, Tile
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Base, Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import INDICATOR_KIND, NATURE, TRAJECTORY
from zhunsheng.report import cards, doubts, flags
from zhunsheng.report.courses import bare, course
from zhunsheng.report.demand import demand
from zhunsheng.report.figures import bounded, unit_text
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.names import Names, panel_anchor, slug
from zhunsheng.report.schedule import limits

MOST_COURSES = 6
"""Of the places that fall short, so many are told in full, the gravest first; the others get a row."""

GRAVEST = (
    Status.MISSED,
    Status.REGRESSING,
    Status.FAR_BEHIND,
    Status.BEHIND,
    Status.NOT_EVALUABLE,
    Status.NOT_REPORTED,
    Status.PENDING,
    Status.NOT_DUE,
    Status.ON_TRACK,
    Status.MET,
    Status.WAIVED,
)
_NO_BASE = Text("规划未列", "none in the plan")
_FLOW_BASE = Text("从零累计（{0} 年合计 {1} 仅作对照）", "sum from zero ({0} total of {1} for comparison only)")
_ROUNDED = Text("；按修约值比较（{0} 位）", "; compared after rounding to {0} decimal(s)")
_FROM_A_BASE = (Kind.LEVEL, Kind.FLOW)
_OF_YEAR = Text("{1}（{0} 年）", "{1} ({0})")
_THE_REST = Text("其余 {0} 处", "The other {0} places")
_ALL = Text("全部 {0} 处", "All {0} places")
_SHORT = Text("其余 {0} 处，其中 {1} 处未达要求", "The other {0} places, {1} of them short of what is asked")

Places = dict[str, list[Judgement]]
"""The judgements of one rule by place, each list by year."""


def themes(lookup: Lookup, lang: Lang) -> tuple[ThemePanels, ...]:
    """Make a panel for each rule, by theme in catalogue order."""
    found: dict[str, list[Panel]] = {}
    for rule, places in subjects(lookup):
        found.setdefault(rule.theme, []).append(_panel(lookup, rule, places, lang))
    return tuple(
        ThemePanels(anchor=theme_anchor(theme), theme=readable(theme), panels=tuple(panels))
        for theme, panels in found.items()
    )


def theme_anchor(theme: str) -> str:
    """Return the anchor of a theme's panels."""
    return f"th-{slug(theme)}"


def subjects(lookup: Lookup) -> list[tuple[Rule, Places]]:
    """Gather the judgements of each rule by place, in the order of the catalogue."""
    rows: dict[str, Places] = {}
    for judgement in lookup.evaluation.judgements:
        rows.setdefault(judgement.rule, {}).setdefault(judgement.entity, []).append(judgement)
    return [(rule, rows[rule.id]) for rule in lookup.catalogue.rules.values() if rule.id in rows]


def tally(judgements: Iterable[Judgement], lang: Lang) -> tuple[Tile, ...]:
    """Count statuses, the gravest first."""
    counts = Counter(j.status for j in judgements)
    return tuple(Tile(mark=cards.mark(status, lang), count=counts[status]) for status in GRAVEST if counts[status])


def short_places(lookup: Lookup, rule: Rule, places: Places) -> list[str]:
    """List the places that fall short in their latest year, or have a violation or an alert then; the gravest first."""
    alarmed = {
        f.entity
        for f in lookup.evaluation.findings
        if f.rule == rule.id and f.year == lookup.latest and f.kind is not FindingKind.NOTICE
    }
    short = [place for place, rows in places.items() if rows[-1].status in OFF_TARGET or place in alarmed]
    return sorted(short, key=lambda place: GRAVEST.index(places[place][-1].status))


def _panel(lookup: Lookup, rule: Rule, places: Places, lang: Lang) -> Panel:
    indicator = lookup.catalogue.indicators[rule.indicator]
    demands = {place: demand(rule, limits(rule, lookup.evaluation.submission.issued, place), lang) for place in places}
    alike = len(set(demands.values())) == 1
    short = short_places(lookup, rule, places)[:MOST_COURSES] if len(places) > 1 else list(places)
    folded = [place for place in places if place not in short]
    return Panel(
        anchor=panel_anchor(rule.id),
        title=readable(rule.title),
        place=lookup.scope(rule, lang),
        nature=NATURE[rule.nature].to(lang),
        kind=INDICATOR_KIND[indicator.kind].to(lang),
        owner=lookup.department(rule.owner),
        support=lookup.departments(rule.support, lang),
        task=lookup.task_title(rule.task, lang),
        unit="" if rule.unit == DONE else unit_text(rule.unit, lang),
        demand=next(iter(demands.values())) if alike else demand(rule, limits(rule), lang),
        base=base_text(rule, lang) if rule.base is not None or indicator.kind in _FROM_A_BASE else "",
        way="" if rule.unit == DONE else way_text(rule, indicator, lang),
        note=readable(rule.note),
        formula=formula(lookup, indicator),
        clauses=cards.clauses(rule.source),
        doubts=doubts.beside(lookup, rule.id, lang),
        rule_id=readable(rule.id),
        rule_at=readable(str(rule.at)),
        latest=tally([rows[-1] for rows in places.values()], lang),
        courses=tuple(
            course(lookup, rule, place, places[place], "" if alike else demands[place], lang) for place in short
        ),
        counts=_counts(places, lang) if len(places) > 1 else (),
        folded_heading=_folded_heading(places, folded, lang),
        folded=tuple(_place_row(lookup, place, places[place], lang) for place in _gravest(places, folded)),
    )


def _counts(places: Places, lang: Lang) -> tuple[YearCounts, ...]:
    """Count the places by year."""
    years: dict[int, list[Judgement]] = {}
    for rows in places.values():
        for judgement in rows:
            years.setdefault(judgement.year, []).append(judgement)
    return tuple(YearCounts(year=year, tally=tally(rows, lang)) for year, rows in sorted(years.items()))


def _folded_heading(places: Places, folded: Sequence[str], lang: Lang) -> str:
    short = sum(places[place][-1].status in OFF_TARGET for place in folded)
    if short:
        return _SHORT.to(lang).format(len(folded), short)
    return (_ALL if len(folded) == len(places) else _THE_REST).to(lang).format(len(folded))


def _gravest(places: Places, listed: Iterable[str]) -> list[str]:
    return sorted(listed, key=lambda place: GRAVEST.index(places[place][-1].status))


def _place_row(lookup: Lookup, place: str, rows: Sequence[Judgement], lang: Lang) -> PlaceRow:
    by_year = {j.year: j for j in rows}
    return PlaceRow(
        place=lookup.place(place),
        cells=tuple(year_cell(lookup, by_year.get(year), lang) for year in lookup.evaluation.years),
    )


def year_cell(lookup: Lookup, judgement: Judgement | None, lang: Lang) -> Cell:
    """Write status and figure of one place and year, and whether the figure was questioned."""
    if judgement is None:
        return Cell()
    return Cell(
        mark=cards.mark(judgement.status, lang),
        value=Number(text="") if judgement.value is None else bare(judgement, lang),
        flags=flags.mark(lookup, (judgement,), lang),
    )


def way_text(rule: Rule, indicator: Indicator, lang: Lang) -> str:
    """Say how the years between are judged; nothing where the kind of figure says it."""
    rounded = _ROUNDED.to(lang).format(rule.decimals) if rule.decimals is not None else ""
    if indicator.kind.year_by_year:
        return f"{_OWN_YEARS.to(lang)}{rounded}"
    return f"{TRAJECTORY[rule.trajectory].to(lang)}{rounded}"


_OWN_YEARS = Text("只看有目标的年份", "only years with a target of their own count")


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
        else f"{base.first_year}{RANGE.to(lang)}{base.last_year}"
    )


def formula(names: Names, indicator: Indicator) -> str:
    """Write the formula as its author did, with titles in place of ids."""
    if indicator.expression is None or indicator.expression_text is None:
        return ""
    words = [
        names.indicator_title(w) if w in names.catalogue.indicators else w for w in indicator.expression_text.split()
    ]
    return readable(" ".join(words))
