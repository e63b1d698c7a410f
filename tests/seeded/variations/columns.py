"""Columns moved, added, taken away, and called otherwise."""

from collections.abc import Callable, Mapping
from random import Random

from tests.seeded.filled import Filled
from tests.seeded.variations.change import ALL, FORM, PLAIN, TABLES, Change, rearranged

ENGLISH = {
    "地区": "entity",
    "年份": "year",
    "指标": "indicator",
    "数值": "value",
    "单位": "unit",
    "备注": "note",
    "依据": "evidence",
    "类型": "record",
    "数据性质": "basis",
    "填报单位": "submitter",
    "编码": "code",
}
CALLED: dict[str, Callable[[str], str]] = {
    "英文表头": lambda text: ENGLISH.get(text, text),
    "英文大写表头": lambda text: ENGLISH.get(text, text).upper(),
    "表头字间有空格": " ".join,
    "表头换行": "\n".join,
    "表头带冒号": lambda text: f"{text}：",
    "表头带星号": lambda text: f"*{text}",
    "表头有方括号": lambda text: f"【{text}】",
    "表头前后有空格": lambda text: f"  {text}　",
}


def moved(order: Callable[[list[int]], list[int]]) -> Callable[[Filled], None]:
    """Put the columns into another order, with their formats."""

    def make(filled: Filled) -> None:
        width, height = filled.sheet.max_column, filled.sheet.max_row
        numbers = order(list(range(width)))
        rows = range(filled.header_row, height + 1)
        rearranged(filled, {(row, old + 1): (row, new + 1) for row in rows for new, old in enumerate(numbers)})

    return make


def shuffled(seed: int) -> Callable[[list[int]], list[int]]:
    """Return the same disorder each time."""

    def order(numbers: list[int]) -> list[int]:
        Random(seed).shuffle(numbers)  # noqa: S311 - not for secrets
        return numbers

    return order


def removed(*headings: str) -> Callable[[Filled], None]:
    """Take columns away."""

    def make(filled: Filled) -> None:
        for heading in headings:
            filled.sheet.delete_cols(filled.columns()[heading])

    return make


def inserted(position: int, heading: str | None = None) -> Callable[[Filled], None]:
    """Insert a column of one's own."""

    def make(filled: Filled) -> None:
        filled.sheet.insert_cols(position)
        filled.sheet.cell(filled.header_row, position, heading)
        if heading:
            filled.sheet.cell(filled.header_row + 1, position, 3.5)

    return make


def called(names: Callable[[str], str]) -> Callable[[Filled], None]:
    """Call the columns otherwise."""

    def make(filled: Filled) -> None:
        for heading, position in filled.columns().items():
            filled.sheet.cell(filled.header_row, position, names(heading))

    return make


def renamed(names: Mapping[str, str]) -> Callable[[Filled], None]:
    """Call some columns otherwise."""
    return called(lambda heading: names.get(heading, heading))


CHANGES = (
    Change("倒过来的列", "columns", moved(lambda numbers: numbers[::-1]), ALL),
    Change("列轮换", "columns", moved(lambda numbers: numbers[3:] + numbers[:3]), ALL),
    *(Change(f"列打乱 {seed}", "columns", moved(shuffled(seed)), TABLES) for seed in (1, 2)),
    Change("没有备注", "columns", removed("备注"), ALL),
    Change("只留必要的列", "columns", removed("备注", "类型", "数据性质", "填报单位"), PLAIN),
    Change("去掉口径、上年数、目标", "columns", removed("口径", "上年数", "本年目标"), FORM),
    Change("去掉编码", "columns", removed("编码"), ("form", "milestones"), besides="title"),
    Change("去掉地区、指标，只留编码", "columns", removed("地区", "指标"), ("form", "milestones"), besides="title"),
    Change("左边空一列", "columns", inserted(1), ALL),
    Change("中间空一列", "columns", inserted(4), TABLES),
    Change("多一栏“同比”", "columns", inserted(4, "同比"), TABLES, ("unknown-columns",)),
    *(Change(name, "heading", called(names), PLAIN) for name, names in CALLED.items()),
    Change("带星号的表头", "heading", called(CALLED["表头带星号"]), ("form", "milestones")),
)
