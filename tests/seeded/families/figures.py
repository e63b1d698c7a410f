"""Figures that are not written as one definite number."""

from tests.seeded.bases import PLAIN
from tests.seeded.kinds import Kind, typed

_ON_THE_FORM = (
    ("约330", "approximate-figure"),
    ("330左右", "approximate-figure"),
    ("近330亿元", "approximate-figure"),
    ("320-330", "range-figure"),
    ("三百三十", "chinese-numerals"),
    ("（330.25）", "parenthesised-figure"),
    ("1,46", "ambiguous-separator"),
    ("330 331", "not-a-number"),
    ("待统计", "not-a-number"),
    ("330.25（预计）", "not-a-number"),
    ("NaN", "figure-out-of-bounds"),
    ("2024年12月31日", "date-figure"),
)
_IN_A_TABLE = (
    ("94以上", "approximate-figure"),
    ("94余", "approximate-figure"),
    ("不低于94", "approximate-figure"),
    ("94±0.5", "approximate-figure"),
    ("93～94", "range-figure"),
    ("93至94", "range-figure"),
    ("玖拾肆", "chinese-numerals"),
    ("(94.1)", "parenthesised-figure"),
    ("94,1", "ambiguous-separator"),
    ("9,41,00", "ambiguous-separator"),
    ("94/100", "not-a-number"),
    ("94.1.0", "not-a-number"),
    ("见附件", "not-a-number"),
    ("ＡＢＣ", "not-a-number"),
    ("94.1；同比增长", "not-a-number"),
    ("inf", "figure-out-of-bounds"),
    ("1e400", "figure-out-of-bounds"),
    ("9" * 41, "figure-out-of-bounds"),
    ("2024/12/31", "date-figure"),
)
KINDS = (
    *(Kind(text, typed(text), code) for text, code in _ON_THE_FORM),
    *(Kind(text, typed(text), code, base=PLAIN) for text, code in _IN_A_TABLE),
)
