"""A judge that remembers its judgements: for trying many policies on the same rule."""

from collections.abc import Sequence

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.submission import Submission
from zhunsheng.prove.judge import Judge


class Remembering:
    """Judges each submission once, as long as only the policy changes."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._known: dict[tuple[object, ...], tuple[Judgement, ...]] = {}

    def judgements(self, catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
        """Judge, or remember. Rules and indicators must stay the same from call to call."""
        rows = (submission.observations, submission.issued, submission.refusals, submission.roster)
        key = (*rows, tuple(catalogue.rules), tuple(years))
        if key not in self._known:
            self._known[key] = self._judge.judgements(catalogue, submission, years)
        return self._known[key]

    def findings(self, catalogue: Catalogue, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
        """Draw findings as the judge does."""
        return self._judge.findings(catalogue, judgements)
