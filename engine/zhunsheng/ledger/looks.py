"""An evaluation -> what it saw of every item: findings, and the judgements that can show that one is put right."""

import hashlib
import json
from collections.abc import Iterable
from fractions import Fraction

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import RANGE
from zhunsheng.model.finding import Finding, FindingKind, Level
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.ledger import ItemKey, Look
from zhunsheng.model.quantity import Operator, decimal_text, terminates
from zhunsheng.model.words import OPERATOR

KINDS = {kind: grade for grade, kind in enumerate((FindingKind.NOTICE, FindingKind.ALERT, FindingKind.VIOLATION))}
LEVELS = {level: grade for grade, level in enumerate((Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED))}


def looks(evaluation: Evaluation) -> tuple[tuple[ItemKey, Look], ...]:
    """Return what an evaluation saw, by item and year: all judgements of its years, and findings about departments.

    Judgements without a finding are there too: only they can show that something was put right.
    """
    by_judgement: dict[tuple[str, str, int], list[Finding]] = {}
    of_departments: list[Finding] = []
    for finding in evaluation.findings:
        if finding.rule is None:
            of_departments.append(finding)
        else:
            by_judgement.setdefault((finding.rule, finding.entity, finding.year), []).append(finding)
    seen = [
        (
            key_of_rule(evaluation.catalogue, judged),
            _look(judged, by_judgement.get((judged.rule, judged.entity, judged.year), [])),
        )
        for judged in evaluation.judgements
    ]
    seen += [(key_of_department(evaluation.catalogue, each), _look_at_department(each)) for each in of_departments]
    return tuple(sorted(seen, key=lambda each: (each[0], each[1].year)))


def key_of_rule(catalogue: Catalogue, judged: Judgement) -> ItemKey:
    """Return the item that a judgement is about."""
    period = catalogue.plan.period
    yearly = catalogue.indicators[judged.indicator].kind.year_by_year
    term = str(judged.year) if yearly else f"{period.start}-{period.end}"
    return ItemKey(plan=catalogue.plan.id, subject=judged.rule, entity=judged.entity, term=term)


def key_of_department(catalogue: Catalogue, finding: Finding) -> ItemKey:
    """Return the item that a conclusion about a department is about."""
    subject = f"{finding.because.policy}:{finding.owner}"
    return ItemKey(plan=catalogue.plan.id, subject=subject, entity=finding.entity, term=str(finding.year))


def _look(judged: Judgement, findings: Iterable[Finding]) -> Look:
    gravest = max(findings, key=_gravity, default=None)
    return Look(
        year=judged.year,
        status=judged.status,
        owner=judged.owner,
        kind=gravest.kind if gravest else None,
        level=gravest.level if gravest else None,
        value=judged.value,
        bound=judged.bound,
        unit=judged.unit,
        shortfall=_shortfall(judged),
        limit=_limit(judged),
        evidence=_digest([_limit(judged), *sorted(_figure(judged))]),
        findings=tuple(sorted(each.id for each in findings)),
        cells=tuple(sorted({str(each.at) for each in judged.observations})),
    )


def _look_at_department(finding: Finding) -> Look:
    counted = sorted(finding.because.findings)
    return Look(
        year=finding.year,
        status=None,
        owner=finding.owner,
        kind=finding.kind,
        level=finding.level,
        evidence=_digest(counted),
        findings=(finding.id,),
    )


def _gravity(finding: Finding) -> tuple[int, int]:
    return KINDS[finding.kind], LEVELS[finding.level]


def _shortfall(judged: Judgement) -> Fraction | None:
    """Return how far the figure lies on the wrong side of its limit; None where there is no such distance."""
    if judged.gap is None or judged.operator is None:
        return None
    if judged.operator in (Operator.EQUAL, Operator.WITHIN):
        return abs(judged.gap)
    return max(Fraction(0), -judged.gap if judged.operator.rising else judged.gap)


def _limit(judged: Judgement) -> str:
    """Name the limit exactly, as a person reads it too: “≥95@2025”."""
    if judged.target is None or judged.operator is None:
        return ""
    upper = f"{RANGE.zh}{_exact(judged.upper)}" if judged.upper is not None else ""
    return f"{OPERATOR[judged.operator]}{_exact(judged.target)}{upper}@{judged.due or ''}"


def _exact(number: Fraction) -> str:
    return decimal_text(number) if terminates(number) else str(number)


def _figure(judged: Judgement) -> list[str]:
    """Name each figure that entered, in the indicator's own unit: the same figure in another unit is no news."""
    return [f"{o.indicator}@{o.entity}@{o.year}={o.bound or ''}{o.figure}" for o in judged.observations]


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]
