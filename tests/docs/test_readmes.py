"""The two READMEs say the same: the same commands in the same order, and every page of docs/ in the same order."""

import re
import shlex

from tests.support.paths import ROOT

NAMES = ("README.md", "README.zh-CN.md")


def pages(name: str) -> list[str]:
    """The pages of docs/ that a README leads to, in the order of its list of documents."""
    return re.findall(r"^\| \[[^]]+\]\(docs/([\w-]+\.md)\)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    """The command and the flags of each line that a reader may type; what files are called is each language's own."""
    lines = re.findall(r"^zhunsheng .+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    asked = [shlex.split(line, comments=True)[1:] for line in lines]
    return [[words[0], *(word for word in words if word.startswith("-"))] for words in asked]


def test_both_lead_to_every_page_in_the_same_order() -> None:
    english, chinese = map(pages, NAMES)
    assert english == chinese
    assert set(english) == {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"}


def test_both_show_the_same_commands() -> None:
    english, chinese = map(commands, NAMES)
    assert len(english) > 20
    assert english == chinese
