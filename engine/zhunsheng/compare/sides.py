"""Evaluation -> a side of a comparison: plain rows, with all that the catalogue and the data say of their causes."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from zhunsheng.compare.declared import declared
from zhunsheng.compare.wording import cited, waived, written
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Cell, Found, Issued, Row, Said, Side, Titles
from zhunsheng.model.diagnostic import has_errors
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement, Reason, Status
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Policy
from zhunsheng.model.submission import IssuedTarget, Observation
from zhunsheng.model.text import Text

_NOWHERE = Location(file="")


def of_evaluation(evaluation: Evaluation, label: Text, years: Sequence[int] | None = None) -> Side:
    """Return one side; of `years` only, where given."""
    catalogue, submission = evaluation.catalogue, evaluation.submission
    asked = evaluation.years if years is None else tuple(years)
    issued = defaultdict(list)
    for each in submission.issued:
        issued[each.indicator, each.entity].append(_issued(each))
    return Side(
        label=label,
        plan=catalogue.plan.id,
        years=asked,
        digest=catalogue.digest,
        rows=tuple(_row(each) for each in evaluation.judgements if each.year in asked),
        found=tuple(_found(each) for each in evaluation.findings if each.year in asked),
        titles=titles(catalogue),
        declared=declared(catalogue),
        issued={key: tuple(sorted(said, key=lambda i: (i.year, i.benchmark))) for key, said in issued.items()},
        refused=frozenset((r.indicator, r.entity, r.year) for r in submission.refusals if not r.issued),
        policy=_policy(catalogue.policy),
        incomplete=has_errors(evaluation.problems) or any(j.reason is Reason.REFUSED for j in evaluation.judgements),
    )


def titles(catalogue: Catalogue) -> Titles:
    """Return what things of a catalogue are called."""
    plan = catalogue.plan
    return Titles(
        plan=plan.title,
        rules={key: rule.title for key, rule in catalogue.rules.items()},
        places={each.id: each.title for each in plan.places},
        departments={each.id: each.title for each in plan.departments},
        indicators={key: each.title for key, each in catalogue.indicators.items()},
    )


def _policy(policy: Policy) -> dict[str, str]:
    """Write what each policy rule says, with its stratum, without where it stands."""
    said = {}
    for stratum in policy.strata:
        frame = msgspec.structs.replace(stratum, rules=())
        for rule in stratum.rules:
            said[rule.id] = msgspec.json.encode((frame, msgspec.structs.replace(rule, at=_NOWHERE))).decode()
    return said


def _row(judgement: Judgement) -> Row:
    return Row(
        rule=judgement.rule,
        indicator=judgement.indicator,
        entity=judgement.entity,
        year=judgement.year,
        nature=judgement.nature,
        owner=judgement.owner,
        status=judgement.status,
        reason=judgement.reason,
        unit=judgement.unit,
        value=judgement.value,
        bound=judgement.bound,
        operator=judgement.operator,
        target=judgement.target,
        upper=judgement.upper,
        due=judgement.due,
        citation=judgement.citation,
        gap=judgement.gap,
        pace=judgement.pace,
        phase=judgement.phase,
        expected=judgement.expected,
        waiver=_waiver(judgement),
        relapsed=judgement.relapsed,
        decimals=judgement.decimals,
        cells=tuple(map(_cell, judgement.observations)),
        missing=judgement.missing,
    )


def _waiver(judgement: Judgement) -> Said | None:
    waiver = judgement.waiver
    if waiver is None:
        return waived() if judgement.status is Status.WAIVED else None
    text = Text(f"{waiver.approver} 批准豁免，至 {waiver.until}", f"waived by {waiver.approver} until {waiver.until}")
    return Said(text=text, by=waiver.by)


def _cell(seen: Observation) -> Cell:
    return Cell(
        indicator=seen.indicator,
        year=seen.year,
        figure=seen.figure,
        bound=seen.bound,
        said=Said(
            text=written(seen.text, seen.unit, done=seen.figure >= 1),
            at=str(seen.at),
            by=seen.submitter,
            received=seen.received,
        ),
    )


def _issued(target: IssuedTarget) -> Issued:
    figure = f"{target.operator or ''} {target.value} {target.unit}".strip()
    return Issued(
        year=target.year,
        benchmark=target.benchmark,
        figure=target.figure,
        operator=target.operator,
        said=Said(text=cited(Text(figure, figure), target.citation), at=str(target.at)),
    )


def _found(finding: Finding) -> Found:
    return Found(
        id=finding.id,
        policy=finding.because.policy,
        kind=finding.kind,
        level=finding.level,
        rule=finding.rule,
        entity=finding.entity,
        year=finding.year,
        owner=finding.owner,
        message=finding.message,
        rests_on=tuple((key.rule, key.entity, key.year) for key in finding.because.judgements),
    )
