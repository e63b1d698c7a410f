"""Rules proven again and again while they are edited: only those whose proof hangs on what has changed."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhunsheng.api import Compiled
from zhunsheng.prove.keys import keys
from zhunsheng.prove.suite import PlanProof
from zhunsheng.use_cases import proof

_FEW = 16
"""So many rules are proven sooner than other processes have started."""

Key = tuple[str, str | None]


class Look(NamedTuple):
    """What stands after a look: the plans, all their proofs, and the rules that were proven anew (None: policy)."""

    compiled: tuple[Compiled, ...]
    proofs: tuple[PlanProof, ...]
    anew: tuple[Key, ...]


class Bench:
    """Keeps the proofs of the last look, and what each hung on. `known` are rules that need no proof at first."""

    def __init__(
        self,
        compiled: Callable[[], Sequence[Compiled]],
        features: Path,
        workers: int,
        known: Mapping[Key, str] | None = None,
    ) -> None:
        self._compile, self._features, self._workers = compiled, features, workers
        self._keys: Mapping[Key, str] = known or {}
        self._last: dict[str, PlanProof] = {}

    def look(self) -> Look:
        """Prove whatever hangs on something that has changed since the last look.

        Raises `BadRulesError` where rules do not compile, and `UsageError` where there are no features: then all stays
        as it was.
        """
        compiled = tuple(self._compile())
        now = rule_keys(compiled, self._features)
        anew = tuple(key for key, digest in now.items() if self._keys.get(key) != digest)
        wanted = frozenset(anew)
        workers = self._workers if len(anew) > _FEW else 1
        fresh = proof.prove(compiled, self._features, workers, lambda plan, rule: (plan, rule) in wanted)
        self._last = {each.plan: self._merged(each, wanted, now) for each in fresh}
        self._keys = now
        return Look(compiled, tuple(self._last.values()), anew)

    def _merged(self, fresh: PlanProof, wanted: frozenset[Key], now: Mapping[Key, str]) -> PlanProof:
        """Put the fresh proofs in the place of the old ones, in the order of the rules; rules that are gone go."""
        last = self._last.get(fresh.plan)
        if last is None:
            return fresh
        by_rule = {each.rule: each for each in (*last.rules, *fresh.rules)}
        rules = tuple(
            by_rule[rule] for plan, rule in now if plan == fresh.plan and rule is not None and rule in by_rule
        )
        policy = fresh.policy if (fresh.plan, None) in wanted else last.policy
        return msgspec.structs.replace(fresh, rules=rules, policy=policy)


def rule_keys(compiled: Sequence[Compiled], features: Path) -> dict[Key, str]:
    """Say what the proof of each rule of each plan hangs on."""
    return {
        (plan.catalogue.plan.id, rule): digest
        for plan in compiled
        for rule, digest in keys(plan.catalogue, features / plan.folder.name).items()
    }
