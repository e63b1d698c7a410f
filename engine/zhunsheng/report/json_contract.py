"""Evaluation -> the JSON document of `contract`: same names, same order, same bytes each time."""

from zhunsheng.model import finding as findings
from zhunsheng.model import judgement as judgements
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.quantity import decimal_text
from zhunsheng.model.submission import DataFile, Observation
from zhunsheng.model.text import Lang
from zhunsheng.model.validation import Flag
from zhunsheng.model.waiver import Waiver
from zhunsheng.report import arithmetic, cards, contract, contract_parts
from zhunsheng.report import json_parts as parts
from zhunsheng.report.json_responsibility import responsibility
from zhunsheng.report.lookup import Lookup, policy_rule


def evaluation_json(evaluation: Evaluation, lang: Lang) -> str:
    """Return `evaluation` as JSON text."""
    return parts.text(document(evaluation, lang))


def document(evaluation: Evaluation, lang: Lang) -> contract.Evaluation:
    """Return `evaluation` as the contract's document, its sentences in `lang`."""
    lookup = Lookup.of(evaluation)
    submission = evaluation.submission
    return contract.Evaluation(
        schema="zhunsheng/evaluation/1",
        plan=evaluation.catalogue.plan.id,
        year=lookup.latest,
        years=list(evaluation.years),
        lang=lang,
        illustrative=any(o.illustrative for o in submission.observations)
        or any(i.illustrative for i in submission.issued),
        rules_digest=evaluation.catalogue.digest,
        data=[data_file(f) for f in submission.files],
        judgements=[_judgement(lookup, j, lang) for j in evaluation.judgements],
        findings=[_finding(lookup, f, lang) for f in evaluation.findings],
        flags=[_flag(flag, lang) for flag in evaluation.flags],
        problems=[_problem(p, lang) for p in evaluation.problems],
        tasks=_tasks(evaluation),
        responsibility=responsibility(lookup),
        discrepancies=_discrepancies(evaluation),
    )


def _tasks(evaluation: Evaluation) -> list[contract.Task]:
    """List the tasks with their rules judged here; one without any is left out."""
    judged: dict[str | None, dict[str, None]] = {}
    for rule in dict.fromkeys(j.rule for j in evaluation.judgements):
        judged.setdefault(evaluation.catalogue.rules[rule].task, {})[rule] = None
    return [
        contract.Task(
            id=task.id,
            title=task.title,
            leads=list(task.leads),
            support=list(task.support),
            rules=list(judged[task.id]),
            findings=[finding.id for finding in evaluation.findings if finding.rule in judged[task.id]],
        )
        for task in evaluation.catalogue.plan.tasks
        if task.id in judged
    ]


def _discrepancies(evaluation: Evaluation) -> list[contract_parts.Discrepancy]:
    plan, judged = evaluation.catalogue.plan, {j.rule for j in evaluation.judgements}
    return [parts.discrepancy(plan.id, each) for each in plan.discrepancies if not judged.isdisjoint(each.rules)]


def data_file(file: DataFile) -> contract.DataFile:
    """Write a file that was read."""
    return contract.DataFile(
        path=parts.valid(file.path),
        sha256=file.sha256,
        rows=file.rows,
        submitter=parts.valid(file.submitter) or None,
        received=file.received or None,
    )


def _judgement(lookup: Lookup, judgement: judgements.Judgement, lang: Lang) -> contract.Judgement:
    return contract.Judgement(
        rule=judgement.rule,
        indicator=judgement.indicator,
        entity=judgement.entity,
        year=judgement.year,
        nature=judgement.nature,
        status=judgement.status,
        reason=judgement.reason,
        phase=judgement.phase,
        value=parts.decimal(judgement.value),
        value_exact=parts.exact(judgement.value),
        bound=judgement.bound,
        unit=judgement.unit,
        operator=judgement.operator,
        target=parts.limit(judgement.target, judgement.upper),
        target_exact=parts.exact_limit(judgement.target, judgement.upper),
        due=judgement.due,
        citation=judgement.citation,
        gap=parts.decimal(judgement.gap),
        gap_exact=parts.exact(judgement.gap),
        pace=parts.decimal(judgement.pace),
        pace_exact=parts.exact(judgement.pace),
        expected=parts.decimal(judgement.expected),
        expected_exact=parts.exact(judgement.expected),
        catch_up=parts.decimal(judgement.catch_up),
        catch_up_exact=parts.exact(judgement.catch_up),
        first_met=judgement.first_met,
        relapsed=judgement.relapsed,
        decimals=judgement.decimals,
        judge="full" if judgement.decimals is None else "rounded",
        owner=judgement.owner,
        observations=[observation(o) for o in judgement.observations],
        missing=list(judgement.missing),
        arithmetic=arithmetic.of_judgement(lookup, judgement, lang),
        waiver=_waiver(judgement.waiver),
    )


