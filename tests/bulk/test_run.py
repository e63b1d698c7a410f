"""A run as a whole: what `check` says of the same data, and the same bytes whoever does it, and however often."""

import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import Written, write
from tests.bulk.engines.running import cluster_of

from zhunsheng import api
from zhunsheng.bulk import reading
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text
from zhunsheng.use_cases import bulk, bulk_part
from zhunsheng.use_cases.bulk import Request
from zhunsheng.use_cases.bulk_steps import Stage, Step

PLACES, RULES, SIZE = 23, 40, 5
YEARS = (2022, 2023, 2024, 2025)
FILES = ("rules", "policies", "places", "departments")


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(Nation("county", PLACES, RULES), tmp_path_factory.mktemp("nation"))


@pytest.fixture(scope="module")
def usual(nation: Written, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("usual") / "out"
    run(nation, into)
    return into


@pytest.fixture(scope="module")
def checked(nation: Written) -> Evaluation:
    return api.check(compiled(nation), [nation.figures, nation.roster], YEARS)


def compiled(nation: Written) -> tuple[api.Compiled, ...]:
    return api.catalogues(nation.rules)


def quiet(_: Step) -> None:
    pass


def run(
    nation: Written,
    into: Path,
    progress: Callable[[Step], None] = quiet,
    **asked: Any,  # noqa: ANN401
) -> BulkSummary:
    data = asked.pop("data", (nation.figures, nation.roster))
    request = Request(data=data, into=into, rules=nation.rules, years=YEARS, **({"part_size": SIZE} | asked))
    return bulk.run(request, compiled(nation), progress)


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: held for name, held in found.items() if not name.startswith((".", "run.json", "summary.json"))}


def in_order(batches: Iterator[pa.RecordBatch]) -> pa.Table:
    table = pa.Table.from_batches(list(batches)).unify_dictionaries()
    names = [name for name in table.column_names if name not in ("rows", "beside")]
    plain = table.select(names).cast(pa.schema([(n, plain_type(table.schema.field(n).type)) for n in names]))
    keys = [name for name in ("place", "rule", "year", "policy") if name in names]
    return plain.sort_by([(key, "ascending") for key in keys])


def plain_type(type_: pa.DataType) -> pa.DataType:
    return type_.value_type if pa.types.is_dictionary(type_) else type_


def test_it_says_what_check_says(checked: Evaluation, usual: Path) -> None:
    judged = {(j.entity, j.rule, j.year): j for j in checked.judgements}
    found = {(f.entity, f.rule, f.year, f.because.policy): f for f in checked.findings if f.rule is not None}
    seen, drawn = 0, set()
    for place in sorted({entity for entity, _, _ in judged}):
        for row in reading.judgements_of(usual, place):
            j = judged[row.place, row.rule, row.year]
            assert (row.status, row.reason, row.phase, row.value) == (j.status, j.reason, j.phase, j.value)
            assert (row.operator, row.target, row.upper) == (j.operator, j.target, j.upper)
            assert (row.due, row.relapsed, row.bound) == (j.due, j.relapsed, j.bound)
            seen += 1
        for finding in reading.findings_of(usual, place):
            key = (finding.place, finding.rule, finding.year, finding.policy)
            same = found[key]
            assert (finding.kind, finding.level, finding.owner) == (same.kind, same.level, same.owner)
            drawn.add(key)
    assert seen == len(judged) == PLACES * RULES * len(YEARS)
    assert drawn == found.keys()


def test_departments_are_counted_over_all_places(checked: Evaluation, usual: Path) -> None:
    by_rows = {(f.because.policy, f.owner, f.entity, f.year) for f in checked.findings if f.rule is None}
    told = {(f.policy, f.owner, f.entity, f.year) for f in reading.summary(usual).departments}
    assert told == by_rows != set()


@pytest.mark.parametrize(
    "asked",
    [
        {"workers": 1},
        {"workers": 2},
        {"workers": 3},
        {"engine": "dask", "workers": 2},
    ],
    ids=str,
)
def test_whoever_does_it_writes_the_same_bytes(
    nation: Written, usual: Path, tmp_path: Path, asked: dict[str, Any]
) -> None:
    run(nation, tmp_path / "out", **asked)
    assert bytes_of(tmp_path / "out") == bytes_of(usual)


def test_a_cluster_whose_worker_is_killed_writes_the_same_bytes(nation: Written, usual: Path, tmp_path: Path) -> None:
    with cluster_of(tmp_path, 2) as running:

        def kill_one(step: Step) -> None:
            if step.stage is Stage.JUDGE and step.parts == 2:
                running.workers[0].send_signal(signal.SIGKILL)

        run(nation, tmp_path / "out", kill_one, engine="dask", scheduler=running.address)
    assert bytes_of(tmp_path / "out") == bytes_of(usual)


