"""Places by columns: the same as one by one, whole or in part."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.places import Places, Texts
from zhunsheng.model.plan import Place

LISTED = (
    Place(id="b", title="乙村", level="village", within=("镇", "县")),
    Place(id="a", title="", level="village", kind="农村"),
    Place(id="甲", title="甲·村", level="town", within=("镇", "县")),
    Place(id="ab", title="丙村", level="village", within=("县",)),
)
ASCENDING = tuple(sorted(LISTED, key=lambda place: place.id))
NAMES = st.dictionaries(st.text(max_size=3), st.sampled_from(("", "村", "a村")), max_size=9)


def test_places_are_given_back_ascending_by_id() -> None:
    places = Places.of(LISTED)
    assert tuple(places) == ASCENDING
    assert len(places) == 4
    assert places.kinds == (("village", "农村"), ("village", None), ("town", None))
    assert places.arounds == ((), ("县",), ("镇", "县"))


@given(NAMES)
def test_ids_and_titles_are_any_text(names: dict[str, str]) -> None:
    places = Places.of(Place(id=identity, title=title, level="x") for identity, title in names.items())
    assert list(places.ids) == sorted(names)
    assert [places.titles[number] for number in range(len(places))] == [names[identity] for identity in sorted(names)]


@given(NAMES, st.integers(0, 9), st.integers(0, 9))
def test_a_part_is_as_if_it_were_all(names: dict[str, str], first: int, end: int) -> None:
    made = [
        Place(id=identity, title=title, level=title, within=(title,) * (len(identity) % 2))
        for identity, title in sorted(names.items())
    ]
    part = Places.of(made)[first:end]
    assert part == Places.of(made[first:end])
    assert set(part.kinds) == set(Places.of(made[first:end]).kinds)
    assert set(part.arounds) == set(Places.of(made[first:end]).arounds)


@pytest.mark.parametrize("number", range(4))
def test_a_place_is_found_by_its_id(number: int) -> None:
    assert Places.of(LISTED).find(ASCENDING[number].id) == number


@pytest.mark.parametrize("identity", ["", "aa", "z", "龘"])
def test_others_are_not_found(identity: str) -> None:
    assert Places.of(LISTED).find(identity) is None


def test_they_travel_and_part_of_them_takes_nothing_else_along() -> None:
    places = Places.of(Place(id=f"{number:06d}", title="村", level="x") for number in range(1000))
    assert pickle.loads(pickle.dumps(places)) == places  # noqa: S301 - our own
    assert len(pickle.dumps(places[:2])) < 1000


def test_they_differ_where_anything_does() -> None:
    assert Places.of(LISTED) != Places.of(LISTED[1:])
    assert Places.of(LISTED) != LISTED
    assert Texts.of(("ab", "c")) != Texts.of(("a", "bc"))
    assert Texts.of(("ab", "c")) == Texts.of(iter(["ab", "c"]))
