from fractions import Fraction

from tests.support.checking import COMMON, catalogue, cell, cells, course, hold, indicator, seen

from zhunsheng.model.location import Location
from zhunsheng.model.quantity import Operator
from zhunsheng.model.submission import Observation
from zhunsheng.model.validation import Flag, Restated, Restatement

CHECK = Restated(id="restated", indicators=("x",), **COMMON)
BEFORE = Location(file="旧.xlsx", sheet="填报", cell="D7")


def restatement(before: str, after: str, year: int = 2021, **more: object) -> Restatement:
    fields = {
        "entity": "here", "year": year, "indicator": "x", "before": Fraction(before), "after": Fraction(after),
        "at_before": BEFORE, "at_after": cell("x", year), "by_before": "区城管局",
        "received_before": "2022-03-01T10:00:59+08:00",
    }  # fmt: skip
    return Restatement(**(fields | more))  # type: ignore[arg-type]  # a test factory


def said(*restatements: Restatement, rows: tuple[Observation, ...] = course("x", "90 91 92")) -> tuple[Flag, ...]:
    known = catalogue([CHECK], [indicator("x"), indicator("y")])
    return hold(known, *rows, restatements=restatements).flags


def test_what_was_said_before_by_whom_when_and_where() -> None:
    (flag,) = said(restatement("90", "91.5"))
    assert flag.message.zh == ("here 2021 年“x”原报 90%（区城管局，2022-03-01 10:00，旧.xlsx[填报!D7]），现改报 91.5%")
    assert flag.arithmetic == "90% → 91.5%"
    assert flag.at == (cell("x", 2021), BEFORE)
    assert (flag.year, flag.entity, flag.indicator, flag.owner) == (2021, "here", "x", "城管局")
    assert "was reported as 90% (区城管局, 2022" in flag.message.en


def test_each_change_is_a_flag_of_its_own() -> None:
    assert len(said(restatement("90", "91"), restatement("91", "92"), restatement("5", "6", 2022))) == 3


def test_what_does_not_differ_is_no_change() -> None:
    assert said(restatement("90", "90")) == ()
    (flag,) = said(restatement("95", "95", bound_before=Operator.ABOVE))
    assert flag.arithmetic == "> 95% → 95%"


def test_other_indicators_and_years_are_not_looked_at() -> None:
    assert said(restatement("1", "2", indicator="y")) == ()
    assert said(restatement("1", "2", 2035)) == ()
    gone = Restated(id="restated", indicators=("gone",), **COMMON)
    assert hold(catalogue([gone]), restatements=[restatement("1", "2", indicator="gone")]).flags == ()


def test_a_change_of_an_earlier_year_belongs_to_the_year_whose_report_brought_it() -> None:
    new = Location(file="2023 年报.xlsx", sheet="填报", cell="D7")
    rows = (seen("x", 2021, "91.5", at=new), seen("x", 2023, "95", at=Location(file="2023 年报.xlsx")))
    (flag,) = said(restatement("90", "91.5", at_after=new), rows=rows)
    assert flag.year == 2023
    assert "here 2021 年" in flag.message.zh


def test_nobody_may_have_signed() -> None:
    (flag,) = said(restatement("90", "91", by_before="", received_before=""))
    assert "（旧.xlsx[填报!D7]）" in flag.message.zh
    assert cells(flag)[0] == "x@here 2021"
