"""What stands in the files is what a check of the same figures says, digit by digit."""

import tempfile
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from tests.bulk import expected
from tests.bulk.parts import NOTHING
from tests.bulk.runs import RUN
from tests.support.cubes import cube_of, places_of
from tests.support.paths import ROOT
from tests.support.random_panels import many_rules
from tests.support.random_plans import Case

import zhunsheng.compile as compiling
from zhunsheng import intake
from zhunsheng.bulk import layout, reading
from zhunsheng.bulk.dimensions import write_dimensions
from zhunsheng.bulk.writer import PartWriter
from zhunsheng.evaluate import evaluate
from zhunsheng.evaluate.panel import judge, panels
from zhunsheng.model.bulk import Part
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.places import Places
from zhunsheng.model.submission import Submission


def written(folder: Path, catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> list[reading.Judged]:
    """Judge as a bulk run does, write one part, and read it back place by place."""
    places = places_of(catalogue, submission.roster)
    cube = cube_of(catalogue, submission, places, catalogue.plan.period.years)
    layout.write(folder / layout.RUN, msgspec.json.encode(RUN))
    write_dimensions(folder, catalogue, [Part(number=0, places=Places.of(places), slices=())])
    with PartWriter(folder, 0, catalogue, years, Places.of(places)) as part:
        for panel in panels(catalogue, Places.of(places)):
            part.add(cube, panel, judge(catalogue, cube, panel), NOTHING)
        part.close()
    return [row for place in places for row in reading.judgements_of(folder, place.id)]


def agree(folder: Path, catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> int:
    full = peopled(catalogue, submission.roster)
    wanted = {
        (row.entity, row.rule, row.year): row for row in evaluate(full, submission, years) if full.rules[row.rule].scope
    }
    found = written(folder, catalogue, submission, years)
    assert [(row.place, row.rule, row.year) for row in found] == sorted(
        wanted, key=lambda key: (key[0], list(full.rules).index(key[1]), key[2])
    )
    for row in found:
        same(row, wanted[row.place, row.rule, row.year])
    return len(found)


def same(row: reading.Judged, judged: Judgement) -> None:
    names = ("status", "reason", "phase", "bound", "operator", "due", "relapsed")
    assert [getattr(row, name) for name in names] == [getattr(judged, name) for name in names]
    for name in ("target", "upper", "expected"):
        assert getattr(row, name) == decimal(getattr(judged, name)), name
    writable = judged.value is not None and is_writable(judged.value)
    assert row.value == (judged.value if writable else None)
    assert row.gap == (decimal(judged.gap) if writable else None)


def is_writable(figure: Fraction) -> bool:
    """Tell whether a figure can be written exactly: as a decimal, or beside it as a fraction of 38 digits."""
    told = expected.written(figure)
    return told is not None and (Fraction(told) == figure or max(abs(figure.numerator), figure.denominator) < 10**38)


def decimal(figure: Fraction | None) -> Decimal | None:
    return None if figure is None else expected.written(figure)


@given(many_rules())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_files_say_what_a_check_says(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        agree(Path(folder), *case, list(case[0].plan.period.years))


@pytest.mark.parametrize("years", [range(2020, 2026), [2021, 2025]])
@pytest.mark.parametrize("plan", ["jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8"])
def test_of_the_plans_that_ship(plan: str, years: Sequence[int], tmp_path: Path) -> None:
    catalogue = compiling.load(ROOT / "rules" / plan).catalogue
    assert catalogue is not None
    read = intake.read([ROOT / "examples" / plan], catalogue)
    asked = [year for year in years if year in catalogue.plan.period]
    assert agree(tmp_path, catalogue, read, asked) > 200
