"""Whether a cluster can do a run's work: the same versions, the same folder, and workers that are still there."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhunsheng.bulk.engines.worker import Site, unseen
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 60.0
"""Seconds that a cluster may be without any worker."""
_SAME = ("zhunsheng", "pyarrow", "numpy", "distributed")
"""Verdicts and files come out the same only by the same of these."""


def demand(client: "Client", where: Site, files: Sequence[str]) -> None:
    """Raise `BulkError` unless there are workers, all of the same versions, that see the run's folder and its files."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise BulkError(_no_workers()) from error
    _demand_versions(client)
    seen: dict[str, str | None] = client.run(unseen, where, tuple(files))
    for worker, what in sorted(seen.items()):
        if what is not None:
            raise BulkError(
                Text(
                    f"worker {worker} 看不到 {what}。数据和输出文件夹须放在各 worker 以同一路径都能读写的共享目录。",
                    f"worker {worker} does not see {what}. Data and output must be in a folder that all workers share "
                    "under the same path.",
                )
            )


def _demand_versions(client: "Client") -> None:
    versions: Any = client.get_versions(packages=list(_SAME))
    here = _of(versions["client"])
    for name, there in (("scheduler", versions["scheduler"]), *sorted(versions["workers"].items())):
        other = _of(there)
        unlike = [what for what in here if here[what] != other[what]]
        if unlike:
            listed = ", ".join(f"{what} {other[what] or '-'} ≠ {here[what]}" for what in unlike)
            raise BulkError(
                Text(
                    f"集群与本机的版本不一：{name}：{listed}。请装成一样的。",
                    f"the cluster's versions differ from those here: {name}: {listed}. Install the same.",
                )
            )


def _of(machine: dict[str, Any]) -> dict[str, str | None]:
    packages = machine["packages"]
    python = ".".join(str(packages["python"]).split(".")[:2])
    return {"python": python} | {name: packages.get(name) for name in _SAME}


class Watch:
    """Looks, once a second at most, how many threads a cluster has; workers come and go."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._threads = 0
        self._workers = 0
        self._looked = self._seen = float("-inf")
        self._seen = time.monotonic()

    def room(self) -> int:
        """Return how many parts may be under way: one a thread, and one a worker that waits at its door."""
        self._look()
        return self._threads + self._workers

    def __call__(self) -> None:
        """Raise `BulkError` where there has been no worker for too long, or no scheduler."""
        self._look()
        if self._client.status == "closed":
            raise BulkError(lost())
        if time.monotonic() - self._seen > PATIENCE:
            raise BulkError(_no_workers())

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < 1:
            return
        try:
            threads = self._client.nthreads()  # type: ignore[no-untyped-call]
        except (OSError, AttributeError):  # the connection is gone, for a moment or for good
            threads = {}
        self._workers, self._threads = len(threads), sum(threads.values())
        self._looked = time.monotonic()
        if threads:
            self._seen = self._looked


def lost() -> Text:
    """Say that the scheduler is gone."""
    return Text("与 Dask 调度器的连接断了", "the connection to the Dask scheduler was lost")


def _no_workers() -> Text:
    return Text(
        f"Dask 集群上没有 worker，等了 {PATIENCE:.0f} 秒", f"the Dask cluster has no worker; waited {PATIENCE:.0f} s"
    )
