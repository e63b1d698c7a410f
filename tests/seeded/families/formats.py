"""Number formats that show another number than is stored; percents that may be fractions."""

from tests.seeded.bases import CITY_FORM, SEWAGE, USERS, YEARS
from tests.seeded.families.checks import row_of
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, formatted, spoils, stored, typed


@spoils("数值")
def proved(filled: Filled) -> str:
    """Write a share as a fraction beside its numerator and denominator."""
    cell = f"D{row_of(filled, '城市城区绿化覆盖率', 2024)}"
    filled.sheet[cell] = 0.447
    return filled.at(cell)


KINDS = (
    Kind("格式 0.00,（缩小千倍显示）", formatted("0.00,"), "misleading-number-format"),
    Kind("格式 #,##0,,（缩小百万倍）", formatted("#,##0,,"), "misleading-number-format"),
    Kind('格式 0.00"万"', formatted('0.00"万"'), "misleading-number-format"),
    Kind("格式 0.00%%", formatted("0.00%%", key=USERS), "misleading-number-format"),
    Kind("格式 [>1000]0.00,;0", formatted("[>1000]0.00,;0"), "misleading-number-format"),
    Kind("0.1+0.2", stored("0.30000000000000004"), "rounded-to-15-digits", NOTE),
    Kind("0.685（应为百分比）", typed(0.685, USERS), "percent-or-fraction"),
    Kind("“0.685”（文字）", typed("0.685", USERS), "percent-or-fraction"),
    Kind("1（1% 还是 100%）", typed(1, SEWAGE), "percent-or-fraction", base=CITY_FORM),
    Kind("0.447，分子分母同时报来", proved, "fraction-proved", NOTE, base=YEARS),
    Kind("百分比 137.5", typed(137.5, USERS), "share-out-of-range", WARNING),
    Kind("百分比 -3", typed(-3, USERS), "share-out-of-range", WARNING),
    Kind("百分比格式里填 68.5（显示 6850%）", formatted("0.0%", 68.5, USERS), "percent-or-fraction"),
)
