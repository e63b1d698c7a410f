"""Numbers are for ever: pages, ignores and baselines speak of them."""

import re
from pathlib import Path

from zhunsheng.model.codes import CODES, NAMES

PINNED = [line.split() for line in (Path(__file__).parent / "numbers.txt").read_text(encoding="utf-8").splitlines()]


def test_no_number_changes_hands() -> None:
    """A new code is added to numbers.txt; a line of it is never changed."""
    assert [[about.number, code] for code, about in CODES.items()] == PINNED


def test_each_code_has_a_number_of_its_own_in_order() -> None:
    numbers = [about.number for about in CODES.values()]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"ZS\d{3}", number) for number in numbers)
    assert {number: code for code, number in zip(CODES, numbers, strict=True)} == NAMES


def test_each_code_is_one_of_its_own() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in CODES)
    meanings = [about.meaning for about in CODES.values()]
    assert len(set(meanings)) == len(meanings)