def test_a_run_that_was_stopped_is_gone_on_with(nation: Written, usual: Path, tmp_path: Path) -> None:
    def stop(step: Step) -> None:
        if step.stage is Stage.JUDGE and step.parts == 2:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run(nation, tmp_path / "out", stop, workers=2)
    done = len(list((tmp_path / "out" / "parts").iterdir()))
    assert 2 <= done < -(-PLACES // SIZE)
    steps: list[Step] = []
    run(nation, tmp_path / "out", steps.append, resume=True)
    assert steps[1].parts == done
    assert bytes_of(tmp_path / "out") == bytes_of(usual)


@pytest.mark.parametrize("asked", [{"workers": 1}, {"workers": 2}, {"engine": "dask", "workers": 2}], ids=str)
def test_findings_alone_are_those_of_a_usual_run(
    nation: Written, usual: Path, tmp_path: Path, asked: dict[str, Any]
) -> None:
    told = run(nation, tmp_path / "out", findings_only=True, **asked)
    wanted = {name: held for name, held in bytes_of(usual).items() if not name.startswith("judgements/")}
    assert bytes_of(tmp_path / "out") == wanted
    assert not (tmp_path / "out" / "judgements").exists()
    before = reading.summary(usual)
    assert told == msgspec.structs.replace(before, run=msgspec.structs.replace(before.run, findings_only=True))
    assert run(nation, tmp_path / "out", findings_only=True, resume=True) == told


def test_judgements_that_were_not_written_are_not_read(nation: Written, tmp_path: Path) -> None:
    run(nation, tmp_path / "out", findings_only=True)
    place = reading.summary(tmp_path / "out").worst[0][0]
    assert reading.findings_of(tmp_path / "out", place)
    for read in (reading.judgements, lambda folder: reading.judgements_of(folder, place)):
        with pytest.raises(BulkError, match="findings only"):
            read(tmp_path / "out")


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_size_of_parts_changes_no_row(nation: Written, usual: Path, tmp_path: Path, size: int) -> None:
    told = run(nation, tmp_path / "out", part_size=size)
    assert in_order(reading.judgements(tmp_path / "out")) == in_order(reading.judgements(usual))
    assert in_order(reading.findings(tmp_path / "out")) == in_order(reading.findings(usual))
    before = reading.summary(usual)
    assert (told.statuses, told.drawn, told.departments) == (before.statuses, before.drawn, before.departments)
    assert told.worst == before.worst


@pytest.mark.parametrize("wide", [False, True], ids=["long", "wide"])
@pytest.mark.parametrize("form", [{}, {"shuffled": True}, {"csv": True}, {"csv": True, "shuffled": True}], ids=str)
def test_neither_order_nor_format_of_the_data_changes_a_row(
    usual: Path, tmp_path: Path, form: dict[str, bool], wide: bool
) -> None:
    other = write(Nation("county", PLACES, RULES), tmp_path / "nation", wide=wide, **form)
    run(other, tmp_path / "out")
    assert in_order(reading.judgements(tmp_path / "out")) == in_order(reading.judgements(usual))
    assert in_order(reading.findings(tmp_path / "out")) == in_order(reading.findings(usual))


def test_a_place_without_any_figure_is_judged(nation: Written, tmp_path: Path) -> None:
    run(nation, tmp_path / "out", data=(nation.figures, nation.roster, _roster(tmp_path)))
    rows = reading.judgements_of(tmp_path / "out", "999999999999")
    assert len(rows) == RULES * len(YEARS)
    assert {row.status.value for row in rows} <= {"not_reported", "not_due", "not_evaluable", "pending"}


def test_rules_over_places_that_no_roster_names_are_told(nation: Written, tmp_path: Path) -> None:
    told = run(nation, tmp_path / "out", data=(nation.figures,))
    assert told.judgements == 0
    assert sum(problem.code == "no-roster" for problem in told.problems) == RULES


def test_a_policy_rule_that_could_not_be_run_is_the_rules_fault() -> None:
    broken = Diagnostic(
        code="policy-rule-failed", severity=Severity.ERROR, at=Location(file="p"), message=Text("坏", "b")
    )
    told = bulk_part.of_rules(broken)
    assert (told.code, told.refused, told.of_rules) == ("policy-rule-failed", False, True)


def _roster(folder: Path) -> Path:
    path = folder / "more.csv"
    path.write_text("编号,名称,级别,上级\n999999999999,无数县,county,province-11\n", encoding="utf-8")
    return path
