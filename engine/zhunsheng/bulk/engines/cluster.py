"""Parts on Dask: threads or processes of this machine, or a cluster that somebody runs. Same work, same files."""

import pickle
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from zhunsheng.bulk.engines import dask_client, dask_fitness, worker
from zhunsheng.bulk.engines.attempt import Answer, OnDone, Work, failure
from zhunsheng.bulk.engines.handing import hand_out
from zhunsheng.bulk.engines.local import cores
from zhunsheng.bulk.errors import BulkError, Cause, Failure
from zhunsheng.model.bulk import Part
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from distributed import Client, Future

_TRIES = 3
"""So often is a part worked at whose files could not be read or written: shared folders have their moments."""


def run(
    parts: Sequence[Part],
    work: Work,
    folder: Path,
    on_done: OnDone,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    processes: bool = False,
) -> None:
    """Work at all parts on the cluster at `scheduler`, or on so many `workers` here: threads, or `processes`.

    `folder` is that of the run, run.json in it: every worker must see it, and the files of the parts' slices, under
    the same names. A worker that dies costs its parts' time: Dask gives them to others. Raises `BulkError` where the
    cluster cannot do it, `OSError` where there is no run.json, and what `hand_out` raises. On Ctrl-C, or where
    `on_done` raises, what is under way is waited for and the rest is not begun.
    """
    where = worker.site(folder)
    parts = [_named_from_the_root(part) for part in parts]  # workers may be at home elsewhere
    with dask_client.client(scheduler, workers or cores(), processes=processes) as client:
        if scheduler is not None:
            files = {each.path for part in parts for each in part.slices}
            dask_fitness.demand(client, where, sorted(files))
        hands = _Hands(client, work, where)
        watch = dask_fitness.Watch(client)
        try:
            hand_out(parts, hands.submit, watch.room, on_done, watch)
        except BaseException:
            hands.settle(watch)
            raise
        finally:
            hands.let_go()


def _named_from_the_root(part: Part) -> Part:
    slices = tuple(msgspec.structs.replace(each, path=str(Path(each.path).absolute())) for each in part.slices)
    return msgspec.structs.replace(part, slices=slices)


class _Hands:
    """Gives parts to a cluster. The work travels once, not with every part."""

    def __init__(self, client: "Client", work: Work, where: worker.Site) -> None:
        self._client = client
        self._run = secrets.token_hex(8)
        self._where = where
        # A task like any other: where the worker that holds it dies, the scheduler has it made again.
        key = f"zhunsheng-work-{self._run}"
        self._packed = client.submit(bytes, pickle.dumps(work), key=key, pure=False)
        self._under_way: dict[int, Future[Answer]] = {}

    def submit(self, part: Part, told: Callable[[Answer], None]) -> None:
        """Give one part away; `told` of its answer, by a thread of Dask's."""
        key = f"zhunsheng-part-{part.number}-{secrets.token_hex(8)}"
        future = self._client.submit(
            worker.work_at, self._run, self._packed, self._where, part, key=key, pure=False, retries=_TRIES - 1
        )
        self._under_way[part.number] = future
        future.add_done_callback(lambda done: told(self._answer(part.number, done)))  # type: ignore[no-untyped-call]

    def settle(self, watch: Callable[[], None]) -> None:
        """Wait for what is under way, as long as there is somebody to wait for."""
        with suppress(BulkError):
            while self._under_way:
                watch()
                time.sleep(0.05)

    def let_go(self) -> None:
        """Have every worker that is still there close what it opened for this run."""
        with suppress(Exception):  # nothing is lost by it: a worker that ends lets go of everything
            self._client.run(worker.let_go, self._run)

    def _answer(self, part: int, future: "Future[Answer]") -> Answer:
        """Fetch what came of a part; what is lost on the way is an answer, too."""
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        try:
            answer = future.result()
        except KilledWorker:
            answer = Failure(part=part, cause=Cause.MEMORY, message=_deadly())
        except (CancelledError, CommClosedError):
            answer = Failure(part=part, cause=Cause.FILES, message=dask_fitness.lost(), hopeless=True)
        except Exception as error:
            answer = failure(part, error)
        del self._under_way[part]
        return answer


def _deadly() -> Text:
    return Text(
        "做它的 worker 一再中途死去，多半是内存不够：请减少同时做的（--workers），或用内存更大的机器",
        "the workers that had it died one after another, probably of too little memory: let fewer work at once "
        "(--workers), or use a larger machine",
    )
