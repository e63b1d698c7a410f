# ruff: noqa: E501 - a plan is written in long lines
"""A small plan that compiles cleanly, and a way to spoil it at a place that is marked."""

from dataclasses import dataclass
from pathlib import Path

from tests.support.plan_folder_rest import ASSESSMENT, LEDGER, POLICY, UNITS

MARK = "⌖"
"""Stands before the character at which a diagnostic must point; it is taken out before the file is written."""

PLAN = """\
id: mini
title: 小规划
document: {title: 小规划, published: 2022-12, number: 江府〔2022〕1号}
period: {base: 2020, start: 2021, end: 2025}
bands: {on_track: 1, nearly: 0.95, behind: 0.6}
rosters:
  - {level: grid, title: 网格, kinds: [农村, 社区]}
tasks:
  - {id: "7", title: 第七项, leads: [乙局], support: [区甲局], locator: 附件 第7项}
  - {id: t-8, title: 第八项, leads: [甲局, 乙局]}
discrepancies:
  - id: two-shares
    title: 占比前后不一
    kind: disagreement
    rules: [share, beds]
    readings:
      - {locator: 表1, anchor: 占比, figure: 95, says: 百分之九十五}
      - {locator: 第一章, anchor: 比重, figure: [100, 一百], says: 全部}
    chosen: 1
    because: 表在后
  - {id: odd-unit, title: 单位, kind: misprint, readings: [{locator: 第二章, anchor: 投资, says: 万元}], chosen: none, because: 无从判断}
context:
  - {locator: 第一章, anchor: 床位, figure: [3, 两], reason: achievement, note: 上一时期}
  - {locator: 前言, reason: name, note: 文件名}
places:
  - {id: town, title: 甲区, level: district, aliases: [甲城区]}
  - {id: east, title: 东街道, level: street, within: town}
  - {id: west, title: 西街道, level: street, within: 甲区}
  - {id: core, title: 核心区, level: zone, within: town}
  - {id: pine, title: 松镇, level: rural, within: [town, 核心区], kind: 老}
  - {id: fir, title: 杉镇, level: rural, within: town, extends: [core]}
departments:
  - {id: 甲局, title: 区甲局, aliases: [区甲和丙局]}
  - {id: 乙局, title: 区乙局}
"""

RULES = """\
theme: 主题
indicators:
  - id: spending
    title: 支出
    unit: 亿元
    owner: 甲局
    kind: flow
  - id: revenue
    title: 收入
    unit: 万元
    owner: 甲局
    definition: 当年收入
    aliases: [总收入]
  - id: land
    title: 土地
    unit: 亩
    owner: 乙局
rules:
  - id: share
    title: 占比
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 甲局
    source: {locator: 表1, anchor: 占比, figure: 95}
    expression: spending / revenue
  - id: beds
    title: 床位
    nature: 预期性
    unit: 张/千人
    printed_unit: 张
    base: {2020: 1.89}
    target: {2023: ">= 1.9", 2025: ">= 2"}
    trajectory: cagr
    judge: {rounded: 2}
    bands: {nearly: 0.9}
    owner: 乙局
    support: [甲局]
    scope: {level: street, within: town}
    source: {document: 别的文件, locator: 表2, anchor: 床位}
    note: 说明
  - id: jobs
    title: 就业
    nature: task
    kind: flow
    unit: 万人
    base: {2016-2020: 2.82}
    target: {2025: "> 2.7"}
    owner: 乙局
    source: {locator: 表1, anchor: 就业, figure: 2.7}
  - id: growth
    title: 增速
    nature: task
    kind: growth
    unit: percent
    target: {2021-2025: "5..8"}
    judge: full
    owner: 乙局
    source: {locator: 表1, anchor: 增速, figure: 8}
  - id: revenue-issued
    title: 收入
    nature: task
    indicator: revenue
    target: {2025: "issued >="}
    owner: 甲局
    scope: [east, 西街道]
    source: {locator: 表1, anchor: 收入}
  - id: centre
    title: 中心
    nature: task
    kind: milestone
    target: {2021: done, 2023: done}
    task: t-8
    owner: 区乙局
    scope: {level: rural, within: core, extended: true}
    source: {locator: 附件, anchor: 中心, figure: 24}
  - id: ppp
    title: 落地率
    nature: task
    kind: yearly
    unit: percent
    benchmark: 平均水平
    target: {2021-2022: "benchmark >="}
    task: "7"
    source: {locator: 附件, anchor: 落地}
  - id: staff
    title: 专职
    nature: task
    kind: yearly
    unit: 人
    base: {2020: 5}
    target: {2021: ">= 1", 2022: ">= 2"}
    task: "7"
    scope: {level: grid, kind: 农村}
    source: {locator: 附件, anchor: 专职, figure: [一, 2], also: [{locator: 别处, anchor: 人员, figure: 两}, {locator: 再别处, anchor: 人}]}
"""

