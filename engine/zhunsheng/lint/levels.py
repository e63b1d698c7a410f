"""How grave a team holds a code to be: warnings and notes may be raised, lowered or switched off; errors never."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from zhunsheng.model.codes import CODES, NAMES
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text

_OFF = "off"
_WORDS = (*(severity.value for severity in Severity), _OFF)


class BadLevelError(ValueError):
    """A level that cannot be set; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Level(NamedTuple):
    """What becomes of a code: its severity, None where it is switched off, and why."""

    severity: Severity | None
    reason: str = ""


def read(table: Mapping[str, object]) -> dict[str, Level]:
    """Read “ZS324 = "note"” and “ZS324 = {level = "off", reason = "…"}”; a code goes by number or by name.

    Raises `BadLevelError`.
    """
    return {code_of(key): _level(key, value) for key, value in table.items()}


def code_of(key: str) -> str:
    """Return the code that a number or a name means. Raises `BadLevelError`."""
    code = NAMES.get(key, key)
    if code not in CODES:
        raise BadLevelError(Text(f"没有检查“{key}”。", f"there is no check “{key}”."))
    return code


def _level(key: str, value: object) -> Level:
    word, reason = value, ""
    if isinstance(value, Mapping):
        word, reason = value.get("level"), str(value.get("reason", "")).strip()
        if set(value) - {"level", "reason"}:
            word = None
    if word not in _WORDS:
        raise BadLevelError(
            Text(
                f"{key}：应为 {'、'.join(_WORDS)} 之一，或 {{level = …, reason = …}}。",
                f"{key}: give one of {', '.join(_WORDS)}, or {{level = …, reason = …}}.",
            )
        )
    if CODES[code_of(key)].severity is Severity.ERROR and word != Severity.ERROR:
        raise BadLevelError(Text(f"{key} 是错误，不能降级或关闭。", f"{key} is an error: it stays one."))
    if word == _OFF and not reason:
        raise BadLevelError(
            Text(f'关闭 {key} 要写理由：{{level = "off", reason = "…"}}。', f"{key}: to switch it off give a reason.")
        )
    return Level(None if word == _OFF else Severity(str(word)), reason)


def levelled(problems: Iterable[Diagnostic], levels: Mapping[str, Level]) -> tuple[Diagnostic, ...]:
    """Give each problem the severity that it is set to, and leave out what is switched off."""
    found = []
    for problem in problems:
        level = levels.get(problem.code)
        if level is None:
            found.append(problem)
        elif level.severity is not None:
            found.append(msgspec.structs.replace(problem, severity=level.severity))
    return tuple(found)
