"""The themes of an assessment: what is to be stressed, by which rules, and what becomes of a figure that is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.compile import identifiers
from zhunsheng.compile.citations import read_citation
from zhunsheng.compile.names import Names
from zhunsheng.compile.plan_file import PlanDraft
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.shape import Fields, each
from zhunsheng.compile.yaml_tree import Mapping as Entries
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.assessment import MissingAs, Theme
from zhunsheng.model.plan import Place, surroundings
from zhunsheng.model.rule import Rule
from zhunsheng.model.shapes import assessment as shapes
from zhunsheng.model.text import Text

_MISSING = {each.value: each for each in MissingAs}
_STATES = shapes.BY_STATE.names.needed


@dataclass(frozen=True, slots=True)
class Around:
    """What an assessment, or a check-up, may speak of: the plan, its rules as far as they could be built, indicators.

    `sound` is False where plan or rules have errors: then nothing is reported as unknown, or as out of place.
    """

    plan: PlanDraft
    rules: Mapping[str, Rule]
    indicators: Names
    sound: bool

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that the plan lists."""
        return self.plan.places

    def place(self, name: Scalar, problems: Problems) -> str | None:
        """Return the id of the place that is named, or report that there is none."""
        return self.plan.place_names.resolve(name, problems if self.sound else Problems())


def read_themes(
    declared: Fields, around: Around, listed: Sequence[Place]
) -> tuple[tuple[Theme, ...], tuple[str, ...] | None]:
    """Read `themes`, each with its rules, and all their ids, None where one cannot be used.

    `listed` are the places that get a score.
    """
    ids: dict[str, Scalar] = {}
    found: list[Theme] = []
    used: dict[str, Scalar] = {}
    whole = True
    for item in each(declared.items("themes"), declared.problems, *shapes.THEME_ITEM.names):
        own_id, title, source = identifiers.kebab(item), item.text("title"), read_citation(item)
        missing, rules = _missing(item), _rules(item, around, listed, used)
        if own_id is None:
            whole = False
            continue
        if ids.setdefault(own_id.text, own_id) is not own_id:
            message = Text(f"主题编号“{own_id.text}”重复。", f"The theme id “{own_id.text}” is used twice.")
            item.problems.add("duplicate-id", own_id.at, message)
            whole = False
        if title is not None and source is not None and missing is not None:
            silent, unclear = missing
            found.append(
                Theme(
                    id=own_id.text,
                    title=title,
                    rules=rules,
                    not_reported=silent,
                    not_evaluable=unclear,
                    source=source,
                    at=own_id.at,
                )
            )
    return tuple(found), tuple(ids) if whole else None


def _missing(item: Fields) -> tuple[MissingAs, MissingAs] | None:
    """Read what becomes of a figure that is missing: one word, or one for each of two states."""
    if not isinstance(item.node("missing"), Entries):
        word = item.choice("missing", _MISSING)
        return None if word is None else (word, word)
    states = item.fields("missing", *shapes.BY_STATE.names)
    silent, unclear = (None if states is None else states.choice(key, _MISSING) for key in _STATES)
    return None if silent is None or unclear is None else (silent, unclear)


def _rules(item: Fields, around: Around, listed: Sequence[Place], used: dict[str, Scalar]) -> tuple[str, ...]:
    """Resolve the rules named, and all rules of the indicators named; each may be used once in all themes."""
    report_nothing_named(item)
    every = [(name, key) for name in item.scalars("rules") for key in named(name, around, item)]
    every += [(name, key) for name in item.scalars("indicators") for key in measuring(name, around, item)]
    found = []
    for name, key in every:
        if key in used:
            message = Text(f"规则“{key}”已在别处计过。", f"The rule “{key}” counts already.")
            hint = Text(f"第一次在第 {used[key].at.line} 行。", f"It was first named in line {used[key].at.line}.")
            item.problems.add("assessment-twice", name.at, message, hint=hint)
            continue
        used[key] = name
        found.append(key)
        _within(name, around.rules[key], around, listed, item)
    return tuple(found)


def report_nothing_named(item: Fields) -> None:
    """Report what names neither rules nor indicators."""
    if "rules" not in item and "indicators" not in item:
        message = Text("缺少“rules”或“indicators”。", "“rules” or “indicators” is missing.")
        hint = Text("写上其中一个。", "Add one of them.")
        item.problems.add("missing-key", item.at, message, hint=hint)


def named(name: Scalar, around: Around, item: Fields) -> list[str]:
    """Return the rule of that id, if there is one, or report that there is none."""
    if name.text in around.rules:
        return [name.text]
    if around.sound:
        message = Text(f"没有规则“{shown(name.text)}”。", f"There is no rule “{shown(name.text)}”.")
        item.problems.add("unknown-rule", name.at, message, hint=did_you_mean(name.text, around.rules))
    return []


def measuring(name: Scalar, around: Around, item: Fields) -> list[str]:
    """Return the rules of the indicator of that name, or report that there is none."""
    if not around.sound:
        return []
    indicator = around.indicators.resolve(name, item.problems)
    found = [] if indicator is None else [key for key, rule in around.rules.items() if rule.indicator == indicator]
    if indicator is not None and not found:
        message = Text(f"指标“{shown(name.text)}”没有规则。", f"No rule is about “{shown(name.text)}”.")
        item.problems.add("unknown-rule", name.at, message)
    return found


def _within(name: Scalar, rule: Rule, around: Around, listed: Sequence[Place], item: Fields) -> None:
    """Report a rule that speaks of no place that gets a score, nor of any in one."""
    scored = {place.id for place in listed}
    by_id = {place.id: place for place in around.places}
    reached = {each.id for key in rule.scope for each in (by_id[key], *surroundings(by_id[key], around.places))}
    if around.sound and scored and scored.isdisjoint(reached):
        message = Text(f"规则“{rule.id}”不落到要考核的地区。", f"The rule “{rule.id}” speaks of none of the places.")
        hint = Text("只能列各被考核地区或其内各处的规则。", "Name rules over the places assessed, or places in them.")
        item.problems.add("assessment-scope", name.at, message, hint=hint)
