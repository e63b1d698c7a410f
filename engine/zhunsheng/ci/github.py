"""Annotations of GitHub: commands on standard output that a workflow turns into notes beside the changed lines."""

from collections.abc import Iterator

from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Remark, Told, Weight

_COMMANDS = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "notice"}
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_TEXT | {":": "%3A", ",": "%2C"}
_TEXT, _PROPERTY = (str.maketrans(table) for table in (_IN_TEXT, _IN_PROPERTY))


def render(told: Told, paths: Paths) -> bytes:
    """Write one command a remark; what has been set aside is left out."""
    names = {kind.id: kind.name for kind in told.kinds}
    lines = (_command(each, names[each.kind], paths) for each in told.remarks if each.aside is None)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _command(remark: Remark, name: str, paths: Paths) -> str:
    title = remark.kind if name == remark.kind else f"{remark.kind} {name}"
    given = [*_position(remark, paths), ("title", title)]
    properties = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in given)
    return f"::{_COMMANDS[remark.weight]} {properties}::{remark.text.translate(_TEXT)}"


def _position(remark: Remark, paths: Paths) -> Iterator[tuple[str, str]]:
    if not remark.spots:
        return
    spot = remark.spots[0]
    yield "file", paths.shown(spot.at.file)
    if spot.at.line is None:
        return
    yield "line", str(spot.at.line)
    line, after = spot.until or (spot.at.line, None)
    yield "endLine", str(line)
    if spot.at.column is not None and line == spot.at.line:  # columns are for what stands on one line
        yield "col", str(spot.at.column)
        yield "endColumn", str(max(spot.at.column, spot.at.column if after is None else after - 1))
