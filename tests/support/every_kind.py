"""A small plan with a rule of every kind, direction and special case; its policy is the one that ships."""

from pathlib import Path

import zhunsheng.compile as compiling
from tests.support.paths import ROOT
from zhunsheng.model.catalogue import Catalogue

PLAN = """\
id: every-kind
title: 各类规则
document: {title: 各类规则, published: 2020-12, number: 示例〔2020〕1号}
period: {base: 2020, start: 2021, end: 2025}
bands: {on_track: 1, nearly: 0.95, behind: 0.6}
places:
  - {id: town, title: 甲区, level: district}
  - {id: east, title: 东街道, level: street, within: town}
  - {id: west, title: 西街道, level: street, within: town}
  - {id: south, title: 南镇, level: town, within: town}
departments:
  - {id: 甲局, title: 区甲局}
  - {id: 乙局, title: 区乙局}
rosters:
  - {level: grid, title: 网格, kinds: [农村, 社区]}
"""

SOURCE = "source: {locator: 表1, anchor: 甲"


def _rule(name: str, title: str, target: str, figure: str, **more: str) -> str:
    keys = {"nature": "task", "unit": "percent", **more}
    lines = [f"  - id: {name}", f"    title: {title}", *(f"    {key}: {value}" for key, value in keys.items() if value)]
    cited = f", figure: {figure}" if figure else ""
    return "\n".join([*lines, f"    target: {target}", "    owner: 甲局", f"    {SOURCE}{cited}}}"])


RULES = "\n".join(
    [
        """\
theme: 各类
indicators:
  - {id: income, title: 收入, unit: 亿元, owner: 乙局}
  - {id: spending, title: 支出, unit: 亿元, owner: 乙局}
rules:""",
        _rule("rising", "上升比例", '{2025: ">= 95"}', "95", base="{2020: 92}", nature="binding"),
        _rule("thirds", "三分之一", '{2023: ">= 93"}', "93", base="{2020: 92}", nature="binding"),
        _rule("steps", "两步上升", '{2022: ">= 80", 2024: ">= 90"}', "[80, 90]", base="{2020: 70}", nature="binding"),
        _rule("steps-only", "两步数", '{2021: "< 83", 2024: "< 77"}', "[83, 77]", unit="公里", nature="binding"),
        _rule("again", "隔年节点", "{2021: done, 2024: done}", "", kind="milestone", unit=""),
        _rule("falling", "下降比例", '{2025: "<= 5"}', "5", base="{2020: 8.5}", nature="anticipatory"),
        _rule("strict", "严格上升", '{2025: "> 40"}', "40", base="{2020: 40}", unit="个"),
        _rule("strictly-below", "严格下降", '{2025: "< 3"}', "3", base="{2020: 6}", unit="家"),
        _rule("steady", "均速上升", '{2025: ">= 80"}', "80", base="{2020: 50}", trajectory="cagr", unit="亿元"),
        _rule(
            "kept", "保持比例", '{2025: ">= 100"}', "100", base="{2020: 100}", trajectory="maintain", nature="binding"
        ),
        _rule("bound", "界限保持", '{2025: "> 95"}', "95", base='{2020: "> 95"}', trajectory="maintain"),
        _rule("no-base", "没有基数", '{2025: ">= 30.25"}', "30.25", unit="公里"),
        _rule("no-path", "不设进度", '{2023: ">= 12"}', "12", unit="家", trajectory="none"),
        _rule("range", "范围", '{2025: "5..8"}', "[5, 8]", unit="所", trajectory="none"),
        _rule("equal", "恰好", '{2025: "= 3"}', "3", unit="个", trajectory="none"),
        _rule("rounded", "修约", '{2025: ">= 2.5"}', "2.5", judge="{rounded: 1}", trajectory="none", unit="亿元"),
        _rule(
            "schedule", "逐年提高", '{2021: ">= 65", 2022: ">= 75", 2024: ">= 85"}', "[65, 75, 85]", base="{2020: 60}"
        ),
        _rule("sum", "累计人数", '{2025: ">= 2.7"}', "2.7", kind="flow", unit="万人", base="{2016-2020: 2.82}"),
        _rule("capped-sum", "累计上限", '{2025: "<= 50"}', "50", kind="flow", unit="亩"),
        _rule("yearly", "每年引进", '{2021-2022: ">= 50", 2024: ">= 60"}', "[50, 60]", kind="yearly", unit="个"),
        _rule("growth", "投资增速", '{2021-2025: ">= 5"}', "5", kind="growth"),
        _rule("first-year", "首年节点", "{2021: done}", "", kind="milestone", unit=""),
        _rule("mid-year", "中途节点", "{2023: done}", "", kind="milestone", unit="", nature="binding"),
        _rule("last-year", "“期末”节点", "{2025: done}", "", kind="milestone", unit=""),
        _rule("street-milestone", "街道节点", "{2024: done}", "", kind="milestone", unit="", scope="{level: street}"),
        _rule("twice", "两年节点", "{2021: done, 2022: done}", "", kind="milestone", unit="", scope="[east, west]"),
        _rule("issued", "下达目标", '{2025: "issued >="}', "", base="{2020: 88}", nature="binding"),
        _rule("issued-bare", "下达数量", '{2025: "issued >="}', "", unit="万套", trajectory="none"),
        _rule("issued-early", "早年下达", '{2022: "issued >="}', "", trajectory="none"),
        _rule("issued-yearly", "当年下达", '{2022: "issued >=", 2023: "issued >="}', "", kind="yearly", unit="亩"),
        _rule("benchmark", "对照平均", '{2022: "benchmark >="}', "", kind="yearly", benchmark="全省平均水平"),
        _rule("streets", "街道比例", '{2025: ">= 90"}', "90", base="{2020: 70}", scope="{level: street}"),
        _rule("one-street", "一个街道", '{2025: ">= 9"}', "9", unit="条", scope="[west]", trajectory="none"),
        _rule("streets-yearly", "街道当年数", '{2022: ">= 3"}', "3", unit="条", kind="yearly", scope="[east, south]"),
        _rule("streets-sum", "街道累计数", '{2024: ">= 40"}', "40", unit="条", kind="flow", scope="[east, west]"),
        _rule("rural-grids", "农村网格员", '{2025: ">= 1"}', "1", unit="名", scope="{level: grid, kind: 农村}"),
        _rule("grids", "网格小组", '{2025: ">= 2"}', "2", unit="个", scope="{level: grid}", trajectory="none"),
        _rule("grid-milestone", "网格节点", "{2025: done}", "", kind="milestone", unit="", scope="{level: grid}"),
        _rule("share", "支出占比", '{2025: ">= 10"}', "10", expression="spending / income", trajectory="none"),
    ]
)


def write(folder: Path) -> Path:
    """Write the plan into `folder`/every-kind below a copy of the policy and the units that ship."""
    plan = folder / "every-kind"
    plan.mkdir(parents=True)
    for shared in ("policy.yaml", "units.txt"):
        (folder / shared).write_bytes((ROOT / "rules" / shared).read_bytes())
    (plan / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (plan / "rules.yaml").write_text(RULES + "\n", encoding="utf-8")
    return plan


def compiled(folder: Path) -> Catalogue:
    """Write and compile the plan."""
    loaded = compiling.load(write(folder))
    assert loaded.catalogue is not None, [f"{p.at} {p.message.zh}" for p in loaded.problems]
    return loaded.catalogue
