"""Every rule has its feature, every feature its rule, and each shows all that an inspector has to know."""

import re
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, FeatureParser, Step

from features import plans
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Nature, Rule, Trajectory
from zhunsheng.prove.words import KINDS, LEVELS

PLAN = "jianghai-urbanization-14fyp"
PLAN_FEATURES = plans.FEATURES / PLAN


def real_catalogue() -> Catalogue:
    return plans.real_catalogue(PLAN)


ALWAYS = {"达标", "未达标", "临界", "差一点", "未报送"}

NATURES = {Nature.BINDING: "约束性指标", Nature.ANTICIPATORY: "预期性指标", Nature.TASK: "任务类"}


def parsed(path: Path) -> Feature:
    return FeatureParser(str(path.parent), path.name).parse()


def rules() -> list[Rule]:
    return list(real_catalogue().rules.values())


def feature_of(rule: Rule) -> Feature:
    return parsed(PLAN_FEATURES / f"{rule.id}.feature")


def tags(feature: Feature) -> set[str]:
    return {tag for scenario in feature.scenarios.values() for tag in scenario.tags}


def interim_kind(rule: Rule) -> str:
    """What a feature shows of the years before the target: 滞后, or what takes its place where R is undefined."""
    if rule.trajectory is Trajectory.MAINTAIN:
        return "保持"
    if rule.trajectory is Trajectory.NONE:
        return "未到期"
    if rule.base is None:
        return "无基数"
    flat = any(target.value == rule.base.value for target in rule.targets)
    return "倒退" if flat else "滞后"


def test_every_rule_has_a_feature_and_every_feature_a_rule() -> None:
    assert {path.stem for path in PLAN_FEATURES.glob("*.feature")} == {rule.id for rule in rules()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_feature_is_called_like_its_rule_and_cites_it(rule: Rule) -> None:
    feature = feature_of(rule)
    assert feature.language == "zh-CN"
    assert feature.name == rule.title
    for said in (rule.source.locator, rule.owner, NATURES[rule.nature]):
        assert said in feature.description
    figures = [rule.base.value, *(t.value for t in rule.targets)] if rule.base else [t.value for t in rule.targets]
    for figure in filter(None, figures):
        assert re.search(rf"(?<![\d.]){re.escape(str(figure))}(?![\d.])", feature.description)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_feature_shows_every_obligatory_kind_of_scenario(rule: Rule) -> None:
    special = rule.issued or real_catalogue().indicators[rule.indicator].kind is Kind.FLOW
    derived = real_catalogue().indicators[rule.indicator].expression is not None
    wanted = ALWAYS | {interim_kind(rule)} | ({"特例"} if special or derived else set())
    assert wanted <= tags(feature_of(rule))


def test_an_issued_target_is_shown_both_before_and_after_it_arrives() -> None:
    for rule in rules():
        steps = [step.name for scenario in feature_of(rule).scenarios.values() for step in scenario.steps]
        assert any(step.startswith("江门市下达") for step in steps) == rule.issued
        assert any("目标待下达" in step for step in steps) == rule.issued


@pytest.mark.parametrize("path", sorted(PLAN_FEATURES.rglob("*.feature")), ids=lambda path: path.stem)
def test_no_scenario_hides_another_of_the_same_name(path: Path) -> None:
    written = re.findall(r"^ +场景(?:大纲)?: ", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(parsed(path).scenarios) == len(written)


@pytest.mark.parametrize("path", sorted(PLAN_FEATURES.rglob("*.feature")), ids=lambda path: path.stem)
def test_every_scenario_draws_a_conclusion(path: Path) -> None:
    for scenario in parsed(path).scenarios.values():
        kinds = {step.type for step in scenario.steps}
        assert {"given", "when", "then"} <= kinds, scenario.name


def test_every_rule_of_the_policy_is_seen_to_fire() -> None:
    features = [parsed(path) for path in PLAN_FEATURES.rglob("*.feature")]
    shown = "".join(told(step) for f in features for s in f.scenarios.values() for step in s.steps)
    shown += "".join(
        str(context) for f in features for s in f.scenarios.values() for e in s.examples for context in e.as_contexts()
    )
    # The plan's only task promises no path, so that it cannot fall behind one.
    unreachable = {"task-behind"}
    for stratum in real_catalogue().policy.strata:
        for rule in stratum.rules:
            assert (rule.because.zh in shown) == (rule.id not in unreachable), rule.id


def told(step: Step) -> str:
    table = "".join(cell.value for row in step.datatable.rows for cell in row.cells) if step.datatable else ""
    return step.name + table


def test_the_features_know_every_kind_and_level_that_the_policy_uses() -> None:
    drawn = [rule for stratum in real_catalogue().policy.strata for rule in stratum.rules]
    assert {rule.kind for rule in drawn} <= set(KINDS.values())
    assert {rule.level for rule in drawn} <= set(LEVELS.values())
