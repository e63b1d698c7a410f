"""The whole chain behind a judgement or a finding, as plain text: for a terminal, and for an argument."""

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import expected_figure
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, LEVEL, PATH, PHASE, STATUS
from zhunsheng.report import arithmetic, cards, flags
from zhunsheng.report.explain_parts import (
    BLANK,
    ILLUSTRATIVE,
    NOTHING,
    RULE,
    UNREADABLE,
    clauses,
    colon,
    in_doubt,
    line,
)
from zhunsheng.report.figures import submitted, unit_text
from zhunsheng.report.formula import conversions, total
from zhunsheng.report.lookup import Lookup, policy_rule
from zhunsheng.report.provenance import signature
from zhunsheng.report.reasons import reason_text

_CELL = Text("填报", "submitted")
_CHECKED = Text("审核", "checks")
_SIGNED = Text("（{0}）", " ({0})")
_CONVERSION = Text("换算", "conversion")
_VALUE = Text("取值", "value")
_COMPARISON = Text("比较", "comparison")
_STATUS = Text("判定", "status")
_EVIDENCE = Text("，佐证：{0}", ", evidence: {0}")
_ISSUED = Text("下达", "issued by")
_POLICY = Text("政策规则", "policy rule")
_FINDING = Text("结论", "finding")
_RESTS_ON = Text("涉及", "rests on")
_EXPECTED = Text("{path}本年应为 {figure}", "{path} asks for {figure} this year")
_FIRST_MET = Text("首次达标：{0} 年", "first met in {0}")
_RELAPSED = Text("上年达标，本年失守", "met the year before, and lost")


def explain_judgement(evaluation: Evaluation, judgement: Judgement, lang: Lang) -> str:
    """Tell how `judgement` came about: cells, conversion, value, comparison, status, clause, rule."""
    lookup = Lookup(evaluation)
    title = f"{lookup.rule_title(judgement.rule)} · {lookup.place(judgement.entity)} · {judgement.year}"
    return "\n".join([title, *_chain(lookup, judgement, lang)])


def explain_finding(evaluation: Evaluation, finding: Finding, lang: Lang) -> str:
    """Tell how `finding` came about: the chain of its judgement, then the policy rule and the finding itself."""
    lookup = Lookup(evaluation)
    subject = lookup.subject(finding)
    name = lookup.rule_title(finding.rule) or lookup.department(finding.owner)
    lines = [f"{name} · {lookup.place(finding.entity)} · {finding.year}"]
    if subject is not None:
        lines += _chain(lookup, subject, lang)
        others = [lookup.judgement(k) for k in finding.because.judgements]
        for other in others:
            if other is not None and other is not subject:
                told = f"{other.year}: {arithmetic.sentence(lookup.catalogue, other, lang)}"
                lines.append(line(_RESTS_ON, told, lang))
    else:
        for identifier in finding.because.findings:
            lines.append(line(_RESTS_ON, _rested(lookup, identifier, lang), lang))
        lines.append(line(_COMPARISON, arithmetic.tally(lookup, finding, lang), lang))
    lines.append(line(_POLICY, _policy(lookup, finding, lang), lang))
    lines.append(line(_FINDING, _conclusion(lookup, finding, lang), lang))
    return "\n".join(lines)


