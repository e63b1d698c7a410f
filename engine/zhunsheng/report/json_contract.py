"""Evaluation -> the JSON document of `contract`: same names, same order, same bytes each time."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

import msgspec

from zhunsheng.model import finding as findings
from zhunsheng.model import judgement as judgements
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.quantity import decimal_text, terminates
from zhunsheng.model.rule import Rule, Source, Target
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Lang
from zhunsheng.report import arithmetic, cards, contract
from zhunsheng.report.lookup import Lookup, policy_rule


def evaluation_json(evaluation: Evaluation, lang: Lang) -> str:
    """Return `evaluation` as JSON text."""
    return _text(document(evaluation, lang))


def document(evaluation: Evaluation, lang: Lang) -> contract.Evaluation:
    """Return `evaluation` as the contract's document, its sentences in `lang`."""
    lookup = Lookup(evaluation)
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
        data=[contract.DataFile(path=_valid(f.path), sha256=f.sha256, rows=f.rows) for f in submission.files],
        judgements=[_judgement(evaluation.catalogue, j, lang) for j in evaluation.judgements],
        findings=[_finding(lookup, f, lang) for f in evaluation.findings],
        problems=[_problem(p, lang) for p in evaluation.problems],
    )


def rules_json(plans: Iterable[tuple[Catalogue, str]]) -> str:
    """Return rules and indicators of each (catalogue, folder) as JSON text; files are cited below the folder."""
    plans = list(plans)
    return _text(
        contract.Rules(
            rules=[_rule(rule, folder) for catalogue, folder in plans for rule in catalogue.rules.values()],
            indicators=[
                contract.Indicator(
                    id=i.id, title=i.title, unit=i.unit, kind=i.kind, expression=i.expression_text, owner=i.owner
                )
                for catalogue, _ in plans
                for i in catalogue.indicators.values()
            ],
        )
    )


def _text(content: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


def _judgement(catalogue: Catalogue, judgement: judgements.Judgement, lang: Lang) -> contract.Judgement:
    return contract.Judgement(
        rule=judgement.rule,
        indicator=judgement.indicator,
        entity=judgement.entity,
        year=judgement.year,
        nature=judgement.nature,
        status=judgement.status,
        reason=judgement.reason,
        phase=judgement.phase,
        value=_decimal(judgement.value),
        value_exact=_exact(judgement.value),
        bound=judgement.bound,
        unit=judgement.unit,
        operator=judgement.operator,
        target=_limit(judgement.target, judgement.upper),
        target_exact=_exact_limit(judgement.target, judgement.upper),
        due=judgement.due,
        citation=judgement.citation,
        gap=_decimal(judgement.gap),
        gap_exact=_exact(judgement.gap),
        pace=_decimal(judgement.pace),
        pace_exact=_exact(judgement.pace),
        expected=_decimal(judgement.expected),
        expected_exact=_exact(judgement.expected),
        catch_up=_decimal(judgement.catch_up),
        catch_up_exact=_exact(judgement.catch_up),
        first_met=judgement.first_met,
        relapsed=judgement.relapsed,
        decimals=judgement.decimals,
        judge="full" if judgement.decimals is None else "rounded",
        owner=judgement.owner,
        observations=[_observation(o) for o in judgement.observations],
        missing=list(judgement.missing),
        arithmetic=arithmetic.sentence(catalogue, judgement, lang),
    )


def _observation(observation: Observation) -> contract.Observation:
    return contract.Observation(
        value=decimal_text(observation.value),
        unit=_valid(observation.unit),
        at=_place(observation.at),
        indicator=observation.indicator,
        year=observation.year,
        text=_valid(observation.text),
        bound=observation.bound,
        factor=str(observation.factor),
        note=_valid(observation.note),
        evidence=_valid(observation.evidence),
        illustrative=observation.illustrative,
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
        message=_valid(finding.message.to(lang)),
        because=_because(lookup.catalogue, finding.because, lang),
        source=_source(finding.source) if finding.source is not None else None,
        state=finding.state,
        value=_decimal(subject.value) if subject is not None else None,
        value_exact=_exact(subject.value) if subject is not None else None,
        unit=subject.unit if subject is not None else None,
        operator=subject.operator if subject is not None else None,
        target=_limit(subject.target, subject.upper) if subject is not None else None,
        gap=_decimal(subject.gap) if subject is not None else None,
        gap_exact=_exact(subject.gap) if subject is not None else None,
        at=[_valid(at) for at in cards.cells_of(lookup, finding)],
        arithmetic=arithmetic.of_finding(lookup, finding, lang),
    )


def _because(catalogue: Catalogue, because: findings.Because, lang: Lang) -> contract.Because:
    rule = policy_rule(catalogue, because.policy)
    return contract.Because(
        policy=because.policy,
        stratum=because.stratum,
        at=_place(rule.at) if rule is not None else None,
        text=_valid(because.text.to(lang)),
        judgements=[contract.JudgementKey(rule=k.rule, entity=k.entity, year=k.year) for k in because.judgements],
        findings=list(because.findings),
    )


def _problem(problem: Diagnostic, lang: Lang) -> contract.Problem:
    return contract.Problem(
        code=problem.code,
        severity=problem.severity,
        at=_place(problem.at),
        message=_valid(problem.message.to(lang)),
        expected=_valid(problem.expected.to(lang)) if problem.expected is not None else None,
        hint=_valid(problem.hint.to(lang)) if problem.hint is not None else None,
    )


def _rule(rule: Rule, folder: str) -> contract.Rule:
    return contract.Rule(
        id=rule.id,
        plan=rule.plan,
        title=rule.title,
        indicator=rule.indicator,
        nature=rule.nature,
        unit=rule.unit,
        scope=list(rule.scope),
        owner=rule.owner,
        support=list(rule.support),
        targets=[_target(t) for t in rule.targets],
        trajectory=rule.trajectory,
        source=_source(rule.source),
        file=_valid(str(PurePosixPath(folder) / rule.at.file)),
        line=rule.at.line,
    )


def _target(target: Target) -> contract.Target:
    return contract.Target(
        year=target.year, operator=target.operator, value=_limit(_fraction(target.value), _fraction(target.upper))
    )


def _source(source: Source) -> contract.Source:
    return contract.Source(document=source.document, locator=source.locator, anchor=source.anchor, figure=source.figure)


def _fraction(value: Decimal | None) -> Fraction | None:
    return Fraction(value) if value is not None else None


def _decimal(value: Fraction | None) -> str | None:
    return decimal_text(value) if value is not None else None


def _exact(value: Fraction | None) -> str | None:
    return f"{value.numerator}/{value.denominator}" if value is not None and not terminates(value) else None


def _limit(low: Fraction | None, high: Fraction | None) -> str | None:
    return _ends([decimal_text(end) for end in (low, high) if end is not None])


def _exact_limit(low: Fraction | None, high: Fraction | None) -> str | None:
    ends = [end for end in (low, high) if end is not None]
    return None if all(map(terminates, ends)) else _ends([str(end) for end in ends])


def _ends(texts: Sequence[str]) -> str | None:
    return "..".join(texts) or None


def _place(at: Location) -> str:
    return _valid(str(at))


def _valid(text: str) -> str:
    """Replace what UTF-8 cannot carry: file names may hold bytes that are not text."""
    return text.encode("utf-8", "replace").decode("utf-8")
