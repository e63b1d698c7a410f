"""Holding the ledger against its evidence: every recorded run is made again, and must see what the store keeps."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import zhunsheng
from zhunsheng import ledger
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.ledger import Act
from zhunsheng.model.text import Text
from zhunsheng.store import Access, KeptRun, Store
from zhunsheng.use_cases import remembered, soundness, storing
from zhunsheng.use_cases.stored_rules import restored


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """How many runs were made again, how many acts there are, the digest of the last entry, and what is wrong.

    `remarks` are what cannot be told: another version of the program may have seen something else.
    """

    runs: int
    acts: int
    head: str
    problems: tuple[Text, ...]
    remarks: tuple[Text, ...] = ()


def verify(path: Path, cache_dir: Path | None) -> Rebuilt:
    """Hold the store against its digests, then each run against what it sees when it is made again."""
    whole = soundness.verify(path)
    if whole.problems:
        return Rebuilt(runs=0, acts=0, head=whole.head, problems=whole.problems)
    wrong: list[Text] = []
    remarks: list[Text] = []
    runs = acts = 0
    with storing.opened(path, Access.READ) as store:
        for plan in store.plans():
            life, _ = store.life(plan)
            again = _Again(store, plan, cache_dir)
            before: list[remembered.Event] = []
            for each, event in zip(life, remembered.events(plan, life), strict=True):
                if isinstance(each, Act):
                    acts += 1
                else:
                    runs += 1
                    said = again.differs(each, before)
                    (wrong if each.run.version == zhunsheng.__version__ else remarks).extend(said)
                before.append(event)
    return Rebuilt(runs=runs, acts=acts, head=whole.head, problems=tuple(wrong), remarks=tuple(remarks))


class _Again:
    """The runs of a plan, made again; the same question is asked once."""

    def __init__(self, store: Store, plan: str, cache_dir: Path | None) -> None:
        self._store = store
        self._plan = plan
        self._cache_dir = cache_dir
        self._rules = {each.digest: each for each in store.rules_kept()}
        self._known: dict[tuple[object, ...], Evaluation] = {}

    def differs(self, kept: KeptRun, before: Sequence[remembered.Event]) -> Iterator[Text]:
        """Say where a run, made again, sees something else than is kept of it."""
        try:
            catalogue = restored(self._rules[kept.rules], self._cache_dir)
            waivers = _waivers(kept, before, catalogue)
            seen = remembered.seen(self._judged(kept, catalogue, waivers), before)
        except (BadRulesError, UsageError):
            yield Text(
                f"第 {kept.seq} 笔核查不能重做：它的规则本程序读不懂。",
                f"the run of entry {kept.seq} cannot be made again: this program does not understand its rules.",
            )
            return
        if seen != kept.data or tuple(sorted(waivers)) != kept.run.waived:
            yield Text(
                f"第 {kept.seq} 笔核查重做，所见与所存不同（程序 {kept.run.version}→{zhunsheng.__version__}）。",
                f"the run of entry {kept.seq}, made again, sees something else than is kept (by version "
                f"{kept.run.version}, this is {zhunsheng.__version__}).",
            )

    def _judged(self, kept: KeptRun, catalogue: Catalogue, waivers: ledger.Waivers) -> Evaluation:
        asked = (kept.rules, kept.run.until, kept.run.years, tuple(sorted(waivers)))
        if asked not in self._known:
            self._known[asked] = storing.judge_again(
                self._store, catalogue, kept.run.until, kept.run.years or None, waivers, self._cache_dir
            )
        return self._known[asked]


def _waivers(kept: KeptRun, before: Sequence[remembered.Event], catalogue: Catalogue) -> ledger.Waivers:
    """Return the waivers that a run says were in force, as far as they were: on its day, or as midnight passed.

    A waiver that entered the log while the run was under way it could not know.
    """
    day = remembered.day_of(kept.at)
    days = day - dt.timedelta(days=1), day
    in_force = [ledger.waivers(remembered.items(before, catalogue.terms, each)) for each in days]
    return {item: waivers[item] for waivers in in_force for item in kept.run.waived if item in waivers}
