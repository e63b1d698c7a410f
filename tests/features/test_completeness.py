"""Every rule has its feature, every feature its rule, and each tells a reader what it is about."""

import re
from functools import cache
from pathlib import Path

import pytest
from features.plans import FEATURES, PLANS, policy_features, real_catalogue, rule_features

from zhunsheng.model.feature import Feature
from zhunsheng.model.rule import Rule
from zhunsheng.prove import reading
from zhunsheng.prove.reading import ready
from zhunsheng.prove.words import KINDS, LEVELS, NATURES

RULES = [(plan, rule) for plan in PLANS for rule in real_catalogue(plan).rules.values()]
ALL = [path for plan in PLANS for path in (*rule_features(plan), *policy_features(plan))]


@cache
def read_feature(path: Path) -> Feature:
    return reading.read_feature(path)


@pytest.mark.parametrize("plan", PLANS)
def test_every_rule_has_a_feature_and_every_feature_a_rule(plan: str) -> None:
    assert {path.stem for path in rule_features(plan)} == set(real_catalogue(plan).rules)


@pytest.mark.parametrize(("plan", "rule"), RULES, ids=lambda each: each.id if isinstance(each, Rule) else each)
def test_a_feature_is_called_like_its_rule_and_cites_it(plan: str, rule: Rule) -> None:
    path = FEATURES / plan / f"{rule.id}.feature"
    feature = read_feature(path)
    assert path.read_text(encoding="utf-8").startswith("# language: zh-CN\n")
    assert feature.title == rule.title
    for said in (rule.source.locator, rule.owner, NATURES[rule.nature]):
        assert said in feature.description
    done_or_not = rule.unit == "done"
    limits = [] if done_or_not else [end for target in rule.targets for end in (target.value, target.upper)]
    for figure in filter(None, [*limits, *([rule.base.value] if rule.base else [])]):
        assert re.search(rf"(?<![\d.]){re.escape(str(figure))}(?![\d.])", feature.description)


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_scenario_has_a_name_of_its_own_and_draws_a_conclusion(path: Path) -> None:
    feature = read_feature(path)
    titles = [scenario.title for scenario in feature.scenarios]
    assert len(titles) == len(set(titles))
    for scenario in ready(feature):
        assert {step.kind for step in scenario.steps} == {"given", "when", "then"}, scenario.title


@pytest.mark.parametrize("plan", PLANS)
def test_the_features_know_every_kind_and_level_that_the_policy_uses(plan: str) -> None:
    drawn = [rule for stratum in real_catalogue(plan).policy.strata for rule in stratum.rules]
    assert {rule.kind for rule in drawn} <= set(KINDS.values())
    assert {rule.level for rule in drawn} <= set(LEVELS.values())
