"""What runs at a Dask worker: the work is unpacked once a process, then done part by part."""

import hashlib
import pickle
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zhunsheng.bulk import layout
from zhunsheng.bulk.engines.attempt import Answer, Work, failure
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.bulk import Part
from zhunsheng.model.text import Text

_RUNS = 4
"""So many runs are held at a time: a cluster may serve several people."""


class Site(NamedTuple):
    """Where a run writes, and the SHA-256 of what is said there of it: another folder of that name is not meant."""

    folder: Path
    seal: str


_held: dict[str, Work] = {}
_unpacking = threading.Lock()


def site(folder: Path) -> Site:
    """Say where a run writes. Raises `OSError` where there is no run."""
    absolute = folder.absolute()
    return Site(absolute, _seal(absolute))


def work_at(run: str, packed: bytes, where: Site, part: Part) -> Answer:
    """Work at one part of a run.

    Raises `OSError` where files could not be read or written: Dask tries that again. Anything else, and a full disk,
    is an answer.
    """
    try:
        return _work(run, packed, where)(part)
    except Exception as error:
        answer = failure(part.number, error)
        if isinstance(error, OSError) and not answer.hopeless:
            raise
        return answer


def let_go(run: str) -> None:
    """Close the work of a run, where it can be closed: whoever stays at work keeps nothing of it."""
    with _unpacking:
        close = getattr(_held.pop(run, None), "close", None)
    if close is not None:
        close()


def unseen(where: Site, files: Sequence[str]) -> str | None:
    """Name what this machine does not see: the run's folder, or a file of figures; None where it sees all."""
    try:
        if _seal(where.folder) != where.seal:
            return str(where.folder)
    except OSError:
        return str(where.folder)
    return next((file for file in files if not Path(file).is_file()), None)


def _work(run: str, packed: bytes, where: Site) -> Work:
    with _unpacking:
        if run not in _held:
            if unseen(where, ()) is not None:  # it joined after the others were asked
                raise BulkError(_not_shared(where.folder))
            while len(_held) >= _RUNS:  # of those who did not live to say good-bye
                del _held[next(iter(_held))]
            _held[run] = pickle.loads(packed)  # noqa: S301 - from whoever runs this worker
        return _held[run]


def _not_shared(folder: Path) -> Text:
    return Text(f"有 worker 看不到 {folder}", f"a worker does not see {folder}")


def _seal(folder: Path) -> str:
    return hashlib.sha256((folder / layout.RUN).read_bytes()).hexdigest()
