"""A new item in a file that stands: at the end of its list, with everything else as it was."""

import pytest

from zhunsheng.layout import UnreadableError, format_text
from zhunsheng.layout.adding import with_item

ITEM = "  - id: b\n    title: 乙\n"
ADDED = "  - id: b\n    title: 乙\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# 头\ntheme: 甲\nrules:\n  # 一\n  - id: a  # 旁\n    title: 甲\n# 完\n",
            f"# 头\ntheme: 甲\nrules:\n  # 一\n  - id: a  # 旁\n    title: 甲\n\n{ADDED}# 完\n",
        ),
        (
            "rules: [{id: a}]\nindicators: [{id: c}]\n",
            f"rules:\n  - id: a\n\n{ADDED}\nindicators:\n  - id: c\n",
        ),
        ("theme: 甲\n", f"theme: 甲\nrules:\n{ADDED}"),
        ("theme: 甲\nrules:\n", f"theme: 甲\nrules:\n{ADDED}"),
        ("theme: 甲\nrules: []\n", f"theme: 甲\nrules:\n{ADDED}"),
    ],
)
def test_it_comes_last_and_all_else_stays(before: str, after: str) -> None:
    assert with_item(before, "rules", ITEM) == after
    assert format_text(after) == after


def test_what_is_no_list_takes_no_item() -> None:
    with pytest.raises(ValueError, match="rules"):
        with_item("rules: {a: 1}\n", "rules", ITEM)
    with pytest.raises(UnreadableError):
        with_item("rules: [\n", "rules", ITEM)
