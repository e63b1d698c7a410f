"""SHA-256 of files, worked out by a thread of its own while other things are done with them."""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import TracebackType

_PIECE = 1 << 20


class Digests:
    """Works out digests one after the other. Used as a context: once it is left, no more is read."""

    def __init__(self, *, at_once: bool = False) -> None:
        """`at_once`: `begin` waits until the digest is there, or raises `OSError` itself."""
        self._at_once = at_once
        self._thread = ThreadPoolExecutor(1)
        self._over = Event()
        self._begun: list[Future[str]] = []

    def __enter__(self) -> "Digests":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.shutdown(cancel_futures=True)

    def begin(self, path: Path) -> Callable[[], str]:
        """Have the digest of a file worked out; return how to ask for it: `OSError` where it cannot be read."""
        found = self._thread.submit(self._of, path)
        self._begun.append(found)
        if self._at_once:
            found.result()
        return found.result

    def failed(self) -> bool:
        """Wait for the digests, and tell whether any file cannot be read to its end."""
        return any(each.exception() is not None for each in self._begun)

    def _of(self, path: Path) -> str:
        sha = hashlib.sha256()
        with path.open("rb") as stream:
            while not self._over.is_set() and (raw := stream.read(_PIECE)):
                sha.update(raw)
        return sha.hexdigest()
