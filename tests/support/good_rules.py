"""Random rules that nothing is wrong with, each with the sentences of the plan that it cites."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

TOPICS = (
    "污水集中收集", "生活垃圾无害化处理", "绿化覆盖", "自来水普及", "燃气普及", "公交站点覆盖", "卫生厕所普及",
    "道路硬化", "网络覆盖", "学前教育普惠", "高中阶段毛入学", "养老机构护理", "基本医疗参保", "社区服务覆盖",
    "空气优良天数", "装配式建筑", "污泥处置", "秸秆综合利用", "地表水达标", "应急预案覆盖",
)  # fmt: skip
AREAS = ("全县", "县城", "城镇", "农村", "重点镇", "中心镇")
AMOUNTS = {
    "公里": ("新建道路", "改造管网", "整治河道", "新增绿道", "铺设光缆"),
    "个": ("新增就业岗位", "建设公园", "培育企业", "新增停车泊位", "示范社区"),
    "亩": ("高标准农田", "新增绿地", "盘活用地"),
    "万元": ("项目投资", "补助资金"),
    "人": ("培训技能人才", "引进教师", "新增医师"),
}
DENSITIES = (("张/千人", "每千人床位"), ("平方米/人", "人均公园绿地"), ("人/千人", "每千人医师"))
NATURES = ("binding", "anticipatory", "task", "约束性", "预期性", "任务")

_RISING = ((">=", ("不低于", "达到", "不少于", "")), (">", ("超过", "高于")))
_FALLING = (("<=", ("不超过", "不高于", "控制在")), ("<", ("低于",)))
_PRINTED = {"percent": "%", "percentage_point": "个百分点"}


@dataclass
class Made:
    """A rule as its keys, values already as YAML writes them, and what the plan says."""

    keys: dict[str, str]
    sentences: list[str]
    indicators: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Setting:
    """What rules may refer to. `name` gives a topic nobody has used, `fresh` an id."""

    chance: random.Random
    departments: list[str]
    tasks: dict[str, int]
    scopes: list[str]
    chapter: str
    taken: set[str]

    def name(self, stems: tuple[str, ...], ending: str = "") -> str:
        """Return a title that nothing else has and that is part of no other."""
        while True:
            stem = self.chance.choice(AREAS) + self.chance.choice(stems)
            number = self.chance.randint(2, 999)
            title = f"{stem}{ending}" if stem not in self.taken else f"第{number}批{stem}{ending}"
            if title not in self.taken:
                self.taken |= {title, stem}
                return title

    def fresh(self, word: str) -> str:
        """Return an id that nothing else has."""
        self.taken.add(f"id {word}-{len(self.taken)}")
        return f"{word}-{len(self.taken)}"


def rule(setting: Setting) -> Made:
    """Make a rule of one of the kinds that there are."""
    kinds: tuple[Callable[[Setting], Made], ...] = (
        _share, _share, _share, _density, _flow, _growth, _yearly,
        _milestone, _benchmark, _issued, _derived, _points, _kept,
    )  # fmt: skip
    made = setting.chance.choice(kinds)(setting)
    _owned(made, setting)
    if setting.chance.random() < 0.3:
        made.keys["note"] = "按年末数计算，口径照原文"
    if setting.chance.random() < 0.2:
        made.keys["definition"] = "统计口径照上级部门规定"
    return made


def _owned(made: Made, setting: Setting) -> None:
    """Say who answers: a department, or the lead of a task; and for which places."""
    chance, keys = setting.chance, made.keys
    single = [task for task, leads in setting.tasks.items() if leads == 1]
    if single and chance.random() < 0.3:
        keys["task"] = f'"{chance.choice(single)}"'
    else:
        owner, *others = chance.sample(setting.departments, k=min(3, len(setting.departments)))
        keys["owner"] = owner
        if others and chance.random() < 0.4:
            keys["support"] = f"[{', '.join(others)}]"
    if setting.scopes and chance.random() < 0.4:
        keys["scope"] = chance.choice(setting.scopes)


def _start(setting: Setting, word: str, title: str, unit: str | None, kind: str | None = None) -> dict[str, str]:
    keys = {"id": setting.fresh(word), "title": title, "nature": setting.chance.choice(NATURES)}
    if kind is not None:
        keys["kind"] = kind
    if unit is not None:
        keys["unit"] = unit
    return keys


def _cited(keys: dict[str, str], setting: Setting, anchor: str, figures: list[str]) -> None:
    listed = figures[0] if len(figures) == 1 else f"[{', '.join(figures)}]"
    figure = f", figure: {listed}" if figures else ""
    keys["source"] = f"{{locator: {setting.chapter}, anchor: {anchor}{figure}}}"


def _figure(chance: random.Random, low: int, high: int) -> str:
    whole = chance.randint(low, high - 1)
    return str(whole) if chance.random() < 0.7 else f"{whole}.{chance.randint(1, 9)}"


def _towards(setting: Setting, keys: dict[str, str], low: int, high: int, *, falling: bool | None = None) -> list[str]:
    """Give a rule a base, a way and one to three targets along it; return what the plan says of each."""
    chance, title, unit = setting.chance, keys["title"], keys["unit"]
    down = chance.random() < 0.25 if falling is None else falling
    operator, words = chance.choice(_FALLING if down else _RISING)
    years = [*sorted(chance.sample(range(2021, 2025), k=chance.choice((0, 0, 0, 1, 2)))), 2025]
    width = (high - low) // (len(years) + 1)
    steps = [_figure(chance, low + width * n + 1, low + width * (n + 1)) for n in range(len(years) + 1)]
    start, *goals = reversed(steps) if down else steps
    if chance.random() < 0.8:
        keys["base"] = f"{{2020: {start}}}"
        if chance.random() < 0.2 and len(years) == 1:
            keys["trajectory"] = chance.choice(("linear", "none", "cagr"))
    keys["target"] = "{" + ", ".join(f'{y}: "{operator} {g}"' for y, g in zip(years, goals, strict=True)) + "}"
    if chance.random() < 0.15:
        keys["judge"] = chance.choice(("full", "{rounded: 1}"))
    _cited(keys, setting, title, goals)
    printed = _PRINTED.get(unit, unit)
    word = chance.choice(words)
    if len(years) == 1:
        return [f"到2025年，{title}{word}{goals[0]}{printed}。"]
    return [f"{year}年，{title}{word}{goal}{printed}。" for year, goal in zip(years, goals, strict=True)]


def _share(setting: Setting) -> Made:
    keys = _start(setting, "share", setting.name(TOPICS, "率"), "percent")
    return Made(keys, _towards(setting, keys, 5, 98))


def _density(setting: Setting) -> Made:
    unit, stem = setting.chance.choice(DENSITIES)
    keys = _start(setting, "density", setting.name((stem,), "数"), unit)
    return Made(keys, _towards(setting, keys, 1, 40, falling=False))


def _points(setting: Setting) -> Made:
    keys = _start(setting, "points", setting.name(TOPICS, "率提高幅度"), "percentage_point")
    keys["target"] = '{2025: ">= 3"}'
    _cited(keys, setting, keys["title"], ["3"])
    return Made(keys, [f"到2025年，{keys['title']}达到3个百分点。"])


def _flow(setting: Setting) -> Made:
    unit = setting.chance.choice(tuple(AMOUNTS))
    keys = _start(setting, "sum", setting.name(AMOUNTS[unit]), unit, "flow")
    figure = _figure(setting.chance, 10, 5000)
    if setting.chance.random() < 0.4:
        keys["base"] = f"{{2016-2020: {_figure(setting.chance, 10, 5000)}}}"
    keys["target"] = f'{{2025: ">= {figure}"}}'
    _cited(keys, setting, keys["title"], [figure])
    return Made(keys, [f"五年累计{keys['title']}{figure}{unit}。"])


def _growth(setting: Setting) -> Made:
    keys = _start(
        setting, "growth", setting.name(("产值", "居民收入", "财政收入", "投资"), "增速"), "percent", "growth"
    )
    low = setting.chance.randint(2, 7)
    if setting.chance.random() < 0.5:
        keys["target"] = f'{{2021-2025: ">= {low}"}}'
        _cited(keys, setting, keys["title"], [str(low)])
        return Made(keys, [f"{keys['title']}每年不低于{low}%。"])
    keys["target"] = f'{{2025: "{low}..{low + 3}"}}'
    _cited(keys, setting, keys["title"], [str(low), str(low + 3)])
    return Made(keys, [f"到2025年，{keys['title']}保持{low}%—{low + 3}%。"])


def _yearly(setting: Setting) -> Made:
    unit = setting.chance.choice(tuple(AMOUNTS))
    keys = _start(setting, "yearly", setting.name(AMOUNTS[unit], "当年数"), unit, "yearly")
    first, second = (_figure(setting.chance, 2, 90) for _ in range(2))
    keys["target"] = f'{{2022: ">= {first}", 2023: ">= {second}"}}'
    _cited(keys, setting, keys["title"], [first, second] if first != second else [first])
    return Made(
        keys, [f"2022年，{keys['title']}不少于{first}{unit}。", f"2023年，{keys['title']}不少于{second}{unit}。"]
    )


def _milestone(setting: Setting) -> Made:
    title = setting.name(("车站", "水厂", "医院", "图书馆", "产业园", "大桥"), "建成")
    keys = _start(setting, "milestone", title, None, "milestone")
    year = setting.chance.randint(2021, 2025)
    keys["target"] = f"{{{year}: done}}"
    _cited(keys, setting, title, [])
    return Made(keys, [f"{year}年，{title}并投入使用。"])


def _benchmark(setting: Setting) -> Made:
    keys = _start(setting, "compared", setting.name(TOPICS, "率"), "percent", "yearly")
    keys |= {"benchmark": "全省平均水平", "target": '{2021-2025: "benchmark >="}'}
    _cited(keys, setting, keys["title"], [])
    return Made(keys, [f"{keys['title']}保持在全省平均水平以上。"])


def _issued(setting: Setting) -> Made:
    keys = _start(setting, "issued", setting.name(TOPICS, "率"), "percent")
    keys |= {"base": f"{{2020: {_figure(setting.chance, 5, 90)}}}", "target": '{2025: "issued >="}'}
    _cited(keys, setting, keys["title"], [])
    return Made(keys, [f"{keys['title']}完成上级下达的任务。"])


def _kept(setting: Setting) -> Made:
    keys = _start(setting, "kept", setting.name(TOPICS, "率"), "percent")
    keys |= {"base": "{2020: 100}", "trajectory": "maintain", "target": '{2025: ">= 100"}'}
    _cited(keys, setting, keys["title"], ["100"])
    return Made(keys, [f"{keys['title']}保持100%。"])


def _derived(setting: Setting) -> Made:
    title = setting.name(("用于农村的支出", "教育支出", "环保支出"), "占比")
    above, below = setting.fresh("part"), setting.fresh("whole")
    owner = setting.chance.choice(setting.departments)
    parts = [
        {"id": above, "title": f"{title}的分子", "unit": "万元", "owner": owner},
        {"id": below, "title": f"{title}的分母", "unit": "亿元", "owner": owner},
    ]
    keys = _start(setting, "ratio", title, "percent")
    keys |= {"expression": f"{above} / {below}", "target": '{2025: ">= 10"}'}
    _cited(keys, setting, title, ["10"])
    return Made(keys, [f"到2025年，{title}达到10%。"], parts)
