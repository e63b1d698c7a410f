"""A feature as it is written in Gherkin: what documents a rule, as plain data for whoever shows it."""

import msgspec


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a scenario: its keyword as written (“假如”), its sentence, and the table below it, row by row."""

    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...] = ()


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """A scenario. `examples` is the table of an outline (场景大纲), its head first; empty for a plain scenario."""

    title: str
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    line: int
    examples: tuple[tuple[str, ...], ...] = ()


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """The feature of one rule. `rule` is the file's stem; `path` the file as it was given."""

    rule: str
    title: str
    description: str
    background: tuple[Step, ...]
    scenarios: tuple[Scenario, ...]
    path: str
