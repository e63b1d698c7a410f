"""Whatever the engine does over one policy rule, the rule is named and everything else still gets its findings."""

import platform
from pathlib import Path

import msgspec
import pytest
from tests.support.judgements import judged
from tests.support.policies import a_rule, a_stratum
from tests.support.stand_ins import MARK, trapdoor

from zhunsheng.infer import Inferred, door, infer, keeper
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.policy import Policy, PolicyRule

pytestmark = pytest.mark.usefixtures("own_rooms")

GOOD = a_rule("good", {"j": {"status": "missed"}}, kind="violation", level="red")
BAD = a_rule("bad", {"j": {"status": "missed", "year_no": f"!= {MARK}"}})
LATER = a_rule("later", {"j": {"off_target": "yes"}}, kind="alert")
MANY = a_rule("many", {"t": {"all": ">= 1"}})
FEW = a_rule("few", {"t": {"all": "< 5"}})

TALLIES = a_stratum(MANY, FEW, name="tallies", per=["owner", "year"], sees=["all"], tallies={"all": {}})
POLICY = Policy(
    strata=(
        a_stratum(GOOD, BAD, name="first", sees=["status", "year_no"]),
        a_stratum(LATER, name="second", sees=["off_target"]),
        TALLIES,
    )
)


def inferred(catalogue: Catalogue, policy: Policy = POLICY) -> Inferred:
    replaced = msgspec.structs.replace(catalogue, policy=policy)
    return infer(replaced, [judged("sewage", 2025, "missed"), judged("waste", 2023, "met")])


def by(outcome: Inferred) -> set[str]:
    return {finding.because.policy for finding in outcome.findings}


def assert_only_bad_is_lost(outcome: Inferred, code: str) -> None:
    assert by(outcome) == {"good", "later", "many"}
    broken, skipped = outcome.problems
    assert (broken.code, broken.severity, broken.at) == (code, Severity.ERROR, BAD.at)
    assert "bad" in broken.message.zh
    assert "bad" in broken.message.en
    assert (skipped.code, skipped.severity) == ("tally-incomplete", Severity.ERROR)
    assert "few" in skipped.message.zh


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "crashed (signal 11"),
        ("os._exit(3)", "left in the middle (exit code 3)"),
        ("raise ValueError('odd')", "the engine reported ValueError: odd"),
        ("return 'nonsense'", "makes no sense"),
        ("return [['r0', ['zero']]]", "makes no sense"),
        ("return [['r99', [0]]]", "does not fit the question"),
        ("return [['r0', [10**9]]]", "does not fit the question"),
        ("return [['r0', [0, 0]]]", "does not fit the question"),
        ("print('noise', flush=True); os.system('echo noise'); raise KeyError('k')", "KeyError: 'k'"),
    ],
)
def test_a_broken_rule_costs_only_itself(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str, why: str
) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, action))
    outcome = inferred(catalogue)
    assert_only_bad_is_lost(outcome, "policy-rule-failed")
    assert why in outcome.problems[0].message.en


def test_a_rule_that_hangs(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, "time.sleep(3600)"))
    monkeypatch.setattr(keeper, "SECONDS", 2.0)
    outcome = inferred(catalogue)
    assert_only_bad_is_lost(outcome, "policy-rule-failed")
    assert "within 2 seconds" in outcome.problems[0].message.en


@pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="no trap of this processor")
def test_a_rule_that_crashes_durable_rules_itself(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    written = door.Crossing._patterns

    def careless(crossing: door.Crossing, rule: PolicyRule) -> object:
        if rule.id != "bad":
            return written(crossing, rule)
        return [{"p0": {"$gte": {"k": 0}}}, {"p1": {"k": {"$div": {"$l": {"p0": "k"}, "$r": 0}}}}]

    monkeypatch.setattr(door.Crossing, "_patterns", careless)
    outcome = inferred(catalogue)
    assert_only_bad_is_lost(outcome, "policy-rule-failed")
    assert "signal 8" in outcome.problems[0].message.en


def test_a_match_that_does_not_hold_is_no_finding(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = "return [['r1', [fact['id']]] for fact in request['facts']] + honest(engine, host, ruleset, request)"
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, everything))
    outcome = inferred(catalogue)
    assert {(f.because.policy, f.rule) for f in outcome.findings} == {
        ("good", "sewage"),
        ("bad", "sewage"),
        ("later", "sewage"),
        ("many", None),
    }
    assert [problem.code for problem in outcome.problems] == ["inference-mismatch", "tally-incomplete"]
    assert outcome.problems[0].at == BAD.at


def test_matches_across_situations_are_refused(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = a_rule("pair", {"a": {"status": "missed", "year_no": f"!= {MARK}"}, "b": {"status": "met"}})
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, "return [['r0', [0, 1]]]"))
    outcome = inferred(catalogue, Policy(strata=(a_stratum(pair, sees=["status", "year_no"]),)))
    assert outcome.findings == ()
    assert [problem.code for problem in outcome.problems] == ["policy-rule-failed"]


def test_a_crash_that_does_not_come_back_loses_nothing(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = f"open({str(tmp_path / 'crashed')!r}, 'x'); os._exit(1)"
    action = f"if not os.path.exists({str(tmp_path / 'crashed')!r}): {once}"
    monkeypatch.setattr(keeper, "PROGRAM", trapdoor(tmp_path, action))
    outcome = inferred(catalogue)
    assert by(outcome) == {"good", "bad", "later", "many", "few"}
    [problem] = outcome.problems
    assert (problem.code, problem.severity) == ("inference-unsteady", Severity.WARNING)
    assert "good, bad" in problem.message.en


def test_a_rule_that_the_door_refuses_costs_only_itself(catalogue: Catalogue) -> None:
    blind = a_rule("bad", {"j": {"phase": "due"}})
    strata = (a_stratum(GOOD, blind, sees=["status"]), *POLICY.strata[1:])
    assert_only_bad_is_lost(inferred(catalogue, Policy(strata=strata)), "policy-rule-refused")
