"""What a catalogue declares that bears on a verdict, rule by rule and key by key, in words that can be compared."""

from collections.abc import Mapping
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Said
from zhunsheng.model.expression import names
from zhunsheng.model.figures import amount, limit_amount
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.rule import Base, Rule, Target
from zhunsheng.model.text import Text
from zhunsheng.model.words import INDICATOR_KIND, NATURE, TRAJECTORY

TARGET = "target."
"""What the key of a target begins with; its year follows."""
_LATER = Text("另行下达", "issued later")
_BENCHMARK = Text("对照 {0}", "against {0}")
_FULL = Text("全数值比较", "full value")
_ROUNDED = Text("修约至 {0} 位小数", "rounded to {0} places")
_REPORTED = Text("直接填报", "reported")
_BY_ROSTER = Text("名册所列 {0}{1}", "as a roster lists: {1} {0}")


def declared(catalogue: Catalogue) -> dict[str, Mapping[str, Said]]:
    """Say of each rule what bears on its verdicts."""
    departments = {each.id: each.title for each in catalogue.plan.departments}
    places = {each.id: each.title for each in catalogue.plan.places}
    return {key: _rule(rule, catalogue, departments, places) for key, rule in catalogue.rules.items()}


def _rule(
    rule: Rule, catalogue: Catalogue, departments: Mapping[str, str], places: Mapping[str, str]
) -> dict[str, Said]:
    indicator, period = catalogue.indicators[rule.indicator], catalogue.plan.period
    texts = {
        "nature": NATURE[rule.nature],
        "owner": _same(departments.get(rule.owner, rule.owner)),
        "unit": _same(rule.unit),
        "indicator": _same(indicator.id),
        "kind": INDICATOR_KIND[indicator.kind],
        "formula": formula(indicator, catalogue),
        "base": _base(rule.base, rule.unit),
        "trajectory": TRAJECTORY[rule.trajectory],
        "judge": _judge(rule.decimals),
        "bands": _same(
            " / ".join(decimal_text(b) for b in (rule.bands.on_track, rule.bands.nearly, rule.bands.behind))
        ),
        "scope": _scope(rule, places),
        "period": _same(f"{period.base}, {period.start}–{period.end}"),
    }
    texts |= {f"{TARGET}{target.year}": _target(rule, target) for target in rule.targets}
    at = str(rule.at)
    return {key: Said(text=text, at=at) for key, text in texts.items() if text is not None}


def _same(text: str) -> Text:
    return Text(text, text)


def formula(indicator: Indicator, catalogue: Catalogue) -> Text:
    """Give the formula with the units of its parts, and the formulas of those that are derived themselves."""
    if indicator.expression is None:
        return _REPORTED
    own = f"{indicator.expression_text or indicator.expression} → {indicator.unit}"
    if indicator.expression_factor != 1:
        own += f" (× {indicator.expression_factor})"
    made_of = []
    for name in dict.fromkeys(names(indicator.expression)):
        part = catalogue.indicators[name]
        below = formula(part, catalogue).en if part.expression is not None else part.unit
        made_of.append(f"{name}: {below}")
    return _same(f"{own} [{'; '.join(made_of)}]")


def _base(base: Base | None, unit: str) -> Text | None:
    if base is None:
        return None
    years = str(base.first_year) if base.first_year == base.last_year else f"{base.first_year}–{base.last_year}"
    zh, en = amount(base.value, unit, "zh", bound=base.bound), amount(base.value, unit, "en", bound=base.bound)
    return Text(f"{years}：{zh}", f"{years}: {en}")


def _judge(decimals: int | None) -> Text:
    return _FULL if decimals is None else _filled(_ROUNDED, str(decimals))


def _scope(rule: Rule, places: Mapping[str, str]) -> Text:
    """Name the places that the rule itself lists; those that a roster lists are data."""
    if rule.members is not None:
        return _filled(_BY_ROSTER, rule.members.level, rule.members.kind or "")
    names = [places.get(place, place) for place in rule.scope]
    return Text("、".join(names), ", ".join(names))


def _target(rule: Rule, target: Target) -> Text:
    if target.value is None:
        later = _LATER if rule.benchmark is None else _filled(_BENCHMARK, rule.benchmark)
        return Text(f"{target.operator} {later.zh}", f"{target.operator} {later.en}")
    upper = None if target.upper is None else Fraction(target.upper)
    return limit(target.operator, Fraction(target.value), upper, rule.unit)


def limit(operator: Operator, low: Fraction, upper: Fraction | None, unit: str) -> Text:
    """Write a limit with its unit."""
    return Text(limit_amount(operator, low, upper, unit, "zh"), limit_amount(operator, low, upper, unit, "en"))


def _filled(text: Text, *values: str) -> Text:
    return Text(text.zh.format(*values), text.en.format(*values))
