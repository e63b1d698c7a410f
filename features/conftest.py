"""What every scenario stands on: the steps, the catalogue of its plan, and a case of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when
from pytest_bdd.scenario import scenario_wrapper_template_registry

from features.plans import plan_of, real_catalogue
from zhunsheng.prove import steps
from zhunsheng.prove.case import Case
from zhunsheng.prove.registry import DEFINITIONS
from zhunsheng.use_cases.proof import StageJudge

TAGS = (
    *("达标", "未达标", "临界", "差一点", "滞后", "保持", "倒退", "无基数", "未到期", "未报送", "特例"),
    *("未作要求", "待下达", "名册", "各地"),
)
BY_NIGHT = "test_other_rules.py"

assert steps.__all__  # importing them registers them
_BINDERS = {"given": given, "when": when, "then": then}
for _step in DEFINITIONS:  # pytest-bdd finds step definitions in a conftest's own namespace
    _BINDERS[_step.kind](parsers.re(_step.pattern))(_step.action)


def pytest_configure(config: pytest.Config) -> None:
    for tag in TAGS:
        config.addinivalue_line("markers", f"{tag}: 情形，可用 -m 选取")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read the features of the night by night: thousands of scenarios, bound only to be left out, cost seconds."""
    return True if collection_path.name == BY_NIGHT and config.option.markexpr == "not slow" else None


@pytest.fixture(scope="session")
def judge() -> Iterator[StageJudge]:
    """Keep one durable-rules process for the whole session instead of one for each scenario."""
    with StageJudge() as stages:
        yield stages


@pytest.fixture
def case(request: pytest.FixtureRequest, judge: StageJudge) -> Case:
    """A case that is judged by the rules of the plan whose folder the feature lies in."""
    feature = scenario_wrapper_template_registry[request.function].feature
    return Case(real_catalogue(plan_of(Path(feature.filename))), judge)
