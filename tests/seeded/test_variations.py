"""Some three hundred ways to write the same figures: each gives exactly the same figures, and none is refused."""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.seeded.bases import PLAIN, Base
from tests.seeded.readings import Seen, read, told
from tests.seeded.variations import Variation, variations

from zhunsheng import intake
from zhunsheng.model.diagnostic import Severity

VARIATIONS = variations()
FEWEST_VARIATIONS = 200
CONVERTED = sorted((Path(__file__).parent / "converted").glob("*.xlsx"))


@cache
def unchanged(base: Base) -> Seen:
    with TemporaryDirectory() as folder:
        return read(base.build(), base, Path(folder))


@pytest.mark.parametrize("variation", VARIATIONS, ids=str)
def test_the_same_figures_are_read_and_none_is_refused(variation: Variation, tmp_path: Path) -> None:
    got = read(variation.make(), variation.base, tmp_path)
    problems = got.submission.problems
    assert [each.code for each in problems if each.severity is Severity.ERROR] == [], told(problems)
    assert got.submission.refusals == ()
    assert got.figures == unchanged(variation.base).figures
    assert {each.code for each in problems} == variation.said, told(problems)


@pytest.mark.parametrize("path", CONVERTED, ids=lambda path: path.stem)
def test_what_libreoffice_made_of_the_table_is_the_same(path: Path) -> None:
    """`converted/` holds the plain table as LibreOffice saved it, and as it came back from other formats."""
    got = Seen(intake.read([path], PLAIN.catalogue()), PLAIN.catalogue(), PLAIN.year)
    assert got.figures == unchanged(PLAIN).figures
    said = {"formula-result-used"} if path.stem.startswith("calculated") else set()
    assert {each.code for each in got.submission.problems} == said


def test_there_are_variations_enough() -> None:
    assert len(VARIATIONS) >= FEWEST_VARIATIONS
    assert len(CONVERTED) == 4
    twice = [name for name, times in Counter(map(str, VARIATIONS)).items() if times > 1]
    assert twice == []
