"""Work that writes files which depend on the part alone, and what goes wrong with it: picklable, for all engines."""

import errno
import hashlib
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.bulk import Part, PartDone
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.text import Text

ERRORS: dict[str, Exception] = {
    "asked": BulkError(Text("不行", "no way")),
    "gone": FileNotFoundError(errno.ENOENT, "absent", "data.parquet"),
    "full": OSError(errno.ENOSPC, "full"),
    "memory": MemoryError(),
    "defect": ZeroDivisionError("nought"),
}


def parts(count: int) -> tuple[Part, ...]:
    return tuple(
        Part(number=n, places=Places.of([Place(id=f"p{n}", title=f"第{n}村", level="village")]), slices=())
        for n in range(count)
    )


def folder(tmp_path: Path, name: str = "out") -> Path:
    made = tmp_path / name
    made.mkdir()
    (made / "run.json").write_text("{}", encoding="utf-8")
    return made


def done(number: int) -> PartDone:
    return PartDone(
        number=number, places=1, judgements=10, findings=0, statuses=(), drawn=(), statuses_around=(), drawn_around=(),
        loads=(), departments=(), worst=(), problems=(), situations=0,
    )  # fmt: skip


class Pretend(NamedTuple):
    """`wrong` says of parts what is raised, always; `stumbles` which ones fail the first time.

    `deadly` ones kill the process that works at them, unless that is the one `spared`; with `once` the first one only.
    """

    into: Path
    seconds: float = 0.0
    wrong: tuple[tuple[int, str], ...] = ()
    stumbles: tuple[int, ...] = ()
    deadly: tuple[int, ...] = ()
    spared: int = 0
    once: bool = False

    def __call__(self, part: Part) -> PartDone:
        tried = self.into / f"tried-{part.number}-{os.getpid()}-{time.monotonic_ns()}"
        first = not list(self.into.glob(f"tried-{part.number}-*"))
        tried.touch()
        time.sleep(self.seconds)
        if part.number in self.deadly and os.getpid() != self.spared and (first or not self.once):
            os.kill(os.getpid(), signal.SIGKILL)
        if part.number in self.stumbles and first:
            raise OSError(errno.ESTALE, "stale", "share")
        for number, error in self.wrong:
            if number == part.number:
                raise ERRORS[error]
        text = "".join(hashlib.sha256(f"{each.id} {n}".encode()).hexdigest() for each in part.places for n in range(99))
        new = self.into / f"part-{part.number}.{os.getpid()}-{time.monotonic_ns()}.tmp"
        new.write_text(text, encoding="utf-8")
        new.replace(self.into / f"part-{part.number}.txt")
        return done(part.number)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.txt")}


def tries(folder: Path, number: int) -> int:
    return len(list(folder.glob(f"tried-{number}-*")))


def workers(folder: Path, number: int | str = "*") -> set[str]:
    """The processes that worked, at one part or at all."""
    return {path.name.split("-")[2] for path in folder.glob(f"tried-{number}-*")}


def numbers(found: Sequence[PartDone]) -> list[int]:
    return sorted(each.number for each in found)