def _waiver(waiver: Waiver | None) -> contract.Waiver | None:
    if waiver is None:
        return None
    return contract.Waiver(
        by=parts.valid(waiver.by),
        approver=parts.valid(waiver.approver),
        reason=parts.valid(waiver.reason),
        until=waiver.until.isoformat(),
        document=parts.valid(waiver.document),
    )


def observation(observation: Observation) -> contract.Observation:
    """Write a submitted figure."""
    return contract.Observation(
        value=decimal_text(observation.value),
        unit=parts.valid(observation.unit),
        at=parts.place(observation.at),
        indicator=observation.indicator,
        year=observation.year,
        text=parts.valid(observation.text),
        bound=observation.bound,
        factor=str(observation.factor),
        note=parts.valid(observation.note),
        evidence=parts.valid(observation.evidence),
        illustrative=observation.illustrative,
        submitter=parts.valid(observation.submitter) or None,
        received=observation.received or None,
        sha256=observation.sha256 or None,
    )


def _finding(lookup: Lookup, finding: findings.Finding, lang: Lang) -> contract.Finding:
    subject = lookup.subject(finding)
    return contract.Finding(
        id=finding.id,
        kind=finding.kind,
        level=finding.level,
        rule=finding.rule,
        entity=finding.entity,
        year=finding.year,
        owner=finding.owner,
        message=parts.valid(finding.message.to(lang)),
        because=_because(lookup.catalogue, finding.because, lang),
        source=parts.source(finding.source) if finding.source is not None else None,
        state=finding.state,
        value=parts.decimal(subject.value) if subject is not None else None,
        value_exact=parts.exact(subject.value) if subject is not None else None,
        unit=subject.unit if subject is not None else None,
        operator=subject.operator if subject is not None else None,
        target=parts.limit(subject.target, subject.upper) if subject is not None else None,
        gap=parts.decimal(subject.gap) if subject is not None else None,
        gap_exact=parts.exact(subject.gap) if subject is not None else None,
        at=[parts.valid(at) for at in cards.cells_of(lookup, finding)],
        arithmetic=arithmetic.of_finding(lookup, finding, lang),
    )


def _because(catalogue: Catalogue, because: findings.Because, lang: Lang) -> contract.Because:
    rule = policy_rule(catalogue, because.policy)
    return contract.Because(
        policy=because.policy,
        stratum=because.stratum,
        at=parts.place(rule.at) if rule is not None else None,
        text=parts.valid(because.text.to(lang)),
        judgements=[contract.JudgementKey(rule=k.rule, entity=k.entity, year=k.year) for k in because.judgements],
        findings=list(because.findings),
    )


def _flag(flag: Flag, lang: Lang) -> contract.Flag:
    return contract.Flag(
        check=flag.check,
        kind=flag.kind,
        level=flag.level,
        year=flag.year,
        owner=flag.owner,
        entity=flag.entity,
        indicator=flag.indicator,
        indicators=list(flag.indicators),
        message=parts.valid(flag.message.to(lang)),
        arithmetic=parts.valid(flag.arithmetic),
        at=[parts.place(at) for at in flag.at],
        hint=parts.valid(flag.hint.to(lang)) if flag.hint is not None else None,
        declared=parts.place(flag.declared),
    )


def _problem(problem: Diagnostic, lang: Lang) -> contract.Problem:
    return contract.Problem(
        code=problem.code,
        severity=problem.severity,
        at=parts.place(problem.at),
        message=parts.valid(problem.message.to(lang)),
        expected=parts.valid(problem.expected.to(lang)) if problem.expected is not None else None,
        hint=parts.valid(problem.hint.to(lang)) if problem.hint is not None else None,
    )
