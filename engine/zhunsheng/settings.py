"""Settings of a run: a flag beats the environment, the environment beats the file."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

KEYS = ("rules", "plan", "year", "fail-on", "lang", "unit", "leaders", "store", "sources")
"""Settings that `zhunsheng.toml`, `[tool.zhunsheng]` and the environment (`ZHUNSHENG_FAIL_ON` …) may give."""
_LINT = "lint"
"""A table of its own, for one command: `[lint]`, `[tool.zhunsheng.lint]`."""
OWN_KEYS = (*KEYS, "cache-dir")
"""The environment may also say where the cache is. A file may not: what is cached is run, and somebody else's project
must not bring its own.
"""


def defaults(start: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Collect settings from the nearest configuration file at or above `start`, then from the environment.

    Values are text, as a flag would give them. Raises `UsageError` for a broken file or an unknown key.
    """
    settings = _from_file(start)
    for key in OWN_KEYS:
        value = environ.get("ZHUNSHENG_" + key.upper().replace("-", "_"))
        if value:
            settings[key] = value
    return settings


def lint(start: Path) -> tuple[Path, dict[str, Any]]:
    """Return the table `lint` of the nearest configuration file, and the folder that its paths are meant from.

    Raises `UsageError` for a broken file or a table that is none.
    """
    path, table = _nearest(start)
    found = table.get(_LINT, {})
    if not isinstance(found, dict):
        raise UsageError(Text(f"{path} 的 {_LINT} 应为一组设置。", f"`{_LINT}` in {path} must be a table."))
    return path.parent, found


def _from_file(start: Path) -> dict[str, str]:
    path, table = _nearest(start)
    return _known(path, {key: value for key, value in table.items() if key != _LINT})


def _nearest(start: Path) -> tuple[Path, dict[str, Any]]:
    """Return the nearest configuration file at or above `start` and its table; empty where there is none."""
    for folder in (start, *start.parents):
        own, shared = folder / "zhunsheng.toml", folder / "pyproject.toml"
        if own.is_file():
            return own, _toml(own)
        if shared.is_file():
            table = _toml(shared, speaks_of="zhunsheng").get("tool", {}).get("zhunsheng")
            return shared, {} if table is None else table
    return start / "zhunsheng.toml", {}


def _toml(path: Path, speaks_of: str = "") -> dict[str, Any]:
    """Read a file; one that does not speak of us is another tool's business, broken or not."""
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError) as error:
        raise _unreadable(path, error) from error
    if speaks_of not in text:
        return {}
    import tomllib  # most runs have no file to read

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UsageError:
    return UsageError(Text(f"{path} 不能读取：{error}", f"cannot read {path}: {error}"))


def _known(path: Path, table: dict[str, Any]) -> dict[str, str]:
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        names = ", ".join(unknown)
        raise UsageError(
            Text(
                f"{path} 里有不认识的设置：{names}。可用的有：{'、'.join(KEYS)}。",
                f"{path} has unknown settings: {names}. Known ones: {', '.join(KEYS)}.",
            )
        )
    settings = {key: str(value) for key, value in table.items()}
    for key in ("rules", "leaders", "store", "sources"):  # a path in a file is meant from where the file stands
        if key in settings:
            settings[key] = str(path.parent / settings[key])
    return settings
