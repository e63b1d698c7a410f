"""What `test` found, as the outputs for CI are made from it: a suite a plan, a case a scenario and a gap."""

import hashlib
from collections.abc import Iterator, Sequence

from zhunsheng.ci.told import Case, Kind, Outcome, Remark, Spot, Suite, Told, Weight
from zhunsheng.model.location import Location
from zhunsheng.model.text import Lang, Text
from zhunsheng.prove.floors import Floors, counting
from zhunsheng.prove.proof import Gap, Ran, RuleProof
from zhunsheng.prove.runner import Outcome as Ending
from zhunsheng.prove.suite import PlanProof
from zhunsheng.prove.table import KINDS, Places
from zhunsheng.use_cases.telling import told

_ENDINGS = {Ending.PASSED: Outcome.PASSED, Ending.FAILED: Outcome.FAILED, Ending.BROKEN: Outcome.ERROR}
_ALLOWED = Text("在 --min-score、--min-coverage 的门槛之内", "within what --min-score, --min-coverage leave room for")
_EXAMPLE = Text("（第{0}例）", " (example {0})")
_RULE = Text("这条规则", "the rule")
_POLICY = "policy"


def proven(proofs: Sequence[PlanProof], places: Places, floors: Floors, lang: Lang) -> Told:
    """Tell proofs; gaps that the floors leave room for are warnings, and no failures."""
    counted = [set(counting(proof, floors)) for proof in proofs]
    kinds = sorted({gap.kind for proof in proofs for gap in proof.gaps})
    return told(
        "test",
        lang,
        kinds=tuple(_kind(KINDS[kind].to(lang), kind) for kind in kinds),
        remarks=tuple(
            _remark(proof.plan, gap, Weight.ERROR if gap in grave else Weight.WARNING, places, lang)
            for proof, grave in zip(proofs, counted, strict=True)
            for gap in proof.gaps
        ),
        suites=tuple(
            Suite(name=proof.plan, cases=tuple(_cases(proof, grave, lang)))
            for proof, grave in zip(proofs, counted, strict=True)
        ),
    )


def _kind(word: str, kind: str) -> Kind:
    return Kind(id=kind, name=word, short=word, weight=Weight.ERROR)


def _remark(plan: str, gap: Gap, weight: Weight, places: Places, lang: Lang) -> Remark:
    rule = places.get((plan, gap.rule))
    mark = hashlib.sha256("\0".join((plan, gap.rule, gap.kind, gap.told)).encode()).hexdigest()[:16]
    return Remark(
        kind=gap.kind,
        weight=weight,
        text=f"{gap.rule}: {gap.to(lang)}",
        spots=(Spot(at=Location(file=gap.path, line=gap.line)),),
        related=() if rule is None else (Spot(at=rule, says=_RULE.to(lang)),),
        mark=mark,
    )


def _cases(proof: PlanProof, grave: set[Gap], lang: Lang) -> Iterator[Case]:
    for each in proof.proofs:
        yield from _of_rule(proof.plan, each, grave, lang)
    for gap in proof.stray:
        yield _gap(proof.plan, gap, grave, lang)


def _of_rule(plan: str, proof: RuleProof, grave: set[Gap], lang: Lang) -> Iterator[Case]:
    group = f"{plan}.{proof.rule or _POLICY}"
    for ran in proof.ran:
        yield _scenario(group, ran, lang)
    seen = {(ran.path, ran.line) for ran in proof.ran if ran.outcome is not Ending.PASSED}
    for gap in proof.gaps:
        if (gap.path, gap.line) not in seen:  # the scenarios that did not pass have been told
            yield _gap(plan, gap, grave, lang)


def _scenario(group: str, ran: Ran, lang: Lang) -> Case:
    example = "" if ran.example is None else _EXAMPLE.to(lang).format(ran.example)
    passed = ran.outcome is Ending.PASSED
    return Case(
        group=group,
        name=f"{ran.title}{example}",
        outcome=_ENDINGS[ran.outcome],
        kind="" if passed else ran.outcome.value,
        says=ran.why,
        at=None if passed else Location(file=ran.path, line=ran.line),
    )


def _gap(plan: str, gap: Gap, grave: set[Gap], lang: Lang) -> Case:
    counts = gap in grave
    return Case(
        group=f"{plan}.{gap.rule}",
        name=gap.to(lang),
        outcome=Outcome.FAILED if counts else Outcome.SKIPPED,
        kind=gap.kind,
        says=gap.to(lang) if counts else _ALLOWED.to(lang),
        at=Location(file=gap.path, line=gap.line),
    )
