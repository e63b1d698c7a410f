"""Names that two things share, and what counts as the same writing."""

import sys
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.catalogues_intake import SHARE, catalogue, indicator

from zhunsheng.intake import names
from zhunsheng.intake.characters import fold, half_width, hidden, shown, without_hidden
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Named, Names
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
