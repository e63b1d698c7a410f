"""Fingerprints, tallies over what `per` leaves open, and the same bytes whatever the hash seed."""

import os
import subprocess
import sys

import msgspec
import pytest
from tests.support.judgements import judged
from tests.support.paths import ROOT
from tests.support.policies import a_rule, a_stratum

from zhunsheng.infer import infer
from zhunsheng.infer.draw import fingerprint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding
from zhunsheng.model.policy import Policy, Stratum

MISSED = a_stratum(a_rule("missed", {"j": {"status": "missed"}}), sees=["status"])
JUDGEMENTS = [
    judged("sewage", 2024, "missed"),
    judged("sewage", 2025, "missed", entity="lile"),
    judged("places", 2025, "missed", entity="lile"),
]


def drawn(catalogue: Catalogue, *strata: Stratum) -> list[Finding]:
    outcome = infer(msgspec.structs.replace(catalogue, policy=Policy(strata=strata)), JUDGEMENTS)
    assert outcome.problems == ()
    return list(outcome.findings)


def counting(*per: str, when: str = ">= 1") -> Stratum:
    return a_stratum(a_rule("many", {"t": {"all": when}}), per=per, sees=["all"], tallies={"all": {}})


def test_a_fingerprint_is_what_it_was() -> None:
    assert fingerprint("plan", "missed", "sewage", "jianghai", 2025) == "ZS-3f610353c969"


def test_a_fingerprint_is_not_fooled_by_separators() -> None:
    assert fingerprint("a", "b", "c", "d", 1) != fingerprint("a", "b,c", "", "d", 1)
    assert fingerprint('a","b', "c", "d", "e", 1) != fingerprint("a", 'b","c', "d", "e", 1)


def test_the_id_depends_on_no_figure(catalogue: Catalogue) -> None:
    ids = [
        [f.id for f in infer(catalogue, [judged("sewage", 2025, "missed", value=value)]).findings]
        for value in (None, 1)
    ]
    assert ids[0] == ids[1] != []


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        (("owner", "year"), [("城管局", "jianghai", 2024), ("城管局", "jianghai", 2025), ("教育局", "jianghai", 2025)]),
        (("owner", "entity"), [("城管局", "jianghai", 2024), ("城管局", "lile", 2025), ("教育局", "lile", 2025)]),
        (("entity",), [("城管局", "jianghai", 2024), ("城管局、教育局", "lile", 2025)]),
        (("year",), [("城管局", "jianghai", 2024), ("城管局、教育局", "jianghai", 2025)]),
        ((), [("城管局、教育局", "jianghai", 2025)]),
    ],
)
def test_tallies_by_anything(catalogue: Catalogue, per: tuple[str, ...], expected: list[tuple[str, str, int]]) -> None:
    found = drawn(catalogue, MISSED, counting(*per))
    assert sorted((f.owner, f.entity, f.year) for f in found if f.rule is None) == sorted(expected)


def test_tallies_do_not_count_tallies(catalogue: Catalogue) -> None:
    second = a_stratum(a_rule("more", {"t": {"all": ">= 2"}}), per=(), sees=["all"], tallies={"all": {}})
    per_rule = a_stratum(a_rule("two", {"t": {"all": "== 2"}}), per=(), sees=["all"], tallies={"all": {}})
    found = drawn(catalogue, MISSED, counting("owner", "year"), second, per_rule)
    [two] = [f for f in found if f.because.policy == "two"]
    assert len(two.because.findings) == 3


def test_a_tally_that_no_rule_tests_counts_as_evidence_all_the_same(catalogue: Catalogue) -> None:
    rule = a_rule("any", {"t": {"owner": "教育局"}})
    found = drawn(catalogue, MISSED, a_stratum(rule, per=("owner",), sees=["all"], tallies={"all": {}}))
    [about] = [f for f in found if f.rule is None]
    assert len(about.because.findings) == 1
    assert "结论1项（幼儿园千人学位数）" in about.message.zh


def test_a_tally_by_something_findings_do_not_have_is_refused(catalogue: Catalogue) -> None:
    policy = Policy(strata=(MISSED, counting("owner", "nature")))
    outcome = infer(msgspec.structs.replace(catalogue, policy=policy), JUDGEMENTS)
    assert [problem.code for problem in outcome.problems] == ["policy-rule-refused"]
    assert "nature" in outcome.problems[0].message.zh


def test_a_stratum_without_rules_and_one_without_facts(catalogue: Catalogue) -> None:
    never = a_stratum(a_rule("never", {"j": {"status": "pending"}}), sees=["status"])
    assert drawn(catalogue, a_stratum(), never, counting("owner")) == []


SCRIPT = """
import msgspec, sys
from tests.infer.test_findings import JUDGEMENTS, MISSED, counting
from tests.support.judgements import a_catalogue
from zhunsheng.infer import infer
from zhunsheng.model.policy import Policy
outcome = infer(a_catalogue(Policy(strata=(MISSED, counting("owner", "year")))), JUDGEMENTS)
sys.stdout.buffer.write(msgspec.json.encode(outcome))
"""


def test_the_same_bytes_whatever_the_hash_seed(catalogue: Catalogue) -> None:
    policy = Policy(strata=(MISSED, counting("owner", "year")))
    here = msgspec.json.encode(infer(msgspec.structs.replace(catalogue, policy=policy), JUDGEMENTS))
    for seed in ("0", "1", "42"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        there = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert there.stdout == here
