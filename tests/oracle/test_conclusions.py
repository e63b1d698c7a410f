"""All of inference, judgements in and findings out, against brute force: who is concerned, and on what evidence."""

from collections.abc import Mapping
from random import Random

import msgspec
import pytest
import yaml
from tests.oracle.brute_force import Drawn, conclusions
from tests.support.judgements import TITLES, a_catalogue, judged
from tests.support.paths import RULES
from tests.support.policies import a_policy, a_rule, a_stratum

from zhunsheng.infer import infer
from zhunsheng.model.finding import Finding, FindingKind, JudgementKey, Level
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.policy import Policy, Stratum

VALUES: Mapping[str, tuple[str, ...]] = {
    "nature": ("binding", "anticipatory", "task"),
    "status": ("missed", "behind", "met", "not_reported"),
    "phase": ("interim", "due"),
    "off_target": ("yes", "no"),
    "relapsed": ("yes", "no"),
    "owner": ("城管局", "教育局"),
    "entity": ("jianghai", "lile"),
}
JOINS = ("rule", "entity", "owner", "status", "nature", "off_target")


def random_judgements(random: Random) -> list[Judgement]:
    keys = [(rule, year, place) for rule in TITLES for year in range(2020, 2026) for place in ("jianghai", "lile")]
    statuses = [Status(value) for value in VALUES["status"]]
    return [
        judged(
            rule,
            year,
            random.choice(statuses),
            entity=place,
            reason=random.choice(list(Reason)),
            phase=random.choice([Phase.INTERIM, Phase.DUE]),
            relapsed=random.random() < 0.2,
        )
        for rule, year, place in random.sample(keys, 24)
    ]


def random_policy(random: Random) -> Policy:
    strata = []
    for number in range(3):
        per = random.choice((("rule", "entity", "year"), ("rule", "entity"), ("owner", "year"), ("entity",), ()))
        rules = [_rule(random, f"rule-{number}-{n}") for n in range(random.randint(1, 3))]
        sees = (*VALUES, "rule", "year", "year_no")
        strata.append(a_stratum(*rules, name=f"stratum-{number}", per=per, sees=sees))
    return Policy(strata=(*strata[:2], _counting(random, "early"), strata[2], _counting(random, "late")))


def _rule(random: Random, name: str) -> object:
    when: dict[str, dict[str, str | int]] = {}
    for pattern in ("a", "b", "c")[: random.choice((1, 1, 2, 2, 3))]:
        attribute = random.choice(list(VALUES))
        tests: dict[str, str | int] = {attribute: random.choice(("", "!= ")) + random.choice(VALUES[attribute])}
        if random.random() < 0.4:
            tests["year_no"] = f"{random.choice(('<', '>=', '!='))} {random.randint(1, 4)}"
        if when:
            joined = random.choice(JOINS)
            tests.setdefault(joined, f"{random.choice(('==', '!='))} {random.choice(list(when))}.{joined}")
            tests.setdefault("year", random.choice(("a.year + 1", "> a.year", "a.year", "!= a.year - 1")))
        when[pattern] = tests
    kind, level = random.choice(list(FindingKind)), random.choice(list(Level))
    return a_rule(name, when, about=random.choice(list(when)), kind=kind, level=level)


def _counting(random: Random, name: str) -> Stratum:
    rules = [
        a_rule(f"{name}-{n}", {"t": {random.choice(("alerts", "red")): random.choice((">= 2", "< 2", "!= 1", "== 1"))}})
        for n in range(2)
    ]
    tallies = {"alerts": {"kind": "alert"}, "red": {"level": "red"}}
    return a_stratum(*rules, name=name, per=("owner", "year"), sees=tuple(tallies), tallies=tallies)


def held(policy: Policy, judgements: list[Judgement]) -> int:
    """Hold inference against the oracle; return the number of findings."""
    inferred = infer(a_catalogue(policy), judgements)
    assert inferred.problems == ()
    about = {f.id: _about(f) for f in inferred.findings}
    by_key = {JudgementKey(j.rule, j.entity, j.year): j for j in judgements}
    found = {
        about[f.id]: {by_key[key] for key in f.because.judgements} | {about[id_] for id_ in f.because.findings}
        for f in inferred.findings
    }
    assert found == conclusions(policy, judgements, base=2020)
    return len(found)


def _about(finding: Finding) -> Drawn:
    return (finding.because.policy, finding.rule, finding.owner, finding.entity, finding.year)


def test_the_policy_of_the_plan() -> None:
    policy = a_policy(yaml.safe_load((RULES / "policy.yaml").read_text(encoding="utf-8")))
    assert sum(held(policy, random_judgements(Random(seed))) for seed in range(6)) > 50  # noqa: S311 - not for secrets


@pytest.mark.parametrize("seed", range(40))
def test_random_policies_over_judgements_and_tallies(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - not for secrets
    policy = random_policy(random)
    assert msgspec.json.decode(msgspec.json.encode(policy), type=Policy) == policy
    held(policy, random_judgements(random))
