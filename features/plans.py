"""Which plans have features, and the catalogue that each is judged by."""

from functools import cache
from pathlib import Path

from zhunsheng.compile import load
from zhunsheng.model.catalogue import Catalogue

FEATURES = Path(__file__).parent
RULES = FEATURES.parent / "rules"

PLANS = tuple(sorted(folder.name for folder in FEATURES.iterdir() if any(folder.rglob("*.feature"))))
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


def policy_features(plan: str) -> list[Path]:
    """List the features of a plan's policy."""
    return sorted((FEATURES / plan / "policy").glob("*.feature"))
