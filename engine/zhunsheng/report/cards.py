"""Findings as cards: what was concluded, about whom, and everything that proves it."""

import functools
from collections.abc import Sequence
from fractions import Fraction

from zhunsheng.model.figures import amount, figure, pace_figure
from zhunsheng.model.finding import Finding, Level
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Judgement, Phase, Status
from zhunsheng.model.location import Location
from zhunsheng.model.page_findings import Card, Conclusion
from zhunsheng.model.page_parts import Clause, Mark, Number
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Citation, Source
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, LEDGER_STATE, LEVEL, NATURE, STATUS, SYMBOL
from zhunsheng.report import arithmetic, demand, doubts, flags
from zhunsheng.report.figures import difference_unit, limit_text
from zhunsheng.report.formula import shown_figures
from zhunsheng.report.lookup import Lookup, evidence, policy_rule
from zhunsheng.report.names import panel_anchor, slug
from zhunsheng.report.provenance import Senders, senders, spots

GRAVEST = (Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE)
_COUNTED = Text("{0} 项指标", "{0} indicators")
_NONE = Number(text="—")
_DUE = Text("{0}（{1} 年）", "{0} (due {1})")
_KEPT = Text("{0}（逐年保持）", "{0} (due every year)")
_ISSUED = Text("{0}，依据 {1}", "{0}, issued by {1}")
_BENCHMARK = Text("{0}，见 {1}", "{0}, see {1}")
_STATE = {state.value: word for state, word in LEDGER_STATE.items()}


def card(lookup: Lookup, findings: Sequence[Finding], lang: Lang) -> Card:
    """Make one card of `findings`, all of one kind and about the same rule (or department), place and year."""
    first = findings[0]
    subject = lookup.subject(first)
    level = min((f.level for f in findings), key=GRAVEST.index)
    return Card(
        anchor=f"f-{slug(first.id)}",
        kind=str(first.kind),
        kind_word=KIND[first.kind].to(lang),
        level=str(level),
        level_word=LEVEL[level].to(lang),
        title=lookup.rule_title(first.rule) or lookup.department(first.owner),
        indicator_anchor=panel_anchor(first.rule) if first.rule is not None else "",
        year=first.year,
        place=lookup.elsewhere(first.entity),
        owner_id=first.owner,
        owner=lookup.department(first.owner),
        nature=NATURE[subject.nature].to(lang) if subject is not None else "",
        status=mark(subject.status, lang) if subject is not None else None,
        value=value(subject, lang) if subject is not None else _tally_value(lookup, first, lang),
        target=target(lookup, subject, lang) if subject is not None else arithmetic.trigger(lookup, first, lang) or "—",
        brief=_brief(lookup, first, lang),
        gap=gap(subject, lang) if subject is not None and subject.unit != DONE else None,
        pace=pace(lookup, subject, lang) if subject is not None and subject.pace is not None else None,
        clause=clause(first.source) if first.source is not None else None,
        cells=spots(cells_of(lookup, first), lang),
        submitted=shown_figures(subject.observations, lang) if subject is not None else "",
        evidence=evidence(subject.observations) if subject is not None else (),
        arithmetic=arithmetic.of_finding(lookup, first, lang),
        rests_on=_grounds(lookup, findings, lang),
        conclusions=tuple(_conclusion(lookup, f, lang) for f in findings),
        doubts=doubts.beside(lookup, first.rule, lang),
        flags=flags.mark(lookup, about(lookup, first), lang),
    )


def cells_of(lookup: Lookup, finding: Finding) -> Senders:
    """List the cells behind a finding; a department's finding stands on those of the findings it counts."""
    judgements = about(lookup, finding)
    observations = [each for judgement in judgements for each in judgement.observations]
    refused = [at for judgement in judgements for at in refused_cells(lookup, judgement)]
    return senders(lookup, observations, refused)


def about(lookup: Lookup, finding: Finding) -> list[Judgement]:
    """List the judgements behind a finding: its own, or those of the findings that a department's finding counts."""
    subject = lookup.subject(finding)
    subjects = [subject] if subject is not None else [lookup.subject(f) for f in _rested_on(lookup, finding)]
    return [judgement for judgement in subjects if judgement is not None]


def refused_cells(lookup: Lookup, judgement: Judgement) -> tuple[Location, ...]:
    """List the cells of this judgement's figures that could not be read."""
    missing = (*judgement.missing, f"{judgement.indicator}@{judgement.year}")
    return tuple(
        at
        for refusal in lookup.refused(judgement.entity)
        if f"{refusal.indicator}@{refusal.year}" in missing
        for at in refusal.at
    )


def _rested_on(lookup: Lookup, finding: Finding) -> list[Finding]:
    return [f for f in map(lookup.finding, finding.because.findings) if f is not None]


def _grounds(lookup: Lookup, findings: Sequence[Finding], lang: Lang) -> tuple[str, ...]:
    """List what else the findings rest on: judgements of other years, findings that were counted."""
    subject = lookup.subject(findings[0])
    years = [lookup.judgement(key) for f in findings for key in f.because.judgements]
    told = [_year_before(lookup, j, lang) for j in years if j is not None and j is not subject]
    counted = [_headline(lookup, other, lang) for f in findings for other in _rested_on(lookup, f)]
    return tuple(dict.fromkeys((*told, *counted)))


