"""Catalogues -> the JSON document of `contract_rules`."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import UNSET

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.grouped import By
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.rule import Rule, Target
from zhunsheng.report import contract_rules as contract
from zhunsheng.report import json_parts as parts
from zhunsheng.report.grouping import grouped
from zhunsheng.report.json_checks import check
from zhunsheng.report.names import Names


def rules_json(plans: Iterable[tuple[Catalogue, str]], by: By | None = None, leaders: Portfolios | None = None) -> str:
    """Return rules and indicators of each (catalogue, folder) as JSON text; files are cited below the folder.

    Where `by` asks for groups, they are added.
    """
    plans = list(plans)
    catalogues = [catalogue for catalogue, _ in plans]
    return parts.text(
        contract.Rules(
            rules=[_rule(catalogue, rule, folder) for catalogue, folder in plans for rule in catalogue.rules.values()],
            indicators=[each for catalogue in catalogues for each in _indicators(catalogue)],
            tasks=[each for catalogue in catalogues for each in _tasks(catalogue)],
            discrepancies=[parts.discrepancy(c.plan.id, each) for c in catalogues for each in c.plan.discrepancies],
            checks=[check(catalogue, each, folder) for catalogue, folder in plans for each in catalogue.checks],
            groups=UNSET if by is None else [each for c in catalogues for each in _groups(c, by, leaders)],
        )
    )


def _groups(catalogue: Catalogue, by: By, leaders: Portfolios | None) -> Iterable[contract.Group]:
    for each in grouped(Names(catalogue), by, "zh", leaders):
        yield contract.Group(
            by=by,
            plan=catalogue.plan.id,
            key=parts.valid(each.key),
            title=each.title,
            rules=[rule.id for rule in each.rules],
            departments=list(each.departments),
            leads=[task.id for task in each.leads],
            supports=[task.id for task in each.supports],
        )


def _indicators(catalogue: Catalogue) -> Iterable[contract.Indicator]:
    for i in catalogue.indicators.values():
        yield contract.Indicator(
            id=i.id, title=i.title, unit=i.unit, kind=i.kind, expression=i.expression_text, owner=i.owner
        )


def _tasks(catalogue: Catalogue) -> Iterable[contract.Task]:
    for t in catalogue.plan.tasks:
        yield contract.Task(
            id=t.id,
            plan=catalogue.plan.id,
            title=t.title,
            leads=list(t.leads),
            support=list(t.support),
            locator=t.locator,
        )


def _rule(catalogue: Catalogue, rule: Rule, folder: str) -> contract.Rule:
    members = rule.members
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
        source=parts.source(rule.source),
        file=parts.valid(str(PurePosixPath(folder) / rule.at.file)),
        line=rule.at.line,
        kind=catalogue.indicators[rule.indicator].kind,
        theme=rule.theme,
        task=rule.task,
        benchmark=rule.benchmark,
        members=contract.Members(level=members.level, kind=members.kind) if members is not None else None,
        note=rule.note,
    )


def _target(target: Target) -> contract.Target:
    ends = (parts.fraction(target.value), parts.fraction(target.upper))
    return contract.Target(year=target.year, operator=target.operator, value=parts.limit(*ends))
