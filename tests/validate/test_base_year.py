from fractions import Fraction

from tests.support.checking import COMMON, flags, indicator, seen

from zhunsheng.model.validation import Components

CHECK = Components(id="parts", share="x", numerator="n", denominator="d", factor=Fraction(100), **COMMON)
INDICATORS = [indicator("x"), indicator("n", "亿元"), indicator("d", "亿元")]


def test_of_the_base_year_nobody_owes_what_a_share_was_made_of() -> None:
    alone = [seen("x", year, "40") for year in (2020, 2021)]
    assert [flag.year for flag in flags(CHECK, *alone, indicators=INDICATORS)] == [2021]


def test_where_they_are_reported_all_the_same_they_must_agree() -> None:
    rows = [seen("x", 2020, "40"), seen("n", 2020, "1", unit="亿元"), seen("d", 2020, "2", unit="亿元")]
    assert len(flags(CHECK, *rows, indicators=INDICATORS)) == 1
