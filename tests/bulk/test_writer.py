"""What a part's files hold is what was judged, cell by cell, however it is cut into row groups."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.bulk import expected, parts
from tests.bulk.parts import NOTHING, PanelOf

from zhunsheng.bulk import layout, slate, writer
from zhunsheng.bulk.schema import FINDINGS, JUDGEMENTS
from zhunsheng.bulk.writer import PartWriter
from zhunsheng.model.bulk import PartDone
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Phase
from zhunsheng.model.outcome import STATUS_OF
from zhunsheng.model.panel import Terms
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator

YEARS = ([2021, 2022, 2023, 2024, 2025], [2020, 2025], [2022, 2023, 2025], [2025])
CAPACITIES = (5, 17, 100, slate.ROWS)


class Case(NamedTuple):
    catalogue: Catalogue
    places: tuple[Place, ...]
    years: Sequence[int]
    panels: tuple[PanelOf, ...]


def case(seed: int) -> Case:
    """Make two panels of six rules and twelve places, the second with fewer rules."""
    random = Random(seed)  # noqa: S311 (made up, and the same each time)
    catalogue, places = parts.catalogue(6), parts.places(12)
    rules = list(catalogue.rules.values())
    kinds = [catalogue.indicators[rule.indicator].kind for rule in rules]
    panels = (
        parts.panel(random, rules, kinds, range(0, 12, 2)),
        parts.panel(random, rules[1:5], kinds[1:5], range(1, 12, 2)),
    )
    return Case(catalogue, places, random.choice(YEARS), panels)


def write(folder: Path, given: Case, number: int = 0, *, findings_only: bool = False) -> PartDone:
    places = Places.of(given.places)
    with PartWriter(folder, number, given.catalogue, given.years, places, findings_only=findings_only) as part:
        for each in given.panels:
            part.add(parts.cube(given.places), each.panel, each.judged, each.drawn)
        return part.close(situations=3)


@pytest.mark.parametrize("seed", range(24))
def test_every_row_is_what_was_judged(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "Slate", lambda *texts: slate.Slate(*texts, capacity=CAPACITIES[seed % 4]))
    given = case(seed)
    done = write(tmp_path, given)
    wanted = expected.judgements(*given)
    assert pq.read_table(layout.judgements(tmp_path, 0)).to_pylist() == wanted
    findings = expected.findings(*given)
    assert pq.read_table(layout.findings(tmp_path, 0)).to_pylist() == findings
    assert (done.judgements, done.findings, done.places, done.situations) == (len(wanted), len(findings), 12, 3)
    assert [problem.code for problem in done.problems] == ["figure-too-wide"] * any_lost(given, wanted)


@pytest.mark.parametrize("seed", range(24))
def test_findings_alone_are_written_byte_by_byte_the_same(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "Slate", lambda *texts: slate.Slate(*texts, capacity=CAPACITIES[seed % 4]))
    monkeypatch.setattr(writer, "_FINDINGS_ROWS", 20)
    done = write(tmp_path / "all", case(seed))
    alone = write(tmp_path / "alone", case(seed), findings_only=True)
    assert msgspec.structs.replace(alone, problems=()) == msgspec.structs.replace(done, problems=())
    ours, others = (layout.findings(tmp_path / name, 0).read_bytes() for name in ("alone", "all"))
    assert ours == others
    assert not (tmp_path / "alone" / layout.JUDGEMENTS).exists()


def any_lost(given: Case, rows: list[expected.Row]) -> bool:
    """Tell whether a figure is too wide to be written: there is no value, gap or quotient where one was judged."""
    valued = [
        bool(one.valued[year - parts.BASE, at])
        for each in given.panels
        for one in each.judged
        for year in given.years
        for at in range(each.panel.places.size)
    ]
    return any(there and row["value"] is None for row, there in zip(rows, valued, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_the_counts_are_those_of_the_rows(seed: int, tmp_path: Path) -> None:
    given = case(seed)
    done = write(tmp_path, given)
    around = {place.id: place.within[0] if place.within else "" for place in given.places}
    judgements, findings = expected.judgements(*given), expected.findings(*given)
    by_rule = Counter(("", row["rule"], row["year"], row["reason"]) for row in judgements)
    by_place = Counter((around[row["place"]], "", row["year"], row["reason"]) for row in judgements)
    assert {msgspec.structs.astuple(each)[:4]: each.count for each in done.statuses} == by_rule
    assert {msgspec.structs.astuple(each)[:4]: each.count for each in done.statuses_around} == by_place
    by_rule = Counter(("", row["rule"], row["year"], row["policy"]) for row in findings)
    by_place = Counter((around[row["place"]], "", row["year"], row["policy"]) for row in findings)
    assert {msgspec.structs.astuple(each)[:4]: each.count for each in done.drawn} == by_rule
    assert {msgspec.structs.astuple(each)[:4]: each.count for each in done.drawn_around} == by_place
    grave = Counter((row["place"], row["kind"]) for row in findings if row["kind"] != "notice")
    wanted = {place: (grave[place, "violation"], grave[place, "alert"]) for place, _ in grave}
    assert done.worst == tuple(sorted(((place, *n) for place, n in wanted.items()), key=lambda x: (-x[1], -x[2], x[0])))


def test_what_came_of_a_part_is_written_beside_it(tmp_path: Path) -> None:
    done = write(tmp_path, case(1), 7)
    assert msgspec.json.decode(layout.done(tmp_path, 7).read_bytes(), type=PartDone) == done
    assert sorted(path.name for path in tmp_path.rglob("part-*")) == ["part-00007.json", *["part-00007.parquet"] * 2]


def test_the_same_part_has_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / name, case(2))
    first, second = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("part-*")}
        for name in "ab"
    )
    assert first == second
    assert len(first) == 3


def test_a_part_that_is_left_unfinished_leaves_nothing(tmp_path: Path) -> None:
    given = case(3)
    with PartWriter(tmp_path, 0, given.catalogue, given.years, Places.of(given.places)) as part:
        part.add(parts.cube(given.places), *given.panels[0])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_part_without_places_is_written_all_the_same(tmp_path: Path) -> None:
    given = Case(parts.catalogue(1), (), [2025], ())
    done = write(tmp_path, given)
    assert (done.judgements, done.findings, done.statuses, done.worst) == (0, 0, (), ())
    for path, schema in ((layout.judgements(tmp_path, 0), JUDGEMENTS), (layout.findings(tmp_path, 0), FINDINGS)):
        assert pq.read_table(path).schema == schema


def test_findings_of_many_judgements_are_written_some_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "Slate", lambda *texts: slate.Slate(*texts, capacity=100))
    monkeypatch.setattr(writer, "_FINDINGS_ROWS", 1)
    given = case(4)
    write(tmp_path, given)
    found = pq.ParquetFile(layout.findings(tmp_path, 0))
    assert found.num_row_groups > 1
    assert found.read().to_pylist() == expected.findings(*given)


def test_a_part_that_cannot_be_opened_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / layout.FINDINGS).write_text("no folder")
    with pytest.raises(OSError, match=layout.FINDINGS):
        write(tmp_path, case(3))
    assert list((tmp_path / layout.JUDGEMENTS).iterdir()) == []


def test_a_limit_too_wide_is_left_out_and_told(tmp_path: Path) -> None:
    given = case(2)
    limit = Terms(Phase.DUE, Operator.AT_LEAST, Fraction(10**26), None, 2025, None, None)
    one = given.panels[0].judged[0]
    years, places = one.reason.shape
    judged = one._replace(
        over=np.ones((years, places), dtype=np.int64),
        under=None,
        scale=Fraction(1),
        valued=np.ones((years, places), dtype=bool),
        terms=((limit,) * years,),
        held_to=None,
        bounds={},
    )
    panel = given.panels[0].panel._replace(rules=given.panels[0].panel.rules[:1])
    with PartWriter(tmp_path, 0, given.catalogue, [2025], Places.of(given.places)) as part:
        part.add(parts.cube(given.places), panel, [judged], NOTHING)
        done = part.close()
    rows = pq.read_table(layout.judgements(tmp_path, 0)).to_pylist()
    assert {(row["operator"], row["target"], row["gap"]) for row in rows} == {(">=", None, 1 - Decimal(10**26))}
    assert [(problem.code, problem.times, problem.refused) for problem in done.problems] == [
        ("figure-too-wide", 1, False)
    ]


def test_a_status_follows_from_its_reason(tmp_path: Path) -> None:
    write(tmp_path, case(5))
    rows = pq.read_table(layout.judgements(tmp_path, 0), columns=["status", "reason"]).to_pylist()
    assert {(row["reason"], row["status"]) for row in rows} <= {(str(r), str(s)) for r, s in STATUS_OF.items()}
