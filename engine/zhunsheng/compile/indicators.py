"""Indicators: units, owner and formula of each, once all their names are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from graphlib import CycleError, TopologicalSorter
from itertools import groupby

from pint.util import UnitsContainer

from zhunsheng.compile import formula
from zhunsheng.compile.memory import Memory
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, part_by_part, shown
from zhunsheng.compile.rule_file import IndicatorDraft
from zhunsheng.compile.tasks import read_duty
from zhunsheng.compile.units import Measure, Units, normal
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.expression import Expression, names
from zhunsheng.model.indicator import DONE, Indicator, Kind
from zhunsheng.model.plan import Task
from zhunsheng.model.text import Text

KINDS = {kind.value: kind for kind in Kind}

MAX_CHAIN = 20
"""How many derived indicators may stand on one another."""

_DONE_OR_NOT = Measure(Fraction(1), UnitsContainer({"[done]": 1}))
"""What a milestone measures: nothing that a formula could calculate with."""

_FULL_WIDTH = {"%": "％"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What indicators and rules refer to. `units`, `departments` or `tasks` is None where its file could not be read:
    then nothing is reported as unknown. The same goes for indicators unless `complete`.
    """

    units: Units | None
    departments: Names | None
    tasks: Mapping[str, Task] | None
    complete: bool


def register(drafts: list[IndicatorDraft], indicators: Names, problems: Problems) -> list[IndicatorDraft]:
    """Add all names to `indicators` and return the drafts whose id is new."""
    return [draft for draft in drafts if indicators.add(draft.id, (draft.title, *draft.aliases), problems)]


def resolve(
    drafts: list[IndicatorDraft], around: Surroundings, problems: Problems, memory: Memory
) -> dict[str, Indicator]:
    """Build every indicator that can be built, in the order of the drafts. What keeps one back is reported."""
    files = {file: tuple(group) for file, group in groupby(drafts, key=lambda draft: draft.id.at.file)}
    measures: dict[str, Measure | None] = {}
    for file, group in files.items():
        measure = partial(_measures, group, around.units, problems)
        measures |= memory.recall_silent(("measures", file), (around.units, *group), measure)
    titles = {(draft.id if draft.title is None else draft.title).text: draft.id.text for draft in drafts}
    known = formula.Vocabulary(measures, titles, around.complete)
    formulas = {
        name: memory.keep(("formula", name), found) for name, found in _formulas(drafts, known, problems).items()
    }
    found: dict[str, Indicator] = {}
    for file, group in files.items():
        of = (around.units, around.departments, around.tasks, *group, *(formulas.get(draft.id.text) for draft in group))
        build = partial(_built, group, measures, formulas, around, problems)
        built = memory.recall_silent(("indicators", file), of, build)
        found |= {name: memory.keep(("indicator", name), indicator) for name, indicator in built.items()}
    return found


def _measures(drafts: tuple[IndicatorDraft, ...], units: Units | None, problems: Problems) -> dict[str, Measure | None]:
    return {draft.id.text: _measure(draft, units, problems) for draft in drafts}


def _built(
    drafts: tuple[IndicatorDraft, ...],
    measures: Mapping[str, Measure | None],
    formulas: Mapping[str, tuple[Scalar, Expression | None]],
    around: Surroundings,
    problems: Problems,
) -> dict[str, Indicator]:
    built = (_indicator(draft, measures[draft.id.text], formulas, around, problems) for draft in drafts)
    return {indicator.id: indicator for indicator in built if indicator is not None}


def _formulas(
    drafts: list[IndicatorDraft], known: formula.Vocabulary, problems: Problems
) -> dict[str, tuple[Scalar, Expression | None]]:
    """Read the formula of each derived indicator. What goes round in a circle has no dimension to be held to."""
    read: dict[str, tuple[Scalar, formula.Formula | None]] = {}
    for draft in drafts:
        source = draft.fields.scalar("expression") if "expression" in draft.fields else None
        if source is not None and known.measures[draft.id.text] != _DONE_OR_NOT:
            read[draft.id.text] = source, formula.compile_formula(source, known, problems)
    found = {name: (source, None if each is None else each.tree) for name, (source, each) in read.items()}
    circular = _refuse_cycles(found, problems)
    for name, (source, each) in read.items():
        if each is not None and name not in circular:
            formula.hold_to_unit(each, known.measures[name], source, problems)
    return found


def _measure(draft: IndicatorDraft, units: Units | None, problems: Problems) -> Measure | None:
    unit = draft.fields.scalar("unit")
    if units is not None and draft.fields.choice("kind", KINDS) is Kind.MILESTONE:
        return _DONE_OR_NOT
    if unit is None or units is None:
        return None
    measure = units.measure(normal(unit.text))
    if measure is None:
        hint = part_by_part(normal(unit.text), units.spellings)
        message = Text(f"没有单位“{shown(unit.text)}”。", f"There is no unit “{shown(unit.text)}”.")
        expected = Text(
            "units.txt 里的单位，或两个单位相除（张/千人）", "a unit of units.txt, or one divided by another (张/千人)"
        )
        problems.add("unknown-unit", unit.at, message, expected, hint)
    return measure


