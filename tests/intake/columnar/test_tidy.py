"""Only texts with bytes out of the ordinary are looked at one by one: the same comes of it as of looking at all."""

import re
import unicodedata

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.intake.columnar import tidy

ODD = " \t\n\x0b\x1c\x7f\x85\u00a0\u00ad\u1680\u180e\u2003\u200b\u2028\u3000\ufeff"
TEXTS = st.lists(st.text(st.one_of(st.sampled_from(ODD + "a村Z0.-_·（é"), st.characters(exclude_categories=["Cs"]))))


def strings(texts: list[str]) -> pa.Array:
    return pa.array(["前", *texts, "后"], pa.string())[1:-1]


@given(TEXTS)
def test_white_space_is_tidied_wherever_it_is(texts: list[str]) -> None:
    given_texts = strings(texts)
    wanted = pc.replace_substring_regex(pc.utf8_trim_whitespace(given_texts), r"\s+", " ")
    assert tidy.tidy(given_texts, tidy.odd(given_texts)).to_pylist() == wanted.to_pylist()


@given(TEXTS)
def test_hidden_characters_are_found_wherever_they_are(texts: list[str]) -> None:
    given_texts = strings(texts)
    wanted = [any(unicodedata.category(character) == "Cc" for character in text) for text in texts]
    found = tidy.hiding(given_texts, tidy.odd(given_texts)).tolist()
    assert all(one or not other for one, other in zip(found, wanted, strict=True))
    assert found == pc.match_substring_regex(given_texts, r"[\p{Cc}\p{Cf}]").to_pylist()


def test_no_ordinary_character_is_white_space_or_hidden() -> None:
    characters = [chr(code) for code in range(0x21, 0x10000) if not 0xD800 <= code < 0xE000]
    odd = {characters[row] for row in tidy.odd(pa.array(characters, pa.string())).tolist()}
    assert all(each in odd for each in characters if each.isspace() or unicodedata.category(each) in ("Cc", "Cf"))
    assert odd.isdisjoint("村镇一二甲乙AZaz09._-()~")


@given(st.lists(st.text("aZ09._-é村 \n", max_size=45)))
def test_ids_that_cannot_be_used(texts: list[str]) -> None:
    texts = [*texts, "a" * 40, "a" * 41]
    wanted = [bool(text) and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", text) for text in texts]
    assert tidy.unsafe(strings(texts)).tolist() == wanted
    assert tidy.blank(strings(texts)).tolist() == [not text for text in texts]


def test_bytes_that_are_no_text_are_told_by_a_replacement() -> None:
    broken = pa.array([b"ok", b"\xff\xfe", None], pa.binary()).view(pa.string())
    assert tidy.valid(broken).to_pylist() == ["ok", "\ufffd\ufffd", ""]
    fine = pa.array(["ok"])
    assert tidy.valid(fine) is fine


def test_a_table_without_rows_has_nothing_odd() -> None:
    assert tidy.odd(pa.array([], pa.string())).size == 0
    assert np.array_equal(tidy.unsafe(pa.array([""], pa.string())), [False])
