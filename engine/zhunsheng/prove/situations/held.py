"""What a rule holds its places to in a feature: its own limits, and samples of those that arrive as data."""

from collections.abc import Sequence
from decimal import Decimal

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.rule import Target
from zhunsheng.prove.situations import policy_words
from zhunsheng.prove.situations.amounts import ends, satisfies
from zhunsheng.prove.situations.policy_words import Situation
from zhunsheng.prove.situations.subject import Subject
from zhunsheng.prove.step_text import StepText
from zhunsheng.prove.steps.conclusions import HEAD, HEAD_WITH_PLACES


class Held:
    """A rule with every limit filled in. `arrivals` are the steps by which the filled ones come (下达, 基准值)."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.targets = subject.limits
        self._open = {target.year for target in subject.rule.targets if target.value is None}

    @property
    def first(self) -> Target:
        """The earliest limit."""
        return self.targets[0]

    @property
    def last(self) -> Target:
        """The latest limit."""
        return self.targets[-1]

    @property
    def open_years(self) -> list[int]:
        """Years whose limit arrives as data."""
        return sorted(self._open)

    def start(self) -> list[StepText]:
        """What every scenario that judges must say first."""
        return [*self.subject.preamble, *self.arrivals]

    @property
    def arrivals(self) -> list[StepText]:
        """The steps by which all open limits arrive, for every place."""
        return [step for target in self.targets if target.year in self._open for step in self.arrival(target)]

    def arrival(self, target: Target) -> list[StepText]:
        """The steps by which one limit arrives."""
        subject = self.subject
        places = [place.title for place in subject.places] or [subject.place]
        figure, cited = subject.amount(ends(target)[0]), self._document(target.year)
        about = f"{target.year}年{subject.indicator.title}"
        if subject.rule.benchmark:
            return [f"{subject.rule.benchmark}{about}为{figure}，依据“{cited}”"]
        return [f"上级下达{place}{about}目标{figure}，文号“{cited}”" for place in places]

    def citation(self, target: Target) -> str | None:
        """The document that a filled limit cites; None where the plan gives the figure itself."""
        return self._document(target.year) if target.year in self._open else None

    def _document(self, year: int) -> str:
        return f"示例{'统计公报' if self.subject.rule.benchmark else '文'}〔{year}〕1号"

    def concludes(
        self, status: Status, reason: Reason, phase: Phase, year: int, *, relapsed: bool = False
    ) -> list[StepText]:
        """The step that states what policy draws from one judgement: nothing, one conclusion, or a table of them."""
        subject = self.subject
        situation = Situation(subject.rule.nature, status, reason, phase, year - subject.period.base, relapsed=relapsed)
        rules = policy_words.fired(subject.catalogue.policy, situation)
        if not rules:
            return [policy_words.NOTHING]
        if len(rules) == 1:
            return [policy_words.sentence(rules[0], subject.owner, subject.who or None)]
        where = (subject.place,) if subject.several else ()
        head = HEAD_WITH_PLACES if subject.several else HEAD
        rows = [
            (str(year), *where, subject.rule.title, *policy_words.words(rule), subject.owner, rule.because.zh)
            for rule in rules
        ]
        return [("结论如下", [head, *rows])]

    def relapses(self, year: int, figure: Decimal) -> bool:
        """Whether a sum on its way satisfies neither the limit of the year before, which it had met, nor its own."""
        subject, before = self.subject, year - 1
        limit, own = self.by_year(before), self.by_year(year)
        if subject.kind is not Kind.FLOW or before < subject.period.start or limit is None or own is None:
            return False
        too_early = limit.operator.falling and before < limit.year
        lost = not satisfies(figure, limit) and not satisfies(figure, own)
        return lost and not too_early and satisfies(subject.so_far(before), limit)

    def conclusion(self, status: Status, reason: Reason, phase: Phase, year: int) -> str:
        """The same in one sentence, for the cell of a table. Raises `ValueError` where it takes several."""
        (step,) = self.concludes(status, reason, phase, year)
        if not isinstance(step, str):
            raise ValueError("一格写不下几项结论")
        return step

    def is_violation(self, status: Status, reason: Reason, phase: Phase, year: int) -> bool:
        """Whether policy accuses somebody of a violation."""
        situation = Situation(self.subject.rule.nature, status, reason, phase, year - self.subject.period.base)
        rules = policy_words.fired(self.subject.catalogue.policy, situation)
        return any(rule.kind is FindingKind.VIOLATION for rule in rules)

    def by_year(self, year: int) -> Target | None:
        """The limit looked at in `year`: its own, else the next one due, else the last, which stands on."""
        own = [target for target in self.targets if target.year == year]
        if own or self.subject.kind.year_by_year:
            return own[0] if own else None
        return next((target for target in self.targets if target.year >= year), self.last)

    def years_without(self, years: Sequence[int]) -> list[int]:
        """Those of `years` that have no limit of their own."""
        own = {target.year for target in self.targets}
        return [year for year in years if year not in own]
