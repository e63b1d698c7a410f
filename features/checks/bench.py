"""A small plan made for one scenario: written as YAML, compiled, given data, and checked by the stages themselves."""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from features.plans import RULES
from zhunsheng import compile as compiling
from zhunsheng import evaluate, intake, validate
from zhunsheng.api import Compiled
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import Flag
from zhunsheng.use_cases import importing, storing

Table = Sequence[Sequence[str]]

AREA = "试点区"
STREETS = ("东街道", "西街道", "南街道", "北街道", "中街道", "新街道")
KINDS = {"年度数": "level", "当年数": "yearly", "累计数": "flow", "增速": "growth", "节点": "milestone"}
DEFAULT, OWN = "../checks.yaml", "checks.yaml"


class Bench:
    """One plan folder, the data reported to it, and what came of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._plan = folder / "rules" / "pilot"
        self._plan.mkdir(parents=True)
        for name in ("units.txt", "policy.yaml"):
            (self._plan / name).write_bytes((RULES / name).read_bytes())
        self._store: Path | None = None
        self.submission = Submission()
        self.flags: tuple[Flag, ...] = ()
        self.judgements: tuple[Judgement, ...] = ()

    def plan(self, indicators: Table) -> None:
        """Write a plan of 2020–2025 with these indicators; one with a target has a rule of its own, for the area."""
        items = [dict(zip(indicators[0], row, strict=True)) for row in indicators[1:]]
        owners = dict.fromkeys(item["责任部门"] for item in items)
        area = {"id": "area", "title": AREA, "level": "district"}
        streets = [
            {"id": f"street-{n}", "title": title, "level": "street", "within": AREA} for n, title in enumerate(STREETS)
        ]
        plan = {
            "id": "pilot",
            "title": "试点区规划",
            "document": {"title": "试点区规划", "published": "2020-12"},
            "period": {"base": 2020, "start": 2021, "end": 2025},
            "places": [area, *streets],
            "departments": [{"id": owner, "title": owner} for owner in owners],
        }
        self._write("plan.yaml", plan)
        declared = [_indicator(item) for item in items if not item.get("目标")]
        rules = [_rule(item) for item in items if item.get("目标")]
        theme = {"theme": "试点", "indicators": declared, "rules": rules}
        self._write("rules.yaml", {key: value for key, value in theme.items() if value})

    def declare(self, name: str, checks: str) -> None:
        """Write a checks.yaml, the plan's own or the one that serves every plan."""
        (self._plan / name).write_text(f"checks:\n{checks}\n", encoding="utf-8")

    def compiled(self) -> compiling.Loaded:
        """Compile the plan as it stands."""
        return compiling.load(self._plan)

    def report(self, rows: Table, name: str = "报表.csv") -> Path:
        """Write what a department reports as a CSV file, the head in line 1."""
        path = self._folder / "data" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def hand_in(self, rows: Table, by: str, at: datetime) -> None:
        """Take what a department hands in into a store."""
        self._store = self._folder / "库.zs"
        handing = importing.Handing(by=by, at=at)
        importing.import_files([self._known()], [self.report(rows, f"{at:%Y-%m-%d}.csv")], self._store, handing)

    def check(self, first: int, last: int) -> None:
        """Check the data of some years, and judge what is left of them."""
        if self._store is not None:
            question = storing.Question(plan=None, years=range(first, last + 1), data=(), as_of=None)
            evaluation = storing.judge(self._store, question, lambda: [self._known()], None).evaluation
            self.submission, self.flags, self.judgements = (
                evaluation.submission,
                evaluation.flags,
                evaluation.judgements,
            )
            return
        catalogue = self._known().catalogue
        read = intake.read([self._folder / "data"], catalogue)
        until = range(catalogue.plan.period.base, last + 1)
        self.submission, flags = validate.validate(catalogue, read, until)
        self.flags = tuple(flag for flag in flags if first <= flag.year <= last)
        self.judgements = evaluate.evaluate(catalogue, self.submission, until)

    def cell(self, at: Location) -> str:
        """Name a cell as the features do: by its line, and by its file where there are several."""
        name = "" if self._store is None else f"{Path(at.file).stem}："
        return f"{name}第{at.line}行"

    def told(self, message: str) -> str:
        """Take the folder of the data out of a message: it is another one each time."""
        return message.replace(f"{self._folder / 'data'}/", "")

    def titles(self) -> Mapping[str, str]:
        """Give the titles of all indicators by id."""
        return {key: each.title for key, each in self._known().catalogue.indicators.items()}

    def _known(self) -> Compiled:
        loaded = self.compiled()
        assert loaded.catalogue is not None, [f"{p.at} {p.message.zh}" for p in loaded.problems]
        return Compiled(folder=self._plan, catalogue=loaded.catalogue)

    def _write(self, name: str, content: Mapping[str, Any]) -> None:
        text = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
        (self._plan / name).write_text(text, encoding="utf-8")


def _indicator(item: Mapping[str, str]) -> dict[str, Any]:
    kind = KINDS[item.get("口径") or "年度数"]
    found = {"id": item["编号"], "title": item["名称"], "owner": item["责任部门"], "kind": kind, "unit": item["单位"]}
    if item.get("算式"):
        found["expression"] = item["算式"]
    return {key: value for key, value in found.items() if value}


def _rule(item: Mapping[str, str]) -> dict[str, Any]:
    kind = KINDS[item.get("口径") or "年度数"]
    path = {"trajectory": "none"} if kind == "level" else {}
    source = {"locator": "第一章", "anchor": item["名称"]}
    limits = dict(part.split("：") for part in item["目标"].split("；"))
    target = {int(year): limit.replace("≥", ">=").replace("≤", "<=") for year, limit in limits.items()}
    return {**_indicator(item), "nature": "binding", "target": target, **path, "source": source}