def _indicator(
    draft: IndicatorDraft,
    measure: Measure | None,
    formulas: Mapping[str, tuple[Scalar, Expression | None]],
    around: Surroundings,
    problems: Problems,
) -> Indicator | None:
    fields = draft.fields
    title, unit, kind = fields.text("title"), fields.text("unit"), fields.choice("kind", KINDS, Kind.LEVEL)
    owner = read_duty(fields, around.departments, around.tasks, problems).owner
    definition, aliases = fields.text("definition", ""), fields.scalars("aliases")
    printed = fields.scalar("printed_unit")
    unit = DONE if kind is Kind.MILESTONE else unit
    if title is None or unit is None or measure is None or around.units is None:
        return None
    unit = normal(unit)
    units = {DONE: Fraction(1)} if kind is Kind.MILESTONE else _accepted(unit, printed, around.units, problems)
    source, expression = formulas.get(draft.id.text, (None, None))
    return Indicator(
        id=draft.id.text,
        title=title,
        unit=unit,
        kind=kind or Kind.LEVEL,
        owner=owner,
        units=units,
        definition=definition or "",
        aliases=tuple(alias.text for alias in aliases),
        expression=expression,
        expression_factor=Fraction(1) if expression is None else 1 / measure.factor,
        expression_text=None if source is None else source.text.strip(),
    )


def _accepted(unit: str, printed: Scalar | None, units: Units, problems: Problems) -> dict[str, Fraction]:
    """All spellings for submissions: those that convert, their full-width forms, and the unit as the plan prints it."""
    accepted = units.accepted(unit)
    for spelling, wide in _FULL_WIDTH.items():
        if spelling in accepted:
            accepted.setdefault(wide, accepted[spelling])
    if printed is None:
        return accepted
    name, own, top = normal(printed.text), units.measure(unit), units.measure(unit.partition("/")[0])
    meant = units.measure(name)
    if meant is not None and meant not in (own, top):
        message = Text(f"“{name}”是另一个单位，不能当作“{unit}”。", f"“{name}” is another unit than “{unit}”.")
        expected = Text("与 unit 或其分子大小相同的单位", "a unit of the same size as `unit` or its numerator")
        problems.add("printed-unit", printed.at, message, expected)
    return accepted | {name: Fraction(1)}


def _refuse_cycles(formulas: Mapping[str, tuple[Scalar, Expression | None]], problems: Problems) -> set[str]:
    """Report each circle of formulas once, at the formula of the circle that stands first. Return what lies on one."""
    order, circular = list(formulas), set[str]()
    graph = {
        indicator: [name for name in names(tree) if name in formulas]
        for indicator, (_, tree) in formulas.items()
        if tree is not None
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            # graphlib lists a circle from what is needed to what needs it; turned round it reads "a needs b needs a".
            circle = list(reversed(error.args[1][1:]))
            first = min(circle, key=order.index)
            turn = circle.index(first)
            path = " → ".join([*circle[turn:], *circle[:turn], first])
            message = Text(f"算式绕回到自己：{path}。", f"The expressions lead back to themselves: {path}.")
            problems.add("expression-cycle", formulas[first][0].place(0), message)
            circular.update(circle)
            graph = {name: needs for name, needs in graph.items() if name not in circle}
        else:
            _refuse_long_chains(formulas, graph, problems)
            return circular


def _refuse_long_chains(
    formulas: Mapping[str, tuple[Scalar, Expression | None]], graph: Mapping[str, list[str]], problems: Problems
) -> None:
    """Report a formula that stands on too many others: evaluating it would go as deep."""
    depth: dict[str, int] = {}
    for name in TopologicalSorter(graph).static_order():
        depth[name] = 1 + max((depth[needed] for needed in graph.get(name, ())), default=0)
        if depth[name] == MAX_CHAIN + 1:
            message = Text(
                f"算式层层相因超过 {MAX_CHAIN} 层。", f"More than {MAX_CHAIN} formulas stand on one another here."
            )
            problems.add("expression-too-long", formulas[name][0].place(0), message)


def same_unit(rule_unit: Scalar, indicator: Indicator, problems: Problems) -> None:
    """Report a rule's unit that is not the indicator's own."""
    if normal(rule_unit.text) != indicator.unit:
        message = Text(
            f"指标“{indicator.id}”的单位是“{indicator.unit}”。", f"The unit of “{indicator.id}” is “{indicator.unit}”."
        )
        hint = Text("写同一单位，或删去 unit。", "Write the same unit, or leave `unit` out.")
        problems.add("unit-differs", rule_unit.at, message, hint=hint)
