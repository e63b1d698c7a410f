"""Checks on the data: each one whole, with every indicator resolved and the units held against one another."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypedDict

from zhunsheng.compile import check_values as values
from zhunsheng.compile import literals
from zhunsheng.compile.check_selection import Known, one, selected, several
from zhunsheng.compile.checks_file import KINDS, LEVELS, MAY_REFUSE, CheckDraft
from zhunsheng.compile.problems import Problems, one_of, shown
from zhunsheng.compile.shape import Fields
from zhunsheng.compile.units import Measure
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text
from zhunsheng.model.validation import (
    Check,
    CheckKind,
    CheckLevel,
    Components,
    Copied,
    Denominator,
    Jump,
    Magnitude,
    Missing,
    OnLimit,
    Parts,
    Range,
    Relation,
    Restated,
    Unchanged,
)

_RELATIONS = {relation.value: relation for relation in Relation}


class _Common(TypedDict):
    """What every check says of itself."""

    id: str
    title: str
    level: CheckLevel
    at: Location


def resolve(drafts: Iterable[CheckDraft], known: Known) -> tuple[Check, ...]:
    """Build every check that can be built. What keeps one back is reported, but for a default without an object."""
    built = (_check(draft, known) for draft in drafts)
    return tuple(check for check in built if check is not None)


def _check(draft: CheckDraft, known: Known) -> Check | None:
    check = draft.fields
    title, kind, level = check.text("title"), check.choice("kind", KINDS), _level(draft)
    if kind is None:
        _indicators(check, known)
        return None
    identity, at = ("", check.at) if draft.id is None else (draft.id.text, draft.id.at)
    common = _Common(id=identity, title=title or "", level=level, at=at)
    built = _BUILDERS[kind](draft, known, common)
    return None if title is None else built


def _indicators(check: Fields, known: Known) -> None:
    """Look at the indicators that a check of an unknown kind names: what is wrong with them is told at once."""
    selected(check, known, own=False)
    several(check, "parts", known)
    for key in ("whole", "numerator", "denominator"):
        one(check, key, known)


def _level(draft: CheckDraft) -> CheckLevel:
    """Read the level. Where it cannot be used that is reported, and nothing comes of the catalogue."""
    written, level = draft.fields.scalar("level"), draft.fields.choice("level", LEVELS)
    if written is not None and level is CheckLevel.REFUSE and draft.kind not in (None, *MAY_REFUSE):
        message = Text(
            f"“{draft.kind}”只提出，不退回：它发现的数可能是真的。",
            f"“{draft.kind}” says, and never refuses: what it finds may be true.",
        )
        may = sorted(MAY_REFUSE)
        hint = Text(f"可以退回的检查：{'、'.join(may)}。", f"Checks that may refuse: {', '.join(may)}.")
        expected = one_of([CheckLevel.QUESTION, CheckLevel.NOTE])
        draft.fields.problems.add("check-level", written.at, message, expected, hint)
    return level or CheckLevel.NOTE


def _missing(_: CheckDraft, __: Known, common: _Common) -> Missing:
    return Missing(**common)


def _range(draft: CheckDraft, known: Known, common: _Common) -> Range | None:
    check, indicators = draft.fields, selected(draft.fields, known, own=draft.own)
    written = check.scalar("range")
    ends = None if written is None else literals.read(written, values.possible, check.problems)
    if written is None or ends is None or not indicators:
        return None
    low, high = ends
    units = {known.indicators[key].unit: known.measures[key] for key in indicators}
    if (low or high) and any(known.measures[indicators[0]] != measure for measure in units.values()):
        listed = "、".join(units)
        message = Text(f"这些指标的单位不一（{listed}），不能用同一个界限。", f"Their units differ ({listed}).")
        hint = Text("按单位分成几条检查。", "Make a check of each unit.")
        check.problems.add("check-units", written.at, message, hint=hint)
    return Range(**common, indicators=indicators, low=low, high=high)


def _parts(draft: CheckDraft, known: Known, common: _Common) -> Parts | None:
    check = draft.fields
    whole, parts = one(check, "whole", known), several(check, "parts", known)
    relation = check.choice("relation", _RELATIONS)
    tolerance = values.read(check, "tolerance", values.percentage, values.ROUNDING)
    if whole is None or relation is None or not parts:
        return None
    total = whole.indicator
    for name, part in parts:
        if part is total:
            _of_itself(name, check.problems)
        elif not _converts(part, total, known):
            message = Text(
                f"“{part.title}”的单位 {part.unit} 不能换算成合计的单位 {total.unit}。",
                f"{part.id} is in {part.unit}, which does not convert into the whole's {total.unit}.",
            )
            check.problems.add("check-units", name.at, message)
    listed = tuple(part.id for _, part in parts)
    return Parts(**common, whole=total.id, parts=listed, relation=relation, tolerance=tolerance or Fraction(0))


def _jump(draft: CheckDraft, known: Known, common: _Common) -> Jump | None:
    check, indicators = draft.fields, selected(draft.fields, known, own=draft.own)
    threshold = values.read(check, "threshold", values.figure, values.POSITIVE)
    history = values.read(check, "history", values.count, values.AT_LEAST_TWO)
    change = values.read(check, "change", values.percentage, values.POSITIVE)
    if threshold is None or history is None or change is None or not indicators:
        return None
    return Jump(**common, indicators=indicators, threshold=threshold, history=int(history), change=change)


def _unchanged(draft: CheckDraft, known: Known, common: _Common) -> Unchanged | None:
    indicators = selected(draft.fields, known, own=draft.own)
    digits = values.read(draft.fields, "digits", values.count, values.AT_LEAST_ONE)
    return None if digits is None or not indicators else Unchanged(**common, indicators=indicators, digits=int(digits))


def _copied(draft: CheckDraft, _: Known, common: _Common) -> Copied | None:
    many = _many(draft)
    return None if many is None else Copied(**common, share=many[0], figures=many[1])


def _on_limit(draft: CheckDraft, _: Known, common: _Common) -> OnLimit | None:
    many = _many(draft)
    return None if many is None else OnLimit(**common, share=many[0], figures=many[1])


def _many(draft: CheckDraft) -> tuple[Fraction, int] | None:
    """Read what counts as suspiciously many: a share of all figures, and a number of them."""
    share = values.read(draft.fields, "share", values.percentage, values.A_SHARE)
    figures = values.read(draft.fields, "figures", values.count, values.AT_LEAST_TWO)
    return None if share is None or figures is None else (share, int(figures))


def _components(draft: CheckDraft, known: Known, common: _Common) -> Components | None:
    check = draft.fields
    share, above, below = (one(check, key, known) for key in ("share", "numerator", "denominator"))
    if share is None or above is None or below is None:
        return None
    for named, others in ((above, (share,)), (below, (share, above))):
        if any(named.indicator is other.indicator for other in others):
            _of_itself(named.name, check.problems)
    ratio, numerator, denominator = share.indicator, above.indicator, below.indicator
    quotient = _over(known.measures[numerator.id], known.measures[denominator.id])
    measured = known.measures[ratio.id]
    if quotient.dimension != measured.dimension:
        message = Text(
            f"{numerator.unit} 除以 {denominator.unit} 得不出“{ratio.title}”的单位 {ratio.unit}。",
            f"{numerator.unit} over {denominator.unit} does not give {ratio.unit}, the unit of {ratio.id}.",
        )
        check.problems.add("check-units", above.name.at, message)
    factor = quotient.factor / measured.factor
    return Components(**common, share=ratio.id, numerator=numerator.id, denominator=denominator.id, factor=factor)


def _denominator(draft: CheckDraft, _: Known, common: _Common) -> Denominator | None:
    change = values.read(draft.fields, "change", values.percentage, values.POSITIVE)
    return None if change is None else Denominator(**common, change=change)


def _restated(draft: CheckDraft, known: Known, common: _Common) -> Restated | None:
    indicators = selected(draft.fields, known, own=draft.own)
    return Restated(**common, indicators=indicators) if indicators else None


def _magnitude(draft: CheckDraft, known: Known, common: _Common) -> Magnitude | None:
    indicators = selected(draft.fields, known, own=draft.own)
    factor = values.read(draft.fields, "factor", values.figure, values.ABOVE_ONE)
    return None if factor is None or not indicators else Magnitude(**common, indicators=indicators, factor=factor)


def _of_itself(name: Scalar, problems: Problems) -> None:
    message = Text(f"“{shown(name.text)}”与自己相比。", f"“{shown(name.text)}” is held against itself.")
    problems.add("check-of-itself", name.at, message)


def _converts(part: Indicator, whole: Indicator, known: Known) -> bool:
    """Tell whether figures of a part convert into the unit of the whole. A printed unit (个 for 个/千人) is none."""
    one, other = known.measures[part.id], known.measures[whole.id]
    return one.dimension == other.dimension and part.unit in whole.units


def _over(above: Measure, below: Measure) -> Measure:
    return Measure(above.factor / below.factor, above.dimension / below.dimension)


_Builder = Callable[[CheckDraft, Known, _Common], Check | None]
_BUILDERS: dict[CheckKind, _Builder] = {
    CheckKind.MISSING: _missing,
    CheckKind.RANGE: _range,
    CheckKind.PARTS: _parts,
    CheckKind.JUMP: _jump,
    CheckKind.UNCHANGED: _unchanged,
    CheckKind.COPIED: _copied,
    CheckKind.COMPONENTS: _components,
    CheckKind.DENOMINATOR: _denominator,
    CheckKind.RESTATED: _restated,
    CheckKind.ON_LIMIT: _on_limit,
    CheckKind.MAGNITUDE: _magnitude,
}
