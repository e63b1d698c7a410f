"""Places looked up by id in columns of every kind."""

import pyarrow as pa
import pytest

from zhunsheng.intake.columnar.finder import Finder
from zhunsheng.model.places import Texts

IDS = [f"{number:03d}" for number in range(100)]
FINDER = Finder(Texts.of(IDS))
COLUMNS: dict[str, list[str | None]] = {
    "in order": IDS[20:60],
    "all": IDS,
    "beyond the last": ["099", "100"],
    "before the first": ["!", "00", *IDS[:5]],
    "before and beyond": ["!", *IDS, "zz"],
    "all of them elsewhere": ["aa", "bb"],
    "beyond the last and back": ["098", "099", "100", "005"],
    "before the first and back": ["000", "001", "!"],
    "one left out": ["020", "021", "023", "024"],
    "not side by side": ["003", "005", "004"],
    "many in any order": IDS[::-1],
    "many and others": [*IDS[::-1], "nowhere", "", None],
    "nothing": [],
    "null alone": [None],
    "others alone": ["nowhere", "", None, "00"],
    "again and again": ["007", "008", "007", "nowhere", None],
}


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())], ids=str)
@pytest.mark.parametrize("name", COLUMNS)
def test_each_text_stands_where_it_stands(name: str, kind: pa.DataType) -> None:
    texts = COLUMNS[name]
    column = pa.array(texts, kind)
    wanted = [IDS.index(text) if text in IDS else -1 for text in texts]
    assert FINDER.find(column).tolist() == wanted
    assert set(FINDER.met(column).tolist()) == set(wanted)


def test_what_stands_in_the_dictionary_alone_is_not_met() -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([1, 1], pa.int8()), pa.array(["nowhere", "005", "006"]))
    assert FINDER.met(column).tolist() == [5]


def test_numbers_are_looked_up_as_they_are_written() -> None:
    assert Finder(Texts.of(["10", "9"])).find(pa.array([9, 10, 11])).tolist() == [1, 0, -1]


def test_of_no_places_none_is_found() -> None:
    assert Finder(Texts.of([])).find(pa.array(["005", None])).tolist() == [-1, -1]
