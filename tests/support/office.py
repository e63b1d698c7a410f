"""A small office: a plan of three indicators, the files that departments send, and the store that keeps them."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl

from tests.support.cli import Run
from tests.support.paths import RULES

HEADER = "地区,年份,指标,数值,单位\n"
PLAN_ID = "small-14fyp"
SEWAGE, GREEN, BEDS = "污水收集率", "绿化覆盖率", "床位"

PLAN = f"""\
id: {PLAN_ID}
title: 小县规划
document: {{title: 小县规划, published: 2021-12}}
period: {{base: 2020, start: 2021, end: 2025}}
bands: {{on_track: 1, nearly: 0.95, behind: 0.6}}
rosters:
  - {{level: grid, title: 网格}}
places:
  - {{id: county, title: 小县, level: county}}
departments:
  - {{id: 城管局, title: 县城管局}}
"""

THEME = """\
theme: 城市
rules:
  - id: sewage
    title: 污水收集率
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 城管局
    source: {locator: 表1, anchor: 污水, figure: 95}
  - id: green
    title: 绿化覆盖率
    nature: binding
    unit: percent
    base: {2020: 40}
    target: {2025: ">= 45"}
    owner: 城管局
    source: {locator: 表1, anchor: 绿化, figure: 45}
  - id: beds
    title: 床位
    nature: anticipatory
    unit: 张
    base: {2020: 1000}
    target: {2025: ">= 2000"}
    owner: 城管局
    source: {locator: 表1, anchor: 床位, figure: 2000}
"""

OF_GRIDS = """\
theme: 网格
rules:
  - id: staff
    title: 专职网格员
    nature: task
    kind: yearly
    unit: 人
    target: {2023: ">= 1"}
    owner: 城管局
    scope: {level: grid}
    source: {locator: 表2, anchor: 网格员, figure: 1}
"""


def write_rules(folder: Path, theme: str = THEME, *, grids: bool = False, plan: str = PLAN) -> Path:
    """Write the rules into `folder`, in the place of those that stand there, and return it."""
    inside = folder / "small"
    inside.mkdir(parents=True, exist_ok=True)
    for name in ("policy.yaml", "units.txt"):
        shutil.copy(RULES / name, folder)
    (inside / "plan.yaml").write_text(plan, encoding="utf-8")
    (inside / "a.yaml").write_text(theme, encoding="utf-8")
    if grids:
        (inside / "b.yaml").write_text(OF_GRIDS, encoding="utf-8")
    return folder


def row(value: object, indicator: str = SEWAGE, year: int = 2023, unit: str = "%", place: str = "小县") -> str:
    """Write one line of a file."""
    return f"{place},{year},{indicator},{value},{unit}"


class Office:
    """Files, rules and store in one folder, and the commands run there."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.store = folder / "store.zs"
        self.rules = write_rules(folder / "rules")

    def file(self, name: str, *rows: str, header: str = HEADER) -> Path:
        """Write a CSV file; its path is relative, as a user would give it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + "".join(row + "\n" for row in rows), encoding="utf-8")
        return Path(name)

    def workbook(self, name: str, *rows: str) -> Path:
        """Write the same as a workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "数据"
        for line in (HEADER.strip(), *rows):
            sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in line.split(",")])
        book.save(self.folder / name)
        return Path(name)

    def take(self, *data: Path, by: str = "城管局", at: str | None = None, **more: str | bool) -> tuple[int, str, str]:
        """Import files."""
        words: list[str | Path] = ["import", *data, "--store", self.store, "--by", by, "--rules", self.rules]
        words += ["--at", at] if at else []
        for name, value in more.items():
            words += [f"--{name}"] if value is True else [f"--{name}", str(value)]
        return self.run(*words)

    def check(self, *words: str | Path, code: int | None = None) -> dict[str, Any]:
        """Check the store and return the report; `code` is the exit code that is expected, if it matters."""
        report: dict[str, Any] = json.loads(self.said(*words, code=code))
        return report

    def said(self, *words: str | Path, code: int | None = None) -> str:
        """Check the store and return the bytes of the report."""
        target = self.folder / "r.json"
        target.unlink(missing_ok=True)
        ended, _, err = self.run(
            "check", "--store", self.store, "--rules", self.rules, "-q", "-o", f"json={target}", *words
        )
        assert target.exists(), err
        assert code is None or ended == code, (ended, err)
        return target.read_text(encoding="utf-8")

    def status(self, rule: str, year: int, *words: str | Path) -> str:
        """How one rule stands in one year."""
        report = self.check("--year", str(year), *words)
        (found,) = (j["status"] for j in report["judgements"] if (j["rule"], j["year"]) == (rule, year))
        return str(found)

    def value(self, rule: str, year: int, *words: str | Path) -> str | None:
        """The figure that one rule is judged by in one year."""
        report = self.check("--year", str(year), *words)
        (found,) = (j["value"] for j in report["judgements"] if (j["rule"], j["year"]) == (rule, year))
        return None if found is None else str(found)

    def history(self, *words: str | Path) -> dict[str, Any]:
        """The history as JSON."""
        code, out, err = self.run("history", "--store", self.store, "--format", "json", *words)
        assert code == 0, err
        told: dict[str, Any] = json.loads(out)
        return told

    def vintages(self, *words: str | Path) -> list[tuple[int | None, str, str | None, bool]]:
        """Number, state, value and restatement of every vintage of the figures asked for, in order."""
        return [
            (each["vintage"], each["state"], each["value"], each["restated"])
            for figure in self.history(*words)["figures"]
            for each in figure["vintages"]
        ]
