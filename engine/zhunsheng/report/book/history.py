"""From base to targets: the figures of a rule, year by year."""

from zhunsheng.model.figures import amount
from zhunsheng.model.limits import Limit
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import OPERATOR
from zhunsheng.report.book.sentence import years_text
from zhunsheng.report.demand import limit_of
from zhunsheng.report.schedule import limits

_BASE = Text("{0} 基期", "{0}, base")
_EARLIER = Text("{0} 合计", "{0} in all")
_ISSUED = Text("市下达", "set by the city")


def history(rule: Rule, lang: Lang) -> tuple[tuple[str, str], ...]:
    """List (year, figure): the base, if the plan gives one, then every target."""
    known = {limit.year: limit for limit in limits(rule)}
    targets = tuple((str(t.year), _target(rule, t, known.get(t.year), lang)) for t in rule.targets)
    if rule.base is None:
        return targets
    head = _BASE if rule.base.first_year == rule.base.last_year else _EARLIER
    years = years_text(rule.base.first_year, rule.base.last_year, lang)
    base = readable(amount(rule.base.value, rule.unit, lang, bound=rule.base.bound))
    return ((head.to(lang).format(years), base), *targets)


def _target(rule: Rule, target: Target, limit: Limit | None, lang: Lang) -> str:
    if limit is not None:
        return limit_of(rule, limit, lang)
    sign = OPERATOR[target.operator]
    return f"{sign} {readable(rule.benchmark or _ISSUED.to(lang))}"
