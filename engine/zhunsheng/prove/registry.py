"""The steps that features are written in: a sentence, and the function that does what it says.

Whoever runs a feature looks its sentences up here: the runner of this package and pytest-bdd alike.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

Kind = Literal["given", "when", "then"]
Action = Callable[..., None]
"""Takes `case`, the groups of the sentence by name, and `datatable` where it asks for the table below the step."""

_Function = TypeVar("_Function", bound=Action)


class Definition(NamedTuple):
    """A step: its kind, the pattern that its whole sentence matches, and what it does."""

    kind: Kind
    pattern: re.Pattern[str]
    action: Action
    wants_table: bool


class Match(NamedTuple):
    """A definition that a sentence matches, and what stands in its gaps (None where nothing does)."""

    definition: Definition
    groups: dict[str, str | None]


class UnknownStepError(Exception):
    """A sentence that no step definition knows, or that several claim."""


DEFINITIONS: list[Definition] = []


def given(pattern: str) -> Callable[[_Function], _Function]:
    """Register a step that says what was submitted (假如)."""
    return _registered("given", pattern)


def when(pattern: str) -> Callable[[_Function], _Function]:
    """Register a step that judges (当)."""
    return _registered("when", pattern)


def then(pattern: str) -> Callable[[_Function], _Function]:
    """Register a step that states what must come out (那么). It raises `AssertionError` where it does not."""
    return _registered("then", pattern)


def _registered(kind: Kind, pattern: str) -> Callable[[_Function], _Function]:
    def register(action: _Function) -> _Function:
        wants_table = "datatable" in inspect.signature(action).parameters
        DEFINITIONS.append(Definition(kind, re.compile(pattern), action, wants_table))
        return action

    return register


@lru_cache(maxsize=65536)  # a sentence is met again for every change of its rule
def find(kind: Kind, sentence: str) -> Match:
    """Find the one definition of `kind` that the whole of `sentence` matches. Raises `UnknownStepError`."""
    matches = list(_matches(kind, sentence))
    if len(matches) != 1:
        claimed = "有多种读法" if matches else "没有这样的步骤"
        raise UnknownStepError(f"{claimed}：{sentence}")
    return matches[0]


def _matches(kind: Kind, sentence: str) -> Iterable[Match]:
    for definition in DEFINITIONS:
        found = definition.pattern.fullmatch(sentence) if definition.kind == kind else None
        if found:
            yield Match(definition, found.groupdict())
