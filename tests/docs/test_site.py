"""The site of docs/: it builds without a warning (a link to a lost heading is one), and asks nothing of the network."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.paths import ROOT

ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "zensical.toml", here)
    shutil.copytree(ROOT / "docs", here / "docs")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    made = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return here / "out" / "site"


def named(entries: list[object]) -> Iterator[str]:
    """Give the pages that the contents name, in order."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            yield from named(list(entry.values()))
        elif isinstance(entry, list):
            yield from named(entry)


def test_every_page_is_in_the_contents_once() -> None:
    contents = list(named(tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]))
    pages = {str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").glob("*.md")}
    assert {page for page in contents if "/" not in page} == pages
    assert len(contents) == len(set(contents))


def test_every_page_is_written_and_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix(".html")
        written = site / (name.with_name("index.html") if name.name == "README.html" else name)
        assert not ELSEWHERE.search(written.read_text(encoding="utf-8")), name
