"""Text -> figure: understood, or refused with the reason."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.numbers import Figure, nothing_reported, read_figure
from zhunsheng.model.quantity import MAX_DIGITS, Operator, in_bounds


def understood(text: str) -> Figure:
    figure = read_figure(text)
    assert isinstance(figure, Figure), figure
    return figure


def refused(text: str) -> Complaint:
    complaint = read_figure(text)
    assert isinstance(complaint, Complaint), complaint
    return complaint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("95.1", "95.1"),
        (" 95.10 ", "95.10"),
        ("９５．１", "95.1"),
        ("1,460.5", "1460.5"),
        ("1，460.5", "1460.5"),
        ("１，４６０．５", "1460.5"),
        ("12,345,678", "12345678"),
        ("1'460.5", "1460.5"),
        ("1’460", "1460"),
        ("1\u2009460.5", "1460.5"),
        ("1\u202f460", "1460"),
        ("1\u00a0460", "1460"),
        ("+3.2", "3.2"),
        ("-3.2", "-3.2"),
        ("－3.2", "-3.2"),
        ("＋3.2", "3.2"),
        ("\u22123.2", "-3.2"),
        ("'95.1", "95.1"),
        (".5", "0.5"),
        ("1.5e2", "150"),
        ("1.5E-2", "0.015"),
        ("007", "7"),
    ],
)
def test_ways_to_write_a_number(text: str, value: str) -> None:
    figure = understood(text)
    assert (figure.value, figure.unit, figure.bound) == (Decimal(value), "", None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("95%", "95", "%"),
        ("95％", "95", "%"),
        ("95 %", "95", "%"),
        ("950‰", "950", "‰"),
        ("2.7万人", "2.7", "万人"),
        ("1,460.5 平方米/万人", "1460.5", "平方米/万人"),
        ("3㎡", "3", "㎡"),
        ("1.5e2人", "150", "人"),
    ],
)
def test_a_unit_attached(text: str, value: str, unit: str) -> None:
    figure = understood(text)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (">95", Operator.ABOVE),
        ("＞95", Operator.ABOVE),
        ("≥95", Operator.AT_LEAST),
        (">=95", Operator.AT_LEAST),
        ("＞＝95", Operator.AT_LEAST),
        ("⩾ 95", Operator.AT_LEAST),
        ("<95", Operator.BELOW),
        ("≤95", Operator.AT_MOST),
        ("<=95", Operator.AT_MOST),
    ],
)
def test_a_bound(text: str, bound: Operator) -> None:
    figure = understood(text)
    assert (figure.value, figure.bound) == (Decimal(95), bound)


@pytest.mark.parametrize(
    "text", ["", " ", "—", "——", "-", "–", "－", "/", "／", "无", "N/A", "Ｎ／Ａ", "n/a", "\u3000"]
)
def test_nothing_reported(text: str) -> None:
    assert nothing_reported(text)


@pytest.mark.parametrize("text", ["0", "0.0", "－1", "无95", "暂无", "?", "--1"])
def test_zero_and_anything_else_is_something(text: str) -> None:
    assert not nothing_reported(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,46", "ambiguous-separator"),
        ("95,1", "ambiguous-separator"),
        ("0,460", "ambiguous-separator"),
        ("1,4605", "ambiguous-separator"),
        ("1,460,5", "ambiguous-separator"),
        ("1,460'000", "ambiguous-separator"),
        ("1.460,5", "ambiguous-separator"),
        ("14605,000", "ambiguous-separator"),
        ("(95)", "parenthesised-figure"),
        ("（95.1）", "parenthesised-figure"),
        ("约95", "approximate-figure"),
        ("近95", "approximate-figure"),
        ("95左右", "approximate-figure"),
        ("95以上", "approximate-figure"),
        ("95%以上", "approximate-figure"),
        ("不低于95", "approximate-figure"),
        ("~95", "approximate-figure"),
        ("95余人", "approximate-figure"),
        ("95-96", "range-figure"),
        ("95—96", "range-figure"),
        ("95～96", "range-figure"),
        ("95%-96%", "range-figure"),
        ("95至96", "range-figure"),
        ("九十五", "chinese-numerals"),
        ("九十五点一", "chinese-numerals"),
        ("=1+1", "formula-as-text"),
        ("＝1+1", "formula-as-text"),
        ("=95", "formula-as-text"),
        ("NaN", "figure-out-of-bounds"),
        ("inf", "figure-out-of-bounds"),
        ("-Infinity", "figure-out-of-bounds"),
        ("∞", "figure-out-of-bounds"),
        ("1e400", "figure-out-of-bounds"),
        ("1e-400", "figure-out-of-bounds"),
        ("1e99999999999999999999", "figure-out-of-bounds"),
        ("9" * (MAX_DIGITS + 1), "figure-out-of-bounds"),
        ("95\u202e1", "hidden-characters"),
        ("95\u200b", "hidden-characters"),
        ("95\x07", "hidden-characters"),
        ("95.", "not-a-number"),
        ("95.1.2", "not-a-number"),
        ("95 1", "not-a-number"),
        ("1E\N{NO-BREAK SPACE}3", "not-a-number"),
        ("1.5e +3", "not-a-number"),
        ("1e- 3", "not-a-number"),
        ("1/2", "not-a-number"),
        ("½", "not-a-number"),
        ("95²", "not-a-number"),
        ("٩٥", "not-a-number"),
        ("+1+1", "not-a-number"),
        ("--5", "not-a-number"),
        ("> ", "not-a-number"),
        ("达标", "not-a-number"),
        ("¥100", "not-a-number"),
        ("#REF!", "not-a-number"),
    ],
)
def test_refused(text: str, code: str) -> None:
    complaint = refused(text)
    assert complaint.code == code
    assert complaint.message.zh
    assert complaint.message.en


def test_every_refusal_says_what_to_do() -> None:
    for text in ("1,46", "(95)", "约95", "95-96", "九十五", "=1+1", "达标"):
        assert refused(text).hint is not None


FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def grouped(text: str, mark: str) -> str:
    sign, rest = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, part = rest.partition(".")
    return sign + f"{int(whole):,}".replace(",", mark) + dot + part


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**18), max_value=10**18)
styles = st.sampled_from(
    [
        lambda text: text,
        lambda text: text.translate(FULL_WIDTH),
        lambda text: grouped(text, ","),
        lambda text: grouped(text, "，"),
        lambda text: grouped(text, "\u2009"),
        lambda text: grouped(text, "\u00a0"),
        lambda text: grouped(text, "'"),
        lambda text: grouped(text, ",").translate(FULL_WIDTH),
        lambda text: text.replace("-", "\u2212"),
        lambda text: "'" + text,
        lambda text: f"  {text}\t",
        lambda text: f"{Decimal(text):e}",
        lambda text: f"{text}%",
        lambda text: f"{text} 万人",
        lambda text: f"≥{text}",
    ]
)


@settings(deadline=None)
@given(decimals, styles)
def test_any_decimal_in_any_style_comes_back_exactly(value: Decimal, style: object) -> None:
    assert callable(style)
    assert understood(style(format(value, "f"))).value == value


NUMBERISH = st.text(st.sampled_from("0123456789０９.,，'-—–+%‰eE>≥<=() 约万人九十/~\u2009\u00a0\u202e½²"), max_size=14)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=30), NUMBERISH))
def test_text_never_raises_and_never_yields_a_figure_that_is_not_literally_there(text: str) -> None:
    figure = read_figure(text)
    if isinstance(figure, Complaint):
        return
    assert in_bounds(figure.value)
    ascii_text = text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    digits = re.sub(r"[,'’\u2009\u202f\u00a0]", "", ascii_text).replace("\N{MINUS SIGN}", "-")
    literal = re.findall(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", digits)
    assert figure.value in [Decimal(number) for number in literal]
    # No digit is dropped: what is left beside the figure and its unit holds none.
    unit = re.sub(r"[\u2009\u202f\u00a0’]", "", figure.unit).rstrip()
    assert not re.search(r"[0-9]", digits.rstrip().removesuffix(unit).replace(literal[0], "", 1))
