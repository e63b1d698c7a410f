"""Random folders of rules that nothing is wrong with: plans, places, departments, tasks, rules of all kinds, checks."""

import random
from pathlib import Path

from tests.support.good_rules import Made, Setting, rule
from tests.support.paths import RULES

CHAPTERS = "一二三四五六七八九"
DEPARTMENTS = ("教育局", "城管局", "水务局", "交通局", "财政局", "卫健局", "住建局", "农业局")
KINDS = ("山区", "沿海")

_IN_BRACKETS = 0.15


def write(folder: Path, seed: int) -> Path:
    """Write a plan into `folder`/rules and the text that it cites into `folder`/sources; return the folder of rules."""
    rules, sources = folder / "rules", folder / "sources"
    plan = rules / f"plan-{seed}"
    plan.mkdir(parents=True)
    sources.mkdir()
    for name in ("policy.yaml", "units.txt", "checks.yaml", "ledger.yaml"):
        (rules / name).write_bytes((RULES / name).read_bytes())
    files, text = _Author(seed).write()
    for name, content in files.items():
        (plan / name).write_text(content, encoding="utf-8")
    (sources / f"plan-{seed}.txt").write_text(text, encoding="utf-8")
    return rules


class _Author:
    """Writes one plan as an author of rules might: some in brackets, some in lines, with comments here and there."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311
        self._seed = seed
        self._departments = self._chance.sample(DEPARTMENTS, k=self._chance.randint(2, len(DEPARTMENTS)))
        self._tasks = {str(n): self._chance.choice((1, 1, 2)) for n in range(1, self._chance.randint(1, 6))}
        self._zoned = self._chance.random() < 0.5
        self._roster = self._chance.random() < 0.4
        self._towns = self._chance.randint(0, 8)

    def write(self) -> tuple[dict[str, str], str]:
        """Return the files by name, and the text of the plan."""
        taken: set[str] = set()
        files, text, made = {}, "", list[Made]()
        for number in range(self._chance.randint(1, 4)):
            chapter = f"第{CHAPTERS[number]}章"
            setting = Setting(self._chance, self._departments, self._tasks, self._scopes(), chapter, taken)
            rules = [rule(setting) for _ in range(self._chance.randint(1, 14))]
            files[f"{number + 1:02}-theme.yaml"] = self._theme(chapter, rules)
            text += f"{chapter} 主题{number + 1}\n\n" + "".join(f"{s}\n\n" for r in rules for s in r.sentences)
            made += rules
        files["plan.yaml"] = self._plan(made)
        if self._chance.random() < 0.5:
            files["checks.yaml"] = self._checks(made)
        if self._chance.random() < 0.3:
            files["ledger.yaml"] = "terms: {default: 60, violation: 30, alert: {red: 45, blue: 90}}\n"
        return files, text

    def _scopes(self) -> list[str]:
        scopes = ["{level: grid, kind: 农村}"] if self._roster else []
        if self._towns:
            scopes += ["{level: town}", "[town-1]"]
        if self._towns and self._zoned:
            scopes += ["{level: town, within: core}", "{level: town, within: core, extended: true}"]
        return scopes

    def _theme(self, chapter: str, rules: list[Made]) -> str:
        parts = [each for one in rules for each in one.indicators]
        head = f"# {chapter}\ntheme: 主题\n"
        listed = "".join(self._item(part) for part in parts)
        indicators = f"indicators:\n{listed}\n" if parts else ""
        gap = self._chance.choice(("", "\n"))
        return head + indicators + "rules:\n" + gap.join(self._item(one.keys) for one in rules)

    def _item(self, keys: dict[str, str]) -> str:
        """Write an item of a list, in brackets or in lines, after a comment or not."""
        comment = "  # 见原文\n" if self._chance.random() < 0.1 else ""
        if self._chance.random() < _IN_BRACKETS:
            return comment + "  - {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"
        lines = [f"{key}: {value}" for key, value in keys.items()]
        if self._chance.random() < 0.1:
            lines[-1] += "  # 已核对"
        return comment + "  - " + "\n    ".join(lines) + "\n"

    def _plan(self, made: list[Made]) -> str:
        parts = [
            f"id: plan-{self._seed}\ntitle: 某县第{self._seed}号规划\n",
            f"document: {{title: 某县第{self._seed}号规划, published: 2021-12}}\n",
            "period: {base: 2020, start: 2021, end: 2025}\n",
            "places:\n  - {id: county, title: 某县, level: county, aliases: [某县全县]}\n",
        ]
        if self._zoned:
            parts.append("  - {id: core, title: 核心区, level: zone, within: county}\n")
        parts += [self._town(number) for number in range(1, self._towns + 1)]
        if self._roster:
            parts.append("rosters:\n  - {level: grid, title: 网格, kinds: [农村, 社区]}\n")
        parts.append("departments:\n")
        parts += [f"  - {{id: {each}, title: 县{each}, aliases: [某县{each}]}}\n" for each in self._departments]
        parts += self._task_table()
        return "".join(parts) + self._doubt(made)

    def _town(self, number: int) -> str:
        within = "[county, core]" if self._zoned and number % 2 else "county"
        more = ", extends: [core]" if self._zoned and number % 4 == 0 else ""
        kind = f", kind: {self._chance.choice(KINDS)}" if self._chance.random() < 0.3 else ""
        return f"  - {{id: town-{number}, title: 第{number}镇, level: town, within: {within}{more}{kind}}}\n"

    def _task_table(self) -> list[str]:
        rows = []
        for task, leads in self._tasks.items():
            chosen = self._chance.sample(self._departments, k=leads)
            rows.append(f'  - {{id: "{task}", title: 第{task}项任务, leads: [{", ".join(chosen)}]}}\n')
        return ["tasks:\n", *rows] if rows else []

    def _doubt(self, made: list[Made]) -> str:
        """Record a doubt about a rule, now and then."""
        if self._chance.random() < 0.6:
            return ""
        keys = self._chance.choice(made).keys
        locator, anchor = (part.partition(": ")[2] for part in keys["source"][1:-1].split(", ")[:2])
        return (
            f"discrepancies:\n  - id: doubt\n    title: 表述不清\n    kind: unclear\n    rules: [{keys['id']}]\n"
            f"    readings:\n      - {{locator: {locator}, anchor: {anchor}, says: 口径未写明}}\n"
            "    chosen: 1\n    because: 照字面理解\n"
        )

    def _checks(self, made: list[Made]) -> str:
        rows = ["  - {id: same-as-before, title: 与上年相同, kind: unchanged, level: note, digits: 4}\n"]
        parts = [one.indicators for one in made if one.indicators]
        if parts:
            above, below = (each["id"] for each in parts[0])
            rows.append(
                "  - {id: no-more-than-all, title: 分子不大于分母, kind: parts, level: question, "
                f"whole: {below}, parts: [{above}], relation: at-most}}\n"
            )
        if self._chance.random() < 0.5:
            rows.append("  - {id: copied-form, off: true, because: 本县多数指标每年变化很小}\n")
        return "checks:\n" + "".join(rows)
