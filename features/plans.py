"""Which plans have features, and the catalogue that each is judged by."""

from functools import cache
from pathlib import Path

from zhunsheng.compile import load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.rule import Nature, Rule

FEATURES = Path(__file__).parent
RULES = FEATURES.parent / "rules"

PLANS = tuple(sorted(folder.name for folder in RULES.iterdir() if any((FEATURES / folder.name).rglob("*.feature"))))
"""Folders of features; each is called like the folder of its plan's rules."""


@cache
def real_catalogue(plan: str) -> Catalogue:
    """Compile the rules of a plan as they stand in the repository."""
    loaded = load(RULES / plan)
    assert loaded.catalogue is not None, [f"{p.at} {p.message.zh}" for p in loaded.problems]
    return loaded.catalogue


def plan_of(feature: Path) -> str:
    """Name the plan whose rules judge a feature: the folder below `features/` that it lies in."""
    return feature.resolve().relative_to(FEATURES).parts[0]


def rule_features(plan: str) -> list[Path]:
    """List the features of a plan's rules."""
    return sorted((FEATURES / plan).glob("*.feature"))


def told_apart(plan: str) -> tuple[list[Path], list[Path]]:
    """Split a plan's features: those of binding and anticipatory rules, the first of each make of task; and the others.

    Two rules are of one make where they differ in their figures and names only.
    """
    catalogue = real_catalogue(plan)
    usual: list[Path] = []
    others: list[Path] = []
    seen = set()
    for path in rule_features(plan):
        rule = catalogue.rules.get(path.stem)
        make = None if rule is None else _make(catalogue, rule)
        known = make in seen and rule is not None and rule.nature is Nature.TASK
        (others if known else usual).append(path)
        seen.add(make)
    return usual, others


def _make(catalogue: Catalogue, rule: Rule) -> tuple[object, ...]:
    indicator = catalogue.indicators[rule.indicator]
    first = rule.targets[0]
    limits = (first.operator, first.value is None, len(rule.targets) > 1)
    whose = (len(rule.scope) > 1, rule.members, rule.benchmark)
    return (indicator.kind, indicator.expression is None, rule.nature, rule.base is None, limits, whose)


def policy_features(plan: str) -> list[Path]:
    """List the features of a plan's policy."""
    return sorted((FEATURES / plan / "policy").glob("*.feature"))
