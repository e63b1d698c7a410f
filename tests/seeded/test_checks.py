"""Figures that read well and cannot be right: the plan's own checks ask about them, at their cells."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.cli.conftest import run
from tests.seeded.bases import Base
from tests.seeded.families.checks import KINDS, Asked
from tests.seeded.filled import Filled
from tests.seeded.readings import place, read
from tests.support.cli import Run
from tests.support.office import Office, row

from zhunsheng import validate
from zhunsheng.model.catalogue import peopled
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag
from zhunsheng.validate import Validated

__all__ = ["run"]


def checked(filled: Filled, base: Base, folder: Path) -> Validated:
    """Read a workbook, which raises no error, and hold its figures against the plan's checks."""
    seen = read(filled, base, folder)
    assert not has_errors(seen.submission.problems)
    catalogue = peopled(seen.catalogue, seen.submission.roster)
    period = catalogue.plan.period
    return validate.validate(catalogue, seen.submission, range(period.base, period.end + 1))


@cache
def before(base: Base) -> tuple[Flag, ...]:
    with TemporaryDirectory() as folder:
        return checked(base.build(), base, Path(folder)).flags


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.kind} {kind.name}")
def test_it_is_asked_about_at_its_cell(kind: Asked, tmp_path: Path) -> None:
    filled = kind.base.build()
    places = kind.spoil.make(filled)
    got = checked(filled, kind.base, tmp_path)
    asked = set(before(kind.base))
    new = [flag for flag in got.flags if flag not in asked and flag.kind not in kind.beside]
    assert [(flag.kind, flag.level) for flag in new] == [(kind.kind, kind.level)]
    assert set(places) <= {place(at) for at in new[0].at}
    refused = {place(at) for refusal in got.submission.refusals for at in refusal.at}
    assert refused == (set(places) if kind.level is CheckLevel.REFUSE else set())


def test_a_figure_that_was_reported_otherwise_before(run: Run, tmp_path: Path) -> None:
    office = Office(run, tmp_path)
    (office.rules / "checks.yaml").write_text(
        "checks:\n  - {id: changed, title: 报过的数后来改了, kind: restated, level: question}\n", encoding="utf-8"
    )
    for name, value, day in (("a.xlsx", "93.1", "2024-01-10"), ("b.xlsx", "94.1", "2024-02-10")):
        office.take(office.workbook(name, row(value)), at=day)
    (flag,) = office.check("--year", "2023")["flags"]
    assert (flag["kind"], flag["level"]) == ("restated", "question")
    assert flag["at"] == ["b.xlsx[数据!D2]", "a.xlsx[数据!D2]"]


def test_every_kind_of_check_finds_an_error() -> None:
    assert {kind.kind for kind in KINDS} | {CheckKind.RESTATED} == set(CheckKind)
