"""Base, targets and trajectory of a rule, and whether they go together."""

from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.compile import literals
from zhunsheng.compile.literals import Form
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.satisfaction import satisfies
from zhunsheng.compile.shape import Fields, scalar
from zhunsheng.model.indicator import Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Base, Target, Trajectory
from zhunsheng.model.text import Text

TRAJECTORIES = {trajectory.value: trajectory for trajectory in Trajectory}

_PATHS = (Trajectory.LINEAR, Trajectory.CAGR)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a rule promises: from where, to what, by which way. `targets` are ordered by year."""

    base: Base | None
    targets: tuple[Target, ...]
    trajectory: Trajectory
    benchmark: str | None
    figures: tuple[Decimal, ...] | None
    """All figures of the targets, for the check of the source; None where a target could not be read, or for a
    milestone, whose text may hold any figure."""


def read(rule: Fields, kind: Kind | None, period: Period | None, decimals: int | None) -> Promise:
    """Read `base`, `target` and `trajectory`. What is unusable is reported and left out.

    `kind` is None where the indicator could not be told, `period` where the plan gives none: checks that need them
    are left out.
    """
    before = len(rule.problems)
    benchmark = rule.text("benchmark")
    targets = _targets(rule, kind, period)
    whole = len(rule.problems) == before and bool(targets)
    targets = targets if whole else ()
    if kind is Kind.MILESTONE:
        return Promise(None, targets, Trajectory.NONE, benchmark, None)
    base = _base(rule, kind, period)
    trajectory = _trajectory(rule, kind, base, targets, decimals)
    if kind is Kind.LEVEL and period is not None:
        _warn_if_satisfied(rule, base, targets, trajectory, period, decimals)
    figures = tuple(f for t in targets for f in (t.value, t.upper) if f is not None)
    return Promise(base, targets, trajectory, benchmark, figures if whole else None)


def _targets(rule: Fields, kind: Kind | None, period: Period | None) -> tuple[Target, ...]:
    problems = rule.problems
    found: dict[int, Target] = {}
    forms: set[Form] = set()
    for key, node in rule.entries("target", '{2025: ">= 95"}'):
        span = literals.read(key, literals.years, problems)
        value = scalar(node, problems)
        limit = None if value is None else literals.read(value, literals.limit, problems)
        if value is not None and limit is not None:
            forms.add(limit.form)
            _check_form(rule, value.at, limit.form, kind)
        if span is None or _outside(key.at, span, period, problems) or limit is None:
            continue
        for year in range(span[0], span[1] + 1):
            if year in found:
                message = Text(f"{year} 年写了两个目标。", f"There are two targets for {year}.")
                problems.add("duplicate-year", key.at, message)
            found[year] = Target(year=year, operator=limit.operator, value=limit.value, upper=limit.upper)
    if "benchmark" in rule and forms and Form.BENCHMARK not in forms:
        message = Text("写了 benchmark，却没有目标与它比。", "No target is compared with the benchmark.")
        hint = Text('目标写成 "benchmark >="。', 'Write the target as "benchmark >=".')
        problems.add("benchmark-target", rule.key_at("benchmark"), message, hint=hint)
    return tuple(found[year] for year in sorted(found))


def _check_form(rule: Fields, at: Location, form: Form, kind: Kind | None) -> None:
    """Report a target whose form does not fit the kind of the indicator, or the rule's benchmark."""
    problems = rule.problems
    if kind is Kind.MILESTONE and form is not Form.DONE:
        message = Text("节点的目标只能是 done。", "The target of a milestone is done, and nothing else.")
        problems.add("done-target", at, message, Text("{2021: done}", "{2021: done}"))
    elif kind not in (Kind.MILESTONE, None) and form is Form.DONE:
        message = Text("只有节点（kind: milestone）的目标是 done。", "Only a milestone has the target done.")
        problems.add("done-target", at, message, hint=Text("写 kind: milestone。", "Write kind: milestone."))
    elif form is Form.BENCHMARK and "benchmark" not in rule:
        message = Text("没有写明与什么比。", "It is not said what to compare with.")
        hint = Text("例如 benchmark: 全省平均水平。", "For example benchmark: 全省平均水平.")
        problems.add("benchmark-target", at, message, hint=hint)
    elif form is Form.ISSUED and "benchmark" in rule:
        message = Text("与基准值比的规则没有下达的目标。", "A rule with a benchmark has no issued target.")
        hint = Text("分成两条规则。", "Make two rules of it.")
        problems.add("benchmark-target", at, message, hint=hint)


def _outside(at: Location, span: tuple[int, int], period: Period | None, problems: Problems) -> bool:
    if period is None or period.start <= span[0] <= span[1] <= period.end:
        return False
    message = Text("目标年不在规划期内。", "The target year is outside the plan's period.")
    expected = Text(f"{period.start} 至 {period.end} 年", f"{period.start} to {period.end}")
    problems.add("target-year", at, message, expected)
    return True


