"""Each feature is tied to its rule: change the rule's data, and the feature fails."""

import shutil
from collections.abc import Set
from pathlib import Path

import pytest
from features.steps.pipeline import CATALOGUE, FEATURES, PLAN_RULES, real_catalogue
from pytest_bdd.parser import Feature
from pytest_bdd.scenario import scenario_wrapper_template_registry
from tests.support.mutations import MUTATIONS, mutate

from zhunsheng.compile import load
from zhunsheng.model.catalogue import Catalogue

TELLING = ("滞后", "保持", "倒退", "无基数", "未到期", "差一点")
"""Scenarios that most changes break: run first, they spare the others."""


def rule_of(item: pytest.Item) -> str:
    """The rule whose feature a collected scenario belongs to."""
    assert isinstance(item, pytest.Function)
    return Path(scenario_wrapper_template_registry[item.function].feature.filename).stem


class Probe:
    """A pytest plugin: puts `catalogue` under the features of `rules` and notes which of them fail.

    Once a feature has failed, its other scenarios have nothing to add and are not run.
    """

    def __init__(self, catalogue: Catalogue, rules: Set[str]) -> None:
        self.catalogue = catalogue
        self.rules = rules
        self.failed: set[str] = set()
        self.broken: list[str] = []
        self.seen: set[str] = set()

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[CATALOGUE] = self.catalogue

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if rule_of(item) in self.rules]
        items.sort(key=lambda item: not any(map(item.get_closest_marker, TELLING)))
        self.seen = {rule_of(item) for item in items}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        return True if rule_of(item) in self.failed else None

    def pytest_bdd_step_error(self, feature: Feature, exception: Exception) -> None:
        self.failed.add(Path(feature.filename).stem)
        if not isinstance(exception, AssertionError):
            self.broken.append(f"{feature.filename}: {exception!r}")


def failing_features(catalogue: Catalogue, rules: Set[str]) -> set[str]:
    """Run the features of `rules` against `catalogue` and name those that fail."""
    probe = Probe(catalogue, rules)
    options = ["-q", "--no-header", "--no-summary", "--tb=no", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    code = pytest.main([*options, str(FEATURES / "test_rules.py")], plugins=[probe])
    assert code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), code
    assert probe.seen == rules
    assert probe.broken == [], "a feature stopped for another reason than what it states"
    assert bool(probe.failed) == (code is pytest.ExitCode.TESTS_FAILED)
    return probe.failed


def test_the_rules_as_they_stand_fail_no_feature() -> None:
    assert failing_features(real_catalogue(), real_catalogue().rules.keys()) == set()


def test_a_slip_in_the_yaml_itself_is_caught(tmp_path: Path) -> None:
    folder = tmp_path / PLAN_RULES.name
    shutil.copytree(PLAN_RULES, folder)
    for default in ("policy.yaml", "units.txt"):
        shutil.copy(PLAN_RULES.parent / default, tmp_path)
    file = folder / "03-urban-environment.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(">= 95") == text.count("figure: 95") == 1
    # Both, for the compiler already refuses a target that differs from the figure of its own source.
    file.write_text(text.replace(">= 95", ">= 94").replace("figure: 95", "figure: 94"), encoding="utf-8")
    catalogue = load(folder).catalogue
    assert catalogue is not None
    assert failing_features(catalogue, {"sewage-collection-rate", "green-coverage-rate"}) == {"sewage-collection-rate"}


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_changed_rule_fails_its_own_feature(name: str) -> None:
    changed, altered = mutate(real_catalogue(), MUTATIONS[name])
    assert altered, "the change applies to no rule"
    assert failing_features(changed, altered) == altered
