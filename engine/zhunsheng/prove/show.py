"""Adds up proofs, and writes them as JSON."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from zhunsheng.prove.proof import Equivalent, Gap, RuleProof
from zhunsheng.prove.suite import PlanProof

SCHEMA = "zhunsheng/proof/1"


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The sums of one plan."""

    rules: int
    scenarios: int
    passed: int
    situations: int
    covered: int
    mutants: int
    killed: int
    equivalent: int
    score: str
    """Mutants noticed or proven equivalent, in percent with one decimal, rounded down: 100.0 means all."""


def totals(proof: PlanProof) -> Totals:
    """Add up one plan."""
    return added(proof.proofs, rules=len(proof.rules))


def added(proofs: Iterable[RuleProof], *, rules: int) -> Totals:
    """Add up some proofs."""
    of = list(proofs)
    return Totals(
        rules=rules,
        scenarios=sum(each.scenarios for each in of),
        passed=sum(each.passed for each in of),
        situations=sum(each.situations for each in of),
        covered=sum(each.covered for each in of),
        mutants=sum(each.mutants for each in of),
        killed=sum(each.killed for each in of),
        equivalent=sum(len(each.equivalent) for each in of),
        score=percent(score(of), Fraction(0)),
    )


def score(proofs: Iterable[RuleProof]) -> Fraction | None:
    """Changes noticed or proven equivalent, of all that were made, in percent; None where none were."""
    of = list(proofs)
    made = sum(each.mutants for each in of)
    return Fraction(100 * sum(each.killed + len(each.equivalent) for each in of), made) if made else None


def coverage(proofs: Iterable[RuleProof]) -> Fraction | None:
    """Situations shown, of all that are owed, in percent; None where none are."""
    of = list(proofs)
    owed = sum(each.situations for each in of)
    return Fraction(100 * sum(each.covered for each in of), owed) if owed else None


def percent(share: Fraction | None, otherwise: Fraction) -> str:
    """Write a share with one decimal, rounded down: 100.0 means all."""
    tenths = int((otherwise if share is None else share) * 10)
    return f"{tenths // 10}.{tenths % 10}"


class _PlanTold(msgspec.Struct, frozen=True, kw_only=True):
    plan: str
    features: str
    totals: Totals
    gaps: tuple[Gap, ...]
    equivalent: tuple[Equivalent, ...]


def json(proofs: Sequence[PlanProof]) -> str:
    """Write everything, equivalents with their proofs included, as JSON."""
    plans = [
        _PlanTold(
            plan=proof.plan,
            features=proof.features,
            totals=totals(proof),
            gaps=proof.gaps,
            equivalent=tuple(each for rule in proof.proofs for each in rule.equivalent),
        )
        for proof in proofs
    ]
    told = {"schema": SCHEMA, "plans": msgspec.to_builtins(plans)}
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
