# ruff: noqa: E501 - words stand in long lines
"""Words that a table, a record or a rule may hold, most of them out of place."""

from random import Random

PLAIN = (
    "小县",
    "污水收集率",
    "绿化覆盖率",
    "床位",
    "%",
    "张",
    "2022",
    "2024",
    "93",
    "43.5",
    "1,460.5",
    "≥ 95",
    "—",
    "",
)
# fmt: off
ODD = (
    "95%%", "%", "0.951", "1,46", "95-96", "约95", "九十五", "=1+1", "+95", "-", "１４６０．５", "1e3", "1e400", "-0", "00", ".5",
    "5.", "NaN", "inf", "TRUE", "null", "2022年", "2022-13", "99999999999999999999", "-1", "1" * 60, "9" * 5000, "²", "٤٣",
    "\u202e43", "4\u200b3", "\0", "\x1b[31m", "<script>", "{{7*7}}", "=cmd|' /C calc'!A0", "'", '"', '""', "\\", "\n", "\r",
    "\t", "a\nb", "数" * 300, "\U0001f4a5", "\ufeff", "\u00a0", "完成", "未完成", "√", "撤回", "下达目标", "基准值", "累计",
    "小县/小县", "/", "污水收集率/绿化覆盖率", "sewage", "county", "亿元", "万张", "平方米/人", "亩", "个百分点",
)
FIGURES = (
    ("污水收集率", "93", "%"), ("污水收集率", "95.1%", ""), ("绿化覆盖率", "43.5", "percent"), ("床位", "1,460", "张"),
    ("床位", "≥ 2000", "张"), ("床位", "—", "张"), ("sewage", "92.50", "％"),
)
HEADINGS = (
    "地区", "年份", "指标", "数值", "单位", "备注", "依据", "类型", "数据性质", "填报单位", "编码", "完成情况", "完成日期",
    "名称", "级别", "类别", "上级", "编号", "entity", "year", "indicator", "value", "unit", "name", "level", "within", "数 值", "",
)
# fmt: on
USUAL = ("地区", "年份", "指标", "数值", "单位")


def word(chance: Random) -> str:
    """Choose a word, odd about as often as not."""
    return chance.choice(PLAIN if chance.random() < 0.5 else ODD)


def header(chance: Random) -> list[str]:
    """Choose a header: mostly the usual one."""
    made = list(USUAL)
    if chance.random() < 0.3:
        chance.shuffle(made)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        made.insert(chance.randint(0, len(made)), chance.choice(HEADINGS))
    if chance.random() < 0.1:
        del made[chance.randrange(len(made))]
    return made


def row(chance: Random, columns: list[str]) -> list[str]:
    """Fill a row so that it is read more often than not."""
    indicator, value, unit = chance.choice(FIGURES)
    usual = {"地区": "小县", "年份": str(chance.randint(2020, 2025)), "指标": indicator, "数值": value, "单位": unit}
    oddity = chance.choice((0, 0, 0.1, 0.4))
    made = [word(chance) if chance.random() < oddity else usual.get(name, "") for name in columns]
    if chance.random() < 0.05:
        made = made[: chance.randint(0, len(made))]
    return made
