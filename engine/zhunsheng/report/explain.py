"""The whole chain behind a rule, a judgement or a finding, as plain text: for a terminal, and for an argument."""

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import expected_figure, figure
from zhunsheng.model.finding import Finding
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.limits import Limit
from zhunsheng.model.rule import Citation, Rule, Source
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import (
    INDICATOR_KIND,
    KIND,
    LEVEL,
    NATURE,
    NATURE_MEANS,
    PATH,
    PHASE,
    REASON,
    STATUS,
)
from zhunsheng.report import arithmetic, cards, doubts
from zhunsheng.report.demand import in_words
from zhunsheng.report.figures import submitted, unit_text
from zhunsheng.report.formula import conversions, total
from zhunsheng.report.lookup import Lookup, policy_rule
from zhunsheng.report.names import Names
from zhunsheng.report.panels import base_text, way_text
from zhunsheng.report.readable import readable
from zhunsheng.report.schedule import limits, path

_CELL = Text("填报", "submitted")
_CONVERSION = Text("换算", "conversion")
_VALUE = Text("取值", "value")
_COMPARISON = Text("比较", "comparison")
_STATUS = Text("判定", "status")
_CLAUSE = Text("条款", "clause")
_ALSO = Text("另见", "also")
_TASK = Text("任务", "task")
_DOUBT = Text("文本疑点", "in doubt")
_BLANK = Text("", "")
_FOLLOWED = Text("（采用）", " (followed)")
_BECAUSE = Text("理由：{0}", "why: {0}")
_EVIDENCE = Text("，佐证：{0}", ", evidence: {0}")
_AT = Text("{0}（{1}）", "{0} ({1})")
_ISSUED = Text("下达", "issued by")
_RULE = Text("规则", "rule")
_POLICY = Text("政策规则", "policy rule")
_FINDING = Text("结论", "finding")
_RESTS_ON = Text("涉及", "rests on")
_ILLUSTRATIVE = Text("（示例数据，非真实填报）", " (illustrative, not a real submission)")
_NOTHING = Text("没有填报", "nothing was submitted")
_UNREADABLE = Text("无法读取", "could not be read")
_EXPECTED = Text("{path}本年应为 {figure}", "{path} asks for {figure} this year")
_FIRST_MET = Text("首次达标：{0} 年", "first met in {0}")
_RELAPSED = Text("上年达标，本年失守", "met the year before, and lost")

_PARAGRAPH = Text(
    "{owner}负责的“{title}”（{nature}，{kind}，单位 {unit}）：{demands}。基期：{base}。{way}{figures}。{means}。",
    "“{title}” ({nature}, {kind}, in {unit}), for which {owner} answers: {demands}. Base: {base}. Path: "
    "{way}{figures}. In "
    "general, {means}.",
)
_MILESTONE = Text(
    "{owner}负责的“{title}”（{nature}，{kind}）：{demands}。{means}。",
    "“{title}” ({nature}, {kind}), for which {owner} answers: {demands}. In general, {means}.",
)
_FIGURES = Text("，中间年度相当于 {0}", ": in the years between, {0}")
_ROUNDED = Text(
    "按修约值比较：从原始值一次修约到 {0} 位。", "Compared after rounding once to {0} places from the raw value."
)
_SUPPORT = Text("配合部门：{0}。", "Supported by {0}.")
_NOTE = Text("说明：{0}", "Note: {0}")


def explain_rule(catalogue: Catalogue, rule: Rule, lang: Lang) -> str:
    """Say in one paragraph what `rule` demands, of whom and when; then its clause and where it is written."""
    indicator = catalogue.indicators[rule.indicator]
    due = limits(rule)
    names = Names(catalogue)
    where = names.scope(rule, lang)
    paragraph = (
        (_MILESTONE if rule.unit == DONE else _PARAGRAPH)
        .to(lang)
        .format(
            owner=names.department(rule.owner),
            title=readable(rule.title) if not where else _AT.to(lang).format(readable(rule.title), where),
            nature=NATURE[rule.nature].to(lang),
            kind=INDICATOR_KIND[indicator.kind].to(lang),
            unit=unit_text(rule.unit, lang),
            demands=_demands(rule, due, lang),
            base=base_text(rule, lang),
            way=way_text(rule, indicator, lang),
            figures=_figures_between(catalogue, rule, due, lang),
            means=NATURE_MEANS[rule.nature].to(lang),
        )
    )
    lines = [f"{rule.id}", paragraph]
    if rule.decimals is not None:
        lines.append(_ROUNDED.to(lang).format(rule.decimals))
    if rule.support:
        lines.append(_SUPPORT.to(lang).format(names.departments(rule.support, lang)))
    if rule.note:
        lines.append(_NOTE.to(lang).format(readable(rule.note)))
    if rule.task is not None:
        lines.append(_line(_TASK, names.task_title(rule.task, lang), lang))
    lines += _clauses(rule.source, lang)
    lines += _doubts(names, rule, lang)
    lines.append(_line(_RULE, readable(str(rule.at)), lang))
    return "\n".join(lines)


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
                lines.append(_line(_RESTS_ON, told, lang))
    else:
        for identifier in finding.because.findings:
            lines.append(_line(_RESTS_ON, _rested(lookup, identifier, lang), lang))
        lines.append(_line(_COMPARISON, arithmetic.tally(lookup, finding, lang), lang))
    lines.append(_line(_POLICY, _policy(lookup, finding, lang), lang))
    lines.append(_line(_FINDING, _conclusion(lookup, finding, lang), lang))
    return "\n".join(lines)


