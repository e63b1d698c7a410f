"""Numbers, years and limits: exact, from the text, and nothing guessed."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.compile.literals import BadLiteralError, Form, Limit, bounded, limit, number, whole, year, years
from zhunsheng.model.quantity import MAX_DIGITS, Operator, in_bounds

_PLAIN = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_OPERATORS = [o for o in Operator if o is not Operator.WITHIN]

figures = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20)


def plain(value: Decimal) -> str:
    return format(value, "f")


@settings(deadline=None)
@given(figures)
def test_a_number_is_its_text(value: Decimal) -> None:
    assert number(f" {plain(value)} ") == value
    assert plain(number(plain(value))) == plain(value)


@settings(deadline=None)
@given(st.text(max_size=50) | st.from_regex(r"[-+0-9.,eE_xX%]{1,12}", fullmatch=True))
def test_anything_else_is_refused(text: str) -> None:
    try:
        value = number(text)
    except BadLiteralError as bad:
        assert bad.code in ("bad-number", "number-too-long")  # noqa: PT017 - both ways out are checked
    else:
        assert _PLAIN.fullmatch(text.strip())
        assert text.isascii() or text.strip().isascii()
        assert in_bounds(value)


SURPRISES = """
0x10 1e3 1_000 1,000 007 .5 5. 95% ９５ ٣ inf nan no on 1:30 ~ --1
"""


@pytest.mark.parametrize("text", ["", *SURPRISES.split()])
def test_no_surprise_of_yaml(text: str) -> None:
    with pytest.raises(BadLiteralError) as caught:
        number(text)
    assert caught.value.code == "bad-number"


def test_digits_have_an_end() -> None:
    assert number("9" * MAX_DIGITS) == Decimal("9" * MAX_DIGITS)
    for text in ("9" * (MAX_DIGITS + 1), "0." + "0" * MAX_DIGITS + "1", "1" * 10_000):
        with pytest.raises(BadLiteralError) as caught:
            number(text)
        assert caught.value.code == "number-too-long"


@settings(deadline=None)
@given(st.sampled_from(_OPERATORS), figures, st.sampled_from(["", " ", "  "]))
def test_a_limit_is_an_operator_and_a_number(operator: Operator, value: Decimal, blank: str) -> None:
    assert limit(f"{operator.value}{blank}{plain(value)}") == Limit(operator, value)


@settings(deadline=None)
@given(figures, figures)
def test_a_range_has_two_ends(one: Decimal, other: Decimal) -> None:
    text = f"{plain(one)}..{plain(other)}"
    if one < other:
        assert limit(text) == Limit(Operator.WITHIN, one, other)
    else:
        with pytest.raises(BadLiteralError) as caught:
            limit(text)
        assert caught.value.code == "range-upside-down"


@pytest.mark.parametrize("operator", _OPERATORS)
def test_an_issued_limit_has_no_figure(operator: Operator) -> None:
    for form in (Form.ISSUED, Form.BENCHMARK):
        expected = Limit(operator, None, form=form)
        assert limit(f"{form.value} {operator.value}") == limit(f"{form.value}{operator.value}") == expected


def test_a_milestone_is_done() -> None:
    assert limit(" done ") == Limit(Operator.AT_LEAST, Decimal(1), form=Form.DONE)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("95", "missing-operator", ">= 95"),
        ("issued", "missing-operator", "issued >="),
        ("≥95", "unknown-operator", ">="),
        ("＜ 3", "unknown-operator", "<"),
        ("<> 3", "unknown-operator", None),
        ("不超过3", "bad-target", "<="),
        ("3以下", "bad-target", "<="),
        ("超过3", "bad-target", ">"),
        ("完成市下达任务", "bad-target", "issued >="),
        ("issued >= 3", "bad-target", None),
        ("issuedly", "bad-target", None),
        ("", "bad-target", None),
        (">=", "bad-number", None),
        (">= 3 %", "bad-number", "unit"),
        (">= 1，000", "bad-number", "separators"),
        (">= 1E3", "bad-number", "exponent"),
        ("5..x", "bad-number", None),
        ("5...8", "bad-number", None),
    ],
)
def test_limits_that_are_refused_with_advice(text: str, code: str, hint: str | None) -> None:
    with pytest.raises(BadLiteralError) as caught:
        limit(text)
    assert caught.value.code == code
    if hint is None:
        assert caught.value.hint is None
    else:
        assert caught.value.hint is not None
        assert hint in caught.value.hint.en


def test_a_base_may_be_a_bound() -> None:
    assert bounded("92") == (None, Decimal(92))
    assert bounded("> 95") == (Operator.ABOVE, Decimal(95))
    assert bounded("<=3") == (Operator.AT_MOST, Decimal(3))


def test_whole_numbers() -> None:
    assert [whole(text) for text in ("0", "12", "-3", "999999999")] == [0, 12, -3, 999_999_999]
    for text in ("1.0", "+1", "01", "1e3", "９", "1000000000", ""):
        with pytest.raises(BadLiteralError):
            whole(text)


def test_years() -> None:
    assert (year("2025"), years("2025"), years("2021-2025")) == (2025, (2025, 2025), (2021, 2025))
    for text in ("25", "2025年", "1899", "2200", "２０２５", "2021-2025-2026", "-2025", "2021~2025"):
        with pytest.raises(BadLiteralError):
            years(text)
