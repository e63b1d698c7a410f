"""Reads .feature files (Gherkin in Chinese) into plain data, and expands outlines into scenarios that can be run."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from zhunsheng.model.feature import Feature, Scenario, Step
from zhunsheng.prove.registry import Kind

Node = Mapping[str, Any]
"""A node of the tree that the gherkin library gives: plain dictionaries without types of their own."""

_KINDS: dict[str, Kind] = {"假如": "given", "假设": "given", "假定": "given", "当": "when", "那么": "then"}


class BadFeatureError(Exception):
    """A file that is no feature."""


class ReadyStep(NamedTuple):
    """A step without gaps, its kind known."""

    kind: Kind
    text: str
    table: tuple[tuple[str, ...], ...]


class Ready(NamedTuple):
    """A scenario that can be run: background and steps in one row. An outline gives one for each of its examples."""

    title: str
    tags: tuple[str, ...]
    steps: tuple[ReadyStep, ...]
    line: int
    """Where the scenario stands; for an example, still that of its outline."""
    example: int | None = None
    """Which row of the examples, counted from 1."""


def read_feature(path: Path) -> Feature:
    """Read the feature in `path`. Raises `BadFeatureError`."""
    from gherkin.errors import CompositeParserException  # slow to import, and of no use to any other command

    try:
        tree = _tree(path.read_text(encoding="utf-8"))
    except CompositeParserException as error:
        raise BadFeatureError(f"{path}: {error}") from error
    top = tree.get("feature")
    if top is None:
        raise BadFeatureError(f"{path}: 没有“功能”")
    children: list[Node] = list(top["children"])
    return Feature(
        rule=path.stem,
        title=top["name"],
        description="\n".join(line.strip() for line in top["description"].splitlines()),
        background=tuple(step for c in children if "background" in c for step in _steps(c["background"])),
        scenarios=tuple(_scenario(c["scenario"], path) for c in children if "scenario" in c),
        path=str(path),
    )


@lru_cache(maxsize=512)
def _tree(text: str) -> Node:
    """Parse a text; whoever watches files, or writes a page after another, reads most of them unchanged."""
    from gherkin.parser import Parser

    tree: Node = Parser().parse(text)
    return tree


def _scenario(node: Node, path: Path) -> Scenario:
    tables = [(_row(each["tableHeader"]), *map(_row, each["tableBody"])) for each in node["examples"]]
    if len({table[0] for table in tables}) > 1:
        raise BadFeatureError(f"{path}:{node['location']['line']}: 一个场景大纲的几张例子表，表头应当相同")
    head = tables[0][:1] if tables else ()
    return Scenario(
        title=node["name"],
        tags=tuple(tag["name"].removeprefix("@") for tag in node["tags"]),
        steps=tuple(_steps(node)),
        line=node["location"]["line"],
        examples=(*head, *(row for table in tables for row in table[1:])),
    )


def _steps(node: Node) -> Iterator[Step]:
    for step in node["steps"]:
        table = tuple(map(_row, step["dataTable"]["rows"])) if "dataTable" in step else ()
        yield Step(keyword=step["keyword"].strip(), text=step["text"], table=table)


def _row(node: Node) -> tuple[str, ...]:
    return tuple(cell["value"] for cell in node["cells"])


def ready(feature: Feature) -> tuple[Ready, ...]:
    """Expand every outline and put the background before every scenario, in the order of the file."""
    return tuple(each for scenario in feature.scenarios for each in _expanded(feature.background, scenario))


def _expanded(background: Sequence[Step], scenario: Scenario) -> Iterator[Ready]:
    head, *rows = scenario.examples or ((),)
    if not scenario.examples:
        yield _ready(background, scenario, {}, None)
    for number, row in enumerate(rows, start=1):
        yield _ready(background, scenario, dict(zip(head, row, strict=True)), number)


def _ready(background: Sequence[Step], scenario: Scenario, gaps: Mapping[str, str], number: int | None) -> Ready:
    steps = []
    kind: Kind = "given"
    for step in (*background, *scenario.steps):
        kind = _KINDS.get(step.keyword, kind)  # 而且、但是 continue what came before
        table = tuple(tuple(_filled(cell, gaps) for cell in row) for row in step.table)
        steps.append(ReadyStep(kind, _filled(step.text, gaps), table))
    title = _filled(scenario.title, gaps)
    return Ready(title, scenario.tags, tuple(steps), scenario.line, number)


def _filled(text: str, gaps: Mapping[str, str]) -> str:
    return re.sub(r"<([^<>]+)>", lambda gap: gaps.get(gap[1], gap[0]), text) if gaps else text
