"""A synthetic nation: the same however it is made, rules that compile without a doubt, and verdicts that are true."""

import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest
from benchmarks.nation.findings import counted
from benchmarks.nation.nation import SIZES, Nation
from benchmarks.nation.places import codes, roster
from benchmarks.nation.promises import YEARS, Course
from benchmarks.nation.writing import batches, write

from zhunsheng import api
from zhunsheng import compile as compiling
from zhunsheng.evaluate import reference
from zhunsheng.model.catalogue import peopled
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import OFF_TARGET, Reason, Status
from zhunsheng.model.outcome import REASONS, STATUS_OF

PLACES, RULES = 33, 44


@pytest.fixture(scope="module")
def nation() -> Nation:
    return Nation("town", PLACES, RULES)


@pytest.fixture(scope="module")
def done(nation: Nation, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    written = write(nation, tmp_path_factory.mktemp("nation"))
    return api.check(api.catalogues(written.rules), [written.figures, written.roster], YEARS)


def test_verdicts_and_findings_are_those_of_the_row_by_row_program(nation: Nation, done: Evaluation) -> None:
    known = nation.known(0, PLACES)
    place = {code: number for number, code in enumerate(codes(PLACES, 0, PLACES).to_pylist())}
    rule = {each.id: number for number, each in enumerate(nation.rules)}
    at = [(rule[each.rule], each.year - YEARS[0], place[each.entity]) for each in done.judgements]
    assert len(set(at)) == len(at) == nation.judgements
    expected = [(REASONS[known.reasons[cell]], bool(known.relapsed[cell])) for cell in at]
    assert [(each.reason, each.relapsed) for each in done.judgements] == expected
    about_rules = Counter(each.because.policy for each in done.findings if each.rule is not None)
    assert about_rules == counted(nation, known)


def test_the_reference_says_the_same_of_what_was_read(done: Evaluation) -> None:
    catalogue = peopled(done.catalogue, done.submission.roster)
    judged = {(each.rule, each.year, each.entity): each.reason for each in done.judgements}
    for each in reference.evaluate(catalogue, done.submission, YEARS):
        assert judged[each.rule, each.year, each.entity] is each.reason


def test_its_rules_compile_without_a_doubt(tmp_path: Path) -> None:
    written = write(Nation("county", 31, 200), tmp_path)
    (plan,) = compiling.find_plans(written.rules)
    loaded = compiling.load(plan)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    assert len(loaded.catalogue.rules) == 200


def test_every_outcome_and_every_way_occurs() -> None:
    nation = Nation("county", 400, 40)
    known = nation.known(0, 400)
    seen = {REASONS[code] for code in np.unique(known.reasons)}
    never = {Reason.NO_TARGET_ISSUED, Reason.NO_BENCHMARK, Reason.BASE_YEAR, Reason.NO_ROSTER, Reason.FLAT_PATH}
    never |= {Reason.NO_BASE, Reason.ONLY_A_BOUND, Reason.WAIVED}
    assert seen == set(Reason) - never
    assert {rule.course for rule in nation.rules} == set(Course)
    assert known.relapsed.any()


def test_so_many_are_off_target_and_silent_as_in_a_country() -> None:
    nation = Nation("county", 600)
    shares = Counter[Status]()
    codes_, times = np.unique(nation.known(0, 600).reasons, return_counts=True)
    for code, count in zip(codes_, times, strict=True):
        shares[STATUS_OF[REASONS[code]]] += int(count)
    total = shares.total()
    assert 0.12 <= sum(shares[status] for status in OFF_TARGET) / total <= 0.18
    assert 0.015 <= shares[Status.NOT_REPORTED] / total <= 0.025


def test_a_stretch_of_places_is_drawn_as_in_the_whole(nation: Nation) -> None:
    whole, piece = nation.known(0, PLACES), nation.known(7, 19)
    assert np.array_equal(whole.reasons[:, :, 7:19], piece.reasons)
    assert np.array_equal(whole.relapsed[:, :, 7:19], piece.relapsed)
    for long, short in zip(nation.reported(0, PLACES), nation.reported(7, 19), strict=True):
        assert np.array_equal(long.counts[:, 7:19], short.counts)


def test_another_seed_is_another_nation(nation: Nation) -> None:
    other = Nation("town", PLACES, RULES, seed=7)
    assert not np.array_equal(nation.known(0, PLACES).reasons, other.known(0, PLACES).reasons)


def test_the_same_nation_is_written_twice_alike(nation: Nation, tmp_path: Path) -> None:
    first, second = (write(nation, tmp_path / name) for name in ("a", "b"))
    assert _digest(first.figures) == _digest(second.figures)
    assert _digest(first.roster) == _digest(second.roster)


def test_shuffled_and_csv_hold_the_same_figures(nation: Nation, tmp_path: Path) -> None:
    plain = pq.read_table(write(nation, tmp_path / "plain").figures)
    shuffled = pq.read_table(write(nation, tmp_path / "shuffled", shuffled=True).figures)
    as_text = pcsv.ConvertOptions(column_types={"数值": pa.string()})
    text = pcsv.read_csv(write(nation, tmp_path / "csv", csv=True).figures, convert_options=as_text)
    assert not shuffled.equals(plain)
    assert sorted(map(str, shuffled.to_pylist())) == sorted(map(str, plain.to_pylist()))
    assert text.num_rows == plain.num_rows
    assert text["数值"].cast(plain["数值"].type).equals(plain["数值"])


def test_figures_are_sorted_by_place_and_row_groups_hold_whole_places() -> None:
    nation = Nation("village", 3000)
    assert nation.block < 3000
    seen = []
    for table in batches(nation):
        places = pc.unique(table["地区"]).cast("string").to_pylist()
        assert places == sorted(places)
        seen += places
    assert seen == codes(3000, 0, 3000).to_pylist()


@pytest.mark.parametrize("level", SIZES)
def test_codes_are_twelve_digits_ascending_and_each_once(level: str) -> None:
    places = SIZES[level][0]
    listed = roster(level, places)["编号"].to_pylist()
    assert listed == sorted(set(listed))
    assert {len(code) for code in listed} == {12}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
