"""Hits become findings: fingerprints, owners, evidence, order."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.infer.message import Teller
from zhunsheng.infer.stratum import Hit, Run
from zhunsheng.infer.tallies import Tallied, tallies_of
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Because, Finding, FindingKind, JudgementKey, Level
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.policy import PolicyRule, Stratum
from zhunsheng.model.text import Text

_KINDS = {kind: number for number, kind in enumerate(FindingKind)}
_LEVELS = {level: number for number, level in enumerate(Level)}


def fingerprint(plan: str, policy_rule: str, subject: str, entity: str, year: int) -> str:
    """Return the id of a finding. `subject` is a rule or an owner. Figures and files do not enter, so that it lasts."""
    joined = json.dumps([plan, policy_rule, subject, entity, year], ensure_ascii=False, separators=(",", ":"))
    return "ZS-" + hashlib.sha256(joined.encode()).hexdigest()[:12]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Drop repetitions; gravest first, then by year and by whom it concerns."""
    unique = {finding.id: finding for finding in findings}
    return tuple(
        sorted(unique.values(), key=lambda f: (_KINDS[f.kind], _LEVELS[f.level], f.year, f.rule or f.owner, f.id))
    )


def from_judgements(
    catalogue: Catalogue, stratum: Stratum, judgements: Sequence[Judgement], run: Run
) -> Iterator[Finding]:
    """Give every judgement that a rule of `stratum` is about its finding."""
    teller = Teller(catalogue)
    for (rule, situation), about in by_situation(run.hits).items():
        for members in run.groups[situation]:
            for kind, company in about.items():
                beside = sorted({n for other in company for n in members[other]}, key=lambda n: _key(judgements[n]))
                shared = tuple(_key(judgements[n]) for n in beside)
                for number in members[kind]:
                    judgement = judgements[number]
                    # Facts of one class are matched with one another: their evidence is the same, and held once.
                    keys = shared if kind in company else tuple(sorted((_key(judgement), *shared)))
                    named = (judgements[n] for n in beside if n != number)
                    sentence = teller.about_judgement(judgement, named, rule)
                    because = Because(policy=rule.id, stratum=stratum.id, text=rule.because, judgements=keys)
                    yield _about_judgement(catalogue, judgement, rule, sentence, because)


def _key(judgement: Judgement) -> JudgementKey:
    return JudgementKey(judgement.rule, judgement.entity, judgement.year)


def by_situation(hits: Iterable[Hit]) -> dict[tuple[PolicyRule, int], dict[int, set[int]]]:
    """For each rule and situation: the classes that findings are about, and the classes matched beside each."""
    found: dict[tuple[PolicyRule, int], dict[int, set[int]]] = {}
    for rule, situation, classes in hits:
        position = [pattern.name for pattern in rule.patterns].index(rule.about)
        company = found.setdefault((rule, situation), {}).setdefault(classes[position], set())
        company.update(classes[:position] + classes[position + 1 :])
    return found


def _about_judgement(
    catalogue: Catalogue, judgement: Judgement, rule: PolicyRule, sentence: Text, because: Because
) -> Finding:
    return Finding(
        id=fingerprint(catalogue.plan.id, rule.id, judgement.rule, judgement.entity, judgement.year),
        kind=rule.kind,
        level=rule.level,
        rule=judgement.rule,
        entity=judgement.entity,
        year=judgement.year,
        owner=judgement.owner,
        message=sentence,
        because=because,
        source=catalogue.rules[judgement.rule].source,
    )


def from_tallies(
    catalogue: Catalogue, stratum: Stratum, tallied: Sequence[Tallied[Finding]], run: Run
) -> Iterator[Finding]:
    """Give every tally that a rule of `stratum` is about its finding."""
    teller = Teller(catalogue)
    for (rule, situation), about in by_situation(run.hits).items():
        for members in run.groups[situation]:
            for number in (number for kind in about for number in members[kind]):
                yield _about_tally(catalogue.plan.id, teller, stratum, rule, tallied[number])


def _about_tally(plan: str, teller: Teller, stratum: Stratum, rule: PolicyRule, tallied: Tallied[Finding]) -> Finding:
    names = tallies_of(rule, stratum)
    counted = {finding.id for name in names for finding in tallied.counted[name]}
    tallies = [tally for tally in stratum.tallies if tally.name in names]
    return Finding(
        id=fingerprint(plan, rule.id, tallied.owner, tallied.entity, tallied.year),
        kind=rule.kind,
        level=rule.level,
        rule=None,
        entity=tallied.entity,
        year=tallied.year,
        owner=tallied.owner,
        message=teller.about_tally(tallied, tallies, rule),
        because=Because(policy=rule.id, stratum=stratum.id, text=rule.because, findings=tuple(sorted(counted))),
        source=None,
    )
