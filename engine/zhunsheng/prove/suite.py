"""The proof of whole plans: every rule by its feature, the policy by its own, shared out over several processes."""

import multiprocessing
import signal
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.hunches import Hunches
from zhunsheng.prove.judge import Judge
from zhunsheng.prove.proof import Gap, RuleProof, prove_policy, prove_rule

OpenJudge = Callable[[], AbstractContextManager[Judge]]
"""Opens a judge; it must be importable by name, so that another process can open its own."""


class PlanProof(msgspec.Struct, frozen=True, kw_only=True):
    """What the features of one plan prove. `stray` are feature files without a rule.

    `policy_elsewhere` says that the plan's policy is proven by the features of other plans, and not by any of its own.
    """

    plan: str
    features: str
    rules: tuple[RuleProof, ...]
    policy: RuleProof
    stray: tuple[Gap, ...] = ()
    policy_elsewhere: bool = False

    @property
    def proofs(self) -> tuple[RuleProof, ...]:
        """Those of all rules, and that of the policy."""
        return (*self.rules, self.policy)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that is not as it must be."""
        return (*self.stray, *(gap for proof in self.proofs for gap in proof.gaps))


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One rule to be proven, or with `rule` None the policy of a plan (`plan` counts the catalogues)."""

    plan: int
    rule: str | None
    folder: str


Wanted = Callable[[str, str | None], bool]
"""Tells of a plan and a rule, or with None of its policy, whether it is to be proven."""


def prove(
    catalogues: Sequence[tuple[Catalogue, Path]],
    open_judge: OpenJudge,
    workers: int = 2,
    wanted: Wanted = lambda _plan, _rule: True,
    elsewhere: Container[str] = (),
) -> tuple[PlanProof, ...]:
    """Prove each catalogue by the features in its folder; those in its subfolder `policy` are the policy's.

    Only the rules that are `wanted` are proven, and listed. `elsewhere` are the plans that owe no features of their
    policy, because it is proven by those of others.
    """
    plans = [catalogue for catalogue, _ in catalogues]
    tasks = [
        task
        for number, (catalogue, folder) in enumerate(catalogues)
        for task in _tasks(number, catalogue, folder)
        if wanted(catalogue.plan.id, task.rule)
    ]
    done = _run(plans, tasks, open_judge, workers)
    by_task = {(task.plan, task.rule): proof for task, proof in zip(tasks, done, strict=True)}
    return tuple(
        PlanProof(
            plan=catalogue.plan.id,
            features=str(folder),
            rules=tuple(by_task[number, rule] for rule in catalogue.rules if (number, rule) in by_task),
            policy=by_task.get((number, None))
            or _without_policy(folder, owed=wanted(catalogue.plan.id, None) and catalogue.plan.id not in elsewhere),
            stray=tuple(_stray(catalogue, folder)),
            policy_elsewhere=catalogue.plan.id in elsewhere and not _tells_of_policy(folder),
        )
        for number, (catalogue, folder) in enumerate(catalogues)
    )


def _tasks(number: int, catalogue: Catalogue, folder: Path) -> Iterator[Task]:
    if _tells_of_policy(folder):
        yield Task(plan=number, rule=None, folder=str(folder))
    for rule in catalogue.rules:
        yield Task(plan=number, rule=rule, folder=str(folder))


def _tells_of_policy(folder: Path) -> bool:
    return any((folder / "policy").glob("*.feature"))


def _without_policy(folder: Path, *, owed: bool) -> RuleProof:
    """What several years and several rules together come to is for no rule's own feature to show."""
    if not owed:
        return RuleProof(rule=None)
    told = "没有政策场景：连续两年、失守、部门预警数都没有演示"
    told_en = "no feature of policy: two years running, failings of departments and their tallies are not shown"
    path = str(folder / "policy")
    gap = Gap(rule="policy", kind="no-feature", told=told, told_en=told_en, path=path)
    return RuleProof(rule=None, gaps=(gap,))


def _stray(catalogue: Catalogue, folder: Path) -> Iterator[Gap]:
    for path in sorted(folder.glob("*.feature")):
        if path.stem not in catalogue.rules:
            told_en = "there is no rule of that name"
            yield Gap(rule=path.stem, kind="no-rule", told="没有同名的规则", told_en=told_en, path=str(path))


def _run(plans: Sequence[Catalogue], tasks: Sequence[Task], open_judge: OpenJudge, workers: int) -> Iterable[RuleProof]:
    if workers < 2 or len(tasks) < 2:
        with open_judge() as judge:
            hunches = Hunches()
            return [_proven(plans, task, judge, hunches) for task in tasks]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (tuple(plans), open_judge)) as pool:
        return list(pool.map(_work, tasks, chunksize=4))


def _proven(plans: Sequence[Catalogue], task: Task, judge: Judge, hunches: Hunches) -> RuleProof:
    catalogue, folder = plans[task.plan], Path(task.folder)
    if task.rule is None:
        return prove_policy(catalogue, (folder / "policy").glob("*.feature"), judge, hunches)
    return prove_rule(catalogue, task.rule, folder / f"{task.rule}.feature", judge, hunches)


class _Worker:
    """What a worker process keeps from task to task."""

    plans: Sequence[Catalogue] = ()
    judge: Judge
    hunches: Hunches
    open: ExitStack


def _start(plans: Sequence[Catalogue], open_judge: OpenJudge) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops its workers
    _Worker.plans, _Worker.open, _Worker.hunches = plans, ExitStack(), Hunches()
    _Worker.judge = _Worker.open.enter_context(open_judge())


def _work(task: Task) -> RuleProof:
    return _proven(_Worker.plans, task, _Worker.judge, _Worker.hunches)
