"""Each kind of error, in a fresh workbook: said at the right cell, with the right code, and costing no other figure."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from tests.seeded.bases import Base
from tests.seeded.families import FAMILIES
from tests.seeded.kinds import ERROR, Kind
from tests.seeded.readings import Key, Seen, place, read, told

from zhunsheng import intake
from zhunsheng.model.judgement import Judgement, Status

KINDS = [kind for family in FAMILIES.values() for kind in family]
BASES = list({kind.base.name: kind.base for kind in KINDS}.values())
FEWEST_KINDS = 60
INTAKE = Path(intake.__file__).parent
CODE = re.compile(r'(?:code=|_complain\(\s*|MISSING_CITATION = )"([^"]+)"')
OF_FILES = (
    "files",
    "json_",
    "parquet_",
    "csv_",
    "decoding",
    "plain_cells",
    "part_guard",
    "zip_guard",
    "vintages",
    "listing",
)
"""Modules that look at bytes and whole files, and at a store: what they say, the hostile corpus and others provoke."""
JUDGE_NOTHING = ("issued", "roster")
"""Workbooks with targets, or places, and no figure."""
SILENT = {Status.NOT_EVALUABLE, Status.NOT_DUE, Status.PENDING}
"""What is said of a figure that was refused: nothing. A milestone that is not due yet stays so."""


class Unspoilt(msgspec.Struct, frozen=True):
    """What is read of a workbook before it is spoilt, and what is said by the rules that its figures enter."""

    seen: Seen
    judged: dict[tuple[str, str], Judgement]

    def resting_on(self, lost: set[Key]) -> set[tuple[str, str]]:
        """Return the judgements that rest on a figure that is lost: rule and place."""
        return {
            key
            for key, each in self.judged.items()
            if any((o.entity, o.year, o.indicator, "result") in lost for o in each.observations)
        }


@cache
def unspoilt(base: Base) -> Unspoilt:
    with TemporaryDirectory() as folder:
        seen = read(base.build(), base, Path(folder))
    judged = {(each.rule, each.entity): each for each in seen.judged() if each.observations}
    return Unspoilt(seen, judged)


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.name)
def test_the_workbooks_are_without_fault_before_they_are_spoilt(base: Base) -> None:
    before = unspoilt(base)
    assert told(before.seen.submission.problems) == ""
    assert before.seen.submission.refusals == ()
    assert before.seen.figures or before.seen.submission.roster
    assert {each.status for each in before.judged.values()} - SILENT or base.name in JUDGE_NOTHING


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.code} {kind.name}")
def test_it_is_said_at_its_cell_and_costs_no_other_figure(kind: Kind, tmp_path: Path) -> None:
    before = unspoilt(kind.base)
    filled = kind.base.build()
    places = kind.spoil.make(filled)
    after = read(filled, kind.base, tmp_path)
    said = [problem for problem in after.submission.problems if problem.code not in kind.beside]
    expected = Counter((kind.code, kind.level, at) for at in places)
    assert Counter((each.code, each.severity, place(each.at)) for each in said) == expected, told(
        after.submission.problems
    )
    lost = set(before.seen.figures) - set(after.figures)
    assert len(lost) == kind.missing
    assert len(set(after.figures) - set(before.seen.figures)) == kind.added
    if kind.level is ERROR:
        assert_nobody_is_accused(before, after, lost)


def assert_nobody_is_accused(before: Unspoilt, after: Seen, lost: set[Key]) -> None:
    """What rests on a figure that is lost is not judged; all else is judged as before."""
    kept = {key: figure for key, figure in before.seen.figures.items() if key not in lost}
    assert {key: after.figures[key] for key in kept} == kept
    unsure = before.resting_on(lost)
    judged = {(each.rule, each.entity): each.status for each in after.judged({rule for rule, _ in before.judged})}
    assert {judged[key] for key in unsure} <= SILENT
    changed = {key for key, was in before.judged.items() if judged[key] not in (was.status, Status.NOT_EVALUABLE)}
    assert changed <= unsure


def codes_of_cells() -> set[str]:
    """Return every code that the reading of sheets, rows and cells can give, as its source has them."""
    sources = (path for path in INTAKE.glob("*.py") if not path.stem.startswith(OF_FILES))
    found = {code for path in sources for code in re.findall(CODE, path.read_text(encoding="utf-8"))}
    return {code for code in found if "{" not in code}


def test_every_code_of_a_sheet_a_row_or_a_cell_is_in_the_corpus() -> None:
    assert codes_of_cells() - {kind.code for kind in KINDS} == set()


def test_there_are_kinds_enough() -> None:
    assert len(KINDS) >= FEWEST_KINDS
    assert len({(kind.code, kind.name) for kind in KINDS}) == len(KINDS)
