"""What a rule asks for, in the few words of a panel: “2025 年 ≥ 95%”, “应于 2021 年完成”, “2022 年 ≥ 全省平均水平”."""

from collections.abc import Sequence

from zhunsheng.model.indicator import DONE
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import DEMAND, OPERATOR
from zhunsheng.report.figures import limit_with_unit

MADE_UP = Text("（示例）", " (illustrative)")
_DUE = Text("{0} 年 {1}", "{1} by {0}")
_CITED = Text("{0}（{1}）", "{0} ({1})")
_DONE = Text("应于 {0} 年完成", "to be done by {0}")
_DONE_BRIEFLY = Text("{0} 年完成", "done by {0}")
_ISSUED_LATER = Text("{0} 年的由市里下达，尚未下达", "that of {0} is to be issued by the city; not issued yet")
_BENCHMARK = Text("{0} {1}（尚未报来）", "{0} {1} (not reported yet)")
_DEMANDS = Text("{year} 年{demand}", "{demand} by {year}")
_TO_BE_ISSUED = Text(
    "{year} 年的目标由市里下达，下达前一律待下达", "the figure for {year} is issued by the city; pending until then"
)
_AGAINST = Text("{0}（{1}）", "{0} ({1})")


def demand(rule: Rule, due: Sequence[Limit], lang: Lang) -> str:
    """List the limits of `rule` as they stand, and those that are still to come."""
    written = [_limit(rule, limit, lang) for limit in due]
    last = max((limit.year for limit in due), default=0)
    written += [_to_come(rule, target, lang) for target in rule.targets if target.value is None and target.year > last]
    return ("；" if lang == "zh" else "; ").join(written)


def in_words(rule: Rule, target: Target, limit: Limit | None, lang: Lang) -> str:
    """Say in words what `target` demands, with the figure of `limit`: “2025 年不低于 95%”, “应于 2021 年完成”."""
    if rule.unit == DONE:
        return done_by(target.year, lang)
    if limit is None and rule.benchmark is None:
        return _TO_BE_ISSUED.to(lang).format(year=target.year)
    return _DEMANDS.to(lang).format(year=target.year, demand=words(rule, target, limit, lang))


def words(rule: Rule, target: Target, limit: Limit | None, lang: Lang) -> str:
    """Say how the figure must stand: “不低于 95%”, “不低于全省平均水平（62%）”."""
    demand = DEMAND[target.operator if limit is None else limit.operator].to(lang)
    if limit is None:
        return demand.replace(" {}", "{}" if lang == "zh" else " {}").format(readable(rule.benchmark or ""))
    amount = limit_with_unit(Operator.EQUAL, limit.target, None, rule.unit, lang).removeprefix("= ")
    if limit.operator is Operator.WITHIN:
        amount = limit_of(rule, limit, lang)
    return demand.format(amount if rule.benchmark is None else against(rule, amount, lang))


def limit_of(rule: Rule, limit: Limit, lang: Lang) -> str:
    """Write a limit with its unit."""
    return limit_with_unit(limit.operator, limit.target, limit.upper, rule.unit, lang)


def done_by(year: int, lang: Lang) -> str:
    """Say when a milestone is due."""
    return _DONE.to(lang).format(year)


def done_briefly(year: int, lang: Lang) -> str:
    """Say it where there is little room."""
    return _DONE_BRIEFLY.to(lang).format(year)


def against(rule: Rule, text: str, lang: Lang) -> str:
    """Put the benchmark's name behind a limit: “≥ 62%（全省平均水平）”."""
    return text if rule.benchmark is None else _AGAINST.to(lang).format(text, readable(rule.benchmark))


def last_limit(rule: Rule, due: Sequence[Limit], lang: Lang) -> str:
    """Write the last limit where there is little room; “—” while none has a figure."""
    if rule.unit == DONE:
        return done_briefly(rule.targets[-1].year, lang)
    if not due:
        return _waiting(rule, rule.targets[-1], lang) if rule.benchmark is not None else "—"
    return against(rule, limit_of(rule, due[-1], lang), lang)


def _limit(rule: Rule, limit: Limit, lang: Lang) -> str:
    if rule.unit == DONE:
        return done_by(limit.year, lang)
    text = against(rule, limit_of(rule, limit, lang), lang)
    text = _DUE.to(lang).format(limit.year, text)
    if limit.citation:
        text = _CITED.to(lang).format(text, readable(limit.citation))
    return text + (MADE_UP.to(lang) if limit.illustrative else "")


def _to_come(rule: Rule, target: Target, lang: Lang) -> str:
    if rule.benchmark is None:
        return _ISSUED_LATER.to(lang).format(target.year)
    return _DUE.to(lang).format(target.year, _waiting(rule, target, lang))


def _waiting(rule: Rule, target: Target, lang: Lang) -> str:
    return _BENCHMARK.to(lang).format(OPERATOR[target.operator], readable(rule.benchmark or ""))
