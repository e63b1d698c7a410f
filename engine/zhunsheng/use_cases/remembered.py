"""The ledger (整改台账) as a store keeps it: what its runs saw and what people did, read for the ledger's stage."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from zhunsheng import ledger
from zhunsheng.errors import UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.ledger import BEIJING, Act, Item, Sighting, Terms
from zhunsheng.model.text import Text
from zhunsheng.store import KeptRun, Store
from zhunsheng.store.moments import TICK

Event = Sighting | Act


def day(moment: dt.datetime | None) -> dt.date:
    """Return the day of the office that ends at `moment`; None: today."""
    return day_of(dt.datetime.now(dt.UTC) if moment is None else moment - TICK)


def day_of(at: dt.datetime) -> dt.date:
    """Return the day of the office on which `at` lies."""
    return at.astimezone(BEIJING).date()


def events(plan: str, life: Iterable[KeptRun | Act]) -> tuple[Event, ...]:
    """Unpack what runs saw. Raises `UsageError` where a store holds something else."""
    return tuple(each if isinstance(each, Act) else _sighting(plan, each) for each in life)


def seen(evaluation: Evaluation, before: Iterable[Event]) -> bytes:
    """Pack what a run saw and may have to be known again, given all that happened before it."""
    known = ledger.known(each.seen for each in before if isinstance(each, Sighting))
    return ledger.pack(ledger.worth_keeping(ledger.looks(evaluation), known), evaluation.years)


def with_run(before: Sequence[Event], evaluation: Evaluation, at: dt.datetime) -> tuple[Event, ...]:
    """Add a run as if it were the next entry of the log. If it is there already, nothing is new in it."""
    entry = before[-1].entry + 1 if before else 1
    digest, looks = evaluation.catalogue.digest, ledger.looks(evaluation)
    return (*before, Sighting(entry=entry, at=at, rules=digest, seen=looks, years=evaluation.years))


def items(life: Iterable[Event], terms: Terms, today: dt.date) -> tuple[Item, ...]:
    """Fold events into items, as they stand on a day."""
    return ledger.fold(life, terms, today)


def waivers(store: Store, catalogue: Catalogue, then: dt.datetime | None, on: dt.date | None = None) -> ledger.Waivers:
    """Return the waivers in force at a moment, None: today; or those known at that moment as they stand `on` a day."""
    plan = catalogue.plan.id
    life, _ = store.life(plan, then)
    if not any(isinstance(each, Act) for each in life):  # as in most stores
        return {}
    return ledger.waivers(items(events(plan, life), catalogue.terms, on or day(then)))


def _sighting(plan: str, run: KeptRun) -> Sighting:
    try:
        looks, years = ledger.unpack(plan, run.data)
    except (ValueError, ArithmeticError, msgspec.MsgspecError) as error:
        raise UsageError(
            Text(f"第 {run.seq} 笔核查所见读不懂。", f"what the run of entry {run.seq} saw cannot be read.")
        ) from error
    return Sighting(entry=run.seq, at=run.at, rules=run.rules, seen=looks, years=years)
