"""Runs scenarios directly: no test session, no plugins. pytest-bdd runs the same steps in the project's own tests."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove import steps
from zhunsheng.prove.case import Asserted, Case
from zhunsheng.prove.judge import Judge
from zhunsheng.prove.reading import Ready
from zhunsheng.prove.registry import find

__all__ = ["Outcome", "Run", "run", "run_all", "steps"]


class Outcome(StrEnum):
    """How a scenario ended."""

    PASSED = "passed"
    FAILED = "failed"
    """What a step states is not so."""
    BROKEN = "broken"
    """A step could not be run at all: that says nothing about the rule."""


class Run(NamedTuple):
    """One scenario, run. `why` tells of a failure; `asserted` lists what the steps have spoken of until then."""

    scenario: Ready
    outcome: Outcome
    why: str
    case: Case

    @property
    def asserted(self) -> list[Asserted]:
        """The judgements that the scenario has stated something of."""
        return self.case.asserted


def run(scenario: Ready, catalogue: Catalogue, judge: Judge) -> Run:
    """Run one scenario against `catalogue`. Nothing that a step raises gets out."""
    case = Case(catalogue, judge)
    for step in scenario.steps:
        try:
            found = find(step.kind, step.text)
            table = {"datatable": step.table} if found.definition.wants_table else {}
            found.definition.action(case, **found.groups, **table)
        except AssertionError as failure:
            return Run(scenario, Outcome.FAILED, f"{step.text}：{failure}", case)
        except Exception as error:  # a step may fail in any way: all of them are told, none ends the proof
            return Run(scenario, Outcome.BROKEN, f"{step.text}：{error!r}", case)
    return Run(scenario, Outcome.PASSED, "", case)


def run_all(scenarios: Iterable[Ready], catalogue: Catalogue, judge: Judge) -> tuple[Run, ...]:
    """Run `scenarios` in their order."""
    return tuple(run(scenario, catalogue, judge) for scenario in scenarios)
