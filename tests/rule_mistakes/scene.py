"""A small faultless folder of rules, and a way to put an example of help into it."""

import re
from pathlib import Path

from tests.support.paths import RULES
from zhunsheng.lint.rule_help import MARKS, Example, unmarked
from zhunsheng.model.location import Location

PLAN_FOLDER = "some-county"
SOURCE_TEXT = "some-county-14fyp.txt"

BASELINE = "baseline.json"

PLAN = """\
id: some-county-14fyp
title: 某县“十四五”规划
document: {title: 某县“十四五”规划, published: 2021-12}
period: {base: 2020, start: 2021, end: 2025}
places:
  - {id: county, title: 某县, level: county}
  - {id: core, title: 核心区, level: zone, within: county}
  - {id: hills, title: 山区, level: zone, within: county}
  - {id: east, title: 东镇, level: town, within: core}
  - {id: west, title: 西镇, level: town, within: hills}
  - {id: pond, title: 塘村, level: village, within: east}
  - {id: slope, title: 坡村, level: village, within: west}
rosters:
  - {level: grid, title: 网格, kinds: [农村, 社区]}
departments:
  - {id: 城管局, title: 县城管局}
  - {id: 水务局, title: 县水务局}
  - {id: 交通局, title: 县交通局}
  - {id: 教育局, title: 县教育局}
  - {id: 卫健局, title: 县卫健局}
  - {id: 财政局, title: 县财政局}
tasks:
  - {id: "7", title: 建设车站, leads: [交通局], support: [财政局]}
  - {id: "8", title: 改造线路, leads: [交通局, 城管局]}
"""

RULE = """\
theme: 城市环境
rules:
  - id: sewage-collection-rate
    title: 污水集中收集率
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 城管局
    source: {locator: 第五章, anchor: 污水集中收集率, figure: 95}
  - id: clean-toilets
    title: 卫生厕所普及率
    nature: anticipatory
    unit: percent
    target: {2025: ">= 90"}
    scope: {level: town}
    owner: 卫健局
    source: {locator: 第五章, anchor: 卫生厕所普及率, figure: 90}
"""

ASSESSMENT = """\
id: yearly-assessment
title: 年度考核
source: {locator: 第八章, anchor: 年度考核}
places: town
counted_by: village
because: 按村折算
cap: 120 %
negative: quotient
margins: {weights: 10 %, figures: 1 %, draws: 100, seed: 1}
themes:
  - {id: health, title: 卫生, source: {locator: 第八章, anchor: 卫生}, missing: zero, rules: [clean-toilets]}
zones:
  - {zone: core, weights: {health: 100}, assumed: false, source: {locator: 第八章, anchor: 核心区}}
  - {zone: hills, weights: {health: 100}, assumed: false, source: {locator: 第八章, anchor: 山区}}
"""

_FEATURE = """\
# language: zh-CN
功能: {title}

  背景:
    假如 对照规划指标“{title}”

  场景: 2025年恰好{figure}%，算达标
    假如 某县2025年{title}为{figure}%
    当 考核2025年
    那么 判定为已达标
"""
FEATURES = {
    "sewage-collection-rate": _FEATURE.format(title="污水集中收集率", figure=95),
    "clean-toilets": _FEATURE.format(title="卫生厕所普及率", figure=90),
}
"""Rule → its feature."""

_ITEM_OF = {
    "rules.yaml": "theme: 城市环境\nrules:\n",
    "checks.yaml": "checks:\n",
    "policy.yaml": (
        "strata:\n  - id: classify\n    facts: judgements\n    per: [rule, entity]\n"
        "    sees: [nature, status, off_target, year, year_no]\n    rules:\n"
    ),
}
"""What stands above an example that is an item of a list."""

_INDENT = {"policy.yaml": "      "}

_KEYS_OF = {"plan.yaml": PLAN, "assessment.yaml": ASSESSMENT}
"""Whose keys an example takes the place of."""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the faultless folder under `folder`, some files replaced and others added; return that of the plan.

    A text of the plan goes into `sources`, features into `features`, a baseline beside them and the `rules`.
    """
    plan = folder / "rules" / PLAN_FOLDER
    for name in ("policy.yaml", "units.txt"):
        _put(folder / "rules" / name, (RULES / name).read_text(encoding="utf-8"))
    for name, text in ({"plan.yaml": PLAN, "rules.yaml": RULE} | files).items():
        if name == SOURCE_TEXT:
            _put(folder / "sources" / name, text)
        elif name.endswith(".feature"):
            _put(folder / "features" / PLAN_FOLDER / name, text)
        elif name == BASELINE:
            _put(folder / name, text)
        else:
            _put(plan / name, text)
    return plan


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def whole(name: str, part: str, good: str) -> str:
    """Complete an example to the file `name`. How it starts, its mended form `good` tells: the other may be broken."""
    if name in _KEYS_OF:
        given = re.findall(r"^(\w+):", good, re.MULTILINE)
        entries = re.split(r"^(?=\w)", _KEYS_OF[name], flags=re.MULTILINE)
        return "".join(entry for entry in entries if entry.partition(":")[0] not in given) + part
    if name == "units.txt":
        return (RULES / name).read_text(encoding="utf-8") + part
    if good.startswith("- "):
        return _ITEM_OF[name] + "".join(_INDENT.get(name, "  ") + line for line in part.splitlines(keepends=True))
    return part if name != "rules.yaml" or good.startswith("theme:") else "theme: 城市环境\n" + part


def files_of(example: Example, *, bad: bool) -> tuple[dict[str, str], Location | None]:
    """Return the files of the plan folder, and the place that is marked in them, if any."""
    files = {name: whole(name, part, part) for name, part in example.beside.items()}
    text = whole(example.file, example.bad if bad else example.good, example.good)
    before, mark, _ = text.partition(MARKS[0])
    files[example.file] = unmarked(text)
    if not mark:
        return files, None
    at = Location(file=example.file, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
    return files, at
