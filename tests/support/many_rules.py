"""A plan folder of many rules, in files of a hundred, as large plans of a province would be."""

import shutil
from pathlib import Path

from tests.support.paths import ROOT

DEPARTMENTS = 40
PLACES = 20
A_FILE = 100

_HINT = "# yaml-language-server: $schema=../schema/{}.json\n"


def write(folder: Path, rules: int = 1000) -> Path:
    """Write the plan into `folder`/large, with policy, units and checks beside it, and return the plan's folder."""
    plan = folder / "large"
    plan.mkdir(parents=True)
    for name in ("policy.yaml", "units.txt", "checks.yaml", "ledger.yaml"):
        shutil.copy(ROOT / "rules" / name, folder)
    (plan / "plan.yaml").write_text(_plan(), encoding="utf-8")
    for number in range(0, rules, A_FILE):
        text = _file(number, min(A_FILE, rules - number))
        (plan / f"{number // A_FILE + 1:02}-theme.yaml").write_text(text, encoding="utf-8")
    return plan


def _plan() -> str:
    departments = "".join(f"  - {{id: 部门{n}, title: 第{n}局}}\n" for n in range(DEPARTMENTS))
    places = "".join(f"  - {{id: town-{n}, title: 第{n}镇, level: town, within: county}}\n" for n in range(PLACES))
    return (
        _HINT.format("plan") + "id: large\ntitle: 大规划\ndocument: {title: 大规划, published: 2022-12}\n"
        "period: {base: 2020, start: 2021, end: 2025}\n"
        f"places:\n  - {{id: county, title: 某县, level: county}}\n{places}departments:\n{departments}"
    )


def _file(start: int, rules: int) -> str:
    parts = "".join(
        f"  - {{id: part-{start + n}, title: 第{start + n}项的分子, unit: 万元, owner: 部门{n % DEPARTMENTS}}}\n"
        for n in range(0, rules, 10)
    )
    head = f"theme: 主题{start // A_FILE + 1}\nindicators:\n{parts}rules:\n"
    return _HINT.format("rule") + head + "\n".join(_rule(start + n, start) for n in range(rules))


def _rule(number: int, start: int) -> str:
    measured = (
        f"    unit: percent\n    expression: part-{start} / part-{start + 10}\n"
        if number % 25 == 1
        else f"    unit: {('percent', '万元', '人', '个')[number % 4]}\n"
    )
    scope = "    scope: {level: town}\n" if number % 7 == 3 else ""
    return (
        f"  - id: rule-{number}\n    title: 第{number}项指标\n"
        f"    nature: {('binding', 'anticipatory', 'task')[number % 3]}\n{measured}"
        f'    base: {{2020: {40 + number % 30}}}\n    target: {{2025: ">= {75 + number % 20}"}}\n{scope}'
        f"    owner: 部门{number % DEPARTMENTS}\n    note: 第{number}项的读法，照表中的写法，不作别的理解。\n"
        f"    source: {{locator: 表1 第{number}项, anchor: 第{number}项指标, figure: {75 + number % 20}}}\n"
    )
