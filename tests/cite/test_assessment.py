"""The passages that an assessment cites are held against the text, too."""

from collections.abc import Sequence

import msgspec
import pytest
from tests.support import cited
from tests.support.assessing import declared, theme

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.verify import verify
from zhunsheng.model.rule import Citation


def problems(edition: Edition, locators: Sequence[tuple[str, str]]) -> list[str]:
    """Verify an assessment whose own source, theme and two zones cite these passages."""
    own, of_theme, north, south = (Citation(locator=locator, anchor=anchor) for locator, anchor in locators)
    found = declared([theme("a", "up")], {"a": 100}, {"a": 100}, source=own)
    themes = tuple(msgspec.structs.replace(each, source=of_theme) for each in found.themes)
    zones = tuple(
        msgspec.structs.replace(each, source=source) for each, source in zip(found.zones, (north, south), strict=True)
    )
    assessment = msgspec.structs.replace(found, themes=themes, zones=zones)
    catalogue = msgspec.structs.replace(cited.catalogue(), assessment=assessment)
    return [f"{problem.at.file} {problem.code}" for problem in verify(catalogue, edition).problems]


FINE = ("第二章第二节", "社区服务")


def test_what_stands_there_is_fine(edition: Edition) -> None:
    assert problems(edition, [FINE, ("前言", "新开线路"), FINE, ("专栏1", "总投资")]) == []


@pytest.mark.parametrize("wrong", range(4))
def test_each_citation_is_looked_for(edition: Edition, wrong: int) -> None:
    absent = [FINE if number != wrong else ("前言", "考核") for number in range(4)]
    assert problems(edition, absent) == ["assessment.yaml anchor-not-found"]
