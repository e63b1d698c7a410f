"""The page lists every problem that can be reported, and no other."""

import re

from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "citations.md"
SEVERITY = {"错误": "ERROR", "疑问": "WARNING", "说明": "NOTE"}
PROBLEMS = ROOT / "engine" / "zhunsheng" / "cite" / "problems.py"


def test_the_page_lists_every_code() -> None:
    reported = re.findall(r'code="([a-z-]+)", *severity=Severity\.([A-Z]+)', re.sub(r"\s+", " ", PROBLEMS.read_text()))
    row = re.compile(r"^\| \[(ZS\d{3})\]\(lint/\1\.md\) \| `([a-z-]+)` \| (\w+) \|", re.MULTILINE)
    listed = [(code, SEVERITY[severity]) for _, code, severity in row.findall(PAGE.read_text(encoding="utf-8"))]
    assert sorted(listed) == sorted(reported)
