"""Finding one's way in an evaluation: each table keyed once, so that no page searches twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import ClassVar

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.policy import PolicyRule
from zhunsheng.model.readable import readable
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.flag_index import FlagIndex
from zhunsheng.report.names import Names


class Lookup(Names):
    """Judgements by key, findings by id, titles of places and departments, for one evaluation.

    `sentences` keeps each sentence of arithmetic once written (see `arithmetic.of_judgement`); `flags` are those of the
    checks on the data.
    """

    _last: ClassVar["Lookup | None"] = None
    no_roster: ClassVar[Text] = Text("{0}（名册尚未报来）", "{0} (no roster yet)")

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__(evaluation.catalogue)
        self.evaluation = evaluation
        self._judgements = {(j.rule, j.entity, j.year): j for j in evaluation.judgements}
        self._findings = {f.id: f for f in evaluation.findings}
        self.sentences: dict[tuple[JudgementKey, Lang], str] = {}
        self.flags = FlagIndex(evaluation)
        self._judged = {j.rule for j in evaluation.judgements}
        self._refused: dict[str, list[Refusal]] = {}
        for refusal in evaluation.submission.refusals:
            self._refused.setdefault(refusal.entity, []).append(refusal)
        files = evaluation.submission.files
        of_path = Counter(f.path for f in files)
        self._senders = {f.path: (f.submitter, f.received) for f in files if of_path[f.path] == 1}
        paths = [readable(f.path) for f in files]
        names = Counter(PurePath(p).name for p in paths)
        self._files = {p: PurePath(p).name for p in paths if names[PurePath(p).name] == 1}

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Lookup":
        """Return the lookup of `evaluation`. The last one is kept: a check is often written in several formats."""
        if cls._last is None or cls._last.evaluation is not evaluation:
            cls._last = cls(evaluation)
        return cls._last

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

    def is_judged(self, rule: str) -> bool:
        """Tell whether the page has anything on a rule."""
        return rule in self._judged

    def sender(self, file: str) -> tuple[str, str]:
        """Return who handed a file in, and when; blank where that is not known, or the path is that of several."""
        return self._senders.get(file, ("", ""))

    def refused(self, entity: str) -> Sequence[Refusal]:
        """List what could not be read of a place."""
        return self._refused.get(entity, ())

    def short(self, at: Location) -> str:
        """Write a place without its folder, where the file's name alone tells it from all others read."""
        whole, path = readable(str(at)), readable(at.file)
        name = self._files.get(path)
        return whole if name is None else name + whole[len(path) :]

    def issued(self, judgement: Judgement) -> IssuedTarget | None:
        """Return the issued target, or the benchmark, that `judgement` was held against."""
        benchmark = self.catalogue.rules[judgement.rule].benchmark is not None
        return next(
            (
                i
                for i in self.evaluation.submission.issued
                if (i.indicator, i.entity, i.year) == (judgement.indicator, judgement.entity, judgement.due)
                and i.benchmark == benchmark
            ),
            None,
        )


def policy_rule(catalogue: Catalogue, identifier: str) -> PolicyRule | None:
    """Return a policy rule by id."""
    return catalogue.policy.rule(identifier)


def evidence(observations: Iterable[Observation]) -> tuple[str, ...]:
    """List what was named as evidence (佐证材料), each once, in order."""
    return tuple(dict.fromkeys(readable(o.evidence) for o in observations if o.evidence))
