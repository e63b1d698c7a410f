"""Factors are exact rationals, whatever road they are taken by."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compile.conftest import REAL

from zhunsheng.compile.files import SourceText
from zhunsheng.compile.problems import Problems, part_by_part
from zhunsheng.compile.units import Units, dimension_text, normal, read
from zhunsheng.model.text import Text


def units_of(text: str) -> Units:
    problems = Problems()
    units = read(SourceText("units.txt", text), problems)
    assert problems.found == ()
    assert units is not None
    return units


@pytest.fixture(scope="module")
def real() -> Units:
    return units_of((REAL.parent / "units.txt").read_text(encoding="utf-8"))


def factor(units: Units, have: str, want: str) -> Fraction:
    found = units.accepted(want)[have]
    assert type(found) is Fraction
    return found


@pytest.mark.parametrize(
    ("have", "want", "exact"),
    [
        ("亩", "平方米", Fraction(2000, 3)),
        ("平方米", "亩", Fraction(3, 2000)),
        ("公顷", "亩", Fraction(15)),
        ("㎡", "平方公里", Fraction(1, 1_000_000)),
        ("亿元", "万元", Fraction(10_000)),
        ("万元", "亿元", Fraction(1, 10_000)),
        ("1", "percent", Fraction(100)),
        ("‰", "%", Fraction(1, 10)),
        ("percent", "1", Fraction(1, 100)),
        ("个百分点", "percentage_point", Fraction(1)),
        ("张/万人", "张/千人", Fraction(1, 10)),
        ("平方米/户", "平方米/百户", Fraction(100)),
        ("亩/万户", "平方米/百户", Fraction(20, 3)),
        ("meter", "公里", Fraction(1, 1000)),
    ],
)
def test_factors(have: str, want: str, exact: Fraction, real: Units) -> None:
    assert factor(real, have, want) == exact


@pytest.mark.parametrize(
    ("have", "want"),
    [
        ("percentage_point", "percent"),
        ("percent", "percentage_point"),
        ("1", "个百分点"),
        ("张", "个"),
        ("万元", "亩"),
        ("人", "户"),
        ("张/千人", "个/千人"),
        ("张", "张/千人"),
        ("meters", "米"),
    ],
)
def test_what_differs_in_dimension_never_converts(have: str, want: str, real: Units) -> None:
    assert have not in real.accepted(want)


def test_every_spelling_goes_there_and_back(real: Units) -> None:
    for unit in real.spellings:
        for other, there in real.accepted(unit).items():
            assert there * factor(real, unit, other) == 1


@pytest.mark.parametrize("unit", ["", "斤", "张/", "/人", "张/千人/人", "斤/人", "人/斤", "张*人", "1/人", "%%"])
def test_unknown(unit: str, real: Units) -> None:
    assert real.measure(unit) is None
    with pytest.raises(KeyError, match=re.escape(repr(unit))):
        real.accepted(unit)


@pytest.mark.parametrize(
    ("unit", "guess"),
    [
        ("张/千个人", "张/千人"),
        ("平方迷/万人", "平方米/万人"),
        ("percnt", "percent"),
        ("斤", None),
        ("张/斤斤", None),
        ("a/b/c", None),
    ],
)
def test_guesses(unit: str, guess: str | None, real: Units) -> None:
    found = part_by_part(unit, real.spellings)
    assert (None if found is None else found.hint) == (guess and Text(f"是不是“{guess}”？", f"Did you mean “{guess}”?"))


def test_blanks_do_not_matter() -> None:
    assert normal(" 张 /\n千人") == "张/千人"


def test_a_single_unit_may_stand_for_a_compound() -> None:
    units = units_of("人 = [population]\n张 = [bed]\n人均张 = 张 / 人\n")
    assert factor(units, "人均张", "张/人") == 1
    assert factor(units, "张/人", "张/人") == 1


def test_dimensions_are_written_for_people() -> None:
    measure = units_of("x = 3 * meter ** 2 / kilogram").measure("x")
    assert measure is not None
    assert dimension_text(measure.dimension) == "[length]^2 · [mass]^-1"


numbers = st.one_of(
    st.integers(1, 10**40 - 1).map(str),
    st.tuples(st.integers(0, 10**20), st.integers(1, 10**20)).map(lambda parts: f"{parts[0]}.{parts[1]}"),
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("*/"), numbers), min_size=1, max_size=4), numbers)
def test_any_product_of_numbers_is_exact(steps: list[tuple[str, str]], first: str) -> None:
    exact = Fraction(first)
    for operator, number in steps:
        exact = exact * Fraction(number) if operator == "*" else exact / Fraction(number)
    formula = first + "".join(f" {operator} {number}" for operator, number in steps)
    measure = units_of(f"x = {formula} * meter").measure("x")
    assert measure is not None
    assert type(measure.factor) is Fraction
    assert measure.factor == exact
