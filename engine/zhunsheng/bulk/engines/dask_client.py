"""A client of Dask: of a cluster that somebody runs, or of one that lives as long as the run. The terminal stays quiet.

Dask is imported here and in what is called from here, and is an extra: `demand` says so where it is missing.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from zhunsheng import spawned
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 10.0
_CLOSE_SECONDS = 10.0


def demand() -> None:
    """Raise `BulkError` where Dask is not installed."""
    missing = [name for name in ("distributed", "cryptography") if find_spec(name) is None]
    if missing:
        raise BulkError(
            Text(
                "--engine dask 要装附加包：pip install 'zhunsheng[dask]'。",
                "--engine dask needs an extra: pip install 'zhunsheng[dask]'.",
            )
        )


@contextmanager
def client(scheduler: str | None, workers: int, *, processes: bool) -> Iterator["Client"]:
    """Connect to a cluster, or start one of `workers` threads or `processes`. Raises `BulkError`."""
    demand()
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        if scheduler is not None:
            yield stack.enter_context(_connected(scheduler))
            return
        yield stack.enter_context(_own(workers, processes=processes))


@contextmanager
def _own(workers: int, *, processes: bool) -> Iterator["Client"]:
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        with spawned.deaf():
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers if processes else 1,
                threads_per_worker=1 if processes else workers,
                processes=processes,
                # Threads speak through memory. Processes speak through ports that every user of the machine reaches.
                security=True if processes else None,
                dashboard_address=None,
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
            stack.enter_context(cluster)
        yield stack.enter_context(Client(cluster, set_as_default=False))  # type: ignore[no-untyped-call]


def _connected(scheduler: str) -> "Client":
    from distributed import Client

    class Closing(Client):
        """Where it does not connect it is closed at once: the garbage collector, which would do it, may never end."""

        def start(self, **settings: object) -> object:
            try:
                return super().start(**settings)  # type: ignore[no-untyped-call]
            except BaseException:
                self.close(timeout=_CLOSE_SECONDS)  # type: ignore[no-untyped-call]
                raise

    try:
        return Closing(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, ImportError) as error:  # no such host or port, no address, other protocol
        said = str(error).strip().partition("\n")[0] or type(error).__name__
        raise BulkError(
            Text(
                f"连不上 Dask 调度器 {scheduler}（{said}）。地址形如 tcp://主机:8786。",
                f"cannot reach the Dask scheduler at {scheduler} ({said}). An address looks like tcp://host:8786.",
            )
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log off the terminal: what matters of it is told as answers and errors."""
    import distributed  # noqa: F401 - its loggers are set up on import

    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    levels = [each.level for each in loggers]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed(\.|$)")
        for each in loggers:
            each.setLevel(logging.CRITICAL)
        try:
            yield
        finally:
            for each, level in zip(loggers, levels, strict=True):
                each.setLevel(level)
