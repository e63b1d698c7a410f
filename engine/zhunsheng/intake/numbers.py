"""Text -> figure, as a careful clerk reads it: understood, or refused with the reason; never guessed."""

import re
import unicodedata
from decimal import Decimal

import msgspec

from zhunsheng.intake.characters import half_width, hidden, shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.quantity import MAX_DIGITS, Operator, in_bounds
from zhunsheng.model.text import Text


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number as written. `unit` is what was attached to it (“%”, “万人”), `bound` how it was prefixed (“>95”)."""

    value: Decimal
    unit: str = ""
    bound: Operator | None = None


_NOTHING = frozenset({"", "-", "--", "—", "——", "–", "―", "−", "/", "无", "N/A", "n/a", "NA"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_MAX_WRITTEN = 10_000
"""No figure takes so many characters, whatever unit and blanks stand around it."""
_BOUNDS = {
    ">=": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    "≧": Operator.AT_LEAST,
    "⩾": Operator.AT_LEAST,
    "<=": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "≦": Operator.AT_MOST,
    "⩽": Operator.AT_MOST,
    ">": Operator.ABOVE,
    "<": Operator.BELOW,
}
_PREFIX = re.compile("|".join(map(re.escape, sorted(_BOUNDS, key=len, reverse=True))))

_SEPARATORS = ",'’\u2009\u202f\u00a0"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?P<whole>[1-9]\d{{0,2}}(?P<mark>[{_SEPARATORS}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)|\d*)"
    r"(?P<part>\.\d+)?(?:[eE](?P<exponent>[+-]?\d+))?",
    re.ASCII,
)
_MAX_EXPONENT_DIGITS = 4
_TORN_EXPONENT = re.compile(r"[eE][\s’]*[+-]?[\s’]*\d")
"""A unit that is none: “1E 3” is a thousand to one reader and 1 to another."""
_UNIT_STARTS = frozenset("%‰")
_NEVER_IN_UNIT = frozenset(",;:'\"<>=≥≤")
_NOT_FINITE = re.compile(r"[+-]?(s?nan|inf|infinity|∞)", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*[%‰]?\s*(-|–|—|~|∼|至|到|\.\.|…)+\s*\d")
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", re.ASCII)
_APPROXIMATE = re.compile(
    "约|近|左右|上下|以上|以下|以内|余|多|超|逾|不足|不低于|不少于|不超过|不高于|大于|小于|大概|[≈~∼±]"
)
_CHINESE_NUMERAL = re.compile("[〇零一二三四五六七八九十百千万亿两点负壹贰叁肆伍陆柒捌玖拾佰仟]+")


def nothing_reported(text: str) -> bool:
    """Tell whether a value cell says that there is nothing to report: blank, a dash, “无”. “0” is a figure."""
    plain = text.strip()
    return len(plain) <= _LONGEST_NOTHING and half_width(plain) in _NOTHING


def read_figure(text: str) -> Figure | Complaint:
    """Read a number from text.

    Full-width forms, thousands separators in groups of three, an attached unit, a bound and `1.5e2` are understood.
    What could mean two things (“1,46”, “95-96”, “约95”) is a `Complaint`.
    """
    if unseen := hidden(text):
        return hidden_characters(unseen)
    if len(text) > _MAX_WRITTEN:
        return _not_a_number(text)
    plain = half_width(text).replace("\N{MINUS SIGN}", "-").strip().removeprefix("'").strip()
    if plain.startswith("="):
        return _formula(text)
    if _NOT_FINITE.fullmatch(plain):
        return out_of_bounds(text)
    if _DATE.fullmatch(plain):
        return _date(text)
    prefix = _PREFIX.match(plain)
    rest = plain[prefix.end() :].lstrip() if prefix else plain
    number = _NUMBER.match(rest)
    if number is None or not (number["whole"] or number["part"]):
        return _unreadable(text, plain)
    unit = rest[number.end() :].strip()
    if unit and not _may_be_unit(unit, plain):
        return _unreadable(text, plain)
    value = _decimal(number)
    if value is None or not in_bounds(value):
        return out_of_bounds(text)
    return Figure(value=value, unit=unit, bound=_BOUNDS[prefix[0]] if prefix else None)


def _decimal(number: re.Match[str]) -> Decimal | None:
    """Build the decimal, or None where the exponent alone is out of all bounds."""
    exponent = number["exponent"] or "0"
    if len(exponent.lstrip("+-0")) > _MAX_EXPONENT_DIGITS:
        return None
    whole = number["whole"].replace(number["mark"], "") if number["mark"] else number["whole"]
    value = Decimal(f"{number['sign']}{whole or '0'}{number['part'] or ''}e{exponent}")
    # 1.5e2 is the whole number 150, not 1.5 hundreds: trailing zeros are written out, which costs no digit.
    _, digits, scale = value.as_tuple()
    written_out = isinstance(scale, int) and 0 < scale <= MAX_DIGITS - len(digits)
    return Decimal(format(value, "f")) if written_out else value


def _may_be_unit(unit: str, plain: str) -> bool:
    """Tell whether what follows a number may be a unit at all; whether it is one, the catalogue knows."""
    starts_well = unit[0] in _UNIT_STARTS or unicodedata.category(unit[0]) in {"Lo", "Lu", "Ll", "So"}
    means_another_thing = _TORN_EXPONENT.match(unit) or _APPROXIMATE.search(unit) or _RANGE.search(plain)
    return starts_well and not (_NEVER_IN_UNIT & set(unit) or means_another_thing)


def _unreadable(text: str, plain: str) -> Complaint:
    """Say why `plain` is not read, as precisely as it can be told."""
    digits = any(character.isdigit() for character in plain)
    if plain.startswith("(") and plain.endswith(")") and digits:
        return _parenthesised(text)
    if _RANGE.search(plain):
        return _range(text)
    if _APPROXIMATE.search(plain):
        return _approximate(text)
    if _CHINESE_NUMERAL.fullmatch(plain):
        return _chinese_numerals(text)
    if digits and re.search(rf"\d[{_SEPARATORS}]\d", plain):
        return _ambiguous_separator(text)
    return _not_a_number(text)


def _not_a_number(text: str) -> Complaint:
    return _complain(
        "not-a-number",
        Text(f"“{shown(text)}”不是一个数", f"“{shown(text)}” is not a number"),
        Text("没有数据的，填“—”或留空", "where there is nothing to report, write “—” or leave it blank"),
    )


def _parenthesised(text: str) -> Complaint:
    return _complain(
        "parenthesised-figure",
        Text(f"“{shown(text)}”用括号括起", f"“{shown(text)}” stands in parentheses"),
        Text("负数请写负号，如 -5.2", "write a negative figure with a minus sign, like -5.2"),
    )


def _range(text: str) -> Complaint:
    return _complain(
        "range-figure",
        Text(f"“{shown(text)}”是一个区间，不是一个数", f"“{shown(text)}” is a range, not a figure"),
        Text("请填写一个确定的数", "give one definite figure"),
    )


def _approximate(text: str) -> Complaint:
    return _complain(
        "approximate-figure",
        Text(f"“{shown(text)}”是约数或用文字表示的界", f"“{shown(text)}” is approximate, or a bound in words"),
        Text(
            "请填写确定的数；确属下限的，写成 >95 或 ≥95", "give the figure itself; a true bound is written >95 or ≥95"
        ),
    )


def _chinese_numerals(text: str) -> Complaint:
    return _complain(
        "chinese-numerals",
        Text(f"“{shown(text)}”用汉字书写", f"“{shown(text)}” is written in Chinese numerals"),
        Text("请用阿拉伯数字填写", "write it in digits"),
    )


def _ambiguous_separator(text: str) -> Complaint:
    return _complain(
        "ambiguous-separator",
        Text(
            f"“{shown(text)}”中的分隔符可作两种理解：千分位，或小数点",
            f"the separator in “{shown(text)}” could mean thousands or decimals",
        ),
        Text("小数点用“.”，千分位每三位一分，如 1,460.5", "use “.” for decimals and groups of three, like 1,460.5"),
    )


def _complain(code: str, message: Text, hint: Text) -> Complaint:
    return Complaint(code=code, message=message, expected=Text("一个数，如 95.1", "a number, like 95.1"), hint=hint)


def _formula(text: str) -> Complaint:
    return _complain(
        "formula-as-text",
        Text(f"“{shown(text)}”是公式文本，不予计算", f"“{shown(text)}” is the text of a formula; it is not calculated"),
        Text("请填写计算结果", "write the result"),
    )


def _date(text: str) -> Complaint:
    return _complain(
        "date-figure",
        Text(f"“{shown(text)}”是日期，不是一个数", f"“{shown(text)}” is a date, not a figure"),
        Text("请把单元格格式改为“常规”后重新填写", "set the format to General and type the figure again"),
    )


def hidden_characters(character: str) -> Complaint:
    """Say that a cell holds a character that does not show."""
    code = f"U+{ord(character):04X}"
    return Complaint(
        code="hidden-characters",
        message=Text(f"含有看不见的字符 {code}", f"holds a character that does not show, {code}"),
        hint=Text("请删去该单元格内容后重新键入", "clear the cell and type it again"),
    )


def out_of_bounds(text: str) -> Complaint:
    """Say that a number is not finite, or of a size or length that no measured figure has."""
    return Complaint(
        code="figure-out-of-bounds",
        message=Text(
            f"“{shown(text)}”不是有限的数，或位数、量级超出范围",
            f"“{shown(text)}” is not finite, or has more digits or a larger magnitude than any measured figure",
        ),
        expected=Text(f"不超过 {MAX_DIGITS} 位的有限小数", f"a finite decimal of at most {MAX_DIGITS} digits"),
    )
