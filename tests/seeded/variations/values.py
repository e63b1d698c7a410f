"""Ways to write a figure, and number formats that leave it as it is."""

from collections.abc import Callable
from decimal import Decimal

from tests.seeded.filled import Filled
from tests.seeded.variations.change import FORM, PLAIN, Change, figures, unit_of

FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
FORMATS = (
    *("General", "0.00", "#,##0.00", "@", "0.0_ ", "#,##0.00_);(#,##0.00)", "[Red]0.00", "0.00;[Red]-0.00"),
    *("0.00E+00", "# ?/?", "¥#,##0.00", "[$￥-804]#,##0.00", "[DBNum1][$-804]General", '0.00" "', "0.00;-0.00;0.00;@"),
    *('#,##0.00" (元旦前)"', "??0.0??", "0.000000", "*-0.00", "\\ 0.00", "_ * #,##0.00_ ;_ * -#,##0.00_ "),
)
PERCENT_FORMATS = ("0.0%", "0%", "0.00%", "0.0%;-0.0%", "#,##0.00%_ ", "[Blue]0.0%")


def written(write: Callable[[Decimal], str]) -> Callable[[Filled], None]:
    """Write every figure as text."""

    def make(filled: Filled) -> None:
        for cell in figures(filled):
            cell.value = write(Decimal(str(cell.value)))
            cell.number_format = "@"

    return make


def attached(write: Callable[[str, str], str]) -> Callable[[Filled], None]:
    """Write the unit behind the figure too."""

    def make(filled: Filled) -> None:
        for cell in figures(filled):
            cell.value = write(str(cell.value), unit_of(filled, cell))

    return make


def formatted(number_format: str) -> Callable[[Filled], None]:
    """Give every figure a number format."""

    def make(filled: Filled) -> None:
        for cell in figures(filled):
            cell.number_format = number_format

    return make


def percents(number_format: str) -> Callable[[Filled], None]:
    """Store percents as fractions that are shown as percents."""

    def make(filled: Filled) -> None:
        for cell in figures(filled):
            if unit_of(filled, cell) == "%":
                cell.value = float(Decimal(str(cell.value)) / 100)
                cell.number_format = number_format

    return make


def shown_unit(filled: Filled) -> None:
    """Let the number format show the unit."""
    for cell in figures(filled):
        cell.number_format = f'0.00"{unit_of(filled, cell)}"'


def calculated(filled: Filled) -> None:
    """Let every figure be a formula with its stored result."""
    for cell in figures(filled):
        filled.formula(cell, f"={cell.value}-1+1", cell.value)  # type: ignore[arg-type]


def calculated_text(filled: Filled) -> None:
    """Let every figure be a formula whose stored result is text."""
    for cell in figures(filled):
        filled.formula(cell, f'={cell.value}&amp;""', str(cell.value))


TEXTS: dict[str, Callable[[Decimal], str]] = {
    "数写成文字": str,
    "全角数字": lambda value: str(value).translate(FULL_WIDTH),
    "前后有空格": lambda value: f"  {value} ",
    "前有撇号": lambda value: f"'{value}",
    "多写两个零": lambda value: f"{value}{'00' if '.' in str(value) else '.00'}",
    "前有加号": lambda value: f"+{value}",
    "科学记数": lambda value: f"{value:e}",
    "千分位逗号": lambda value: f"{value:,}",
    "千分位不间断空格": lambda value: f"{value:,}".replace(",", "\u00a0"),
    "全角千分位": lambda value: f"{value:,}".translate(FULL_WIDTH),
    "前有换行": lambda value: f"\n{value}\n",
    "前有全角空格": lambda value: f"\u3000{value}",
}
CHANGES = (
    *(Change(name, "figure", written(write), PLAIN) for name, write in TEXTS.items()),
    Change("数写成全角文字", "figure", written(lambda value: str(value).translate(FULL_WIDTH)), FORM),
    Change("数后带单位", "figure", attached(lambda value, unit: f"{value}{unit}")),
    Change("数后空一格带单位", "figure", attached(lambda value, unit: f"{value} {unit}")),
    Change("全角数带单位", "figure", attached(lambda value, unit: f"{value}{unit}".translate(FULL_WIDTH))),
    *(Change(f"格式 {code}", "figure", formatted(code), PLAIN) for code in FORMATS),
    *(Change(f"百分比格式 {code}", "figure", percents(code), PLAIN) for code in PERCENT_FORMATS),
    Change("百分比格式", "figure", percents("0.00%")),
    Change("格式显示单位", "figure", shown_unit),
    Change("都是公式", "figure", calculated, said=("formula-result-used",)),
    Change("公式得文字", "figure", calculated_text, PLAIN, ("formula-result-used",)),
)
