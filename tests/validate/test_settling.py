"""What all checks say together: once, in order, whatever the order of the data; and what must not be used."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support import judging
from tests.support.checking import (
    COMMON,
    EVERY_KIND,
    NAMES,
    YEARS,
    Row,
    catalogue,
    cell,
    cells,
    course,
    hold,
    indicator,
    seen,
    submission,
)

from zhunsheng.evaluate import evaluate
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import OFF_TARGET, Reason, Status
from zhunsheng.model.text import Text
from zhunsheng.model.validation import (
    CheckKind,
    CheckLevel,
    Copied,
    Denominator,
    Jump,
    Magnitude,
    Range,
    Unchanged,
)
from zhunsheng.validate import registry, validate

INDICATORS = (
    indicator("x"),
    indicator("y", kind=Kind.YEARLY),
    indicator("m", "亿元", owner="财政局"),
    indicator("n", "亿元"),
    indicator("q", expression=Operation("/", Name("n"), Name("m")), factor=100),
)
DEMANDS = {2022: ">= 40", 2025: ">= 50"}
RULES = [judging.rule(DEMANDS, id=name, indicator=name, scope=("here", "there")) for name in "xyq"]


def all_checks(level: CheckLevel = CheckLevel.QUESTION) -> Catalogue:
    return catalogue([replace(check, level=level) for check in EVERY_KIND], INDICATORS, RULES)


def rows() -> st.SearchStrategy[list[Row]]:
    """Any few figures, many of them alike, some mere bounds."""
    keys = st.tuples(st.sampled_from(NAMES), st.sampled_from(YEARS), st.sampled_from(("here", "there", "yonder", "p3")))
    texts = st.sampled_from(("0", "11", "12", "40", "50", "100", "120", "400", "> 40", "-5", "11.5"))
    units = {"x": "percent", "y": "percent", "m": "亿元", "n": "亿元"}

    def made(figures: dict[tuple[str, int, str], str]) -> list[Row]:
        return [seen(name, year, text, place, units[name]) for (name, year, place), text in figures.items()]

    return st.dictionaries(keys, texts, max_size=40).map(made)


def test_every_kind_has_its_function() -> None:
    assert set(registry.CHECKS) == set(CheckKind)


@settings(deadline=None, max_examples=60)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_the_data_does_not_matter(data: list[Row], random: object) -> None:
    straight = hold(all_checks(), *data)
    shuffled = list(data)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert hold(all_checks(), *shuffled).flags == straight.flags


@settings(deadline=None, max_examples=60)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_the_checks_does_not_decide_what_is_said(data: list[Row], random: object) -> None:
    known = all_checks()
    shuffled = list(known.checks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(map(repr, hold(replace(known, checks=tuple(shuffled)), *data).flags)) == set(
        map(repr, hold(known, *data).flags)
    )


@settings(deadline=None, max_examples=60)
@given(rows(), st.sampled_from(YEARS))
def test_what_is_said_of_a_year_does_not_change_with_the_years_after(data: list[Row], last: int) -> None:
    every = hold(all_checks(), *data).flags
    until = validate(all_checks(), submission(*data), range(2020, last + 1)).flags
    assert tuple(flag for flag in every if flag.year <= last) == until


@settings(deadline=None, max_examples=60)
@given(rows())
def test_nothing_refused_is_used_and_nothing_becomes_a_miss(data: list[Row]) -> None:
    known, whole = all_checks(CheckLevel.REFUSE), submission(*data)
    said = validate(known, whole, YEARS)
    keys = {(each.entity, each.year, each.indicator) for each in said.submission.observations}
    refused = {(each.entity, each.year, each.indicator) for each in said.submission.refusals}
    assert not keys & refused
    assert len(keys) + len(refused) == len(whole.observations) == len(refused) + len(said.submission.observations)
    assert all(each.code.startswith("check-") and each.at for each in said.submission.refusals)
    before = {(row.rule, row.entity, row.year): row for row in evaluate(known, whole, YEARS)}
    for row in evaluate(known, said.submission, YEARS):
        if row.status is not before[row.rule, row.entity, row.year].status:
            assert row.status not in {*OFF_TARGET, Status.NOT_REPORTED, Status.MET}


def test_a_refused_figure_is_not_evaluable_and_names_its_cells() -> None:
    check = Range(id="range", indicators=("x",), high=Fraction(100), **{**COMMON, "level": CheckLevel.REFUSE})
    known = catalogue([check], [indicator("x")], [judging.rule({2025: "<= 90"})])
    said = hold(known, *course("x", "80 81 82 83 84 120"))
    (refusal,) = said.submission.refusals
    assert (refusal.code, refusal.year, refusal.at) == ("check-range", 2025, said.flags[0].at)
    row = next(row for row in evaluate(known, said.submission, [2025]))
    assert (row.status, row.reason) == (Status.NOT_EVALUABLE, Reason.REFUSED)


def test_a_figure_refused_twice_is_refused_once() -> None:
    refuse = {**COMMON, "level": CheckLevel.REFUSE}
    first = Range(id="first", indicators=("x",), high=Fraction(100), **refuse)
    second = Range(id="second", indicators=("x",), high=Fraction(110), **refuse)
    said = hold(catalogue([first, second]), seen("x", 2021, "120"))
    assert [flag.check for flag in said.flags] == ["first", "second"]
    assert len(said.submission.refusals) == 1


JUMP = Jump(id="jump", indicators=("m",), threshold=Fraction(2), history=2, change=Fraction(1, 10), **COMMON)
SIZE = Magnitude(id="magnitude", indicators=("m",), factor=Fraction(8), **COMMON)


@pytest.mark.parametrize(
    ("levels", "kinds"),
    [
        (("question", "question"), ["magnitude"]),
        (("note", "refuse"), ["magnitude"]),
        (("question", "note"), ["jump", "magnitude"]),
    ],
)
def test_a_slip_of_the_unit_is_not_called_a_jump_as_well(levels: Sequence[str], kinds: Sequence[str]) -> None:
    weak, strong = map(CheckLevel, levels)
    known = catalogue([replace(JUMP, level=weak), replace(SIZE, level=strong)], [indicator("m", "亿元")])
    said = hold(known, *course("m", "10 11 12 120000", unit="亿元"))
    assert [flag.kind.value for flag in said.flags] == kinds
    assert all(cells(flag)[0] == "m@here 2023" for flag in said.flags)


def test_nor_is_a_denominator_in_another_unit_one_that_changed() -> None:
    changed = Denominator(id="denominator", change=Fraction(1, 5), **COMMON)
    known = catalogue([changed, SIZE], INDICATORS)
    said = hold(known, *course("m", "10 11 120000 12", unit="亿元"))
    assert [(flag.check, flag.year) for flag in said.flags] == [("magnitude", 2022)]


def test_a_department_that_copied_is_not_asked_about_each_figure_again() -> None:
    copied = Copied(id="copied", share=Fraction(1, 2), figures=2, **COMMON)
    unchanged = Unchanged(id="unchanged", indicators=("x", "m"), digits=2, **COMMON)
    known = catalogue([unchanged, copied], [indicator("x"), indicator("m", "亿元", owner="财政局")])
    rows_ = [*course("x", "41 41"), *course("x", "42 42", "there"), *course("m", "43 43", unit="亿元")]
    assert [(flag.check, flag.owner) for flag in hold(known, *rows_).flags] == [
        ("unchanged", "财政局"),
        ("copied", "城管局"),
    ]


def test_what_reading_remarked_is_not_said_again() -> None:
    odd, other = cell("x", 2021), cell("x", 2022)
    text = Text("比例不在 0 到 100% 之间", "outside of 0 to 100 %")
    problems = tuple(
        Diagnostic(code=code, severity=Severity.WARNING, at=at, message=text)
        for code, at in (("share-out-of-range", odd), ("share-out-of-range", other), ("formula", odd))
    )
    check = Range(id="range", indicators=("x",), high=Fraction(100), **COMMON)
    data = replace(submission(seen("x", 2021, "101"), seen("x", 2022, "99")), problems=problems)
    said = validate(catalogue([check]), data, YEARS)
    assert [(each.code, each.at) for each in said.submission.problems] == [
        ("share-out-of-range", other),
        ("formula", odd),
    ]
    assert len(said.submission.observations) == 2


def test_flags_come_by_year_check_department_indicator_and_place() -> None:
    low = Range(id="low", indicators=NAMES, low=Fraction(0), **COMMON)
    odd = Range(id="odd", indicators=NAMES, low=Fraction(-2), **COMMON)
    known = catalogue([odd, low], INDICATORS)
    figures = [seen(name, year, "-5", place) for name in "yx" for year in (2022, 2021) for place in ("there", "here")]
    said = hold(known, *figures, seen("m", 2021, "-5", unit="亿元"), seen("x", 2021, "-5", "nowhere")).flags
    assert [(flag.year, flag.check, flag.indicator, flag.entity) for flag in said][:7] == [
        (2021, "odd", "x", "here"),
        (2021, "odd", "x", "there"),
        (2021, "odd", "x", "nowhere"),
        (2021, "odd", "y", "here"),
        (2021, "odd", "y", "there"),
        (2021, "odd", "m", "here"),
        (2021, "low", "x", "here"),
    ]
