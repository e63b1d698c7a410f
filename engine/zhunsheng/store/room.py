"""The store as commands use it. Every writing method is one transaction; reading ones see one moment."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from zhunsheng.model.ledger import Act
from zhunsheng.model.plan import Place
from zhunsheng.model.text import Text
from zhunsheng.store import acting, entering, log, looking, verifying
from zhunsheng.store.errors import StoreError
from zhunsheng.store.opening import Access, connect, legible, look, snapshot, told, transaction
from zhunsheng.store.records import Arrival, Closing, Context, Deed, Entered, History, KeptRun, Received, Rules, Run

Seen = Callable[[Sequence[KeptRun | Act]], bytes]

TOGETHER = 8
"""So many files share a transaction."""


class Store:
    """An open store, a context manager. Every method raises `StoreError` where the file cannot be used."""

    def __init__(self, path: Path, access: Access) -> None:
        self.path = path
        self._connection = connect(path, access)

    @classmethod
    def check(cls, path: Path, access: Access) -> None:
        """Say now what would keep a store from being opened later. Nothing is made. Raises `StoreError`."""
        look(path, access)
        if path.exists() and path.stat().st_size:
            connect(path, Access.READ).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def enter(self, arrivals: Iterable[Arrival], context: Context) -> Iterator[tuple[Arrival, Entered]]:
        """Take files in, each whole or not at all. The same bytes are not taken twice for a plan, unless `again`.

        A few files share a transaction, which spares the disk: only when it is complete are they given back.
        """
        for few in _by(TOGETHER, arrivals):
            with told(self.path), transaction(self._connection):
                entering.keep_rules(self._connection, context.rules)
                entered = [entering.enter(self._connection, arrival, context) for arrival in few]
            yield from zip(few, entered, strict=True)

    def before(self, plan: str, sha256: str) -> Entered | None:
        """What is known of these very bytes, if a plan has them already."""
        with told(self.path):
            return entering.before(self._connection, plan, sha256)

    def record(self, run: Run, plan: str, rules: Rules, seen: Seen | None = None, at: datetime | None = None) -> None:
        """Keep that a check was made. `seen` packs what it saw for the ledger, given all that was there before."""
        with told(self.path), transaction(self._connection):
            entering.keep_rules(self._connection, rules)
            if seen is not None:
                data = seen(tuple(acting.life(self._connection, plan, None)))
                run = msgspec.structs.replace(run, seen=entering.keep(self._connection, data))
            log.append(self._connection, Deed.RUN, at, run, plan=plan, rules=rules.digest)

    def act(self, plan: str, acts: Sequence[Act], end: int, attached: Sequence[bytes] = ()) -> None:
        """Note what people did about items of the ledger, all or none. `end` is the log's end as they were looked at.

        `attached` are the bytes of their attachments. Raises `StoreError` where somebody else wrote meanwhile.
        """
        with told(self.path), transaction(self._connection):
            acting.act(self._connection, plan, acts, end, attached)

    def life(self, plan: str, moment: datetime | None = None) -> tuple[tuple[KeptRun | Act, ...], int]:
        """Return the runs and acts that make the ledger of a plan, before `moment` if given; and the log's end."""
        with self._looking():
            return tuple(acting.life(self._connection, plan, moment)), log.head(self._connection).seq

    def turn(
        self, deed: Deed, plan: str, years: Sequence[int], by: str, reason: str, at: datetime | None = None
    ) -> None:
        """Close years (锁定), so that figures of them that come in later are not used; or reopen them. All or none.

        What was refused while a year was closed stays refused.
        """
        with told(self.path), transaction(self._connection):
            for year in years:
                closings = looking.closings(self._connection)
                last = next((each for each in reversed(closings) if (each.plan, each.year) == (plan, year)), None)
                if (last is not None and last.deed is Deed.CLOSE) == (deed is Deed.CLOSE):
                    raise StoreError(_nothing_to_turn(year, last))
                log.append(self._connection, deed, at, entering.Turned(year=year), plan=plan, by=by, note=reason)

    @contextmanager
    def _looking(self) -> Iterator[None]:
        with told(self.path), legible(self.path), snapshot(self._connection):
            yield

    def until(self, moment: datetime | None = None) -> int:
        """Return the number of the last import or closing, before `moment` if given; 0 for none."""
        with self._looking():
            return looking.until(self._connection, moment)

    def plans(self) -> tuple[str, ...]:
        """The plans that the store holds anything of, in the order in which they came in."""
        with self._looking():
            return looking.plans(self._connection)

    def received(self, plan: str, until: int | None = None) -> tuple[Received, ...]:
        """The files of a plan in the order in which they came in, up to an entry."""
        with self._looking():
            return looking.received(self._connection, plan, until)

    def closed(self, plan: str) -> frozenset[int]:
        """The years of a plan that are closed."""
        with self._looking():
            return looking.closed_years(self._connection, plan, None)

    def reading(self, seq: int) -> tuple[str, bytes] | None:
        """What a reader made of a file when it came in, and which reader, if that was kept."""
        with self._looking():
            return looking.reading(self._connection, seq)

    def data(self, sha256: str) -> bytes:
        """The bytes of a file."""
        with self._looking():
            return looking.content(self._connection, sha256)

    def rules(self, plan: str, moment: datetime | None = None) -> Rules | None:
        """The rules of a plan that were in use last, before `moment`; looking back at other rules is no use of them."""
        with self._looking():
            digest = looking.rules_in_use(self._connection, plan, moment)
            return Rules(digest, looking.rules_files(self._connection, digest)) if digest else None

    def rules_kept(self) -> tuple[Rules, ...]:
        """All rules that were ever in use."""
        with self._looking():
            digests = looking.rules_digests(self._connection)
            return tuple(Rules(digest, looking.rules_files(self._connection, digest)) for digest in digests)

    def history(self, plan: str | None = None, until: int | None = None) -> History:
        """Every vintage of every figure, and every closing."""
        with self._looking():
            return looking.history(self._connection, plan, until)

    def places(self, plan: str, until: int | None = None) -> tuple[Place, ...]:
        """The places of all rosters, as they came in."""
        with self._looking():
            return looking.places(self._connection, plan, until)

    def said_before(self, plan: str, rules: str, asked: Run) -> tuple[datetime, Run] | None:
        """The last check, and when it was made, that asked the same of the same figures by the same rules."""
        with self._looking():
            return looking.said_before(self._connection, plan, rules, asked)

    def verify(self) -> verifying.Verified:
        """Hold everything against its digest."""
        with self._looking():
            return verifying.verify(self._connection)


def _by(count: int, arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    rest = iter(arrivals)
    while few := list(islice(rest, count)):
        yield few


def _nothing_to_turn(year: int, last: Closing | None) -> Text:
    if last is None:
        return Text(f"{year} 年没有锁定，无须重开。", f"{year} is not closed.")
    return looking.already(last)
