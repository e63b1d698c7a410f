"""Compiled catalogues on disk, so that a check need not load pint, lark and yaml again.

A cache changes nothing but the time: whatever is wrong with it, the catalogue is compiled anew. It holds plain
MessagePack, is decoded into typed structs only, and is read only where it belongs to this user and nobody else may
write to it: who can write another's cache could write his verdicts.
"""

import hashlib
import os
import stat
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

import zhunsheng
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic

MAX_BYTES = 64 << 20
_SEAL = 32


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of one compilation: a catalogue without errors, and its warnings (files relative to the folder)."""

    key: str
    catalogue: Catalogue
    problems: tuple[Diagnostic, ...]


def key_of(digest: str) -> str:
    """Name a compilation by what went into it: the plan's files, the version, and the code of compiler and model.

    The code is hashed so that a change of the model's shape or of a check never meets an older entry.
    """
    total = hashlib.sha256(f"{digest} {zhunsheng.__version__}".encode())
    package = Path(zhunsheng.__file__).parent
    for source in sorted((*package.glob("compile/*.py"), *package.glob("model/*.py"))):
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


def fetch(cache_dir: Path, digest: str) -> Entry | None:
    """Return the entry for `digest`, or None where there is none that can be trusted. Raises nothing."""
    try:
        key = key_of(digest)
        sealed = _read_private(_path(cache_dir, key))
        if sealed is None or hashlib.sha256(sealed[_SEAL:]).digest() != sealed[:_SEAL]:
            return None
        entry = msgspec.msgpack.decode(sealed[_SEAL:], type=Entry, dec_hook=_decode)
    except (OSError, ValueError, RecursionError):
        return None
    return entry if entry.key == key and entry.catalogue.digest == digest else None


def store(cache_dir: Path, catalogue: Catalogue, problems: tuple[Diagnostic, ...]) -> None:
    """Keep a compilation, whole or not at all. Raises nothing: an unwritable cache is no cache."""
    # Only a miss writes, so only a miss pays for the import.
    import tempfile

    try:
        key = key_of(catalogue.digest)
        data = msgspec.msgpack.encode(Entry(key=key, catalogue=catalogue, problems=problems), enc_hook=_encode)
        cache_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file for this user alone (0600).
        handle, temporary = tempfile.mkstemp(dir=cache_dir, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(_path(cache_dir, key))
    except OSError:
        Path(temporary).unlink(missing_ok=True)


def _path(cache_dir: Path, key: str) -> Path:
    return cache_dir / f"catalogue-{key}.msgpack"


def _read_private(path: Path) -> bytes | None:
    """Read a regular file of sane size that is this user's own. None for anything else."""
    # Neither follow a link nor wait for the writer of a pipe. Windows knows neither flag.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES or not _is_own(about):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    finally:
        os.close(handle)


def _is_own(about: os.stat_result) -> bool:
    if os.name != "posix":
        return True  # pragma: no cover - elsewhere the folder's access list decides
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _encode(value: Any) -> Any:  # noqa: ANN401 - the signature that msgspec asks for
    """Write a fraction as text."""
    return f"{value.numerator}/{value.denominator}"


def _decode(wanted: type, value: Any) -> Any:  # noqa: ANN401 - the signature that msgspec asks for
    """Read a fraction back. Raises `ValueError` for anything that `_encode` does not write."""
    numerator, slash, denominator = str(value).partition("/")
    if wanted is not Fraction or not slash or int(denominator) <= 0:
        raise ValueError(value)
    return Fraction(int(numerator), int(denominator))
