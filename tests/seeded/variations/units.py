"""The same amounts in other units, and the same units in other spellings."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from tests.seeded.bases import LAND, OUTPUT, USERS
from tests.seeded.filled import Filled
from tests.seeded.variations.change import FORM, PLAIN, TABLES, Change, column, each, figures, unit_of

IN_OTHER_UNITS = (
    ("%", "‰", Fraction(10)),
    ("%", "1", Fraction(1, 100)),
    ("万人", "人", Fraction(10_000)),
    ("万人", "千人", Fraction(10)),
    ("亿元", "万元", Fraction(10_000)),
    ("亿元", "元", Fraction(100_000_000)),
    ("亩", "公顷", Fraction(1, 15)),
    ("亩", "平方公里", Fraction(1, 1500)),
    ("万平方米", "平方米", Fraction(10_000)),
    ("万平方米", "公顷", Fraction(1)),
    ("万平方米", "亩", Fraction(15)),
    ("公里", "米", Fraction(1000)),
    ("张/千人", "张/万人", Fraction(10)),
    ("平方米/万人", "平方米/人", Fraction(1, 10_000)),
)
SPELLINGS = (("%", "％"), ("%", "percent"), ("%", " % "), ("平方米/万人", "平方米／万人"), ("公里", "公 里"))
RETYPED = ((OUTPUT, "万元", Fraction(10_000)), (LAND, "公顷", Fraction(1, 15)), (USERS, "‰", Fraction(10)))


def converted(unit: str, other: str, factor: Fraction) -> Callable[[Filled], None]:
    """Write all figures of a unit in another one, as far as they end in it."""

    def make(filled: Filled) -> None:
        changed = 0
        for cell in list(figures(filled)):
            amount = Fraction(str(cell.value)) * factor
            if unit_of(filled, cell) == unit and _ends(amount):
                cell.value = float(amount)
                filled.sheet.cell(cell.row, filled.columns()["单位"]).value = other
                changed += 1
        assert changed

    return make


def _ends(amount: Fraction) -> bool:
    return Fraction(float(amount)).limit_denominator(10**12) == amount and 10**12 % amount.denominator == 0


def spelled(unit: str, other: str) -> Callable[[Filled], None]:
    """Spell a unit otherwise."""
    return each("单位", lambda value: other if value == unit else value)


def only_attached(filled: Filled) -> None:
    """Write the units at the figures, and none in their column."""
    for cell in figures(filled):
        cell.value = f"{cell.value}{unit_of(filled, cell)}"
    for unit in column(filled, "单位"):
        unit.value = None


def without_column(filled: Filled) -> None:
    """Write the units at the figures, and take their column away."""
    only_attached(filled)
    filled.sheet.delete_cols(filled.columns()["单位"])


def behind_title(filled: Filled) -> None:
    """Write the units behind the titles as well."""
    for cell in figures(filled):
        title = filled.sheet.cell(cell.row, filled.columns()["指标"])
        title.value = f"{title.value}（{unit_of(filled, cell)}）"


def retyped(key: str, unit: str, factor: Fraction) -> Callable[[Filled], None]:
    """Retype the unit that a form has printed, and convert the figure."""

    def make(filled: Filled) -> None:
        value = filled.cell("数值", key)
        value.value = float(Fraction(str(value.value)) * factor)
        value.number_format = "General"
        filled.cell("单位", key).value = unit

    return make


def at_the_figure(key: str, unit: str, factor: Fraction) -> Callable[[Filled], None]:
    """Write another unit than the printed one at the figure."""

    def make(filled: Filled) -> None:
        value = filled.cell("数值", key)
        amount = Fraction(str(value.value)) * factor
        value.value = f"{Decimal(amount.numerator) / amount.denominator}{unit}"

    return make


CHANGES = (
    *(Change(f"{a}→{b}", "figure", converted(a, b, factor), PLAIN) for a, b, factor in IN_OTHER_UNITS),
    *(Change(f"{a} 写作 {b}", "unit", spelled(a, b), PLAIN) for a, b in SPELLINGS),
    *(Change(f"改写为 {u}", "figure", retyped(k, u, f), FORM, ("unit-retyped",)) for k, u, f in RETYPED),
    *(Change(f"数后写 {u}", "figure", at_the_figure(k, u, f), FORM, ("unit-retyped",)) for k, u, f in RETYPED),
    Change("单位只写在数后", "figure", only_attached, TABLES),
    Change("没有单位列，单位在数后", "figure", without_column, PLAIN),
    Change("指标后也写单位", "title", behind_title, TABLES),
)
