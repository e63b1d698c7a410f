"""Reading the files of a plan folder: quickly, and only what is a plain file of sane size inside it."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhunsheng.compile.problems import Problems
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

PLAN, POLICY, UNITS, CHECKS = "plan.yaml", "policy.yaml", "units.txt", "checks.yaml"
ASSESSMENT = "assessment.yaml"
CHECKUP = "checkup.yaml"
LEDGER = "ledger.yaml"
DEFAULTS = (POLICY, UNITS, CHECKS, LEDGER)
"""Files that may lie beside the plan folders and serve them all, in the order in which they enter the digest."""
BESIDE = "../"
"""In front of the name of a default."""

MAX_BYTES = 1 << 20

_LIKE_RULES = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""YAML files, with the endings that an editor or another system gives them: .yml, .YAML, .yaml.txt."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """One file of the folder, or a default beside it: its name, and its bytes as they stand on disk."""

    name: str
    data: bytes

    @property
    def plain_name(self) -> str:
        """The name without saying where: what the file is for."""
        return self.name.removeprefix(BESIDE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as text, ready to be parsed. Lines end in a single line feed."""

    file: str
    text: str

    def location(self, index: int) -> Location:
        """Return the line and column, counted from 1, of the character at `index`."""
        line_start = self.text.rfind("\n", 0, index) + 1
        return Location(file=self.file, line=self.text.count("\n", 0, index) + 1, column=index - line_start + 1)


def path_of(folder: Path, name: str) -> Path:
    """Say where a file of `folder` lies, a default beside the plan folders included."""
    if not name.startswith(BESIDE):
        return folder / name
    beside = folder / ".." if folder.name in ("", "..") else folder.parent
    return beside / name.removeprefix(BESIDE)


NOTHING_UNSAVED: Mapping[Path, bytes] = {}


def read_folder(
    folder: Path, problems: Problems, unsaved: Mapping[Path, bytes] = NOTHING_UNSAVED
) -> tuple[PlanFile, ...]:
    """Read every *.yaml and units.txt of `folder`, sorted by name. What cannot be read is reported and left out.

    Where `folder` has no policy.yaml, units.txt or ledger.yaml of its own, the one beside the plan folders is read; a
    checks.yaml beside them is read in any case. `unsaved` stands for what an editor holds of a file, by its path, which
    is made of `folder` as it is given.
    """
    if not folder.is_dir():
        message = Text(f"文件夹不存在：{folder}", f"There is no folder {folder}.")
        problems.add("missing-folder", Location(file="."), message)
        return ()
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        problems.add("unreadable-file", Location(file="."), _cannot_open(error))
        return ()
    found = sorted({*found, *(path for path in unsaved if path.parent == folder)})
    names = [p.name for p in found if p.suffix == ".yaml" or p.name == UNITS]
    for path in found:
        if path.name not in names:
            _passed_over(path, problems)
    for name in DEFAULTS:
        beside = path_of(folder, BESIDE + name)
        if (name not in names or name == CHECKS) and (beside in unsaved or os.path.lexists(beside)):
            names.append(BESIDE + name)
    _report_missing({name.removeprefix(BESIDE) for name in names}, problems)
    read = (_read(folder, name, unsaved, problems) for name in names)
    return tuple(f for f in read if f is not None)


_NEEDED = {
    PLAN: ("missing-plan", Text("写明期间、地区和责任部门。", "It states the period, places and departments.")),
    POLICY: ("missing-policy", Text("放在各规划文件夹旁边，各规划共用。", "Put one beside the plan folders, for all.")),
    UNITS: ("missing-units", Text("放在各规划文件夹旁边，各规划共用。", "Put one beside the plan folders, for all.")),
}


def _report_missing(names: set[str], problems: Problems) -> None:
    for needed, (code, hint) in _NEEDED.items():
        if needed not in names:
            problems.add(code, Location(file=needed), Text(f"缺少 {needed}。", f"{needed} is missing."), hint=hint)


