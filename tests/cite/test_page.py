"""The page lists every problem that can be reported, and no other."""

import re

from tests.support.paths import ROOT

PROBLEMS = ROOT / "engine" / "zhunsheng" / "cite" / "problems.py"


def test_the_page_lists_every_code() -> None:
    reported = re.findall(r'code="([a-z-]+)", *severity=Severity\.([A-Z]+)', re.sub(r"\s+", " ", PROBLEMS.read_text()))
    page = (ROOT / "docs" / "citations.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z-]+)` \| ([a-z]+) \|", page, re.MULTILINE)
    assert sorted(listed) == sorted((code, severity.lower()) for code, severity in reported)
