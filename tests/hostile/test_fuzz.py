"""Cases made by chance, the same in every run: nothing is raised, nothing takes long, no good figure is lost."""

import time

import pytest
from tests.hostile.fuzz.makers import MAKERS, SHARES
from tests.hostile.fuzz.running import Runner, TooSlowError, case, within

from zhunsheng import intake
from zhunsheng.model.submission import Submission

QUICK, LONG = 2_000, 100_000


@pytest.fixture(scope="module")
def runner() -> Runner:
    return Runner()


def run(runner: Runner, fmt: str, seed: int, cases: int) -> None:
    tally = runner.run(fmt, seed, cases)
    assert tally.cases == cases
    assert tally.crashes == [], f"seed {seed}"
    assert 0 < tally.with_errors < cases
    assert len(tally.codes) > 10


@pytest.mark.parametrize("fmt", MAKERS)
def test_two_thousand_cases(runner: Runner, fmt: str) -> None:
    run(runner, fmt, 20240301, QUICK * SHARES[fmt] // 100)


@pytest.mark.slow
@pytest.mark.parametrize("fmt", MAKERS)
def test_a_hundred_thousand_cases(runner: Runner, fmt: str) -> None:
    run(runner, fmt, int(time.time()), LONG * SHARES[fmt] // 100)


def test_a_case_is_the_same_whenever_it_is_made() -> None:
    for fmt in ("csv", "json", "yaml"):
        assert [case(fmt, 1, n) for n in range(20)] == [case(fmt, 1, n) for n in range(20)]
        assert case(fmt, 1, 0) != case(fmt, 2, 0)


def test_a_crash_is_seen_and_kept(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(intake, "interpret", stumble)
    kept: list[int] = []
    tally = runner.run("csv", 1, 3, lambda number, _: kept.append(number))
    assert kept == [0, 1, 2]
    assert "IndexError" in tally.crashes[0][1]


def test_a_lost_figure_is_seen(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "interpret", lambda *_: Submission())
    assert "is lost" in runner.run("csv", 1, 1).crashes[0][1]


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooSlowError):
        _compute_for_ever()


def _compute_for_ever() -> None:
    with within(0.05):
        while True:
            time.process_time()
