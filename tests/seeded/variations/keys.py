"""Places, years and indicators, as people write them."""

from collections.abc import Callable

from tests.seeded.bases import district
from tests.seeded.filled import Filled
from tests.seeded.variations.change import ALL, PLAIN, TABLES, Change, column, each

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
PLACES = ("高新区（江海区）", "高新区(江海区)", "江门高新区", "jianghai", " 江海区", "江海区　", "江 海 区", "江海区\n")
YEARS: dict[str, Callable[[object], object]] = {
    "2024年": lambda year: f"{year}年",
    "2024年度": lambda year: f"{year}年度",
    "年份是文字": str,
    "全角年份": lambda year: str(year).translate(FULL_WIDTH),
    "年份带小数点": lambda year: f"{year}.0",
    "年份前后有空格": lambda year: f" {year} 年 ",
}


def by_id(title: object) -> object:
    return next(each.id for each in district().indicators.values() if each.title == title)


TITLES: dict[str, Callable[[object], object]] = {
    "指标写编号": by_id,
    "指标前有空格": lambda title: f"  {title}",
    "指标字间有空格": lambda title: " ".join(str(title)),
    "指标里换行": lambda title: f"{str(title)[:4]}\n{str(title)[4:]}",
    "指标末有 Windows 换行": lambda title: f"{title}_x000D_\n",
}


def calculated(heading: str) -> Callable[[Filled], None]:
    """Let a key be a formula with its stored result."""

    def make(filled: Filled) -> None:
        for cell in column(filled, heading):
            filled.formula(cell, f"=VLOOKUP(A{cell.row},A1:B9,2,0)", cell.value)  # type: ignore[arg-type]

    return make


def blank_names(filled: Filled) -> None:
    """Leave out what the codes say."""
    for heading in ("地区", "指标"):
        for cell in column(filled, heading):
            cell.value = None


def blank_codes(filled: Filled) -> None:
    """Leave out the codes."""
    for cell in column(filled, "编码"):
        cell.value = None


CHANGES = (
    *(Change(f"地区：{name!r}", "place", each("地区", lambda _, name=name: name), PLAIN) for name in PLACES),
    Change("地区写全称", "place", each("地区", lambda _: "江门高新区（江海区）"), ALL),
    *(Change(name, "year", each("年份", write), PLAIN) for name, write in YEARS.items()),
    Change("年份写作 2024年", "year", each("年份", lambda year: f"{year}年"), ("form", "milestones")),
    *(Change(name, "title", each("指标", write), PLAIN) for name, write in TITLES.items()),
    Change("指标前有全角空格", "title", each("指标", lambda title: f"\u3000{title}"), ("form", "milestones")),
    Change("指标是公式", "title", calculated("指标"), TABLES, ("formula-result-used",)),
    Change("年份是公式", "year", calculated("年份"), PLAIN, ("formula-result-used",)),
    Change("名称都空着", "title", blank_names, ("form", "milestones")),
    Change("编码都空着", "title", blank_codes, ("form", "milestones")),
)
