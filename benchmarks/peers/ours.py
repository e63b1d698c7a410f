"""The same three rules and records as `zhunsheng bulk` takes them: rules of a plan, and a wide table (宽表)."""

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.nation.places import roster
from benchmarks.nation.promises import YEARS
from benchmarks.nation.rule_files import PROVINCES, SHIPPED, province
from benchmarks.nation.writing import decimals
from benchmarks.peers.records import Records

LEVEL = "town"
BROKEN = {
    "coverage": ("binding-missed", "coverage"),
    "share": ("binding-missed", "share"),
    "staff": ("binding-not-reported-when-due", "staff"),
}
"""The finding that says that each of the three rules is broken: policy rule, and rule."""
ROW_GROUP = 125_000
_UNITS = {"coverage": "%", "spending": "元", "revenue": "元", "staff": "人"}
_FIGURE = pa.decimal128(18, 2)


def write_ours(records: Records, places: int, folder: Path) -> tuple[Path, list[Path]]:
    """Write the rules, and figures and roster; return the folder of the rules, and the data."""
    rules, data = folder / "rules", folder / "ours"
    data.mkdir(parents=True)
    _write_rules(rules)
    pq.write_table(roster(LEVEL, places), data / "roster.parquet")
    table = _wide(records)
    pq.write_table(table, data / "figures.parquet", ROW_GROUP, use_dictionary=["地区"], store_decimal_as_integer=True)
    return rules, [data / "figures.parquet", data / "roster.parquet"]


def _wide(records: Records) -> pa.Table:
    """Lay out a record a row, as peers read it, figures as decimals; staff that is not reported is null."""
    figures = {
        "coverage": decimals(records.coverage, kind=_FIGURE),
        "spending": decimals(records.spending, kind=_FIGURE),
        "revenue": decimals(records.revenue, kind=_FIGURE),
        "staff": decimals(records.staff * 100, records.reported, _FIGURE),
    }
    columns = {f"{name}（{_UNITS[name]}）": each for name, each in figures.items()}
    return pa.table({"地区": records.place, "年份": records.year, **columns})


def _write_rules(folder: Path) -> None:
    plan = folder / "three-rules"
    plan.mkdir(parents=True)
    for name in ("policy.yaml", "units.txt", "checks.yaml", "ledger.yaml"):
        shutil.copy(SHIPPED / name, folder)
    (plan / "plan.yaml").write_text(_plan(), encoding="utf-8")
    (plan / "rules.yaml").write_text(_RULES, encoding="utf-8")


def _plan() -> str:
    places = "".join(f"  - {{id: {province(n)}, title: 第{n + 1}省, level: province}}\n" for n in range(PROVINCES))
    return (
        "id: three-rules\ntitle: 三条规则\ndocument: {title: 三条规则, published: 2021-03}\n"
        f"period: {{base: {YEARS[0] - 1}, start: {YEARS[0]}, end: {YEARS[-1]}}}\n"
        f"places:\n  - {{id: nation, title: 全国, level: nation}}\n{places}"
        "departments:\n  - {id: 发改, title: 发改部门}\n"
        f"rosters:\n  - {{level: {LEVEL}, title: 镇}}\n"
    )


_RULES = f"""\
theme: 三条规则
indicators:
  - {{id: spending, title: 支出, unit: 元, kind: yearly, owner: 发改}}
  - {{id: revenue, title: 收入, unit: 元, kind: yearly, owner: 发改}}
rules:
  - id: coverage
    title: 参保率
    nature: binding
    kind: yearly
    unit: percent
    target: {{{YEARS[0]}-{YEARS[-1]}: ">= 95"}}
    scope: {{level: {LEVEL}}}
    owner: 发改
    source: {{locator: 第一条, anchor: 参保率, figure: 95}}

  - id: share
    title: 支出占收入的比例
    nature: binding
    kind: yearly
    unit: percent
    expression: spending / revenue
    target: {{{YEARS[0]}-{YEARS[-1]}: ">= 10"}}
    scope: {{level: {LEVEL}}}
    owner: 发改
    source: {{locator: 第二条, anchor: 支出占收入的比例, figure: 10}}

  - id: staff
    title: 在编人数
    nature: binding
    kind: yearly
    unit: 人
    target: {{{YEARS[0]}-{YEARS[-1]}: ">= 1"}}
    scope: {{level: {LEVEL}}}
    owner: 发改
    source: {{locator: 第三条, anchor: 在编人数, figure: 1}}
"""
