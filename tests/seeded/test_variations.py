"""Some three hundred ways to write the same figures: each gives exactly the same figures, and none is refused."""

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.seeded.bases import Base
from tests.seeded.readings import Seen, read, told
from tests.seeded.variations import Variation, variations

from zhunsheng.model.diagnostic import Severity

VARIATIONS = variations()
FEWEST_VARIATIONS = 200


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


def test_there_are_variations_enough() -> None:
    assert len(VARIATIONS) >= FEWEST_VARIATIONS
    twice = [name for name, times in Counter(map(str, VARIATIONS)).items() if times > 1]
    assert twice == []
