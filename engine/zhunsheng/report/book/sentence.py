"""A rule in one plain sentence: who must reach what, by when, from where, and what a miss would mean."""

import re

from zhunsheng.model.figures import RANGE, amount, is_percent
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Nature, Rule, Target, Trajectory
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import NATURE
from zhunsheng.report import demand
from zhunsheng.report.names import Names
from zhunsheng.report.schedule import limits

_WHOLE = Text(
    "{what}{base}{keep}{each}，{nature}，由{owner}负责。", "{what}{base}{keep}{each}; {nature}; {owner} answers for it."
)
_MILESTONE = Text("到{year}年，{where}应完成：{title}", "By {year}, to be done in {where}{title}")
_MILESTONE_ALONE = Text("到{year}年应完成：{title}", "By {year}, to be done: {title}")
_BY = Text("到{year}年，{where}{title}{demand}", "By {year}, {where}{title}: {demand}")
_IN = Text("{year}年，{where}{title}{demand}", "In {year}, {where}{title}: {demand}")
_EVERY = Text("{years}年每年，{where}{title}{demand}", "In each year of {years}, {where}{title}: {demand}")
_TOGETHER = Text("{years}年合计，{where}{title}{demand}", "Over {years} together, {where}{title}: {demand}")
_SCHEDULE = Text("{where}{title}：{steps}", "{where}{title}: {steps}")
_STEP = Text("{year}年{demand}", "{demand} by {year}")
_OWN_STEP = Text("{year}年当年{demand}", "{demand} in {year}")
_WITHIN = Text("为{0}", "{0}")
_REACHES = Text("达到{0}", "{0}")
_ALL = 100
_ISSUED = Text("完成市下达的任务", "what the city sets")
_BASE = Text("（{year}年{figure}）", " ({figure} in {year})")
_KEPT = Text("，逐年保持", ", kept every year")
_EACH_OF = Text("（逐个{0}考核）", " (each {0} by itself)")
_EACH = Text("（{0}分别考核）", " ({0}, each by itself)")
_PLACE = Text("{0}", "{0}: ")
_AS_TASK = Text("列为任务", "a task")
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[\dA-Za-z])|(?<=[\d%A-Za-z]) (?=[^\x00-\x7f])|(?<=[<>≤≥]) ")
"""Where Chinese meets digits, no space is written in running text."""


def sentence(names: Names, rule: Rule, lang: Lang) -> str:
    """Say `rule` in one sentence."""
    kind = names.catalogue.indicators[rule.indicator].kind
    said = _WHOLE.to(lang).format(
        what=_what(names, rule, kind, lang),
        base=_base(rule, lang),
        keep=_KEPT.to(lang) if rule.trajectory is Trajectory.MAINTAIN else "",
        each=_each(names, rule, lang),
        nature=_AS_TASK.to(lang) if rule.nature is Nature.TASK else NATURE[rule.nature].to(lang),
        owner=names.department(rule.owner),
    )
    return _SPACE.sub("", said) if lang == "zh" else said


def _what(names: Names, rule: Rule, kind: Kind, lang: Lang) -> str:
    title, where = readable(rule.title), _where(names, rule, lang)
    targets, period = rule.targets, names.catalogue.plan.period
    words = {"title": title, "where": where}
    if rule.unit == DONE:
        return (_MILESTONE if where else _MILESTONE_ALONE).to(lang).format(**words, year=targets[-1].year)
    demands = [_demand(rule, target, lang) for target in targets]
    if kind is Kind.FLOW and len(targets) == 1:
        years = years_text(period.start, targets[0].year, lang)
        return _TOGETHER.to(lang).format(**words, years=years, demand=demands[0])
    if len(targets) == 1:
        by = _IN if kind.year_by_year else _BY
        return by.to(lang).format(**words, year=targets[0].year, demand=demands[0])
    if kind.year_by_year and len(set(demands)) == 1 and targets[-1].year - targets[0].year == len(targets) - 1:
        years = years_text(targets[0].year, targets[-1].year, lang)
        return _EVERY.to(lang).format(**words, years=years, demand=demands[0])
    step = _OWN_STEP if kind.year_by_year else _STEP
    steps = [step.to(lang).format(year=t.year, demand=d) for t, d in zip(targets, demands, strict=True)]
    return _SCHEDULE.to(lang).format(**words, steps=("，" if lang == "zh" else ", ").join(steps))


def _demand(rule: Rule, target: Target, lang: Lang) -> str:
    limit = next((each for each in limits(rule) if each.year == target.year), None)
    if limit is None and rule.benchmark is None:
        return _ISSUED.to(lang)
    if limit is not None and limit.upper is not None:
        return _WITHIN.to(lang).format(demand.limit_of(rule, limit, lang))
    if limit is not None and limit.operator is Operator.AT_LEAST and is_percent(rule.unit) and limit.target == _ALL:
        return _REACHES.to(lang).format(amount(limit.target, rule.unit, lang))
    return demand.words(rule, target, limit, lang)


def _where(names: Names, rule: Rule, lang: Lang) -> str:
    """Name the place before the title, unless there are several or the title begins with it."""
    if len(rule.scope) != 1:
        return ""
    place = names.place(rule.scope[0])
    return "" if rule.title.startswith(place[:2]) else _PLACE.to(lang).format(place)


def _each(names: Names, rule: Rule, lang: Lang) -> str:
    members = names.member_kind(rule)
    if members:
        return _EACH_OF.to(lang).format(members)
    return _EACH.to(lang).format(names.scope(rule, lang)) if len(rule.scope) > 1 else ""


def _base(rule: Rule, lang: Lang) -> str:
    base = rule.base
    if base is None:
        return ""
    figure = readable(amount(base.value, rule.unit, lang, bound=base.bound))
    years = years_text(base.first_year, base.last_year, lang)
    return _BASE.to(lang).format(year=years, figure=figure)


def years_text(first: int, last: int, lang: Lang) -> str:
    """Write a span of years: “2021—2025”; a single one alone."""
    return str(first) if first == last else f"{first}{RANGE.to(lang)}{last}"