def _base(rule: Fields, kind: Kind | None, period: Period | None) -> Base | None:
    entries, problems = rule.entries("base", "{2020: 92}"), rule.problems
    if not entries:
        return None
    if kind is Kind.GROWTH:
        message = Text("增速逐年单独判定，没有基期。", "A growth rate stands alone each year: it has no base.")
        problems.add("base-of-growth", rule.key_at("base"), message)
    for key, _ in entries[1:]:
        message = Text("基期只写一个。", "There is only one base.")
        problems.add("wrong-type", key.at, message, Text("{2020: 92}", "{2020: 92}"))
    key, node = entries[0]
    span, value = literals.read(key, literals.years, problems), scalar(node, problems)
    read = None if value is None else literals.read(value, literals.bounded, problems)
    if span is None or read is None:
        return None
    _check_base_years(key.at, span, kind, period, problems)
    return Base(value=read[1], first_year=span[0], last_year=span[1], bound=read[0])


def _check_base_years(
    at: Location, span: tuple[int, int], kind: Kind | None, period: Period | None, problems: Problems
) -> None:
    if span[0] < span[1] and kind not in (Kind.FLOW, None):
        message = Text(
            "只有累计量（kind: flow）的基期可以是一段年份。", "Only a flow has a range of years as its base."
        )
        problems.add("base-range", at, message)
    if period is not None and span[1] != period.base:
        message = Text("基期年不是规划的基期年。", "The base year is not that of the plan.")
        expected = Text(f"{period.base}，或止于 {period.base} 年", f"{period.base}, or ending in {period.base}")
        problems.add("base-year", at, message, expected)


def _trajectory(
    rule: Fields, kind: Kind | None, base: Base | None, targets: tuple[Target, ...], decimals: int | None
) -> Trajectory:
    fixed = any(not (t.operator.rising or t.operator.falling) for t in targets)
    default = Trajectory.NONE if fixed or (kind is not None and kind.year_by_year) else Trajectory.LINEAR
    given = rule.choice("trajectory", TRAJECTORIES)
    if given is None:
        return default
    clash = _clash(given, kind, base, targets, decimals)
    if clash is not None:
        code, message = clash
        rule.problems.add(code, _value_at(rule, "trajectory"), message)
    return given


def _clash(
    given: Trajectory, kind: Kind | None, base: Base | None, targets: tuple[Target, ...], decimals: int | None
) -> tuple[str, Text] | None:
    """Say why a declared trajectory does not fit, as code and message."""
    if given is Trajectory.NONE:
        return None
    if kind is Kind.GROWTH:
        return "trajectory-of-growth", Text("增速没有时序轨迹。", "A growth rate has no trajectory.")
    if kind is Kind.YEARLY:
        return "trajectory-of-yearly", Text(
            "当年数逐年单独判定，没有时序轨迹。", "An amount of one year has no trajectory."
        )
    if kind is Kind.FLOW and given is not Trajectory.LINEAR:
        return "trajectory-of-flow", Text(
            "累计量从零起算，只有 linear 或 none。", "A flow starts from zero: linear or none."
        )
    if given in _PATHS and any(not (t.operator.rising or t.operator.falling) for t in targets):
        return "trajectory-of-range", Text("区间或定值目标没有时序轨迹。", "A range or an equality has no trajectory.")
    if given is Trajectory.CAGR and not _grows(base, targets):
        message = Text("cagr 要求确定的基期数和目标数都大于零。", "cagr needs a definite base and targets above zero.")
        return "cagr-base", message
    if given is Trajectory.MAINTAIN and (base is None or not all(satisfies(base, t, decimals) for t in targets)):
        message = Text(
            "maintain 要求基期数已满足目标。", "maintain says that the base satisfies the target; it does not."
        )
        return "maintain-base", message
    return None


def _grows(base: Base | None, targets: tuple[Target, ...]) -> bool:
    if base is None or base.bound is not None or base.value <= 0:
        return False
    return all(t.value is None or t.value > 0 for t in targets)


def _warn_if_satisfied(
    rule: Fields,
    base: Base | None,
    targets: tuple[Target, ...],
    trajectory: Trajectory,
    period: Period,
    decimals: int | None,
) -> None:
    """A base beyond the target is either a maintain rule or a slip of the pen. `trajectory: none` says it is meant."""
    meant = trajectory is Trajectory.MAINTAIN or (trajectory is Trajectory.NONE and "trajectory" in rule)
    every_year = len(targets) == period.end - period.start + 1
    if base is None or meant or every_year or not targets or targets[-1].value is None:
        return
    if satisfies(base, targets[-1], decimals):
        message = Text("基期数已满足目标。", "The base satisfies the target already.")
        hint = Text(
            "要求保持的，写 trajectory: maintain；否则请核对两数。", "If it is to be kept, write trajectory: maintain."
        )
        rule.problems.add("already-satisfied", _value_at(rule, "base"), message, hint=hint)


def _value_at(rule: Fields, key: str) -> Location:
    node = rule.node(key)
    return rule.key_at(key) if node is None else node.at


def warn_of_shares(rule: Fields, promise: Promise) -> None:
    """Warn of a percentage below 0 or above 100."""
    if any(not 0 <= figure <= 100 for figure in promise.figures or ()):
        message = Text("百分比目标在 0 到 100 之外。", "A percentage outside 0 to 100.")
        hint = Text(
            "增速请写 kind: growth；增减幅度可用 百分点。", "Write kind: growth for a growth rate; check the unit."
        )
        rule.problems.add("share-outside", _value_at(rule, "target"), message, hint=hint)
