"""A feature as a reader sees it: its scenarios with their steps and tables."""

from zhunsheng.model.feature import Feature, Scenario, Step
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.book.page import ScenarioView, StepView

_HEADING = Text("场景 {0} 个", "{0} scenarios")


def heading(feature: Feature, lang: Lang) -> str:
    """Say how many scenarios there are."""
    return _HEADING.to(lang).format(len(feature.scenarios))


def views(feature: Feature) -> tuple[ScenarioView, ...]:
    """Return every scenario; the steps of the background stand before those of each."""
    return tuple(_view(feature, scenario) for scenario in feature.scenarios)


def _view(feature: Feature, scenario: Scenario) -> ScenarioView:
    return ScenarioView(
        title=readable(scenario.title),
        steps=tuple(map(_step, (*feature.background, *scenario.steps))),
        examples=_table(scenario.examples),
    )


def _step(step: Step) -> StepView:
    return StepView(keyword=readable(step.keyword), text=readable(step.text), table=_table(step.table))


def _table(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(readable, row)) for row in rows)
