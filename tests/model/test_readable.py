"""Foreign text is shown, and does nothing."""

import pytest

from zhunsheng.model.readable import readable


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("区教育局", "区教育局"),
        ("全角\u3000空格", "全角\u3000空格"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("abc\u202edcba", "abc\ufffddcba"),
        ("file\udcff.csv", "file\ufffd.csv"),
    ],
)
def test_foreign_text_is_shown_on_one_line_without_hidden_characters(foreign: str, shown: str) -> None:
    assert readable(foreign) == shown
