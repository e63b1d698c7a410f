"""The page for contributors names every room, and no room that is not there."""

import re

from tests.support.paths import ROOT

PACKAGE = ROOT / "engine" / "zhunsheng"


def test_the_table_names_every_room() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    heads = re.findall(r"^\| (`.+?) \|", page, re.MULTILINE)
    named = {name for head in heads for name in re.findall(r"`([\w.]+)/`", head)}
    assert named == {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