def _chain(lookup: Lookup, judgement: Judgement, lang: Lang) -> list[str]:
    catalogue = lookup.catalogue
    rule = catalogue.rules[judgement.rule]
    lines = [line(_CELL, _submitted(lookup, o, lang), lang) for o in judgement.observations]
    refused = cards.refused_cells(lookup, judgement)
    lines += [line(_CELL, f"{readable(str(at))}{colon(lang)}{UNREADABLE.to(lang)}", lang) for at in refused]
    if not lines:
        lines.append(line(_CELL, NOTHING.to(lang), lang))
    lines += [line(_CHECKED, text, lang) for text in flags.in_words(lookup, judgement, lang)]
    lines += [line(_CONVERSION, c, lang) for c in conversions(catalogue, judgement, lang)]
    lines += [line(_VALUE, t, lang) for t in total(catalogue, judgement, lang)]
    lines.append(line(_COMPARISON, arithmetic.verdict(catalogue, judgement, lang), lang))
    lines += [line(BLANK, text, lang) for text in _remarks(rule, judgement, lang)]
    lines.append(line(_STATUS, _status(judgement, lang), lang))
    lines += clauses(rule.source, lang)
    if judgement.citation:
        lines.append(line(_ISSUED, _issued(lookup, judgement), lang))
    lines += in_doubt(lookup, rule, lang)
    lines.append(line(RULE, f"{rule.id}  {readable(str(rule.at))}", lang))
    return lines


def _submitted(lookup: Lookup, observation: Observation, lang: Lang) -> str:
    title = lookup.indicator_title(observation.indicator)
    made_up = ILLUSTRATIVE.to(lang) if observation.illustrative else ""
    named = _EVIDENCE.to(lang).format(readable(observation.evidence)) if observation.evidence else ""
    at = f"{readable(str(observation.at))}{colon(lang)}"
    by = signature(observation.submitter, observation.received, lang)
    signed = _SIGNED.to(lang).format(by) if by else ""
    return f"{at}{title} {observation.year} = {submitted(observation)}{made_up}{named}{signed}"


def _remarks(rule: Rule, judgement: Judgement, lang: Lang) -> list[str]:
    remarks = []
    if judgement.expected is not None:
        shown = expected_figure(judgement.expected).text(lang, unit_text(judgement.unit, lang))
        remarks.append(_EXPECTED.to(lang).format(path=PATH[rule.trajectory].to(lang), figure=shown))
    if judgement.catch_up is not None and judgement.catch_up > 1:
        remarks.append(arithmetic.catch_up(judgement, lang))
    if judgement.relapsed:
        remarks.append(_RELAPSED.to(lang))
    if judgement.first_met is not None:
        remarks.append(_FIRST_MET.to(lang).format(judgement.first_met))
    return remarks


def _status(judgement: Judgement, lang: Lang) -> str:
    status, phase = STATUS[judgement.status].to(lang), PHASE[judgement.phase].to(lang)
    details = f"{phase}，{reason_text(judgement, lang)}" if lang == "zh" else f"{phase}, {reason_text(judgement, lang)}"
    return f"{status}（{details}）" if lang == "zh" else f"{status} ({details})"


def _issued(lookup: Lookup, judgement: Judgement) -> str:
    issued = lookup.issued(judgement)
    where = f"  {readable(str(issued.at))}" if issued is not None else ""
    return f"{readable(judgement.citation or '')}{where}"


def _policy(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    rule = policy_rule(lookup.catalogue, finding.because.policy)
    where = f"  {readable(str(rule.at))}" if rule is not None else ""
    stratum = readable(finding.because.stratum)
    return (
        f"{stratum} / {readable(finding.because.policy)}{where}{colon(lang)}{readable(finding.because.text.to(lang))}"
    )


def _conclusion(lookup: Lookup, finding: Finding, lang: Lang) -> str:
    kind, level = KIND[finding.kind].to(lang), LEVEL[finding.level].to(lang)
    owner = lookup.department(finding.owner)
    head = f"{kind}（{level}）" if lang == "zh" else f"{kind} ({level})"
    return f"{head} · {owner} · {readable(finding.message.to(lang))}  [{readable(finding.id)}]"


def _rested(lookup: Lookup, identifier: str, lang: Lang) -> str:
    other = lookup.finding(identifier)
    if other is None:
        return readable(identifier)
    name = lookup.rule_title(other.rule) or lookup.department(other.owner)
    return f"{name} {other.year}{colon(lang)}{readable(other.because.text.to(lang))}  [{readable(other.id)}]"
