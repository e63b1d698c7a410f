"""Wide tables (宽表): all figures of a place and year in one row, each under the heading of its indicator."""

from tests.seeded.bases import JOBS, SEWAGE_TITLE, Base, district, table
from tests.seeded.filled import Filled
from tests.seeded.kinds import WARNING, Kind, Spoil, spoils

from zhunsheng.intake.columns import MAX_COLUMNS

_SEWAGE, _JOBS = f"{SEWAGE_TITLE}（%）", f"{JOBS}（万人）"
_HEADER = ("地区", "年份", _SEWAGE, _JOBS, "城市城区绿化覆盖率（%）")
_ROWS = (("江海区", 2023, 93.6, 0.52, 44.1), ("江海区", 2024, 94.1, 0.54, 44.6))


def _wide() -> Filled:
    return table(_ROWS, "", _HEADER)


WIDE = Base("wide", "宽表", _wide, district)


@spoils("数值")
def estimated(filled: Filled) -> str:
    filled.sheet["C3"] = "约94"
    return filled.at("C3")


@spoils("地区")
def place_misspelt(filled: Filled) -> str:
    filled.sheet["A3"] = "江诲区"
    return filled.at("A3")


@spoils("数值")
def swallowed_from_above(filled: Filled) -> str:
    filled.sheet.merge_cells("D2:D3")
    return filled.at("D3")


def headed(text: str) -> Spoil:
    """Head the column of the first figures otherwise."""

    @spoils("表头")
    def spoil(filled: Filled) -> str:
        filled.sheet["C1"] = text
        return filled.at("C1")

    return spoil


@spoils("表头")
def column_of_something_else(filled: Filled) -> str:
    filled.sheet["F1"], filled.sheet["F2"] = "降水量（毫米）", 1800
    return filled.at(1)


@spoils("表头")
def no_column_of_an_indicator(filled: Filled) -> str:
    for number, cell in enumerate(filled.sheet[1][2:]):
        cell.value = f"{'甲乙丙'[number]}栏"
    return filled.at(1)


@spoils("表头")
def heading_twice(filled: Filled) -> str:
    filled.sheet["D1"] = _SEWAGE
    return filled.at(1)


@spoils("表头")
def columns_beyond_counting(filled: Filled) -> str:
    filled.sheet.cell(1, MAX_COLUMNS + 1, "降水量（毫米）")
    filled.sheet.cell(1, MAX_COLUMNS, "气温（度）")
    return filled.at(1)


KINDS = (
    Kind("约94", estimated, "approximate-figure", base=WIDE),
    Kind("地区写错，一行的数都不用", place_misspelt, "unknown-entity", base=WIDE, lost=3),
    Kind("数被上一年的合并单元格盖住", swallowed_from_above, "merged-cell", base=WIDE),
    Kind("表头“城镇污水收集比率（%）”", headed("城镇污水收集比率（%）"), "unknown-indicator", base=WIDE, lost=2),
    Kind("表头里没有单位", headed(SEWAGE_TITLE), "missing-unit", base=WIDE, lost=2),
    Kind("表头里是别的量的单位（亩）", headed(f"{SEWAGE_TITLE}（亩）"), "unit-not-convertible", base=WIDE, lost=2),
    Kind("多一栏“降水量（毫米）”", column_of_something_else, "columns-not-indicators", WARNING, base=WIDE),
    Kind("没有一栏是规划的指标", no_column_of_an_indicator, "no-indicator-column", base=WIDE, lost=6),
    Kind("两栏的表头一样", heading_twice, "repeated-heading", base=WIDE, lost=6),
    Kind("列数太多", columns_beyond_counting, "too-many-columns", base=WIDE, lost=6),
)
