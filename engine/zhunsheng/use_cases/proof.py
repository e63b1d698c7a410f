"""The use case of `zhunsheng test`: wires the judging stages to the proof of the features."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from zhunsheng import evaluate, infer, resources
from zhunsheng.api import Compiled
from zhunsheng.compile.files import BESIDE, POLICY, path_of
from zhunsheng.errors import UsageError
from zhunsheng.infer.facts import judgement_attributes
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.policy import Policy
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text
from zhunsheng.prove import suite
from zhunsheng.prove.suite import PlanProof, Wanted

MOST_POLICIES = 200
"""Changed policies are tried once each: that many are kept in mind, with the unchanged one among them."""


def prove(
    compiled: Sequence[Compiled], features: Path, workers: int, wanted: Wanted | None = None
) -> tuple[PlanProof, ...]:
    """Prove every plan by the features in the folder below `features` that is called like the plan's folder.

    Only the rules that are `wanted`, where that is said. The policy that comes with the program is proven with it: a
    plan that shares it need not do so again. Raises `UsageError` where `features` is no folder.
    """
    if not features.is_dir():
        raise UsageError(Text(f"场景文件夹不存在：{features}", f"there is no features folder {features}"))
    plans = [(each.catalogue, features / each.folder.name) for each in compiled]
    sharing = {each.catalogue.plan.id for each in compiled if _shares_policy(each.folder)}
    return suite.prove(plans, StageJudge, workers, wanted or _every, sharing)


def _shares_policy(folder: Path) -> bool:
    """Tell whether a plan has no policy of its own, and the one beside it says what the program's own says."""
    if (folder / POLICY).exists():
        return False
    return _said(path_of(folder, BESIDE + POLICY)) == _said(resources.rules_dir() / POLICY)


def _said(path: Path) -> list[bytes]:
    """Return the lines of a file without remarks: those to editors differ from place to place."""
    return [line for line in path.read_bytes().splitlines() if not line.lstrip().startswith(b"#")]


def _every(_plan: str, _rule: str | None) -> bool:
    return True


def places(compiled: Sequence[Compiled]) -> dict[tuple[str, str], Location]:
    """Say where each rule of each plan stands, as seen from where the command runs."""
    return {
        (plan.catalogue.plan.id, rule.id): replace(rule.at, file=str(path_of(plan.folder, rule.at.file)))
        for plan in compiled
        for rule in plan.catalogue.rules.values()
    }


class StageJudge:
    """The real stages, with one durable-rules process for all scenarios. A context manager.

    Findings are remembered by all that a policy can look at: figures appear in their messages only, which nobody
    here reads.
    """

    def __init__(self) -> None:
        self._session = infer.Session()
        self._known: dict[int, tuple[Policy, dict[object, tuple[Finding, ...]]]] = {}

    def __enter__(self) -> Self:
        self._session.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.__exit__(kind, error, trace)

    def judgements(self, catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
        """Evaluate as a check does."""
        return evaluate.evaluate(catalogue, submission, years)

    def findings(self, catalogue: Catalogue, judgements: Sequence[Judgement]) -> tuple[Finding, ...]:
        """Infer as a check does. Raises `AssertionError` where a policy rule does not run."""
        if len(self._known) > MOST_POLICIES:
            self._known.clear()
        _, known = self._known.setdefault(id(catalogue.policy), (catalogue.policy, {}))
        read = judgement_attributes(catalogue.plan.period.base).values()
        seen = tuple([attribute(judgement) for judgement in judgements for attribute in read])
        if seen not in known:
            inferred = self._session.infer(catalogue, judgements)
            if inferred.problems:
                raise AssertionError("；".join(problem.message.zh for problem in inferred.problems))
            known[seen] = inferred.findings
        return known[seen]
