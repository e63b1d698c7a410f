"""Names that two things share, and what counts as the same writing."""

import sys
import unicodedata
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.catalogues_intake import SHARE, catalogue, indicator

from zhunsheng.intake import names
from zhunsheng.intake.characters import fold, half_width, hidden, shown, without_hidden
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Named, Names, Unit
from zhunsheng.intake.table import column_letters


@pytest.fixture(scope="module")
def shared() -> Names:
    plan = catalogue()
    twin = indicator("twin", "另一指标", SHARE, aliases=("城镇污水集中收集率",))
    places = tuple(msgspec.structs.replace(place, aliases=("本区",)) for place in plan.plan.places)
    return Names(
        msgspec.structs.replace(
            plan,
            plan=msgspec.structs.replace(plan.plan, places=places),
            indicators={**plan.indicators, "twin": twin},
        )
    )


def test_a_name_that_two_indicators_bear_is_refused(shared: Names) -> None:
    found = shared.indicator("城镇污水集中收集率")
    assert isinstance(found, Complaint)
    assert found.code == "ambiguous-indicator"
    assert "sewage" in found.message.zh
    assert "twin" in found.message.zh
    by_id = shared.indicator("sewage")
    assert isinstance(by_id, Named)
    assert by_id.indicator.id == "sewage"


def test_a_name_that_two_places_bear_is_refused(shared: Names) -> None:
    found = shared.place("本区")
    assert isinstance(found, Complaint)
    assert found.code == "ambiguous-entity"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("（％）", "(%)"),
        ("江 海\n区", "江海区"),
        ("5G 网络", "5G网络"),
        ("New  urban\tjobs", "New urban jobs"),
        ("", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@settings(deadline=None)
@given(st.text())
def test_half_width_changes_no_length(text: str) -> None:
    assert len(half_width(text)) == len(text)


def test_hidden_is_every_control_format_and_surrogate() -> None:
    for code in range(0x10000):
        character = chr(code)
        expected = unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in "\t\n\r"
        assert bool(hidden(character)) is expected
    assert hidden(chr(sys.maxunicode)) == ""


@settings(deadline=None)
@given(st.text())
def test_nothing_hidden_is_shown(text: str) -> None:
    assert not hidden(without_hidden(text))
    assert not hidden(shown(text))
    assert "\n" not in shown(text)
    assert len(shown(text)) <= 60


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (200, "GR"), (16384, "XFD")])
def test_column_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_of_very_many_misspellings_only_the_first_get_a_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_COMPARISONS", 30)
    known = Names(catalogue())
    hints = [known.place(f"江海{index}区") for index in range(10)]
    suggested = [isinstance(each, Complaint) and each.hint is not None for each in hints]
    assert suggested[0] is True
    assert suggested[-1] is False
    again = known.place("江海0区")
    assert isinstance(again, Complaint)
    assert again.hint is not None


LENGTHS = {
    "公里": Fraction(1),
    "km": Fraction(1),
    "米": Fraction(1, 1000),
    "meter": Fraction(1, 1000),
    "m": Fraction(1, 1000),
}
AREAS = {"平方公里": Fraction(1), "平方米": Fraction(1, 10**6)}


def unit_of(text: str, units: dict[str, Fraction]) -> Unit | Complaint:
    measured = indicator("measured", "某量", units)
    plan = catalogue()
    return Names(msgspec.structs.replace(plan, indicators={**plan.indicators, "measured": measured})).unit(
        measured, text
    )


@pytest.mark.parametrize(
    ("text", "units"),
    [("mm", LENGTHS), ("千米", LENGTHS), ("Mm", LENGTHS), ("百公里", LENGTHS), ("M", LENGTHS), ("平方里", AREAS)],
)
def test_no_unit_of_another_size_is_suggested(text: str, units: dict[str, Fraction]) -> None:
    found = unit_of(text, units)
    assert isinstance(found, Complaint)
    assert found.code == "unknown-unit"
    assert found.hint is None


def test_a_misspelt_unit_is_asked_about() -> None:
    found = unit_of("metre", LENGTHS)
    assert isinstance(found, Complaint)
    assert found.hint is not None
    assert "meter" in found.hint.zh


@pytest.mark.parametrize("text", ["KM", "Km", "ＫＭ", "km"])
def test_a_unit_in_capitals_is_understood_where_that_leaves_no_doubt(text: str) -> None:
    found = unit_of(text, LENGTHS)
    assert isinstance(found, Unit)
    assert found.factor == 1


def test_units_that_differ_in_case_alone_are_kept_apart() -> None:
    units = {"kg": Fraction(1), "Kg": Fraction(2), "mg": Fraction(3), "米": Fraction(1)}
    assert isinstance(unit_of("KG", units), Complaint)
    assert isinstance(unit_of("Mg", units), Complaint)
    assert unit_of("Kg", units) == Unit("Kg", Fraction(2))


def test_units_are_listed_in_the_language_of_the_message() -> None:
    found = unit_of("斤", LENGTHS)
    assert isinstance(found, Complaint)
    assert found.expected is not None
    assert found.expected.zh == "公里、km、米、m"
    assert found.expected.en == "one of: 公里, km, 米, meter, m"
    english = unit_of("斤", {"foot": Fraction(1)})
    assert isinstance(english, Complaint)
    assert english.expected is not None
    assert english.expected.zh == "foot"


def test_of_a_name_that_is_not_known_the_nearest_are_given_and_not_the_first(shared: Names) -> None:
    found = shared.indicator("覆盖优良天数")
    assert isinstance(found, Complaint)
    assert found.expected is not None
    assert found.expected.zh.startswith("规划中的名称，最相近的是 城市空气质量优良天数比率、")
