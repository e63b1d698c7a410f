"""The summary of a bulk run -> JSON."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from zhunsheng.model import bulk as model
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.text import Lang
from zhunsheng.report import json_parts as parts
from zhunsheng.report.bulk import contract
from zhunsheng.report.bulk.beside import Beside, drill_down
from zhunsheng.report.bulk.counts import Count, Counts
from zhunsheng.report.bulk.named import Named

Word = TypeVar("Word")


def render(summary: model.BulkSummary, catalogue: Catalogue, lang: Lang, beside: Beside) -> str:
    """Return the summary as JSON."""
    run, counts = summary.run, Counts(summary, catalogue)
    told = _Telling(counts, catalogue, Named(catalogue, beside.titles), lang)
    whole = counts.whole
    return parts.text(
        contract.Bulk(
            schema="zhunsheng/bulk/1",
            plan=run.plan,
            title=parts.valid(run.title),
            years=list(run.years),
            lang=lang,
            engine=run.engine,
            rules_digest=run.rules_digest,
            illustrative=run.illustrative,
            data=[_file(each) for each in run.files],
            dataset=_dataset(run, beside),
            places=run.places,
            parts=run.parts,
            judgements=summary.judgements,
            findings=summary.findings,
            statuses=_in_order(Status, whole.statuses),
            reasons=_in_order(Reason, whole.reasons),
            kinds=_in_order(FindingKind, whole.kinds),
            levels=[
                contract.OfLevel(kind=kind, level=level, findings=whole.levels[kind, level])
                for kind in FindingKind
                for level in Level
                if whole.levels[kind, level]
            ],
            by_year=[_year(year, count) for year, count in counts.by_year()],
            by_rule=told.rules(),
            by_place_around=told.around(),
            by_owner=told.owners(),
            by_policy=told.policies(),
            department_findings=summary.department_findings,
            departments=[told.department(each) for each in summary.departments],
            worst=[told.worst(each, drill_down(run, beside, each[0])) for each in summary.worst],
            problems=[_problem(each, lang) for each in summary.problems],
            situations=summary.situations,
        )
    )


class _Telling:
    """Writes what is counted, with the names of what it is about."""

    def __init__(self, counts: Counts, catalogue: Catalogue, named: Named, lang: Lang) -> None:
        self._counts = counts
        self._catalogue = catalogue
        self._named = named
        self._lang = lang

    def rules(self) -> list[contract.OfRule]:
        years = self._counts.by_rule_and_year()
        return [self._rule(key, count, _of(key, years)) for key, count in self._counts.by_rule()]

    def _rule(self, key: str, count: Count, years: list[contract.OfYear]) -> contract.OfRule:
        rule = self._catalogue.rules[key]
        return contract.OfRule(
            rule=key,
            title=self._named.rule(key),
            nature=rule.nature,
            owner=rule.owner,
            source=parts.source(rule.source),
            statuses=_in_order(Status, count.statuses),
            reasons=_in_order(Reason, count.reasons),
            findings=_in_order(FindingKind, count.kinds),
            years=years,
        )

    def around(self) -> list[contract.OfPlaceAround]:
        years = self._counts.around_by_year()
        return [
            contract.OfPlaceAround(
                place=parts.valid(key) or None,
                title=self._named.around(key, self._lang),
                statuses=_in_order(Status, count.statuses),
                findings=_in_order(FindingKind, count.kinds),
                years=_of(key, years),
            )
            for key, count in self._counts.around()
        ]

    def owners(self) -> list[contract.OfOwner]:
        return [
            contract.OfOwner(
                owner=key,
                department=self._named.department(key),
                statuses=_in_order(Status, count.statuses),
                findings=_in_order(FindingKind, count.kinds),
            )
            for key, count in self._counts.by_owner()
        ]

    def policies(self) -> list[contract.OfPolicy]:
        found = [(self._named.policy(key), year, count) for key, year, count in self._counts.by_policy()]
        return [
            contract.OfPolicy(
                policy=rule.id,
                kind=rule.kind,
                level=rule.level,
                because=parts.valid(rule.because.to(self._lang)),
                year=year,
                findings=count,
            )
            for rule, year, count in found
        ]

    def department(self, finding: model.DepartmentFinding) -> contract.DepartmentFinding:
        rule = self._named.policy(finding.policy)
        return contract.DepartmentFinding(
            policy=finding.policy,
            kind=rule.kind,
            level=rule.level,
            because=parts.valid(rule.because.to(self._lang)),
            owner=finding.owner,
            department=self._named.departments(finding.owner, self._lang),
            entity=parts.valid(finding.entity),
            place=self._named.place(finding.entity),
            year=finding.year,
            counts=finding.counts,
            rules=list(finding.rules),
        )

    def worst(self, place: tuple[str, int, int], command: str) -> contract.WorstPlace:
        identity, violations, alerts = place
        return contract.WorstPlace(
            place=parts.valid(identity),
            title=self._named.place(identity),
            violations=violations,
            alerts=alerts,
            drill_down=command,
        )


def _of(key: str, counts: Mapping[tuple[str, int], Count]) -> list[contract.OfYear]:
    """Give the years of one group, in order."""
    return [_year(year, counts[of, year]) for of, year in sorted(counts) if of == key]


def _year(year: int, count: Count) -> contract.OfYear:
    return contract.OfYear(
        year=year,
        judgements=count.judgements,
        statuses=_in_order(Status, count.statuses),
        findings=_in_order(FindingKind, count.kinds),
    )


def _in_order(words: Iterable[Word], counts: Mapping[Word, int]) -> dict[Word, int]:
    """Write counts in the order of the words, without what does not occur."""
    return {word: counts[word] for word in words if counts.get(word)}


def _file(file: model.BulkFile) -> contract.File:
    return contract.File(path=parts.valid(file.path), sha256=file.sha256, rows=file.rows, first_row=file.first_row)


def _dataset(run: model.BulkRun, beside: Beside) -> contract.Dataset:
    return contract.Dataset(
        folder=parts.valid(beside.folder),
        judgements=None if run.findings_only else "judgements/*.parquet",
        findings="findings/*.parquet",
        places="places.parquet",
        rules="rules.parquet",
        policies="policies.parquet",
        departments="departments.parquet",
    )


def _problem(problem: model.BulkProblem, lang: Lang) -> contract.Problem:
    return contract.Problem(
        code=problem.code,
        message=parts.valid(problem.message.to(lang)),
        hint=parts.valid(problem.hint.to(lang)) if problem.hint is not None else None,
        times=problem.times,
        refused=problem.refused,
        of_rules=problem.of_rules,
        row=problem.row,
        at=parts.place(problem.at) if problem.at is not None else None,
    )
