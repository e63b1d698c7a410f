"""What is refused of whole columns is what is refused of the same figures one by one."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import checking
from tests.support.checking import COMMON, EVERY_KIND, blank, catalogue, indicator, seen, submission
from tests.validate.panel.cubes import Cell, a_cube, ids, refused

from zhunsheng.model.expression import Name, Negation, Number, Operation
from zhunsheng.model.panel import Cube, Mark
from zhunsheng.model.submission import Observation, Refusal
from zhunsheng.model.validation import Check, CheckLevel, Parts, Range, Relation
from zhunsheng.validate import validate
from zhunsheng.validate.panel import refuse, unfit

YEARS = range(2020, 2024)
REFUSING = COMMON | {"level": CheckLevel.REFUSE}
REPORTED = [indicator("x"), indicator("a", "亿元"), indicator("b", "亿元"), indicator("land", "亩")]
DERIVED = [
    indicator("q", expression=Operation("/", Name("a"), Name("b")), factor=100),
    indicator("rest", "亿元", expression=Operation("-", Name("a"), Name("b"))),
    indicator("times", "亿元", expression=Operation("*", Negation(Name("rest")), Number(Fraction(1, 3)))),
    indicator("none", "亿元", expression=Number(Fraction(7))),
]
INDICATORS = [*REPORTED, *DERIVED]
UNITS = {"x": ("percent",), "a": ("亿元", "万元", "元"), "b": ("亿元", "万元"), "land": ("亩",)}
NAMES = [*ids(INDICATORS), "gone"]
WIDE = "123456789012345678901234567890"

figures = st.sampled_from(["0", "-1", "1", "2", "3", "0.5", "-0.25", "100", "100.01", "30000", WIDE, "> 2"])
ends = st.sampled_from([None, Fraction(0), Fraction(1, 3), Fraction(2), Fraction(100), Fraction(-1, 10**9)])
levels = st.sampled_from([CheckLevel.REFUSE, CheckLevel.REFUSE, CheckLevel.QUESTION])


@st.composite
def observations(draw: st.DrawFn) -> list[Observation]:
    cells = st.tuples(st.sampled_from(ids(REPORTED)), st.sampled_from(YEARS), st.sampled_from(("here", "there")))
    return [
        seen(name, year, draw(figures), place, draw(st.sampled_from(UNITS[name])))
        for name, year, place in draw(st.lists(cells, unique=True, max_size=25))
    ]


@st.composite
def checks(draw: st.DrawFn) -> Check:
    common = COMMON | {"level": draw(levels)}
    if draw(st.booleans()):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
        return Range(id="range", indicators=tuple(names), low=draw(ends), high=draw(ends), **common)
    whole, *parts = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    tolerance = draw(st.sampled_from([Fraction(0), Fraction(1, 1000), Fraction(1, 2)]))
    relation = draw(st.sampled_from(Relation))
    return Parts(id="parts", whole=whole, parts=tuple(parts), relation=relation, tolerance=tolerance, **common)


def both(declared: Sequence[Check], rows: Sequence[Observation | Refusal]) -> tuple[set[Cell], Cube]:
    """Hold rows against checks one by one, and as a cube; return what is refused, and the cube."""
    held, handed_in = catalogue(declared, INDICATORS), submission(*rows)
    known = {(each.entity, each.indicator, each.year) for each in handed_in.refusals}
    handed_in = msgspec.structs.replace(
        handed_in,
        observations=tuple(o for o in handed_in.observations if (o.entity, o.indicator, o.year) not in known),
    )
    said = validate(held, handed_in, YEARS).submission.refusals
    cube = a_cube(held, handed_in, YEARS)
    before = cube._replace(marks=cube.marks.copy(), counts=cube.counts.copy(), rows=cube.rows.copy())
    problems = refuse(held, cube)
    assert (cube.marks == before.marks).all() == (not problems)
    assert (cube.rows == before.rows).all()
    assert not cube.counts[cube.marks == Mark.REFUSED].any()
    assert not any(wide[cube.marks[:, number] == Mark.REFUSED].any() for number, wide in cube.wide.items())
    untouched = cube.marks == before.marks
    assert (cube.counts[untouched] == before.counts[untouched]).all()
    for problem in problems:
        assert problem.row is not None
        assert (cube.marks[cube.rows == problem.row] == Mark.REFUSED).all()
    return {(each.entity, each.indicator, each.year) for each in said}, cube


@given(declared=st.lists(checks(), min_size=1, max_size=3), rows=observations(), spoilt=st.booleans())
@settings(max_examples=150, deadline=None)
def test_what_is_refused_one_by_one_is_refused_by_column(
    declared: list[Check], rows: list[Observation], spoilt: bool
) -> None:
    unread = [checking.refused("a", 2021), checking.refused("x", 2022, "there")] if spoilt else []
    one_by_one, cube = both(declared, [*rows, *unread])
    assert refused(cube) == one_by_one


def test_a_figure_that_cannot_be_is_told_with_its_first_row_and_how_often() -> None:
    check = Range(id="sane", indicators=("x", "x"), low=Fraction(0), high=Fraction(100), **REFUSING)
    rows = [seen("x", 2020, "50"), seen("x", 2021, "100.5"), seen("x", 2022, "-3"), seen("x", 2021, "101", "there")]
    cube = a_cube(catalogue([check], INDICATORS), submission(*rows), YEARS)
    (problem,) = refuse(catalogue([check], INDICATORS), cube)
    assert refused(cube) == {("here", "x", 2021), ("here", "x", 2022), ("there", "x", 2021)}
    assert (problem.code, problem.row, problem.times, problem.refused) == ("check-range", 1, 3, True)
    assert "0%—100%" in problem.message.zh
    assert "sane" in problem.message.en


@pytest.mark.parametrize(("low", "high", "said"), [(0, None, "≥ 0%"), (None, 1, "≤ 1%")])
def test_one_end_may_be_open(low: int | None, high: int | None, said: str) -> None:
    low, high = (None if end is None else Fraction(end) for end in (low, high))
    check = Range(id="sane", indicators=("x",), low=low, high=high, **REFUSING)
    held = catalogue([check], INDICATORS)
    (problem,) = refuse(held, a_cube(held, submission(seen("x", 2021, "-1"), seen("x", 2022, "2")), YEARS))
    assert said in problem.message.zh


def test_parts_that_do_not_come_to_the_whole_are_told_once() -> None:
    check = Parts(id="sum", whole="a", parts=("b", "rest"), relation=Relation.EQUAL, **REFUSING)
    held = catalogue([check], INDICATORS)
    rows = [seen("a", 2021, "3", unit="亿元"), seen("b", 2021, "2", unit="亿元")]
    cube = a_cube(held, submission(*rows), YEARS)
    assert refuse(held, cube) == ()
    assert not refused(cube)
    check = msgspec.structs.replace(check, parts=("b",))
    held = catalogue([check], INDICATORS)
    (problem,) = refuse(held, cube)
    assert refused(cube) == {("here", "a", 2021), ("here", "b", 2021)}
    assert (problem.code, problem.row, problem.times) == ("check-parts", 0, 1)


def test_what_the_cube_does_not_hold_is_in_no_doubt() -> None:
    check = Range(id="sane", indicators=("x", "q"), low=Fraction(5), **REFUSING)
    held = catalogue([check], INDICATORS)
    cube = a_cube(catalogue([check], INDICATORS[1:2]), submission(seen("a", 2021, "1", unit="亿元")), YEARS)
    assert refuse(held, cube) == ()
    assert not refused(cube)


def test_figures_far_beyond_64_bits_are_held_exactly() -> None:
    check = Range(id="sane", indicators=("x",), high=Fraction(int(WIDE)), **REFUSING)
    held = catalogue([check], INDICATORS)
    rows = [seen("x", 2021, WIDE), seen("x", 2022, WIDE[:-1] + "1")]
    cube = a_cube(held, submission(*rows, blank("x", 2023)), YEARS)
    refuse(held, cube)
    assert refused(cube) == {("here", "x", 2022)}
    assert np.count_nonzero(cube.wide[0]) == 1


def test_checks_that_only_ask_leave_everything_as_it_is() -> None:
    held = catalogue([each for each in EVERY_KIND if each.level is CheckLevel.QUESTION], INDICATORS)
    cube = a_cube(held, submission(seen("x", 2021, "-400")), YEARS)
    assert refuse(held, cube) == ()
    assert not refused(cube)
    assert unfit(held) == ()


def test_checks_that_would_refuse_and_cannot_be_done_are_told_at_their_place() -> None:
    refusing = [msgspec.structs.replace(each, level=CheckLevel.REFUSE) for each in EVERY_KIND]
    told = unfit(catalogue(refusing, INDICATORS))
    named = {each.message.en.split()[2] for each in told}
    assert named == {"jump", "unchanged", "copied", "components", "denominator", "on-limit", "magnitude"}
    assert {(each.code, each.at) for each in told} == {("check-unfit-for-bulk", checking.DECLARED)}
    cube = a_cube(catalogue(refusing, INDICATORS), submission(seen("x", 2021, "50")), YEARS)
    assert refuse(catalogue(refusing[3:], INDICATORS), cube) == ()
    assert not refused(cube)
