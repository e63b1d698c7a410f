"""A PDF has a glyph for each of its characters, or is not written; every text survives as it was."""

import json
import sys
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.papers.conftest import CARRIED_ONLY
from tests.support import portable

from zhunsheng.model.readable import readable
from zhunsheng.papers.errors import PaperError
from zhunsheng.papers.formats import FontSet, filler
from zhunsheng.papers.formats.markup import literal

NO_FONT = FontSet(system=False, carried=False)


def written(folder: Path, text: str, fonts: FontSet) -> bytes:
    (folder / "notice.typ").write_text('#set text(font: "Noto Sans SC")\n{{ text }}', encoding="utf-8")
    return filler("notice", ".typ", (folder,), fonts)({"text": text})


def test_without_any_chinese_font_nothing_is_written_and_it_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(PaperError) as raised:
        written(tmp_path, "Chinese 整改通知书", NO_FONT)
    for way in ("fonts-noto-cjk", "pip install --no-deps zhplot", "--fonts", "“整"):
        assert way in raised.value.message.zh
        assert way in raised.value.message.en


def test_a_character_that_no_font_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="\U00020bb7"):
        written(tmp_path, "张\U00020bb7华", CARRIED_ONLY)


def test_a_picture_is_held_to_the_same(tmp_path: Path) -> None:
    inside = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>\U00020bb7</text></svg>"
    source = f'#image(bytes("{inside}"))'
    (tmp_path / "notice.typ").write_text(source, encoding="utf-8")
    with pytest.raises(PaperError, match="\U00020bb7"):
        filler("notice", ".typ", (tmp_path,), CARRIED_ONLY)({})


def test_a_folder_of_fonts_serves(tmp_path: Path) -> None:
    (carried,) = CARRIED_ONLY.paths()
    made = written(tmp_path, "整改通知书", FontSet(folders=(carried,), system=False, carried=False))
    assert portable.text(made, "pdf") == "整改通知书"
    assert made == written(tmp_path, "整改通知书", CARRIED_ONLY)


def test_the_package_that_carries_the_font_is_not_run() -> None:
    CARRIED_ONLY.paths()
    assert "zhplot" not in sys.modules


def test_without_the_library_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PaperError, match="zhunsheng\\[pdf\\]"):
        written(tmp_path, "甲", CARRIED_ONLY)


@settings(max_examples=60)
@given(st.text(min_size=1).filter(lambda text: bool(readable(text).strip())))
def test_a_literal_is_the_text_whatever_it_holds(text: str) -> None:
    source = f"#metadata([{literal(text)}].text)<said>".encode()
    said = typst.query(source, "<said>", field="value", one=True, ignore_system_fonts=True)
    assert json.loads(said) == readable(text)
