"""Rules: each one whole, with every reference resolved."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.compile import literals, scopes, targets
from zhunsheng.compile.citations import read_source
from zhunsheng.compile.indicators import KINDS, Surroundings, same_unit
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.plan_file import PlanDraft, read_bands
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.rule_file import IndicatorDraft, RuleDraft, RuleFile, defines_indicator, refuse_for_milestone
from zhunsheng.compile.shape import Fields, fields, wrong_type
from zhunsheng.compile.tasks import read_duty
from zhunsheng.compile.units import PERCENT
from zhunsheng.compile.yaml_tree import Mapping as MappingNode
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Rule
from zhunsheng.model.shapes.rules import NATURES, ROUNDED
from zhunsheng.model.text import Text

MAX_DECIMALS = 12

_JUDGE = Text("full（全数值比较法）或 {rounded: 1}（修约值比较法）", "full, or {rounded: 1} with 0 to 12 decimals")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule is resolved against. `plan` is None where plan.yaml could not be read; `drafts` holds every
    indicator that was declared, `indicators` those of them that could be built.
    """

    plan: PlanDraft | None
    drafts: Mapping[str, IndicatorDraft]
    indicators: Mapping[str, Indicator]
    around: Surroundings


def refuse_duplicates(drafts: list[RuleDraft], problems: Problems) -> list[RuleDraft]:
    """Report every rule id that is taken already, and return the drafts with an id of their own."""
    first: dict[str, Scalar] = {}
    for draft in drafts:
        if draft.id is None:
            continue
        known = first.setdefault(draft.id.text, draft.id)
        if known is not draft.id:
            message = Text(f"规则编号“{known.text}”重复。", f"The rule id “{known.text}” is used twice.")
            hint = Text(f"第一次在 {known.at}。", f"It was first used at {known.at}.")
            problems.add("duplicate-id", draft.id.at, message, hint=hint)
    return [draft for draft in drafts if draft.id is not None and first[draft.id.text] is draft.id]


def resolve(draft: RuleDraft, context: Context, problems: Problems) -> Rule | None:
    """Build one rule, reporting everything wrong with it. None where a part is missing."""
    rule, plan = draft.fields, context.plan
    measured, indicator = _measured(draft, context, problems)
    kind = None if measured is None else measured.choice("kind", KINDS, Kind.LEVEL)
    if not defines_indicator(draft):
        _check_reference(rule, indicator, problems)
    decimals = _decimals(rule)
    promise = targets.read(rule, kind, None if plan is None else plan.period, decimals)
    if _is_share(kind, indicator, context.around):
        targets.warn_of_shares(rule, promise)
    title, nature, note = rule.text("title"), rule.choice("nature", NATURES), rule.text("note", "")
    source = read_source(rule, None if plan is None else plan.title, promise.figures)
    duty = read_duty(rule, context.around.departments, context.around.tasks, problems)
    scope = scopes.read(rule, plan, problems)
    bands = read_bands(rule, Bands() if plan is None else plan.bands)
    if draft.id is None or title is None or nature is None or source is None or indicator is None:
        return None
    return Rule(
        id=draft.id.text,
        plan="" if plan is None or plan.plan is None else plan.plan.id,
        title=title,
        indicator=indicator.id,
        nature=nature,
        unit=indicator.unit,
        owner=duty.owner,
        support=duty.support,
        scope=scope.places,
        theme=draft.theme,
        base=promise.base,
        targets=promise.targets,
        trajectory=promise.trajectory,
        decimals=decimals,
        bands=bands,
        source=source,
        note=note or "",
        at=draft.id.at,
        task=duty.task,
        benchmark=promise.benchmark,
        members=scope.members,
    )


def depends_on(file: RuleFile, context: Context, memory: Memory) -> tuple[object, ...]:
    """All that the rules of a file are made of, besides the file, as long as nothing is wrong with any of them."""
    around = context.around
    measured = memory.recall(("measured", id(file)), (file,), lambda: tuple(map(_measured_id, file.rules)))
    drafts, indicators = map(context.drafts.get, measured), map(context.indicators.get, measured)
    return (context.plan, around.units, around.departments, around.tasks, *drafts, *indicators)


def made_of(draft: RuleDraft, context: Context) -> tuple[object, ...]:
    """All that one rule is made of, as long as nothing is wrong with it."""
    measured, around = _measured_id(draft), context.around
    indicator = context.drafts.get(measured), context.indicators.get(measured)
    return (draft, context.plan, around.units, around.departments, around.tasks, *indicator)


def _measured_id(draft: RuleDraft) -> str:
    """The id of the indicator that a rule measures; nothing is reported if there is none."""
    reference = draft.fields.node("indicator")
    own = "" if draft.id is None else draft.id.text
    return reference.text.strip() if isinstance(reference, Scalar) else own


def _check_reference(rule: Fields, indicator: Indicator | None, problems: Problems) -> None:
    """Hold the keys of a rule that refers to an indicator against that indicator."""
    unit = rule.scalar("unit")
    if indicator is not None and indicator.kind is Kind.MILESTONE:
        refuse_for_milestone(rule)
    elif indicator is not None and unit is not None:
        same_unit(unit, indicator, problems)


def _measured(draft: RuleDraft, context: Context, problems: Problems) -> tuple[Fields | None, Indicator | None]:
    """Find what the rule measures: the keys that describe the indicator, and the indicator if it could be built."""
    if defines_indicator(draft):
        indicator_id, own = "" if draft.id is None else draft.id.text, draft.fields
    else:
        reference = draft.fields.scalar("indicator")
        indicator_id = "" if reference is None else reference.text
        if reference is not None and indicator_id not in context.drafts and context.around.complete:
            message = Text(f"没有指标“{shown(indicator_id)}”。", f"There is no indicator “{shown(indicator_id)}”.")
            hint = did_you_mean(indicator_id, context.drafts)
            problems.add("unknown-indicator", reference.at, message, hint=hint)
        own = None
    known = context.drafts.get(indicator_id)
    if known is None or (own is not None and known.fields is not own):
        return own, None
    return known.fields, context.indicators.get(indicator_id)


def _is_share(kind: Kind | None, indicator: Indicator | None, around: Surroundings) -> bool:
    """Tell whether figures are percentages of a whole: a growth rate in percent is none."""
    if indicator is None or around.units is None or kind not in (Kind.LEVEL, Kind.YEARLY):
        return False
    return around.units.measure(indicator.unit) == PERCENT


def _decimals(rule: Fields) -> int | None:
    """Read `judge`: None for full, else the number of decimals."""
    node, problems = rule.node("judge"), rule.problems
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text == "full":
        return None
    rounded = fields(node, problems, *ROUNDED.names) if isinstance(node, MappingNode) else None
    if rounded is None:
        wrong_type(node, problems, _JUDGE)
        return None
    value = rounded.scalar("rounded")
    decimals = None if value is None else literals.read(value, literals.whole, problems)
    if value is not None and decimals is not None and not 0 <= decimals <= MAX_DECIMALS:
        message = Text(f"修约到 {decimals} 位不可用。", f"{decimals} decimals cannot be used.")
        problems.add("unknown-value", value.at, message, Text(f"0 至 {MAX_DECIMALS} 位", f"0 to {MAX_DECIMALS}"))
    return decimals
