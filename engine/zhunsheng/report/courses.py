"""The years of one rule at one place: what was reported, what is asked, how it stands, and the picture."""

from collections.abc import Sequence

from zhunsheng.model.figures import amount, expected_figure, figure
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.page_panels import Course, Picture, YearRow
from zhunsheng.model.page_parts import Number
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang
from zhunsheng.model.words import PHASE
from zhunsheng.report import arithmetic, cards, chart, flags
from zhunsheng.report.figures import bounded, limit_text
from zhunsheng.report.lookup import Lookup, evidence
from zhunsheng.report.names import panel_anchor
from zhunsheng.report.provenance import senders, spots
from zhunsheng.report.reasons import reason_text
from zhunsheng.report.schedule import limits, path, start

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
_NOTHING = Number(text="—")


def course(lookup: Lookup, rule: Rule, place: str, rows: Sequence[Judgement], demand: str, lang: Lang) -> Course:
    """Tell the years of `rule` at `place`; `demand` is what is asked there, where that is not said already."""
    return Course(
        anchor=panel_anchor(rule.id, place),
        place=lookup.elsewhere(place),
        demand=demand,
        latest=cards.mark(rows[-1].status, lang),
        chart=_picture(lookup, rule, place, rows, lang),
        milestone=rule.unit == DONE,
        rows=tuple(_row(lookup, j, lang) for j in rows),
    )


def bare(judgement: Judgement, lang: Lang) -> Number:
    """Write the value without its unit, which the heading gives."""
    if judgement.value is None:
        return _NOTHING
    made_up = any(o.illustrative for o in judgement.observations)
    if judgement.unit == DONE:
        return Number(text=amount(judgement.value, DONE, lang), illustrative=made_up)
    shown = figure(judgement.value, (judgement.target, judgement.upper))
    return Number(text=bounded(shown.brief(), judgement.bound), exact=shown.exact or "", illustrative=made_up)


def _picture(lookup: Lookup, rule: Rule, place: str, rows: Sequence[Judgement], lang: Lang) -> Picture | None:
    """Draw the course, where there is one: done or not done has none, nor has a single amount of one year."""
    kind = lookup.catalogue.indicators[rule.indicator].kind
    known = sum(j.value is not None for j in rows)
    if rule.unit == DONE or known < (2 if kind.year_by_year else 1):
        return None
    period = lookup.catalogue.plan.period
    due = limits(rule, lookup.evaluation.submission.issued, place)
    drawn = chart.Drawn(
        title=readable(rule.title),
        unit=rule.unit,
        period=period,
        judgements=rows,
        begin=start(rule, kind, period),
        way=path(rule, kind, period, due),
        due=due,
        of_one_year=kind.year_by_year,
    )
    return chart.draw(f"c-{panel_anchor(rule.id, place)}", drawn, lang)


def _row(lookup: Lookup, judgement: Judgement, lang: Lang) -> YearRow:
    refused = cards.refused_cells(lookup, judgement)
    of_the_row = _of_the_row(lookup, judgement)
    return YearRow(
        year=judgement.year,
        value=bare(judgement, lang),
        asked=_asked(judgement, lang),
        due=judgement.phase in (Phase.DUE, Phase.STANDING),
        quiet=judgement.reason is Reason.NO_TARGET_THIS_YEAR,
        pace=cards.pace(lookup, judgement, lang, brief=True),
        status=cards.mark(judgement.status, lang),
        reason=_reason(judgement, lang),
        phase=PHASE[judgement.phase].to(lang),
        cells=spots(senders(lookup, of_the_row, refused), lang),
        evidence=evidence(of_the_row),
        arithmetic=arithmetic.of_judgement(lookup, judgement, lang),
        flags=flags.mark(lookup, (judgement,), lang),
    )


def _reason(judgement: Judgement, lang: Lang) -> str:
    """Give the reason where the status does not say it all. That a milestone has no path goes without saying."""
    if judgement.reason in _SAID_BY_STATUS or (judgement.unit == DONE and judgement.reason is Reason.NO_TRAJECTORY):
        return ""
    return reason_text(judgement, lang)


def _of_the_row(lookup: Lookup, judgement: Judgement) -> list[Observation]:
    """Leave out the figures of a sum that have a row of their own."""
    others = set(lookup.evaluation.years) - {judgement.year}
    return [o for o in judgement.observations if o.year not in others or judgement.unit == DONE]


def _asked(judgement: Judgement, lang: Lang) -> Number:
    """Write the limit where one holds this year, else where a straight path would be by now; else nothing."""
    if judgement.phase in (Phase.DUE, Phase.STANDING):
        return Number(text=limit_text(judgement.operator, judgement.target, judgement.upper, judgement.unit, lang))
    if judgement.phase is Phase.BASE or judgement.expected is None:
        return _NOTHING
    shown = expected_figure(judgement.expected)
    return Number(text=shown.brief(), exact=shown.exact or "")
