"""A run's folder over time: whose it is, which parts are done, and that nobody else is at it meanwhile."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from zhunsheng.bulk import layout, lock
from zhunsheng.bulk.errors import RefusedError, unusable
from zhunsheng.bulk.sameness import demand_same
from zhunsheng.model.bulk import BulkRun, PartDone
from zhunsheng.model.text import Text

_SCRATCH = "scratch" + layout.TEMPORARY
_FOLDERS = (layout.JUDGEMENTS, layout.FINDINGS, layout.PARTS)
_LISTED = 5
_PARQUET = b"PAR1"
"""What every whole Parquet file begins and ends with."""


class Journal:
    """A folder that this process alone writes to.

    - `scratch`: a folder in it for what is only needed meanwhile; it is there, and goes when the folder is left.
    - `earlier`: the run that is resumed; None where there is none.
    """

    def __init__(self, folder: Path, earlier: BulkRun | None) -> None:
        self.folder = folder
        self.earlier = earlier
        self.scratch = folder / _SCRATCH

    def begin(self, run: BulkRun) -> tuple[PartDone, ...]:
        """Write down what will be done, and return the parts that are done already, by number.

        Raises `RefusedError` where the folder's run is another one, and `OSError` where nothing can be written.
        """
        if self.earlier is None:
            # Before anything else: what has it can be gone on with.
            layout.write(self.folder / layout.RUN, msgspec.json.format(msgspec.json.encode(run)) + b"\n")
        else:
            demand_same(self.earlier, run)
        for name in _FOLDERS:
            if name != layout.JUDGEMENTS or not run.findings_only:
                (self.folder / name).mkdir(exist_ok=True)
        return tuple(one for number in range(run.parts) if (one := self._done(run, number)) is not None)

    def sweep(self) -> None:
        """Clear away what workers that died left unfinished, once every part is done. Raises `OSError`."""
        _sweep(self.folder)

    def _done(self, run: BulkRun, number: int) -> PartDone | None:
        """Read what came of a part; None where it is not whole, and has to be done again."""
        try:
            done = msgspec.json.decode(layout.done(self.folder, number).read_bytes(), type=PartDone)
        except (OSError, msgspec.MsgspecError):
            return None
        files = [layout.findings(self.folder, number)]
        if not run.findings_only:
            files.append(layout.judgements(self.folder, number))
        return done if done.number == number and all(map(_is_whole, files)) else None


@contextmanager
def opened(folder: Path, *, resume: bool) -> Iterator[Journal]:
    """Take a folder for a run: new or empty, or with `resume` one that holds a run. It need not be there.

    Where it is left with nothing in it, it goes, if it came with us. Raises `RefusedError`.
    """
    made = _make(folder)
    try:
        with ExitStack() as stack:
            try:
                if not stack.enter_context(lock.held(folder)):
                    raise RefusedError(_busy(folder))
                journal = Journal(folder, _earlier(folder, resume=resume))
                journal.scratch.mkdir()
            except OSError as error:
                raise unusable(folder, error) from error
            stack.callback(shutil.rmtree, journal.scratch, ignore_errors=True)
            yield journal
    finally:
        if made:
            with suppress(OSError):  # there is something in it
                folder.rmdir()


def _make(folder: Path) -> bool:
    """Make the folder where it is absent, and say whether that was so."""
    try:
        absent = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:  # `ValueError`: a NUL in the path
        raise unusable(folder, error) from error
    return absent


def _earlier(folder: Path, *, resume: bool) -> BulkRun | None:
    """Read the run that a folder holds, and clear away what was left unfinished. Raises `RefusedError`, `OSError`."""
    names = {path.name for path in folder.iterdir()} - {lock.NAME}
    if layout.RUN in names:
        if not resume:
            raise RefusedError(_begun(folder))
        earlier = _read(folder)
    else:
        others = sorted(name for name in names if not _is_leftover(name))
        if others:
            raise RefusedError(_taken(folder, others))
        earlier = None
    _sweep(folder)
    return earlier


def _read(folder: Path) -> BulkRun:
    if any((folder / name).is_symlink() for name in (layout.RUN, *_FOLDERS)):
        raise RefusedError(_broken(folder, Text("里面有链接", "there are links in it")))
    try:
        return msgspec.json.decode((folder / layout.RUN).read_bytes(), type=BulkRun)
    except msgspec.MsgspecError as error:
        raise RefusedError(_broken(folder, Text(f"{layout.RUN}：{error}", f"{layout.RUN}: {error}"))) from error


def _sweep(folder: Path) -> None:
    for each in (folder, *(folder / name for name in _FOLDERS)):
        for path in each.iterdir() if each.is_dir() else ():
            if not _is_leftover(path.name):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _is_leftover(name: str) -> bool:
    return name == _SCRATCH or layout.is_neighbour(name)


def _is_whole(path: Path) -> bool:
    """Tell whether a Parquet file has a beginning and an end."""
    try:
        with path.open("rb") as file:
            begin = file.read(len(_PARQUET))
            file.seek(-len(_PARQUET), os.SEEK_END)
            return begin == file.read() == _PARQUET
    except OSError:
        return False


def _busy(folder: Path) -> Text:
    return Text(
        f"另一个进程正在写 {folder}。等它做完，或换一个文件夹。",
        f"another process is at {folder}. Wait, or choose another folder.",
    )


def _begun(folder: Path) -> Text:
    return Text(
        f"{folder} 里已有一次批量核查。接着做的加 --resume；重新做的，换一个文件夹。",
        f"{folder} holds a bulk run already. Go on with it by --resume, or choose another folder.",
    )


def _taken(folder: Path, others: Sequence[str]) -> Text:
    listed = "、".join(others[:_LISTED]) + ("……" if len(others) > _LISTED else "")
    return Text(
        f"{folder} 里已有别的东西：{listed}。请给一个新的或空的文件夹。",
        f"{folder} holds other things: {listed}. Give a new or an empty folder.",
    )


def _broken(folder: Path, why: Text) -> Text:
    return Text(
        f"{folder} 里的批量核查不能接着做（{why.zh}）。请换一个文件夹重新做。",
        f"the bulk run in {folder} cannot be gone on with ({why.en}). Begin again in another folder.",
    )
