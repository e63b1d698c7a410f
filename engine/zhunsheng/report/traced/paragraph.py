"""A verdict as one paragraph that can be read out: figures with their cells, arithmetic, clause, and what follows."""

from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, LEVEL, NATURE
from zhunsheng.report import arithmetic, cards, flags
from zhunsheng.report.explain_parts import ILLUSTRATIVE, NOTHING, UNREADABLE, cited
from zhunsheng.report.figures import submitted
from zhunsheng.report.lookup import Lookup

_JUDGED = Text(
    "{year} 年{place}“{title}”（{nature}，{owner}负责）：{figures}。{arithmetic}。{asked}依据：{clauses}。{follows}",
    "“{title}” of {place} in {year} ({nature}; {owner} answers for it): {figures}. {arithmetic}. {asked}By: {clauses}. "
    "{follows}",
)
_COUNTED = Text(
    "{year} 年{owner}：{arithmetic}。涉及：{findings}。{follows}",
    "{owner} in {year}: {arithmetic}. It rests on {findings}. {follows}",
)
_FIGURE = Text("{0} {1} 年填报 {2}（{3}）{4}", "{0} for {1} was submitted as {2} ({3}){4}")
_UNREAD = Text("{0} {1}", "{0} {1}")
_ASKED = Text("审核疑问：{0}。", "Asked by the checks: {0}. ")
_FOLLOWS = Text(
    "按政策规则“{0}”给出{1}（{2}），编号 {3}。", "Policy rule “{0}” draws a finding: {1} ({2}), number {3}."
)
_NOTHING_FOLLOWS = Text("没有违反、预警或提示。", "No violation, alert or notice follows.")
_NAMED = Text("{0} {1} 年（{2}）", "{0} in {1} ({2})")
_LIST = Text("；", "; ")
_SPACE = Text("", " ")


def of_judgement(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    """Tell one judgement, and every finding drawn from it."""
    drawn = [each for each in lookup.evaluation.findings if lookup.subject(each) is judgement]
    follows = _SPACE.to(lang).join(_follows(each, lang) for each in drawn) or _NOTHING_FOLLOWS.to(lang)
    return _told(lookup, judgement, follows, lang)


def of_finding(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    """Tell one finding: with its judgement, or with the findings of a department that it counts."""
    subject = lookup.subject(finding)
    if subject is not None:
        return _told(lookup, subject, _follows(finding, lang), lang)
    counted = [each for each in map(lookup.finding, finding.because.findings) if each is not None]
    named = (_NAMED.to(lang).format(_name(lookup, each), each.year, readable(each.id)) for each in counted)
    return _sentence(
        _COUNTED.to(lang).format(
            year=finding.year,
            owner=lookup.department(finding.owner),
            arithmetic=arithmetic.tally(lookup, finding, lang),
            findings=_LIST.to(lang).join(named),
            follows=_follows(finding, lang),
        )
    )


def _told(lookup: Lookup, judgement: Judgement, follows: str, lang: Lang) -> str:
    rule = lookup.catalogue.rules[judgement.rule]
    asked = _LIST.to(lang).join(flags.in_words(lookup, judgement, lang))
    return _sentence(
        _JUDGED.to(lang).format(
            year=judgement.year,
            place=lookup.place(judgement.entity),
            title=lookup.rule_title(rule.id),
            nature=NATURE[rule.nature].to(lang),
            owner=lookup.department(rule.owner),
            figures=_figures(lookup, judgement, lang),
            arithmetic=arithmetic.of_judgement(lookup, judgement, lang),
            asked=_ASKED.to(lang).format(asked) if asked else "",
            clauses=_LIST.to(lang).join(cited(rule.source.document, each) for each in rule.source.citations),
            follows=follows,
        )
    )


def _figures(lookup: Lookup, judgement: Judgement, lang: Lang) -> str:
    told = [_figure(lookup, each, lang) for each in judgement.observations]
    unread = (lookup.short(at) for at in cards.refused_cells(lookup, judgement))
    told += [_UNREAD.to(lang).format(at, UNREADABLE.to(lang)) for at in unread]
    return _LIST.to(lang).join(told) or NOTHING.to(lang)


def _figure(lookup: Lookup, seen: Observation, lang: Lang) -> str:
    made_up = ILLUSTRATIVE.to(lang) if seen.illustrative else ""
    title, at = lookup.indicator_title(seen.indicator), lookup.short(seen.at)
    return _FIGURE.to(lang).format(title, seen.year, submitted(seen), at, made_up)


def _name(lookup: Lookup, finding: Finding) -> str:
    return lookup.rule_title(finding.rule) or lookup.department(finding.owner)


def _follows(finding: Finding, lang: Lang) -> str:
    kind, level = KIND[finding.kind].to(lang), LEVEL[finding.level].to(lang)
    return _FOLLOWS.to(lang).format(readable(finding.because.text.to(lang)), kind, level, readable(finding.id))


def _sentence(text: str) -> str:
    return " ".join(text.split())
