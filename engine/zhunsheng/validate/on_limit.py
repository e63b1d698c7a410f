"""恰在目标线上: figures that are just the limit, in more cases than chance would have it.

Looked at by department first. Only where a department is not flagged as a whole are its rules looked at, over places.
Limits that chance would often bring about do not count, nor do those of a single figure (“= 5”).
"""

from collections.abc import Iterable, Iterator

from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text
from zhunsheng.model.validation import OnLimit
from zhunsheng.validate.changes import share_text
from zhunsheng.validate.found import Found, flag, listed
from zhunsheng.validate.held import Held, Key, Point
from zhunsheng.validate.telling import is_telling

_WITH_ENDS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.WITHIN)
"""Limits that their own figure satisfies, though others do, too."""

Cases = dict[Key, tuple[Point, bool]]
"""Figures that a limit speaks of, and whether each of them is that limit."""


def on_limit(check: OnLimit, held: Held) -> Iterable[Found]:
    """Flag departments and rules, by year, of whose figures too many are just the limit."""
    by_department: dict[tuple[int, str], Cases] = {}
    by_rule: dict[tuple[int, str], Cases] = {}
    for rule, point, hit in _cases(held):
        key = (point.entity, point.indicator, point.year)
        owned = by_department.setdefault((point.year, held.owner(point.indicator)), {})
        owned[key] = point, hit or owned.get(key, (point, False))[1]
        by_rule.setdefault((point.year, rule.id), {})[key] = point, hit
    loud = {key: cases for key, cases in by_department.items() if _is_loud(check, cases)}
    for (_, owner), cases in loud.items():
        yield _flag(check, held, cases, owner, held.department(owner))
    for (year, rule_id), cases in by_rule.items():
        rule = held.catalogue.rules[rule_id]
        owner = held.owner(rule.indicator)
        if (year, owner) not in loud and _is_loud(check, cases):
            yield _flag(check, held, cases, owner, f"“{rule.title}”")


def _cases(held: Held) -> Iterator[tuple[Rule, Point, bool]]:
    """Go through the figures of which some rule names a limit, and say which are the limit itself."""
    for rule in held.catalogue.rules.values():
        places, indicator = held.points(rule.indicator), held.catalogue.indicators[rule.indicator]
        for entity in rule.scope:
            for point in places.get(entity, {}).values():
                limit = held.limit(rule, entity, point.year)
                if limit is not None and limit.operator in _WITH_ENDS and is_telling(indicator, limit.target):
                    yield rule, point, point.value in (limit.target, limit.upper)


def _is_loud(check: OnLimit, cases: Cases) -> bool:
    hits = sum(hit for _, hit in cases.values())
    return hits >= check.figures and hits >= check.share * len(cases)


def _flag(check: OnLimit, held: Held, cases: Cases, owner: str, called: str) -> Found:
    hits = [point for point, hit in cases.values() if hit]
    year = hits[0].year
    several = len({point.indicator for point in hits}) > 1
    names = listed(tuple(held.title(point.indicator) if several else held.place(point.entity) for point in hits))
    found = flag(
        check,
        Text(
            f"{called} {year} 年有目标值的 {len(cases)} 个数中有 {len(hits)} 个恰好等于目标值：{names.zh}",
            f"{called}, {year}: {len(hits)} of {len(cases)} figures are exactly the limit: {names.en}",
        ),
        year=year,
        owner=owner,
        indicators=tuple(dict.fromkeys(point.indicator for point in hits)),
        at=tuple(at for point in hits for at in point.at),
        arithmetic=share_text(len(hits), len(cases), check.share),
        hint=Text("请核对原始数据，不是照目标填写", "check them against the sources: were the targets written down?"),
    )
    return Found(found, tuple(seen for point in hits for seen in point.observations))
