"""What proving needs of the stages: somebody who judges. `api` passes one in; nothing here imports a stage."""

from collections.abc import Sequence
from typing import Protocol

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.submission import Submission


class Judge(Protocol):
    """The two stages that a scenario runs through, apart, because most scenarios fail before the second."""

    def judgements(self, catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
        """Judge every rule of `catalogue` for `years`."""

    def findings(self, catalogue: Catalogue, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
        """Draw findings by the catalogue's policy. Raises `AssertionError` where a policy rule does not run."""
