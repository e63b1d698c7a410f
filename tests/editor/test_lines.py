"""Places as editors count them: in code units, on lines that end where editors end them."""

import pytest

from zhunsheng.editor.lines import UTF_8, UTF_16, UTF_32, Lines, Position

TEXT = "标题: 甲\r\n注: 😀𠮷x\ra\u2028b\n\nend"
LENGTH = {UTF_8: lambda s: len(s.encode()), UTF_16: lambda s: len(s.encode("utf-16-le")) // 2, UTF_32: len}


@pytest.mark.parametrize("encoding", LENGTH)
def test_every_place_is_found_again(encoding: str) -> None:
    lines = Lines(TEXT, encoding)
    starts = [0, 7, 14, 18, 19]
    for offset in range(len(TEXT) + 1):
        line, character = lines.position(offset)
        start = max(each for each in starts if each <= offset)
        assert line == starts.index(start)
        assert character == LENGTH[encoding](TEXT[start:offset])
        if TEXT[offset : offset + 1] != "\n" or TEXT[offset - 1 : offset] != "\r":
            assert lines.offset(Position(line, character)) == offset


def test_an_emoji_and_a_rare_character_are_two_units_each() -> None:
    lines = Lines("名: 😀𠮷x")
    assert [lines.position(offset).character for offset in range(7)] == [0, 1, 2, 3, 5, 7, 8]
    assert [lines.offset(Position(0, unit)) for unit in range(9)] == [0, 1, 2, 3, 3, 4, 4, 5, 6]


def test_what_is_beyond_is_the_end() -> None:
    lines = Lines("a\nbc")
    assert lines.offset(Position(0, 9)) == 1
    assert lines.offset(Position(9, 0)) == 4
    assert lines.position(99) == (1, 2)
    assert lines.position(-1) == (0, 0)
    assert lines.span(3, 1) == ((1, 1), (1, 1))


def test_the_compilers_lines_and_columns_are_found_a_mark_at_the_start_left_out() -> None:
    lines = Lines("\ufeff标: 甲\nb: 😀c")
    assert lines.text[lines.offset_of(1, 1)] == "标"
    assert lines.text[lines.offset_of(2, 5)] == "c"
    assert lines.offset_of(1, 99) == 5
    assert lines.offset_of(99, 1) == 6
