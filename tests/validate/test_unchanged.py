from tests.support.checking import COMMON, cells, course, flags, indicator, seen

from zhunsheng.model.validation import Unchanged

CHECK = Unchanged(id="unchanged", indicators=("x",), digits=4, **COMMON)


def test_the_very_figure_of_last_year() -> None:
    (flag,) = flags(CHECK, *course("x", "98.26 98.27 98.27"))
    assert cells(flag) == ["x@here 2022", "x@here 2021"]
    assert (flag.year, flag.entity, flag.indicator) == (2022, "here", "x")
    assert flag.arithmetic == "98.27% = 98.27%"
    assert "与上年完全相同" in flag.message.zh


def test_a_figure_of_few_digits_may_well_come_again() -> None:
    for figure in ("100", "98.2", "0.0123", "9800000", "98.200", "0"):
        assert flags(CHECK, *course("x", f"{figure} {figure}")) == ()
    for figure in ("100.1", "0.01234", "98.270"):
        assert len(flags(CHECK, *course("x", f"{figure} {figure}"))) == 1


def test_only_the_year_before_counts_and_only_figures() -> None:
    assert flags(CHECK, *course("x", "98.27 - 98.27")) == ()
    assert flags(CHECK, *course("x", ">98.27 >98.27")) == ()
    assert flags(CHECK, *course("x", "98.27 98.28")) == ()


def test_the_same_figure_in_another_unit_is_the_same() -> None:
    rows = (seen("m", 2021, "1.2345", unit="亿元"), seen("m", 2022, "12345", unit="万元"))
    check = Unchanged(id="unchanged", indicators=("m",), digits=4, **COMMON)
    (flag,) = flags(check, *rows, indicators=[indicator("m", "亿元")])
    assert flag.arithmetic == "12345 万元 = 1.2345 亿元"