def _chain(lookup: Lookup, judgement: Judgement, lang: Lang) -> list[str]:
    catalogue = lookup.catalogue
    rule = catalogue.rules[judgement.rule]
    lines = [_line(_CELL, _submitted(lookup, o, lang), lang) for o in judgement.observations]
    refused = cards.refused_cells(lookup, judgement)
    lines += [_line(_CELL, f"{at}{_colon(lang)}{_UNREADABLE.to(lang)}", lang) for at in refused]
    if not lines:
        lines.append(_line(_CELL, _NOTHING.to(lang), lang))
    lines += [_line(_CONVERSION, c, lang) for c in conversions(catalogue, judgement, lang)]
    lines += [_line(_VALUE, t, lang) for t in total(catalogue, judgement, lang)]
    lines.append(_line(_COMPARISON, arithmetic.verdict(catalogue, judgement, lang), lang))
    lines += [_line(_BLANK, text, lang) for text in _remarks(rule, judgement, lang)]
    lines.append(_line(_STATUS, _status(judgement, lang), lang))
    lines += _clauses(rule.source, lang)
    if judgement.citation:
        lines.append(_line(_ISSUED, _issued(lookup, judgement), lang))
    lines += _doubts(lookup, rule, lang)
    lines.append(_line(_RULE, f"{rule.id}  {readable(str(rule.at))}", lang))
    return lines


def _submitted(lookup: Lookup, observation: Observation, lang: Lang) -> str:
    title = lookup.indicator_title(observation.indicator)
    made_up = _ILLUSTRATIVE.to(lang) if observation.illustrative else ""
    named = _EVIDENCE.to(lang).format(readable(observation.evidence)) if observation.evidence else ""
    at = f"{readable(str(observation.at))}{_colon(lang)}"
    return f"{at}{title} {observation.year} = {submitted(observation)}{made_up}{named}"


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
    details = (
        f"{phase}，{REASON[judgement.reason].to(lang)}"
        if lang == "zh"
        else f"{phase}, {REASON[judgement.reason].to(lang)}"
    )
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
        f"{stratum} / {readable(finding.because.policy)}{where}{_colon(lang)}{readable(finding.because.text.to(lang))}"
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
    return f"{name} {other.year}{_colon(lang)}{readable(other.because.text.to(lang))}  [{readable(other.id)}]"


def _demands(rule: Rule, due: tuple[Limit, ...], lang: Lang) -> str:
    known = {limit.year: limit for limit in due}
    written = [in_words(rule, target, known.get(target.year), lang) for target in rule.targets]
    return ("；" if lang == "zh" else "; ").join(written)


def _figures_between(catalogue: Catalogue, rule: Rule, due: tuple[Limit, ...], lang: Lang) -> str:
    kind: Kind = catalogue.indicators[rule.indicator].kind
    points = path(rule, kind, catalogue.plan.period, due)
    years = {limit.year for limit in due}
    between = [f"{year}: {figure(value).text(lang)}" for year, value in points[1:] if year not in years]
    return _FIGURES.to(lang).format((", " if lang == "en" else "，").join(between)) if between else ""


def _citation(document: str, citation: Citation) -> str:
    quoted = f"“{readable(citation.anchor)}”"
    numbers = "".join(f" {readable(figure)}" for figure in citation.figures)
    return f"{readable(document)} {readable(citation.locator)} {quoted}{numbers}"


def _clauses(source: Source, lang: Lang) -> list[str]:
    """Cite the clause, then every other passage that says the same."""
    first, *others = source.citations
    lines = [_line(_CLAUSE, _citation(source.document, first), lang)]
    return lines + [_line(_ALSO, _citation(source.document, other), lang) for other in others]


def _doubts(names: Names, rule: Rule, lang: Lang) -> list[str]:
    """Tell each doubt of the text about `rule`: in brief, its readings, and why the one was chosen."""
    lines = []
    for each in doubts.about(names, rule.id):
        lines.append(_line(_DOUBT, doubts.in_brief(each, lang), lang))
        for number, reading in enumerate(each.readings):
            quoted = f"{readable(reading.locator)} “{readable(reading.anchor)}”{_colon(lang)}{readable(reading.says)}"
            mark = _FOLLOWED.to(lang) if number == each.chosen else ""
            lines.append(_line(_BLANK, f"{quoted}{mark}", lang))
        lines.append(_line(_BLANK, _BECAUSE.to(lang).format(readable(each.because)), lang))
    return lines


def _line(head: Text, body: str, lang: Lang) -> str:
    """Put a heading of even width before `body`; a Chinese character is two columns wide."""
    word = head.to(lang)
    width = 14 if lang == "en" else 10
    taken = sum(2 if ord(c) > 0x2E80 else 1 for c in word)
    return f"  {word}{' ' * (width - taken)}{body}"


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "
