"""What a feature must show of its rule, and whether it does: read off the judgements that its scenarios state."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Target
from zhunsheng.prove.case import Asserted
from zhunsheng.prove.situations import formula
from zhunsheng.prove.situations.amounts import ends, places_of
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import Shape, interims
from zhunsheng.prove.situations.subject import Subject

Shown = Callable[[Judgement], bool]


class Situation(NamedTuple):
    """Something that the feature owes its reader, and how to recognise it among the judgements stated."""

    title: str
    shown_by: Shown


def owed(catalogue: Catalogue, rule_id: str) -> tuple[Situation, ...]:
    """List every situation that the feature of this rule must show."""
    held = Held(Subject(catalogue, catalogue.rules[rule_id]))
    families = (_due, _arrivals, _between, _after, _untargeted, _milestone, _made_of, _places)
    return tuple(each for family in families for each in family(held))


def missing(situations: Sequence[Situation], asserted: Sequence[Asserted]) -> tuple[str, ...]:
    """Name those that no judgement stated by a passing scenario shows."""
    rows = [each.row for each in asserted if each.what in ("status", "reason", "gap")]
    return tuple(each.title for each in situations if not any(map(each.shown_by, rows)))


def _status(year: int, status: Status, reason: Reason | None = None) -> Shown:
    return lambda row: row.year == year and row.status is status and reason in (None, row.reason)


def _reason(*reasons: Reason) -> Shown:
    return lambda row: row.reason in reasons


def _due(held: Held) -> Iterator[Situation]:
    for target in held.targets:
        year = target.year
        yield Situation(f"{year}年达标", _status(year, Status.MET, Reason.LIMIT_MET))
        yield Situation(f"{year}年未达标", _status(year, Status.MISSED))
        yield Situation(f"{year}年未报送", _status(year, Status.NOT_REPORTED))
        if held.subject.kind is not Kind.MILESTONE:
            yield from _near(held.subject, target)
    yield Situation("报送了却无法辨认", _reason(Reason.REFUSED))


def _near(subject: Subject, target: Target) -> Iterator[Situation]:
    """On the limit and next to it. An issued limit has another figure in each scenario: the row's own counts."""
    year, (low, high) = target.year, ends(target)
    hair = Decimal(1) if subject.whole else Decimal(1).scaleb(-max(places_of(low), places_of(high)))
    if target.operator is Operator.WITHIN:
        yield Situation(f"{year}年恰好在下限", lambda row: row.year == year and row.value == row.target)
        yield Situation(f"{year}年恰好在上限", lambda row: row.year == year and row.value == row.upper)
    else:
        yield Situation(f"{year}年恰好等于目标", lambda row: row.year == year and row.gap == 0)

    def just_misses(side: int) -> Shown:
        return lambda row: (
            row.year == year and row.status is Status.MISSED and row.gap is not None and 0 < side * row.gap <= hair
        )

    sides = {
        Operator.AT_LEAST: (-1,),
        Operator.ABOVE: (-1,),
        Operator.AT_MOST: (1,),
        Operator.BELOW: (1,),
    }.get(target.operator, (-1, 1))
    for side in sides:
        possible = side > 0 or low > 0 or subject.kind is Kind.GROWTH
        if possible:
            yield Situation(f"{year}年{'高出' if side > 0 else '差'}一点就未达标", just_misses(side))


def _arrivals(held: Held) -> Iterator[Situation]:
    if not held.open_years:
        return
    compared = held.subject.rule.benchmark is not None
    reason = Reason.NO_BENCHMARK if compared else Reason.NO_TARGET_ISSUED
    what = "基准值" if compared else "目标"
    for year in held.open_years:
        yield Situation(f"{year}年{what}没有到", _status(year, Status.PENDING, reason))
    yield Situation(
        f"{what}到了之后按它判定",
        lambda row: row.citation is not None and row.status in (Status.MET, Status.MISSED),
    )


def _between(held: Held) -> Iterator[Situation]:
    """The years on the way, as this rule judges them."""
    for shape in dict.fromkeys(between.shape for between in interims(held)):
        yield from _on_the_way(held, shape)


def _on_the_way(held: Held, shape: Shape) -> Iterator[Situation]:
    wanted: dict[str, Shown] = {}
    match shape:
        case Shape.PACED:
            wanted = {
                "中间年度进度正常": _reason(Reason.PACE_ON_TRACK, Reason.PACE_NEARLY),
                "中间年度滞后": _reason(Reason.PACE_BEHIND),
                "中间年度严重滞后": _reason(Reason.PACE_FAR_BEHIND),
            }
            if held.subject.kind is not Kind.FLOW:
                wanted["中间年度倒退"] = _reason(Reason.PACE_REGRESSING)
        case Shape.FLAT:
            wanted = {"中间年度倒退": _reason(Reason.PACE_REGRESSING)}
            if any(target.operator in (Operator.ABOVE, Operator.BELOW) for target in held.targets):
                wanted["停在起点"] = _reason(Reason.FLAT_PATH)
        case Shape.KEPT:
            wanted = {
                "中间年度守住": lambda row: row.phase is Phase.STANDING and row.status is Status.MET,
                "中间年度失守": lambda row: row.phase is Phase.STANDING and row.status is Status.MISSED,
            }
        case Shape.NO_BASE:
            wanted = {"没有基数": _reason(Reason.NO_BASE), "提前达标": _reason(Reason.ALREADY_MET)}
        case Shape.WAITING:
            wanted = {"到期以前不催": _reason(Reason.NO_TRAJECTORY), "提前达标": _reason(Reason.ALREADY_MET)}
        case Shape.CAPPED:
            wanted = {"提前突破上限": _in_between(Status.MISSED), "没有突破，到期再判": _reason(Reason.NO_TRAJECTORY)}
    for title, shown_by in wanted.items():
        yield Situation(title, shown_by)


def _in_between(status: Status) -> Shown:
    return lambda row: row.phase is Phase.INTERIM and row.status is status


def _after(held: Held) -> Iterator[Situation]:
    last, kind = held.last.year, held.subject.kind
    if kind is Kind.LEVEL and last < held.subject.period.end:
        yield Situation("到期之后仍然有效", lambda row: row.year > last and row.status in (Status.MET, Status.MISSED))


def _untargeted(held: Held) -> Iterator[Situation]:
    subject = held.subject
    if subject.kind.year_by_year:
        for year in held.years_without(range(subject.period.start, subject.period.end + 1)):
            yield Situation(f"{year}年没有要求", _status(year, Status.NOT_DUE, Reason.NO_TARGET_THIS_YEAR))


def _milestone(held: Held) -> Iterator[Situation]:
    if held.subject.kind is not Kind.MILESTONE:
        return
    yield Situation("提前完成", _reason(Reason.ALREADY_MET))
    yield Situation("没有到期，没完成也不催", _reason(Reason.NO_TRAJECTORY, Reason.BASE_YEAR))
    yield Situation(
        "以前完成的，不必再报",
        lambda row: row.status is Status.MET and any(seen.year < row.year for seen in row.observations),
    )
    yield Situation("完成之后又报作未完成", lambda row: row.status is Status.MISSED and row.relapsed)


def _made_of(held: Held) -> Iterator[Situation]:
    """Sums and formulas that lack something."""
    subject = held.subject
    if subject.kind is Kind.FLOW and subject.period.start < subject.period.end:
        yield Situation("中间缺一年", _reason(Reason.MISSING_YEAR))
    if subject.indicator.expression is None:
        return
    if formula.zero_part(subject.indicator) is not None:
        yield Situation("分母为零", _reason(Reason.ZERO_DENOMINATOR))
    if len(subject.parts) > 1:
        for part in subject.parts:
            yield Situation(f"缺{part.title}", _lacks(part.id))


def _lacks(part: str) -> Shown:
    return lambda row: row.reason is Reason.MISSING_COMPONENT and f"{part}@{row.year}" in row.missing


def _places(held: Held) -> Iterator[Situation]:
    subject = held.subject
    if subject.several:
        for place in subject.places:
            yield Situation(f"{place.title}未达标", _misses_in(place.id))
    if subject.rule.members is not None:
        yield Situation("名册没有报来", _reason(Reason.NO_ROSTER))


def _misses_in(place: str) -> Shown:
    return lambda row: row.entity == place and row.status is Status.MISSED