CHECKS = """\
checks:
  - {id: absent, title: 缺报, kind: missing, level: question}
  - id: possible
    title: 可能范围
    kind: range
    level: refuse
    of: {unit: "%", kind: [yearly, growth]}
    range: 0..100
  - id: within
    title: 支出不超过收入
    kind: parts
    level: question
    whole: 总收入
    parts: [spending]
    relation: at-most
    tolerance: 0.5 %
  - id: sudden
    title: 突变
    kind: jump
    level: note
    indicators: [spending, 总收入]
    threshold: 3.5
    history: 4
    change: 10 %
  - id: still
    title: 未变
    kind: unchanged
    level: note
    digits: 3
    except: [growth]
  - {id: copied, title: 照抄, kind: copied, level: question, share: 60%, figures: 5}
  - {id: landed, title: 分子分母, kind: components, level: refuse, share: ppp, numerator: spending, denominator: 总收入}
  - {id: base-moved, title: 分母变动, kind: denominator, level: question, change: 20 %}
  - {id: rewritten, title: 改动, kind: restated, level: question, of: {kind: level}}
  - {id: on-the-line, title: 恰在线上, kind: on-limit, level: note, share: 33.3 %, figures: 4}
  - {id: tens, title: 量级, kind: magnitude, level: refuse, factor: 8}
"""

FILES = {
    "plan.yaml": PLAN,
    "rules.yaml": RULES,
    "policy.yaml": POLICY,
    "units.txt": UNITS,
    "checks.yaml": CHECKS,
    "assessment.yaml": ASSESSMENT,
    "ledger.yaml": LEDGER,
}


@dataclass(frozen=True)
class Slip:
    """One mistake: in `file`, `old` (which stands there once) becomes `new`, in which `MARK` says where it shows."""

    code: str
    file: str
    old: str
    new: str


def write(folder: Path, **changed: str | bytes | None) -> Path:
    """Write the small plan, with some files replaced (`rules="…"` for rules.yaml, `units="…"` for units.txt); None for
    one that is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        content = changed.get(name.partition(".")[0], text)
        if content is None:
            continue
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    return folder


def spoil(folder: Path, slip: Slip) -> tuple[int, int]:
    """Write the small plan with one mistake in it, and return the line and column at which it must be reported."""
    assert FILES[slip.file].count(slip.old) == 1, f"{slip.old!r} must stand once in {slip.file}"
    marked = FILES[slip.file].replace(slip.old, slip.new)
    before, mark, after = marked.partition(MARK)
    assert mark, "the place is not marked"
    write(folder, **{slip.file.partition(".")[0]: before + after})
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def slips(file: str, *rows: tuple[str, str, str]) -> list[Slip]:
    """Write mistakes of one file in rows: code, what stands there, and what is written instead."""
    return [Slip(code, file, old, new) for code, old, new in rows]
