"""A rule as one paragraph: what it demands, of whom and when; its clause, and where it is written."""

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import figure
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import INDICATOR_KIND, NATURE, NATURE_MEANS
from zhunsheng.report.demand import in_words
from zhunsheng.report.explain_parts import RULE, clauses, in_doubt, line
from zhunsheng.report.figures import unit_text
from zhunsheng.report.names import Names
from zhunsheng.report.panels import base_text, way_text
from zhunsheng.report.schedule import limits, path

_TASK = Text("任务", "task")
_AT = Text("{0}（{1}）", "{0} ({1})")
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
        lines.append(line(_TASK, names.task_title(rule.task, lang), lang))
    lines += clauses(rule.source, lang)
    lines += in_doubt(names, rule, lang)
    lines.append(line(RULE, readable(str(rule.at)), lang))
    return "\n".join(lines)


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
