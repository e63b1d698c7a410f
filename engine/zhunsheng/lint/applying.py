"""Edits applied to the text of a file: from its end to its beginning, so that none moves another."""

from collections.abc import Iterable

from zhunsheng.model.fix import Edit, Fix


def applied(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, tuple[Fix, ...]]:
    """Apply the fixes of one file to its bytes; one that meets another is left for the next time.

    Returns the new bytes and the fixes that went in. Line ends and a byte order mark are kept. Raises
    `UnicodeDecodeError` for what is not UTF-8.
    """
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    lines = data[len(mark) :].decode("utf-8").split("\n")
    taken: list[Edit] = []
    chosen = []
    for fix in fixes:
        if not any(_meet(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            chosen.append(fix)
    for edit in sorted(taken, key=_start, reverse=True):
        _put(lines, edit)
    return mark + "\n".join(lines).encode("utf-8"), tuple(chosen)


def _start(edit: Edit) -> tuple[int, int]:
    return edit.line, edit.column


def _end(edit: Edit) -> tuple[int, int]:
    return edit.end_line, edit.end_column


def _meet(one: Edit, other: Edit) -> bool:
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _put(lines: list[str], edit: Edit) -> None:
    """Change `lines` in place. Beyond the last line, the end of the file is meant."""
    first, last = edit.line - 1, edit.end_line - 1
    before = lines[first][: edit.column - 1]
    after = lines[last][edit.end_column - 1 :] if last < len(lines) else ""
    lines[first : last + 1] = (before + edit.text + after).split("\n")
