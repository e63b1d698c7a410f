from fractions import Fraction

import pytest
from tests.support.checking import COMMON, cells, course, flags, indicator, seen

from zhunsheng.model.validation import Magnitude

CHECK = Magnitude(id="magnitude", indicators=("m",), factor=Fraction(8), **COMMON)
MONEY = [indicator("m", "亿元")]


def test_a_figure_written_in_another_unit() -> None:
    rows = (seen("m", 2021, "1.5", unit="亿元"), seen("m", 2022, "16000", unit="亿元"))
    (flag,) = flags(CHECK, *rows, indicators=MONEY)
    assert cells(flag) == ["m@here 2022", "m@here 2021"]
    assert flag.arithmetic == "16000 亿元 ÷ 1.5 亿元 ≈ 10666.67"
    assert flag.hint is not None
    assert flag.hint.zh == "请核对单位和小数点：是不是 16000 万元？"
    assert "约为上年的 10666.67 倍，像是差了 10000 倍" in flag.message.zh


def test_smaller_by_a_power_of_ten_without_a_unit_to_suggest() -> None:
    (flag,) = flags(CHECK, *course("m", "150 1.6", unit="亿元"), indicators=MONEY)
    assert flag.arithmetic == "1.6 亿元 ÷ 150 亿元 ≈ 0.01"
    assert flag.hint is not None
    assert flag.hint.zh == "请核对单位和小数点"


@pytest.mark.parametrize("texts", ["1 7", "1 0", "0 1", "1 -10", "7 1", "1 30", "1 1000000000"])
def test_what_no_slip_of_a_power_of_ten_explains(texts: str) -> None:
    assert flags(CHECK, *course("m", texts, unit="亿元"), indicators=MONEY) == ()


@pytest.mark.parametrize("texts", ["1 8", "1 20", "1 5000", "8 1", "-1 -10", "1 100000000", "2 100000000"])
def test_what_a_power_of_ten_brings_close(texts: str) -> None:
    assert len(flags(CHECK, *course("m", texts, unit="亿元"), indicators=MONEY)) == 1


def test_a_return_to_the_usual_size_is_not_asked_about_again() -> None:
    assert [f.year for f in flags(CHECK, *course("m", "1 10000 1.1 1.2", unit="亿元"), indicators=MONEY)] == [2021]
    assert [f.year for f in flags(CHECK, *course("m", "1 10000 10500", unit="亿元"), indicators=MONEY)] == [2021]
    assert [f.year for f in flags(CHECK, *course("m", "1 100 10000", unit="亿元"), indicators=MONEY)] == [2021, 2022]


def test_only_the_year_before_counts() -> None:
    assert flags(CHECK, *course("m", "1 - 10", unit="亿元"), indicators=MONEY) == ()
    assert flags(CHECK, *course("m", ">1 10", unit="亿元"), indicators=MONEY) == ()
