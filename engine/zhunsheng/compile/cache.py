"""Compiled catalogues on disk, so that a check need not load pint and yaml again.

A cache changes nothing but the time: whatever is wrong with it, the catalogue is compiled anew. It holds plain
MessagePack, decoded into typed structs only, in a private file: who can write another's cache could write his verdicts.
"""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec

import zhunsheng
from zhunsheng import private_files
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic

MAX_BYTES = 64 << 20


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
    for source in sorted((*package.glob("compile/*.py"), *package.glob("model/**/*.py"))):
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


def fetch(cache_dir: Path, digest: str) -> Entry | None:
    """Return the entry for `digest`, or None where there is none that can be trusted. Raises nothing."""
    try:
        key = key_of(digest)
        data = private_files.read(_path(cache_dir, key), MAX_BYTES)
        if data is None:
            return None
        entry = msgspec.msgpack.decode(data, type=Entry, dec_hook=_decode)
    except (OSError, ValueError, RecursionError):
        return None
    return entry if entry.key == key and entry.catalogue.digest == digest else None


def store(cache_dir: Path, catalogue: Catalogue, problems: tuple[Diagnostic, ...]) -> None:
    """Keep a compilation, whole or not at all. Raises nothing: an unwritable cache is no cache."""
    try:
        key = key_of(catalogue.digest)
    except OSError:
        return
    data = msgspec.msgpack.encode(Entry(key=key, catalogue=catalogue, problems=problems), enc_hook=_encode)
    private_files.write(_path(cache_dir, key), data)


def _path(cache_dir: Path, key: str) -> Path:
    return cache_dir / f"catalogue-{key}.msgpack"


def _encode(value: Any) -> Any:  # noqa: ANN401 - the signature that msgspec asks for
    """Write a fraction as text."""
    return f"{value.numerator}/{value.denominator}"


def _decode(wanted: type, value: Any) -> Any:  # noqa: ANN401 - the signature that msgspec asks for
    """Read a fraction back. Raises `ValueError` for anything that `_encode` does not write."""
    numerator, slash, denominator = str(value).partition("/")
    if wanted is not Fraction or not slash or int(denominator) <= 0:
        raise ValueError(value)
    return Fraction(int(numerator), int(denominator))