def _passed_over(path: Path, problems: Problems) -> None:
    """Report rules that would go unread without a word: every one of them would seem to be kept."""
    try:
        inside = [] if path.name.startswith(".") or not path.is_dir() else sorted(path.iterdir())
    except OSError:
        inside = []
    hint = Text("改名为 .yaml，放在规划文件夹里；不用的请移走。", "Name it .yaml, beside plan.yaml, or move it away.")
    for each in inside or [path]:
        if _LIKE_RULES.search(each.name):
            name = printable(each.relative_to(path.parent).as_posix())
            message = Text("这个文件的名称或位置不对，不会读到。", "By its name or place this file is never read.")
            problems.add("misplaced-file", Location(file=name), message, hint=hint)


def digest(files: tuple[PlanFile, ...]) -> str:
    """SHA-256 over names and bytes; lengths go in as well, so that no two folders run together."""
    total = hashlib.sha256()
    for file in files:
        name = file.name.encode()
        total.update(b"%d %d " % (len(name), len(file.data)) + name + file.data)
    return total.hexdigest()


def _read(folder: Path, name: str, unsaved: Mapping[Path, bytes], problems: Problems) -> PlanFile | None:
    path, at = path_of(folder, name), Location(file=printable(name))
    if path in unsaved:
        return _of_sane_size(unsaved[path], at, problems)
    # os.path.realpath, because Path.resolve raises on a loop of links.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(path.parent)):
        message = Text(
            "这是指向规则文件夹之外的符号链接，不予读取。", "This symbolic link leads out of the plan folder."
        )
        problems.add("outside-folder", at, message)
        return None
    return read_plain(path, at, problems)


def read_plain(path: Path, at: Location, problems: Problems) -> PlanFile | None:
    """Read a plain file of sane size, called as `at` calls it. What cannot be read is reported."""
    # Asked before opening: a named pipe would wait for a writer for ever.
    if not path.is_file():
        problems.add("not-a-file", at, Text("不是普通文件，不予读取。", "This is not a regular file."))
        return None
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        problems.add("unreadable-file", at, _cannot_open(error))
        return None
    return _of_sane_size(data, at, problems)


def _of_sane_size(data: bytes, at: Location, problems: Problems) -> PlanFile | None:
    if len(data) > MAX_BYTES:
        problems.add("file-too-large", at, Text("文件超过 1 MiB，不予读取。", "The file is larger than 1 MiB."))
        return None
    return PlanFile(at.file, data)


def printable(name: str) -> str:
    """A file name may hold bytes that are not UTF-8; it must still be possible to print it."""
    return os.fsencode(name).decode("utf-8", "replace")


def _cannot_open(error: OSError) -> Text:
    return Text(f"打不开：{error.strerror}", f"It cannot be opened: {error.strerror}")


def decode(file: PlanFile, problems: Problems) -> SourceText | None:
    """Turn bytes into text. None, with the reason reported, unless it is clean UTF-8 without tabs."""
    if not file.data.strip():
        problems.add("empty-file", Location(file=file.name), Text("文件没有内容。", "The file holds nothing."))
        return None
    try:
        text = file.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = file.data[: error.start].decode("utf-8-sig").replace("\r\n", "\n")
        message = Text("文件不是 UTF-8 编码。", "The file is not UTF-8.")
        hint = Text("用编辑器另存为 UTF-8（可能是 GB18030）。", "Save it as UTF-8 (it may be GB18030).")
        problems.add("bad-encoding", SourceText(file.name, before).location(len(before)), message, hint=hint)
        return None
    source = SourceText(file.name, text)
    if (unseen := _UNSEEN.search(text)) is not None:
        problems.add("control-character", source.location(unseen.start()), _unseen(unseen))
        return None
    if (tab := text.find("\t")) >= 0:
        message = Text("含有制表符。", "There is a tab.")
        problems.add("tab", source.location(tab), message, hint=Text("改用空格。", "Use spaces."))
        return None
    return source


def unseen_in(text: str) -> Text | None:
    """Say which character of `text` nobody can see, if any: a quoted value may hold one by way of an escape."""
    unseen = _UNSEEN.search(text)
    return None if unseen is None else _unseen(unseen)


def _unseen(found: re.Match[str]) -> Text:
    code_point = f"U+{ord(found.group()):04X}"
    return Text(f"含有看不见的控制字符 {code_point}。", f"There is an invisible control character, {code_point}.")
