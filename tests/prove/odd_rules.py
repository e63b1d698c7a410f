"""Plans of random rules: every kind, operator, unit, path and set of target years that `new rule` asks for."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.support.paths import RULES

import zhunsheng.compile as compiling
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.use_cases import linting

UNITS = ("percent", "个", "人", "户", "家", "万人", "公里", "亿元", "张/千人", "辆", "万平方米")
FIGURES = ("0", "1", "2", "8", "12", "40", "60", "95", "100", "0.5", "2.5", "97.5", "92.86", "3.333", "300", "12500")
KINDS = ("level", "level", "level", "level", "yearly", "flow", "flow", "flow", "growth", "milestone")
OPERATORS = (">=", ">=", ">=", "<=", ">", "<", "=", "..", "issued >=", "issued <=")
SCOPES = ("[east]", "[east, west]", "{level: street}")
PLAN = """\
id: odd
title: 试
document: {{title: 试, published: 2020-12}}
period: {{base: 2020, start: 2021, end: {end}}}
places:
  - {{id: town, title: 甲区, level: district}}
  - {{id: east, title: 东街道, level: street, within: town}}
  - {{id: west, title: 西街道, level: street, within: town}}
departments:
  - {{id: 甲局, title: 区甲局}}
  - {{id: 乙局, title: 区乙局}}
"""


def sound(seed: int, count: int, folder: Path) -> Catalogue:
    """Write `count` random rules below `folder`, leave out those that lint has anything against, compile the others."""
    chance = random.Random(seed)  # noqa: S311
    end = chance.choice((2025, 2025, 2023, 2022, 2021))
    rules = {f"r{n}": "\n".join(_rule(chance, n, end)) for n in range(count)}
    plan = folder / "odd"
    plan.mkdir(parents=True)
    for shared in ("policy.yaml", "units.txt"):
        (folder / shared).write_bytes((RULES / shared).read_bytes())
    (plan / "plan.yaml").write_text(PLAN.format(end=end), encoding="utf-8")
    while wrong := _wrong(plan, rules):
        for rule in wrong:
            del rules[rule]
    loaded = compiling.load(plan)
    assert loaded.catalogue is not None
    return loaded.catalogue


def _wrong(plan: Path, rules: dict[str, str]) -> set[str]:
    lines = "\n".join(["theme: 甲", "rules:", *rules.values(), ""]).splitlines()
    (plan / "rules.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = linting.lint(linting.Asked(rules=plan.parent, plan=plan.name)).problems
    at = [problem.at.line or 0 for problem in found if problem.severity is not Severity.NOTE]
    heads = {number: line[8:] for number, line in enumerate(lines, start=1) if line.startswith("  - id: ")}
    return {heads[max(head for head in heads if head <= line)] for line in at}


def _rule(chance: random.Random, number: int, end: int) -> Iterator[str]:
    kind = chance.choice(KINDS)
    yield f"  - id: r{number}"
    yield f"    title: 指标甲{number}"
    yield f"    nature: {chance.choice(('binding', 'anticipatory', 'task'))}"
    yield f"    kind: {kind}"
    if kind != "milestone":
        yield f"    unit: {'percent' if kind == 'growth' else chance.choice(UNITS)}"
    walks = kind in ("level", "flow")
    if walks and chance.random() < 0.6:
        bound = chance.choice((">", ">=", "<", "<=")) + " " if chance.random() < 0.1 else ""
        yield (
            f'    base: {{2020: "{bound}{chance.choice(FIGURES)}"}}'
            if bound
            else (f"    base: {{2020: {chance.choice(FIGURES)}}}")
        )
    years = sorted(chance.sample(range(2021, end + 1), min(chance.choice((1, 1, 2, 3, 5)), end - 2020)))
    said, figures = _targets(chance, kind, years)
    yield f"    target: {{{', '.join(said)}}}"
    if walks and chance.random() < 0.5:
        yield f"    trajectory: {chance.choice(('linear', 'cagr', 'none', 'none', 'maintain'))}"
    if chance.random() < 0.1:
        yield f"    scope: {chance.choice(SCOPES)}"
    yield "    owner: 甲局"
    cited = f", figure: [{', '.join(dict.fromkeys(figures))}]" if figures else ""
    yield f"    source: {{locator: 表1, anchor: 指标甲{number}{cited}}}"


def _targets(chance: random.Random, kind: str, years: list[int]) -> tuple[list[str], list[str]]:
    """Return the target of each year, and the figures in them; limits tighten from year to year."""
    operator = chance.choice(OPERATORS)
    if kind == "milestone":
        return [f"{year}: done" for year in years], []
    if operator.startswith("issued"):
        return [f'{year}: "{operator}"' for year in years], []
    figures = sorted(chance.sample(FIGURES, len(years)), key=float)
    if operator in ("<=", "<") and kind != "flow":
        figures.reverse()
    if operator != "..":
        return [f'{year}: "{operator} {figure}"' for year, figure in zip(years, figures, strict=True)], figures
    ends = [(figure, f"{float(figure) + 1:g}") for figure in figures]
    said = [f'{year}: "{low}..{high}"' for year, (low, high) in zip(years, ends, strict=True)]
    return said, [figure for pair in ends for figure in pair]
