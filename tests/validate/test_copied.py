from fractions import Fraction

from tests.support.checking import COMMON, cells, course, flags, indicator, seen

from zhunsheng.model.indicator import Kind
from zhunsheng.model.submission import Observation
from zhunsheng.model.validation import Copied

CHECK = Copied(id="copied", share=Fraction(3, 4), figures=3, **COMMON)
NAMES = ("a", "b", "c", "d")
INDICATORS = [indicator(name) for name in NAMES] + [indicator("built", "done", Kind.MILESTONE)]


def years(*texts: str) -> list[Observation]:
    return [row for name, text in zip(NAMES, texts, strict=False) for row in course(name, text)]


def test_a_department_that_wrote_last_year_s_figures_again() -> None:
    (flag,) = flags(CHECK, *years("41 41", "42 42", "43 43", "44 45"), indicators=INDICATORS)
    assert (flag.year, flag.owner, flag.entity, flag.indicator) == (2021, "城管局", None, None)
    assert flag.indicators == ("a", "b", "c")
    assert cells(flag) == [*(f"{name}@here 2021" for name in "abc"), *(f"{name}@here 2020" for name in "abc")]
    assert flag.arithmetic == "3 ÷ 4 = 75% ≥ 75%"
    assert flag.message.zh.startswith("区城管局 2021 年报的 4 个数中有 3 个与上年完全相同：a、b、c")


def test_a_share_too_small_or_figures_too_few() -> None:
    assert flags(CHECK, *years("41 41", "42 42", "43 44", "44 45"), indicators=INDICATORS) == ()
    assert flags(CHECK, *years("41 41", "42 42"), indicators=INDICATORS) == ()


def test_what_is_new_counts_as_reported() -> None:
    assert flags(CHECK, *years("41 41", "42 42", "43 43", "- 45"), *course("x", "- 9.5"), indicators=INDICATORS)
    more = [*INDICATORS, indicator("e")]
    rows = [*years("41 41", "42 42", "43 43", "- 45"), *course("e", "- 9.5")]
    assert flags(CHECK, *rows, indicators=more) == ()


def test_milestones_ends_of_a_scale_and_small_counts_do_not_count() -> None:
    rows = years("41 41", "42 42", "100 100", "0 0")
    built = [seen("built", year, "1", unit="done") for year in (2020, 2021)]
    assert flags(CHECK, *rows, *built, indicators=INDICATORS) == ()
    counts = [indicator(name, "亩") for name in NAMES]
    few = [row for name in NAMES for row in course(name, "7 7", unit="亩")]
    many = [row for name in NAMES for row in course(name, "17 17", unit="亩")]
    assert flags(CHECK, *few, indicators=counts) == ()
    assert len(flags(CHECK, *many, indicators=counts)) == 1


def test_each_department_answers_for_its_own() -> None:
    two = [indicator("a"), indicator("b"), indicator("c", owner="财政局"), indicator("d", owner="财政局")]
    assert flags(CHECK, *years("41 41", "42 42", "43 43", "44 44"), indicators=two) == ()
    places = ("here", "there", "yonder")
    rows = [row for place in places for row in course("d", "44 44", place)]
    (flag,) = flags(CHECK, *rows, indicators=two)
    assert flag.owner == "财政局"
    assert flag.indicator == "d"
    assert flag.arithmetic == "3 ÷ 3 = 100% ≥ 75%"


def test_of_very_many_the_first_dozen_is_named() -> None:
    names = [f"n{number:02}" for number in range(15)]
    rows = [row for name in names for row in course(name, "44 44")]
    (flag,) = flags(CHECK, *rows, indicators=[indicator(name) for name in names])
    assert flag.message.zh.endswith("n11等 15 项")
    assert flag.message.en.endswith("n11 and 3 more")
    assert len(flag.at) == 30
