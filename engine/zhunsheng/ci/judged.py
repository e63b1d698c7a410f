"""Judgements and findings as they are told: a case a judgement, a remark a finding, a kind a rule of the plan."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from zhunsheng.ci.linted import Marked, in_baseline, kinds, number, remarks
from zhunsheng.ci.told import Aside, Case, Kind, Outcome, Remark, Spot, Suite, Weight
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind, JudgementKey
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Nature, Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import KIND, NATURE, REASON, STATUS

_WEIGHTS = {
    FindingKind.VIOLATION: Weight.ERROR,
    FindingKind.ALERT: Weight.WARNING,
    FindingKind.NOTICE: Weight.NOTE,
}
_UNDECIDED = frozenset({Status.PENDING, Status.NOT_REPORTED, Status.NOT_DUE, Status.NOT_EVALUABLE, Status.WAIVED})
"""No verdict: skipped with the reason, and never taken for a pass."""
_COLON = Text("：", ": ")
_RULE = Text("规则写在这里", "the rule stands here")


class Weighed(NamedTuple):
    """Findings as they count: `failing` are ids of those that fail, `known` of those that a baseline has.

    `compared` says that there was one. `folder` is where the plan's files lie, if that is known.
    """

    failing: Collection[str]
    known: Collection[str] = ()
    compared: bool = False
    folder: str | None = None


class Judged(NamedTuple):
    """What is told of an evaluation: kinds, remarks and suites."""

    kinds: tuple[Kind, ...]
    remarks: tuple[Remark, ...]
    suites: tuple[Suite, ...]


def judged(evaluation: Evaluation, how: Weighed, lang: Lang) -> Judged:
    """Tell an evaluation: what could not be read is told as well."""
    telling = _Telling(evaluation, how, lang)
    problems = [Marked(problem, "") for problem in evaluation.problems]
    return Judged(
        kinds=(*telling.kinds(), *kinds(problems, _no_help, lang)),
        remarks=(*map(telling.remark, evaluation.findings), *remarks(problems, lang)),
        suites=(Suite(name=evaluation.catalogue.plan.id, cases=tuple(telling.cases())),),
    )


def _no_help(_code: str) -> None:
    return None


class _Telling:
    """Looks up what a finding is about."""

    def __init__(self, evaluation: Evaluation, how: Weighed, lang: Lang) -> None:
        self._evaluation, self._how, self._lang = evaluation, how, lang
        self._judgements = {JudgementKey(j.rule, j.entity, j.year): j for j in evaluation.judgements}
        self._findings = {finding.id: finding for finding in evaluation.findings}
        catalogue = evaluation.catalogue
        self._plan, self._rules = catalogue.plan.id, catalogue.rules
        self._titles = {place.id: place.title for place in (*catalogue.plan.places, *evaluation.submission.roster)}

    def kinds(self) -> Iterator[Kind]:
        """The rules that findings are about, and the policy of those that are about none."""
        used = {_kind_of(finding): finding for finding in self._evaluation.findings}
        for key, finding in sorted(used.items()):
            rule = None if finding.rule is None else self._rules.get(finding.rule)
            text = finding.because.text.to(self._lang)
            yield Kind(id=key, name=key, short=text) if rule is None else self._kind(rule)

    def _kind(self, rule: Rule) -> Kind:
        source = " ".join(part for part in (rule.source.document, rule.source.locator, rule.source.anchor) if part)
        short = f"{rule.title}（{NATURE[rule.nature].to(self._lang)}）"
        grave = Weight.ERROR if rule.nature is Nature.BINDING else Weight.WARNING
        return Kind(id=rule.id, name=rule.title, short=short, full=source, help=rule.note or source, weight=grave)

    def remark(self, finding: Finding) -> Remark:
        """Tell a finding: at the cells of its figures; where there are none, at the rule."""
        rule = self._place(finding)
        cells = self._cells(finding)
        spots = cells[:1] or ([rule] if rule else [])
        related = [*cells[1:], *([Spot(at=rule.at, says=_RULE.to(self._lang))] if rule and cells else [])]
        return Remark(
            kind=_kind_of(finding),
            weight=_WEIGHTS[finding.kind],
            text=f"{KIND[finding.kind].to(self._lang)}{_COLON.to(self._lang)}{finding.message.to(self._lang)}",
            spots=tuple(spots),
            related=tuple(related),
            mark=finding.id,
            aside=self._aside(finding),
        )

    def _aside(self, finding: Finding) -> Aside | None:
        return in_baseline(self._lang) if finding.id in self._how.known else None

    def _place(self, finding: Finding) -> Spot | None:
        rule = None if finding.rule is None else self._rules.get(finding.rule)
        if rule is None or self._how.folder is None:
            return None
        at = Location(file=f"{self._how.folder}/{rule.at.file}", line=rule.at.line, column=rule.at.column)
        end = None if at.line is None or at.column is None else (at.line, at.column + len(rule.id))
        return Spot(at=at, until=end)

    def _cells(self, finding: Finding) -> list[Spot]:
        """The cells of the figures that a finding rests on, those of its own year first, each once."""
        found: dict[Location, int] = {}
        for judgement in self._judged(finding):
            for each in judgement.observations:
                found.setdefault(each.at, -(each.year == finding.year))
        return [Spot(at=at) for at in sorted(found, key=found.__getitem__)]

    def _judged(self, finding: Finding) -> Iterator[Judgement]:
        """The judgements that a finding rests on, its own first, then those of the findings that it counts."""
        because = finding.because
        own = () if finding.rule is None else (JudgementKey(finding.rule, finding.entity, finding.year),)
        for key in (*own, *because.judgements):
            if key in self._judgements:
                yield self._judgements[key]
        for each in because.findings:
            counted = self._findings.get(each)
            if counted is not None and counted.rule is not None:
                yield from self._judged(counted)

    def cases(self) -> Iterator[Case]:
        """What could not be read, every judgement, and findings that are about no rule."""
        yield from self._unread()
        by_key: dict[JudgementKey, list[Finding]] = {}
        others = []
        for finding in self._evaluation.findings:
            key = JudgementKey(finding.rule or "", finding.entity, finding.year)
            if key in self._judgements:
                by_key.setdefault(key, []).append(finding)
            else:
                others.append(finding)
        for key, judgement in self._judgements.items():
            yield self._case(judgement, by_key.get(key, ()))
        for finding in others:
            group = f"{self._plan}.{finding.rule or 'policy'}"
            name = f"{finding.owner} {finding.year} {finding.because.policy} {finding.id}"
            yield self._with(Case(group=group, name=name), [finding])

    def _unread(self) -> Iterator[Case]:
        for problem in self._evaluation.submission.problems:
            if problem.severity is Severity.ERROR:
                says, kind = problem.message.to(self._lang), number(problem.code)
                group, name = f"{self._plan}.data", str(problem.at)
                yield Case(group=group, name=name, outcome=Outcome.ERROR, kind=kind, says=says, at=problem.at)

    def _case(self, judgement: Judgement, findings: Sequence[Finding]) -> Case:
        rule = self._rules[judgement.rule]
        place = self._titles.get(judgement.entity, judgement.entity)
        case = Case(group=f"{self._plan}.{rule.id}", name=f"{place} {judgement.year} {rule.title}")
        told = self._with(case, findings)
        if told.outcome is not Outcome.PASSED or judgement.status not in _UNDECIDED:
            return told
        colon = _COLON.to(self._lang)
        why = f"{STATUS[judgement.status].to(self._lang)}{colon}{REASON[judgement.reason].to(self._lang)}"
        return Case(group=case.group, name=case.name, outcome=Outcome.SKIPPED, says=why, detail=told.detail)

    def _with(self, case: Case, findings: Iterable[Finding]) -> Case:
        """Say of a case what was found: it fails by the gravest that counts; what is known does not fail."""
        found = list(findings)
        failing = [each for each in found if each.id in self._how.failing and each.id not in self._how.known]
        detail = "\n".join(self._line(each) for each in found)
        if failing:
            first = failing[0]
            cells = self._cells(first)
            at = cells[0].at if cells else None
            says = first.message.to(self._lang)
            kind = first.kind.value
            return Case(
                group=case.group, name=case.name, outcome=Outcome.FAILED, kind=kind, says=says, detail=detail, at=at
            )
        known = [each for each in found if each.id in self._how.known]
        if known:
            says = f"{in_baseline(self._lang).why}{_COLON.to(self._lang)}{known[0].message.to(self._lang)}"
            return Case(group=case.group, name=case.name, outcome=Outcome.SKIPPED, says=says, detail=detail)
        return Case(group=case.group, name=case.name, detail=detail)

    def _line(self, finding: Finding) -> str:
        return (
            f"[{finding.id}] {KIND[finding.kind].to(self._lang)}{_COLON.to(self._lang)}{finding.message.to(self._lang)}"
        )


def _kind_of(finding: Finding) -> str:
    return finding.rule or finding.because.policy
