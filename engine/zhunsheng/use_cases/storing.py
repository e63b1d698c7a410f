"""Use cases of the store besides the import: judging what holds, today or as of any day; closing years; history."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

import zhunsheng
from zhunsheng import api
from zhunsheng import store as keeping
from zhunsheng.api import Compiled, Progress
from zhunsheng.errors import UsageError
from zhunsheng.intake import packed, vintages
from zhunsheng.intake.files import find
from zhunsheng.intake.tables import Table
from zhunsheng.intake.vintages import Lot
from zhunsheng.ledger import Waivers
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.handing import Handed
from zhunsheng.model.ledger import Act
from zhunsheng.model.text import Text
from zhunsheng.store import Access, History, KeptRun, Received, Rules, Run, Store, StoreError
from zhunsheng.use_cases import readings, remembered, restating
from zhunsheng.use_cases.stored_rules import kept, restored

NAMED = Path("store")
"""How a report speaks of the store: by this word, not by its path, which says nothing of what it holds."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a store: a plan, where it holds several; years; as of when (text, empty for now).

    `data` are files to be judged as if they came in now. They are not taken in. `on` is the day on which waivers are
    counted, where that is not the day of `as_of` or today: such a question is not kept.
    `only_looks` says that nothing of the answer will be kept: a store that cannot be written serves as well.
    """

    plan: str | None = None
    years: tuple[int, ...] | None = None
    as_of: str = ""
    data: tuple[Path, ...] = ()
    only_looks: bool = False
    on: date | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a store says, by which rules, after which of its entries; `data` are digests of files judged beside it.

    `waived` are the items of the ledger that were waived.
    """

    evaluation: Evaluation
    rules: Rules
    until: int
    data: tuple[str, ...]
    waived: tuple[str, ...] = ()


@contextmanager
def opened(path: Path, access: Access) -> Iterator[Store]:
    """Open a store. What is wrong with it, then or later, is raised as `UsageError`."""
    try:
        with Store(path, access) as store:
            yield store
    except StoreError as error:
        raise UsageError(error.message) from error


def check(path: Path, access: Access) -> None:
    """Say before any work what would keep a store from being used. Raises `UsageError`."""
    try:
        Store.check(path, access)
    except StoreError as error:
        raise UsageError(error.message) from error


def moment(text: str, parse: Callable[[str], datetime]) -> datetime:
    """Read a moment as the user gave it. Raises `UsageError`."""
    try:
        return parse(text)
    except StoreError as error:
        raise UsageError(error.message) from error


def judge(
    path: Path,
    question: Question,
    compiled: Callable[[], Sequence[Compiled]],
    cache_dir: Path | None,
    progress: Progress | None = None,
) -> Answer:
    """Judge the latest vintage of every figure: by today's rules, or what was known, and ruled, at some moment.

    Raises `UsageError` as `api.check` does, and where the store holds nothing of that plan or moment.
    """
    if question.as_of and question.data:
        raise UsageError(
            Text(
                "--as-of 只看库里当时有的，不能另给数据。", "--as-of looks at what the store held; give no other data."
            )
        )
    check(path, Access.READ if question.as_of or question.only_looks else Access.WRITE)
    with opened(path, Access.READ) as store:
        then = moment(question.as_of, keeping.moment) if question.as_of else None
        until = store.until(then)
        if question.as_of:
            plan = plan_of(store, question.plan, until)
            rules = store.rules(plan, then)
            if rules is None:
                raise nothing(plan, question.as_of)
            catalogue = restored(rules, cache_dir)
        else:
            chosen = _compiled(store, compiled(), until)
            rules, catalogue = kept(chosen), chosen.catalogue
        held = _held(store, catalogue, until, cache_dir)
        waivers = remembered.waivers(store, catalogue, then, question.on)
        closed = store.closed(catalogue.plan.id)
    beside = _beside(question.data, until, closed, progress)
    evaluation = held.judge(beside, question, waivers)
    data = tuple(lot.table.file.sha256 if lot.table.file else "" for lot in beside)
    return Answer(evaluation=evaluation, rules=rules, until=until, data=data, waived=tuple(sorted(waivers)))


def judge_again(
    store: Store,
    catalogue: Catalogue,
    until: int,
    years: tuple[int, ...] | None,
    waivers: Waivers,
    cache_dir: Path | None,
) -> Evaluation:
    """Judge what a store held after one of its entries, by the rules and waivers of then."""
    return _held(store, catalogue, until, cache_dir).judge([], Question(years=years), waivers)


class _Held(NamedTuple):
    """What a store held of a plan after one of its entries."""

    catalogue: Catalogue
    lots: list[Lot]
    history: History | None

    def judge(self, beside: list[Lot], question: Question, waivers: Waivers) -> Evaluation:
        """Judge it, with what lies beside it."""
        submission = vintages.submission(self.catalogue, [*self.lots, *beside])
        changes = () if self.history is None else restating.restatements(self.catalogue, submission, self.history)
        return api.judge(self.catalogue, submission, question.years, [NAMED, *question.data], changes, waivers)


