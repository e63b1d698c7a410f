from fractions import Fraction

import pytest
from tests.support.checking import COMMON, PLACES, cells, course, flags, indicator, seen

from zhunsheng.model.submission import Observation
from zhunsheng.model.validation import Jump

X, MONEY = indicator("x"), indicator("m", "亿元")


def jump(name: str = "x", history: int = 3, threshold: str = "3.5", change: str = "0.1") -> Jump:
    return Jump(
        id="jump", indicators=(name,), threshold=Fraction(threshold), history=history, change=Fraction(change), **COMMON
    )


def test_a_change_far_outside_of_the_place_s_own() -> None:
    (flag,) = flags(jump(), *course("x", "40 41 42.5 43.5 60"))
    assert cells(flag) == ["x@here 2024", "x@here 2023"]
    assert flag.year == 2024
    # changes before: 1, 1.5, 1; median 1, distances 0, 0.5, 0: MAD 0
    assert flag.arithmetic == "|+16.5 个百分点 − (+1 个百分点)| = 15.5 个百分点，MAD = 0"
    assert "以往 3 个年度的变动（中位数 +1 个百分点）" in flag.message.zh
    assert "由上年的 43.5% 变为 60%（+16.5 个百分点）" in flag.message.zh


def test_the_sum_behind_it() -> None:
    (flag,) = flags(jump(), *course("x", "40 41 42.5 44.5 60"))
    # changes before: 1, 1.5, 2; median 1.5; MAD 0.5; 0.6745 × 14 ÷ 0.5
    assert flag.arithmetic == "0.6745 × |+15.5 个百分点 − (+1.5 个百分点)| ÷ 0.5 个百分点 = 18.886 > 3.5"


def test_a_change_among_the_others_is_none() -> None:
    assert flags(jump(), *course("x", "40 41 48 44 60")) == ()


def test_amounts_change_by_a_share_of_the_year_before() -> None:
    (flag,) = flags(jump("m"), *course("m", "10 11 12.1 13.31 26.62", unit="亿元"), indicators=[MONEY])
    assert "（+100%）" in flag.message.zh
    assert "中位数 +10%" in flag.message.zh


@pytest.mark.parametrize("last", ["48.9", "40.05"])
def test_what_changed_by_little_is_no_jump_however_steady_the_years_before(last: str) -> None:
    assert flags(jump(), *course("x", f"44.1 44.2 44.3 44.4 {last}".replace("48.9", "48.8"))) == ()


def test_a_change_close_to_the_usual_one_is_no_jump() -> None:
    steady = "10 13 16.9 21.97 28.8"
    assert flags(jump("m"), *course("m", steady, unit="亿元"), indicators=[MONEY]) == ()
    # standing still after growing by 30 % a year: that is no jump, either
    assert flags(jump("m"), *course("m", "10 13 16.9 21.97 21.97", unit="亿元"), indicators=[MONEY]) == ()


def test_too_short_a_history_says_nothing() -> None:
    assert flags(jump(history=4), *course("x", "40 41 42 43 80")) == ()
    assert flags(jump(), *course("x", "40 41 - 43 80")) == ()
    assert flags(jump(), *course("x", "40 41 42 >43 80")) == ()


def test_from_nothing_there_is_no_share_to_compare() -> None:
    assert flags(jump("m", history=1), *course("m", "5 0 9", unit="亿元"), indicators=[MONEY]) == ()


def test_a_return_to_where_it_was_is_not_asked_about_again() -> None:
    flagged = flags(jump(history=2), *course("x", "40 41 42 80 43 44"))
    assert [flag.year for flag in flagged] == [2023]
    flagged = flags(jump(history=2), *course("x", "40 41 42 80 20 21"))
    assert [flag.year for flag in flagged] == [2023, 2024]
    flagged = flags(jump("m", history=2), *course("m", "10 11 12 60 12.5", unit="亿元"), indicators=[MONEY])
    assert [flag.year for flag in flagged] == [2023]


def test_after_a_jump_that_stays_nothing_is_odd() -> None:
    assert [flag.year for flag in flags(jump(history=2), *course("x", "40 41 42 80 81 83"))] == [2023]


def peers(*changes: str) -> list[Observation]:
    rows: list[Observation] = []
    for place, change in zip(PLACES, changes, strict=False):
        rows += [seen("x", 2022, "50", place), seen("x", 2023, str(50 + int(change)), place)]
    return rows


def test_without_a_history_other_places_of_the_same_year_are_looked_at() -> None:
    (flag,) = flags(jump(), *peers("1", "2", "3", "30"))
    assert cells(flag) == ["x@p3 2023", "x@p3 2022"]
    assert "同年其他 3 个地区的变动（中位数 +2 个百分点）" in flag.message.zh
    assert "3 other places" in flag.message.en
    # 0.6745 × 28 ÷ 1
    assert flag.arithmetic == "0.6745 × |+30 个百分点 − (+2 个百分点)| ÷ 1 个百分点 = 18.886 > 3.5"


def test_a_place_is_not_its_own_peer() -> None:
    assert flags(jump(history=4), *peers("1", "2", "3", "30")) == ()
    assert len(flags(jump(history=4), *peers("1", "2", "3", "2", "30"))) == 1


def test_each_place_is_held_against_all_others() -> None:
    found = flags(jump(), *peers("1", "2", "3", "2", "1", "30", "-20"))
    assert [(flag.entity, "其他 6 个地区" in flag.message.zh) for flag in found] == [("p5", True), ("p6", True)]


def test_its_own_history_comes_before_its_peers() -> None:
    used_to_it = course("x", "70 10 40 12 45", "p9")
    others = peers("1", "1", "1", "1", "1")
    assert {flag.entity for flag in flags(jump(history=4), *others, *used_to_it)} == {"p9"}
    assert flags(jump(history=2), *others, *used_to_it) == ()


def test_an_indicator_that_is_not_there_is_passed_over() -> None:
    assert flags(jump("gone"), seen("x", 2021, "3")) == ()
