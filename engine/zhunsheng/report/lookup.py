"""Finding one's way in an evaluation: each table keyed once, so that no page searches twice."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.policy import PolicyRule
from zhunsheng.model.submission import IssuedTarget, Observation
from zhunsheng.report.readable import readable


class Lookup:
    """Judgements by key, findings by id, titles of places and departments, for one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.catalogue: Catalogue = evaluation.catalogue
        self._judgements = {(j.rule, j.entity, j.year): j for j in evaluation.judgements}
        self._findings = {f.id: f for f in evaluation.findings}
        plan = self.catalogue.plan
        self._places = {p.id: p.title for p in plan.places}
        paths = [readable(f.path) for f in evaluation.submission.files]
        names = Counter(PurePath(p).name for p in paths)
        self._names = {p: PurePath(p).name for p in paths if names[PurePath(p).name] == 1}
        self._departments = {d.id: d.title for d in plan.departments}

    @property
    def latest(self) -> int:
        """The latest year asked for; the plan's base year where none was."""
        return max(self.evaluation.years, default=self.catalogue.plan.period.base)

    def judgement(self, key: JudgementKey) -> Judgement | None:
        """Return the judgement that `key` points at."""
        return self._judgements.get((key.rule, key.entity, key.year))

    def subject(self, finding: Finding) -> Judgement | None:
        """Return the judgement that `finding` is about; None where it is about a department."""
        return self._judgements.get((finding.rule, finding.entity, finding.year)) if finding.rule is not None else None

    def finding(self, identifier: str) -> Finding | None:
        """Return a finding by id."""
        return self._findings.get(identifier)

    def place(self, identifier: str) -> str:
        """Name a place."""
        return readable(self._places.get(identifier, identifier))

    def department(self, identifier: str) -> str:
        """Name a department in full."""
        return readable(self._departments.get(identifier, identifier))

    def rule_title(self, identifier: str | None) -> str:
        """Name a rule; empty for a finding about a department."""
        rule = self.catalogue.rules.get(identifier or "")
        return readable(rule.title if rule is not None else identifier or "")

    def indicator_title(self, identifier: str) -> str:
        """Name an indicator."""
        indicator = self.catalogue.indicators.get(identifier)
        return readable(indicator.title if indicator is not None else identifier)

    def short(self, cell: str) -> str:
        """Cut the folder off a cell's place, where the file's name alone tells it from all others read."""
        for path, name in self._names.items():
            if cell.startswith(path):
                return name + cell[len(path) :]
        return cell

    def issued(self, judgement: Judgement) -> IssuedTarget | None:
        """Return the issued target that `judgement` was held against."""
        return next(
            (
                i
                for i in self.evaluation.submission.issued
                if (i.indicator, i.entity, i.year) == (judgement.indicator, judgement.entity, judgement.due)
            ),
            None,
        )


def policy_rule(catalogue: Catalogue, identifier: str) -> PolicyRule | None:
    """Return a policy rule by id."""
    return next((r for s in catalogue.policy.strata for r in s.rules if r.id == identifier), None)


def cells(observations: Iterable[Observation]) -> tuple[str, ...]:
    """List where figures stood, each place once, in order."""
    return tuple(dict.fromkeys(readable(str(o.at)) for o in observations))
