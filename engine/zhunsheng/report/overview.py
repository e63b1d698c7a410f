"""All rules at a glance, by theme: one row a rule, one column a year."""

from zhunsheng.model.judgement import Judgement
from zhunsheng.model.page_panels import Cell, OverviewRow, ThemeRows
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang
from zhunsheng.model.words import NATURE
from zhunsheng.report.demand import last_limit
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.names import panel_anchor
from zhunsheng.report.panels import Places, subjects, tally, theme_anchor, year_cell
from zhunsheng.report.schedule import limits


def overview(lookup: Lookup, lang: Lang) -> tuple[ThemeRows, ...]:
    """Make the rows of the overview, by theme in catalogue order."""
    themes: dict[str, list[tuple[Rule, Places]]] = {}
    for rule, places in subjects(lookup):
        themes.setdefault(rule.theme, []).append((rule, places))
    return tuple(
        ThemeRows(
            anchor=theme_anchor(theme),
            theme=readable(theme),
            rows=tuple(_row(lookup, rule, places, lang) for rule, places in found),
            tally=tally([j for _, places in found for j in _of_year(places, lookup.latest)], lang),
        )
        for theme, found in themes.items()
    )


def _row(lookup: Lookup, rule: Rule, places: Places, lang: Lang) -> OverviewRow:
    place = next(iter(places)) if len(places) == 1 else None
    issued = lookup.evaluation.submission.issued if place is not None else ()
    return OverviewRow(
        anchor=panel_anchor(rule.id),
        title=readable(rule.title),
        place=lookup.scope(rule, lang),
        nature=NATURE[rule.nature].to(lang),
        owner=lookup.department(rule.owner),
        target=last_limit(rule, limits(rule, issued, place)[-1:], lang),
        cells=tuple(_cell(lookup, _of_year(places, year), lang) for year in lookup.evaluation.years),
    )


def _of_year(places: Places, year: int) -> list[Judgement]:
    return [judgement for rows in places.values() for judgement in rows if judgement.year == year]


def _cell(lookup: Lookup, judgements: list[Judgement], lang: Lang) -> Cell:
    """One place has its figure; of several, it is said how many stand how."""
    if len(judgements) > 1:
        return Cell(tally=tally(judgements, lang))
    return year_cell(lookup, judgements[0] if judgements else None, lang)
