from fractions import Fraction

import pytest
from tests.support.checking import COMMON, cells, flags, indicator, seen

from zhunsheng.model.submission import Observation
from zhunsheng.model.validation import Parts, Relation

INDICATORS = [indicator("all", "亿元"), indicator("a", "亿元"), indicator("b", "亿元"), indicator("land", "亩")]


def parts(relation: Relation = Relation.EQUAL, tolerance: str = "0", of: tuple[str, ...] = ("a", "b")) -> Parts:
    return Parts(id="parts", whole="all", parts=of, relation=relation, tolerance=Fraction(tolerance), **COMMON)


def money(name: str, text: str, unit: str = "亿元") -> Observation:
    return seen(name, 2021, text, unit=unit)


def test_parts_that_do_not_come_to_the_whole() -> None:
    rows = (money("all", "43"), money("a", "12.5"), money("b", "301000", "万元"))
    (flag,) = flags(parts(), *rows, indicators=INDICATORS)
    assert flag.arithmetic == "12.5 亿元 + 30.1 亿元 = 42.6 亿元 < 43 亿元"
    assert cells(flag) == ["all@here 2021", "a@here 2021", "b@here 2021"]
    assert "少 0.4 亿元" in flag.message.zh
    assert flag.indicators == ("all", "a", "b")
    assert flag.indicator is None


def test_the_sum_is_said_in_the_unit_of_the_whole_as_reported() -> None:
    rows = (money("all", "430000", "万元"), money("a", "12.5"), money("b", "30.6"))
    (flag,) = flags(parts(), *rows, indicators=INDICATORS)
    assert flag.arithmetic == "125000 万元 + 306000 万元 = 431000 万元 > 430000 万元"
    assert "多 1000 万元" in flag.message.zh


@pytest.mark.parametrize(("b", "flagged"), [("30.457", 0), ("30.456999", 1), ("30.543", 0), ("30.544", 1)])
def test_rounding_may_cost_a_share_of_the_whole(b: str, flagged: int) -> None:
    rows = (money("all", "43"), money("a", "12.5"), money("b", b))
    assert len(flags(parts(tolerance="1/1000"), *rows, indicators=INDICATORS)) == flagged


def test_named_parts_may_be_less_than_the_whole_but_not_more() -> None:
    at_most = parts(Relation.AT_MOST)
    for b, flagged in (("30", False), ("30.5", False), ("30.6", True)):
        rows = (money("all", "43"), money("a", "12.5"), money("b", b))
        assert bool(flags(at_most, *rows, indicators=INDICATORS)) is flagged


@pytest.mark.parametrize("relation", list(Relation))
def test_with_a_part_missing_the_others_may_still_not_exceed_the_whole(relation: Relation) -> None:
    check = parts(relation)
    assert flags(check, money("all", "43"), money("a", "12.5"), indicators=INDICATORS) == ()
    (flag,) = flags(check, money("all", "43"), money("a", "43.5"), indicators=INDICATORS)
    assert flag.arithmetic == "43.5 亿元 > 43 亿元"
    assert "已报的分项" in flag.message.zh


def test_negative_parts_may_come_back_with_what_is_missing() -> None:
    check = parts(of=("a", "b", "c"))
    known = [*INDICATORS, indicator("c", "亿元")]
    rows = (money("all", "43"), money("a", "50"), money("b", "-1"))
    assert flags(check, *rows, indicators=known) == ()
    assert flags(check, *rows, money("c", "-6"), indicators=known) == ()
    (flag,) = flags(check, *rows, money("c", "-5"), indicators=known)
    assert flag.arithmetic == "50 亿元 + −1 亿元 + −5 亿元 = 44 亿元 > 43 亿元"


def test_nothing_is_said_where_nothing_can_be_compared() -> None:
    assert flags(parts(), money("a", "1"), money("b", "2"), indicators=INDICATORS) == ()
    assert flags(parts(), money("all", "1"), indicators=INDICATORS) == ()
    assert flags(parts(), money("all", "> 1"), money("a", "2"), indicators=INDICATORS) == ()
    assert (
        flags(parts(of=("land",)), money("all", "1"), seen("land", 2021, "2", unit="亩"), indicators=INDICATORS) == ()
    )
    assert flags(parts(), money("a", "2"), indicators=INDICATORS[1:]) == ()