def _year_before(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    parts = [value(judgement, lang).text, target(lookup, judgement, lang), STATUS[judgement.status].to(lang)]
    return f"{judgement.year}：{'，'.join(parts)}" if lang == "zh" else f"{judgement.year}: {', '.join(parts)}"


def _headline(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    colon = "：" if lang == "zh" else ": "
    name = lookup.rule_title(finding.rule) or lookup.department(finding.owner)
    return f"{name} {finding.year}{colon}{readable(finding.because.text.to(lang))}"


def _conclusion(lookup: Lookup, finding: Finding, lang: Lang) -> Conclusion:
    rule = policy_rule(lookup.catalogue, finding.because.policy)
    return Conclusion(
        id=readable(finding.id),
        level=str(finding.level),
        level_word=LEVEL[finding.level].to(lang),
        text=readable(finding.because.text.to(lang)),
        policy=readable(finding.because.policy),
        policy_at=readable(str(rule.at)) if rule is not None else "",
        stratum=readable(finding.because.stratum),
        state=_STATE[finding.state].to(lang) if finding.state in _STATE else readable(finding.state),
    )


def _brief(lookup: Lookup, finding: Finding, lang: Lang) -> tuple[str, str, str]:
    subject = lookup.subject(finding)
    if subject is None:
        return _tally_value(lookup, finding, lang).text, arithmetic.trigger(lookup, finding, lang), ""
    limit = limit_text(subject.operator, subject.target, subject.upper, subject.unit, lang)
    difference = figure(subject.gap, signed=True) if subject.gap is not None else None
    if subject.unit == DONE and subject.due is not None:
        limit = demand.done_briefly(subject.due, lang)
    elif subject.due not in (None, subject.year) and subject.phase is not Phase.STANDING:
        limit = f"{limit} ({subject.due})"
    shown = _amount(subject, subject.value, lang, brief=True) if subject.value is not None else "—"
    return shown, limit, difference.brief() if difference else "—"


def _amount(judgement: Judgement, value: Fraction, lang: Lang, *, brief: bool = False) -> str:
    limits = (judgement.target, judgement.upper)
    return readable(amount(value, judgement.unit, lang, limits, bound=judgement.bound, brief=brief))


def _tally_value(lookup: Lookup, finding: Finding, lang: Lang) -> Number:
    return Number(text=_COUNTED.to(lang).format(arithmetic.counted(lookup, finding)))


@functools.cache  # a page of thousands of marks has eleven of them
def mark(status: Status, lang: Lang) -> Mark:
    """Return sign and word of a status."""
    return Mark(key=str(status), sign=SYMBOL[status], word=STATUS[status].to(lang))


def clause(source: Source) -> Clause:
    """Return the main citation of a rule."""
    return _clause(source.document, source.citations[0])


def clauses(source: Source) -> tuple[Clause, ...]:
    """Return every passage that a rule cites, the main one first."""
    return tuple(_clause(source.document, citation) for citation in source.citations)


def _clause(document: str, citation: Citation) -> Clause:
    return Clause(
        locator=readable(citation.locator),
        document=readable(document),
        anchor=readable(citation.anchor),
        figures=tuple(map(readable, citation.figures)),
    )


def value(judgement: Judgement, lang: Lang) -> Number:
    """Write the figure judged, with its unit."""
    if judgement.value is None:
        return _NONE
    shown = figure(judgement.value, (judgement.target, judgement.upper))
    return Number(
        text=_amount(judgement, judgement.value, lang),
        exact=shown.exact or "",
        illustrative=any(o.illustrative for o in judgement.observations),
    )


def target(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    """Write the limit, the year it is due where that is another one, and the document that issued it."""
    text = limit(lookup, judgement, lang)
    if not judgement.citation or (judgement.unit == DONE and judgement.due is not None):
        return text
    issued = lookup.issued(judgement)
    made_up = demand.MADE_UP.to(lang) if issued is not None and issued.illustrative else ""
    said = _ISSUED if lookup.catalogue.rules[judgement.rule].benchmark is None else _BENCHMARK
    return said.to(lang).format(text, readable(judgement.citation)) + made_up


def limit(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    """Write the limit, and the year it is due where that is another one."""
    if judgement.unit == DONE and judgement.due is not None:
        return demand.done_by(judgement.due, lang)
    text = limit_text(judgement.operator, judgement.target, judgement.upper, judgement.unit, lang)
    text = demand.against(lookup.catalogue.rules[judgement.rule], text, lang) if judgement.target is not None else text
    if judgement.target is not None and judgement.phase is Phase.STANDING:
        text = _KEPT.to(lang).format(text)
    elif judgement.target is not None and judgement.due not in (None, judgement.year):
        text = _DUE.to(lang).format(text, judgement.due)
    return text


def gap(judgement: Judgement, lang: Lang) -> Number:
    """Write the gap with its sign."""
    if judgement.gap is None:
        return _NONE
    shown = figure(judgement.gap, signed=True)
    return Number(text=shown.text(lang, difference_unit(judgement.unit, lang)), exact=shown.exact or "")


def pace(lookup: Lookup, judgement: Judgement, lang: Lang, *, brief: bool = False) -> Number:
    """Write R."""
    if judgement.pace is None:
        return _NONE
    shown = pace_figure(judgement.pace, lookup.catalogue.rules[judgement.rule].bands)
    return Number(text=shown.brief() if brief else shown.text(lang), exact=shown.exact or "")
