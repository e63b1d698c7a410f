"""The rules of a synthetic nation as the program reads them: a plan, rules in files of a theme each, the house's own
units, policy and checks beside them."""

import shutil
from fractions import Fraction
from pathlib import Path

from benchmarks.nation.line import Limit
from benchmarks.nation.promises import BASE, OWNERS, YEARS, Course, Promise

PLAN = "synthetic-nation"
PROVINCES = 31
A_FILE = 50
SHIPPED = Path(__file__).parents[2] / "rules"
_TRAJECTORIES = {Course.COMPOUND: "cagr", Course.OPEN: "none", Course.DONE: ""}
LEVELS = {"county": "县", "town": "镇", "village": "村"}


def province(number: int) -> str:
    """Return the id of a province."""
    return f"province-{number + 11}"


def whole(group: int) -> str:
    """Return the id of the figure of which three rules judge shares."""
    return f"whole-{group:03}"


def part(promise: Promise) -> str:
    """Return the id of the figure that is reported for a rule."""
    return promise.id if promise.group is None else f"part-{promise.number:03}"


def write_rules(folder: Path, level: str, rules: tuple[Promise, ...]) -> Path:
    """Write the rules into `folder` and return the folder of the plan."""
    plan = folder / PLAN
    plan.mkdir(parents=True, exist_ok=True)
    for name in ("policy.yaml", "units.txt", "checks.yaml", "ledger.yaml"):
        shutil.copy(SHIPPED / name, folder)
    (plan / "plan.yaml").write_text(_plan(level), encoding="utf-8")
    for first in range(0, len(rules), A_FILE):
        some = rules[first : first + A_FILE]
        (plan / f"{first // A_FILE + 1:02}-theme.yaml").write_text(_theme(first, some, level), encoding="utf-8")
    return plan


def _plan(level: str) -> str:
    places = "".join(
        f"  - {{id: {province(n)}, title: 第{n + 1}省, level: province, within: nation}}\n" for n in range(PROVINCES)
    )
    departments = "".join(f"  - {{id: {owner}, title: {owner}部门}}\n" for owner in OWNERS)
    return (
        f"id: {PLAN}\ntitle: 虚构的全国规划\ndocument: {{title: 虚构的全国规划, published: 2021-03}}\n"
        f"period: {{base: {BASE}, start: {YEARS[0]}, end: {YEARS[-1]}}}\n"
        f"places:\n  - {{id: nation, title: 全国, level: nation}}\n{places}"
        f"departments:\n{departments}rosters:\n  - {{level: {level}, title: {LEVELS[level]}}}\n"
    )


def _theme(first: int, rules: tuple[Promise, ...], level: str) -> str:
    wholes = sorted({rule.group for rule in rules if rule.group is not None})
    new = [group for group in wholes if not _begun_before(group, first)]
    parts = "".join(
        [f"  - {{id: {whole(n)}, title: 第{n}项支出总额, unit: 元, owner: 发改}}\n" for n in new]
        + [
            f"  - {{id: {part(rule)}, title: 第{rule.number}项支出, unit: 元, owner: {rule.owner}}}\n"
            for rule in rules
            if rule.group is not None
        ]
    )
    head = f"theme: 主题{first // A_FILE + 1}\n" + (f"indicators:\n{parts}" if parts else "")
    return head + "rules:\n" + "\n".join(_rule(rule, level) for rule in rules)


def _begun_before(group: int, first: int) -> bool:
    """Tell whether an earlier file names the whole already: each comes once in twenty rules."""
    return group * 20 + 2 < first


def _rule(rule: Promise, level: str) -> str:
    lines = [
        f"  - id: {rule.id}",
        f"    title: 第{rule.number}项指标",
        f"    nature: {rule.nature}",
        *([f"    kind: {rule.kind}"] if rule.kind != "level" else []),
        *([f"    unit: {rule.unit}"] if rule.kind != "milestone" else []),
        *([f"    expression: {part(rule)} / {whole(rule.group)}"] if rule.group is not None else []),
        *([f"    base: {{{BASE}: {_number(rule.base)}}}"] if rule.base is not None else []),
        f"    target: {{{', '.join(_targets(rule))}}}",
        *_trajectory(rule),
        *([f"    judge: {{rounded: {rule.rounded}}}"] if rule.rounded is not None else []),
        f"    scope: {{level: {level}}}",
        f"    owner: {rule.owner}",
        f"    source: {{locator: 表1 第{rule.number}项, anchor: 第{rule.number}项指标{_figures(rule)}}}",
    ]
    return "\n".join(lines) + "\n"


def _trajectory(rule: Promise) -> list[str]:
    word = _TRAJECTORIES.get(rule.course, "")
    if rule.course is Course.KEPT and rule.base is not None:
        word = "maintain"
    return [f"    trajectory: {word}"] if word else []


def _targets(rule: Promise) -> list[str]:
    """Write limits by year; the same one in several years running is written once."""
    runs: list[tuple[int, int, Limit]] = []
    for year, limit in rule.limits.items():
        if runs and runs[-1][1:] == (year - 1, limit):
            runs[-1] = (runs[-1][0], year, limit)
        else:
            runs.append((year, year, limit))
    said = {limit: "done" if rule.course is Course.DONE else f'"{limit.text}"' for _, _, limit in runs}
    return [f"{first if first == last else f'{first}-{last}'}: {said[limit]}" for first, last, limit in runs]


def _figures(rule: Promise) -> str:
    if rule.course is Course.DONE:
        return ""
    each = (figure for limit in rule.limits.values() for figure in (limit.at, limit.upper) if figure is not None)
    return f", figure: [{', '.join(map(_number, dict.fromkeys(each)))}]"


def _number(figure: Fraction) -> str:
    return str(int(figure)) if figure.denominator == 1 else str(float(figure))
