"""Years that are none, that lie outside of the plan, or that are not those of the form."""

import datetime as dt

from tests.seeded.bases import PLAIN, SEWAGE_TITLE
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, Spoil, put, spoils

SEWERS = "新建污水管网长度"


def base_year(title: str, value: float, unit: str) -> Spoil:
    """Report a figure of the base year in a row of one's own."""

    @spoils("数值")
    def spoil(filled: Filled) -> str:
        row = filled.add({"地区": "江海区", "年份": 2020, "指标": title, "数值": value, "单位": unit})
        return filled.at(f"D{row}")

    return spoil


KINDS = (
    Kind("年份空着", put("年份", None), "missing-year"),
    Kind("年份：去年", put("年份", "去年"), "unknown-year"),
    Kind("年份：24年", put("年份", "24年"), "unknown-year"),
    Kind("年份：二〇二四年", put("年份", "二〇二四年"), "unknown-year"),
    Kind("年份：2023-2024", put("年份", "2023-2024"), "unknown-year"),
    Kind("年份：2024.5", put("年份", 2024.5), "unknown-year"),
    Kind("年份：2042", put("年份", 2042), "year-outside-plan"),
    Kind("年份：2019", put("年份", "2019年", SEWAGE_TITLE), "year-outside-plan", base=PLAIN),
    Kind("年份填成日期", put("年份", dt.date(2024, 12, 31)), "date-value"),
    Kind("2024 年的表里写 2023", put("年份", 2023), "year-of-another-form", WARNING, lost=1, added=1),
    Kind("基期数与规划不同", base_year(SEWAGE_TITLE, 91, "%"), "base-differs", WARNING, base=PLAIN, added=1),
    Kind("累计指标报了基期数", base_year(SEWERS, 5, "公里"), "flow-in-base-year", NOTE, base=PLAIN, added=1),
)
