"""What is said of rows that cannot be used, or only with a remark."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Unit, expected_unit
from zhunsheng.intake.table import Covered
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.figures import figure, unit_text, with_unit
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.text import Text


def merged(field: Field, covered: Covered) -> Complaint:
    """Say that a cell is swallowed by a merge."""
    return Complaint(
        code="merged-cell",
        message=Text(
            f"“{field.zh}”被合并单元格 {covered.area} 覆盖；合并后的内容只属于左上角一格",
            f"{field} is covered by the merged cells {covered.area}; what they show belongs to the top-left cell only",
        ),
        hint=Text("请取消合并，逐行填写", "unmerge, and fill in each row"),
    )


def derived(indicator: Indicator, parts: Sequence[str]) -> Complaint:
    """Say that an indicator is computed, not reported, and from which `parts` (titles)."""
    formula = indicator.expression_text or ""
    return Complaint(
        code="derived-indicator",
        message=Text(
            f"“{indicator.title}”由 {formula} 计算得出，不直接报送",
            f"{indicator.title}: this figure is computed from {formula}",
        ),
        hint=Text("请报送各组成部分：" + "、".join(parts), "report its parts: " + ", ".join(parts)),
    )


def no_unit(indicator: Indicator) -> Complaint:
    """Say that a figure has no unit."""
    return Complaint(
        code="missing-unit",
        message=Text("没有单位", "no unit is given"),
        expected=expected_unit(indicator),
        hint=Text(
            "请填写单位列，或写在表头的括号里", "fill in the unit column, or put it in parentheses behind the heading"
        ),
    )


def units_disagree(spellings: list[str]) -> Complaint:
    """Say that a row states units that differ."""
    stated = list(dict.fromkeys(shown(spelling) for spelling in spellings))
    return Complaint(
        code="units-disagree",
        message=Text("同一个数写了不同的单位：" + "、".join(stated), "one figure, several units: " + ", ".join(stated)),
        hint=Text("单位列与数后所附单位须一致", "the unit column and the unit at the figure must agree"),
    )


def unit_retyped(indicator: Indicator, value: Decimal, unit: Unit) -> Complaint:
    """Say that a form has another unit than the one it was sent out with, and what the figure comes to."""
    asked, now = unit_text(indicator.unit), shown(unit.spelling)
    written, converted = with_unit(decimal_text(value), now), figure(Fraction(value) * unit.factor)
    return Complaint(
        code="unit-retyped",
        severity=Severity.WARNING,
        message=Text(
            f"该指标以{asked.zh}为单位，现写{now}：按{now}换算，{written} = {converted.text('zh', asked.zh)}",
            f"asked for in {asked.en}, here in {now}, and so it is read: {written} = {converted.text('en', asked.en)}",
        ),
        hint=Text("请核对单位和数", "check unit and figure"),
    )


def unit_completed(attached: str, unit: str) -> Complaint:
    """Say that a word of size behind a figure was taken for the unit of the indicator that begins with it."""
    return Complaint(
        code="unit-completed",
        severity=Severity.NOTE,
        message=Text(
            f"数后只写“{attached}”，该指标以{unit}为单位，作“{unit}”读取",
            f"only {attached} stands behind the figure; the indicator is in {unit}, and so it is read",
        ),
    )


def scale_in_format(words: str) -> Complaint:
    """Say that a number format shows a word of size behind the number."""
    return Complaint(
        code="misleading-number-format",
        message=Text(
            f"数字格式在数后显示“{shown(words)}”，它不是单位，无法判断数的大小",
            f"the number format shows {shown(words)} behind the number; that is no unit, and the size is in doubt",
        ),
        hint=Text("请把格式改为“常规”，单位写在单位列", "set the format to General and write the unit in its column"),
    )


def year_of_another_form(sent: int) -> Complaint:
    """Ask about a row whose year is not that of the form in which it stands."""
    return Complaint(
        code="year-of-another-form",
        severity=Severity.WARNING,
        message=Text(
            f"这是 {sent} 年的填报表，本行写的是别的年份；按本行的年份读取",
            f"the form is that of {sent}, this row names another year; the row's year counts",
        ),
        hint=Text("请核对“年份”一栏", "check the year"),
    )


def replaced(character: str) -> Complaint:
    """Say that hidden characters of a free text were replaced."""
    return Complaint(
        code="hidden-characters-replaced",
        severity=Severity.NOTE,
        message=Text(
            f"文字中看不见的字符（U+{ord(character):04X} 等）已替换为 U+FFFD",
            f"characters that do not show (U+{ord(character):04X} …) were replaced by U+FFFD",
        ),
    )