def _held(store: Store, catalogue: Catalogue, until: int, cache_dir: Path | None) -> _Held:
    plan = catalogue.plan.id
    history = store.history(plan, until) if restating.wanted(catalogue) else None
    return _Held(catalogue, lots(store, plan, until, cache_dir), history)


def otherwise(path: Path, question: Question, answer: Answer, report: bytes) -> Text | None:
    """Say if the same was asked before and the answer was another: only another version of this program does that."""
    if answer.data:
        return None
    asked = _run(question, answer, report)
    with opened(path, Access.READ) as store:
        before = store.said_before(answer.evaluation.catalogue.plan.id, answer.rules.digest, asked)
    if before is None or before[1].result == asked.result:
        return None
    at, run = keeping.beijing(before[0]), before[1]
    return Text(
        f"同样的数、同样的规则，{at} 的报告与此不同（当时程序 {run.version}，现在 {zhunsheng.__version__}）。",
        f"of the same figures, by the same rules, something else was said at {at} (Beijing time): "
        f"by version {run.version}, this is {zhunsheng.__version__}.",
    )


def record(path: Path, question: Question, answer: Answer, report: bytes) -> bool:
    """Keep in the store what was asked, the digest of what is said, and, of the store alone, what the ledger needs.

    Returns False where it only looked back, and the store lies where nothing can be written. Otherwise raises
    `UsageError` where it cannot be kept.
    """
    if question.as_of and not keeping.may_write(path):
        return False
    evaluation = answer.evaluation
    plan = evaluation.catalogue.plan.id

    def seen(life: Sequence[KeptRun | Act]) -> bytes:
        return remembered.seen(evaluation, remembered.events(plan, life))

    of_store_alone = not question.as_of and not answer.data
    with opened(path, Access.WRITE) as store:
        store.record(_run(question, answer, report), plan, answer.rules, seen if of_store_alone else None)
    return True


def _run(question: Question, answer: Answer, report: bytes) -> Run:
    return Run(
        until=answer.until,
        years=question.years or (),
        as_of=question.as_of,
        data=answer.data,
        result=_digest(report),
        version=zhunsheng.__version__,
        waived=answer.waived,
    )


def _digest(report: bytes) -> str:
    return hashlib.sha256(report).hexdigest()


def lots(store: Store, plan: str, until: int | None = None, cache_dir: Path | None = None) -> list[Lot]:
    """Return the files of a plan with what stands in them."""
    return [Lot(_handed(source), _table(store, source, cache_dir)) for source in store.received(plan, until)]


def _handed(source: Received) -> Handed:
    return Handed(
        seq=source.seq,
        path=source.path,
        by=source.by,
        at=keeping.iso(source.at),
        replaces=source.replaces,
        closed=source.closed,
    )


def _table(store: Store, source: Received, cache_dir: Path | None) -> Table:
    kept_reading = store.reading(source.seq)
    if kept_reading is not None and kept_reading[0] == packed.reader():
        table = packed.decode(kept_reading[1])
        if table is not None:
            return table
    return readings.again(source.path, source.sha256, partial(store.data, source.sha256), cache_dir)


def plan_of(store: Store, asked: str | None, until: int) -> str:
    """Return the plan meant, of those that a store holds up to an entry. Raises `UsageError` where that is unclear."""
    held = [plan for plan in store.plans() if store.received(plan, until)]
    if asked in held:
        return str(asked)
    if asked is None and len(held) == 1:
        return held[0]
    if not held:
        raise UsageError(Text("库里当时还没有数据。", "the store held nothing then."))
    listed = "、".join(held)
    raise UsageError(
        Text(f"库里有规划 {listed}，请用 --plan 指明一个。", f"the store holds {listed}: name one with --plan.")
    )


def _compiled(store: Store, compiled: Sequence[Compiled], until: int) -> Compiled:
    """Return the plan, of those whose rules there are, that the store holds."""
    held = {plan for plan in store.plans() if store.received(plan, until)}
    both = [each for each in compiled if each.catalogue.plan.id in held]
    if len(both) == 1:
        return both[0]
    known = "、".join(sorted(held)) or "—"
    ruled = "、".join(each.catalogue.plan.id for each in compiled)
    raise UsageError(
        Text(
            f"库里有规划 {known}，规则有 {ruled}：请用 --plan 指明一个两边都有的。",
            f"the store holds {known}, there are rules of {ruled}: name one with --plan that both have.",
        )
    )


def _beside(data: Sequence[Path], until: int, closed: frozenset[int], progress: Progress | None) -> list[Lot]:
    """Read files as if they came in now, one after the other."""
    found = find(data)
    read = enumerate(readings.read(found.files, progress), start=until + 1)
    made = [Lot(Handed(seq=seq, path=each.table.name, closed=closed), each.table) for seq, each in read]
    if found.problems:  # what cannot be found may have held any figure
        last = Handed(seq=until + len(found.files) + 1, path="")
        made.append(Lot(last, Table(name="", file=None, rows=(), problems=found.problems)))
    return made


def nothing(plan: str, as_of: str) -> UsageError:
    """Say that a store held no rules of a plan."""
    return UsageError(
        Text(f"{as_of} 时库里还没有规划 {plan} 的规则。", f"as of {as_of} the store held no rules of {plan}.")
    )
