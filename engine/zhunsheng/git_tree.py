"""Files as they stood in a revision of a git repository, read through `git` itself: nothing is checked out or changed.

`git` runs as a child with fixed arguments and no shell. A repository may be anybody's: nothing of it is executed (no
hook, filter, pager or file monitor), and nothing is fetched from anywhere.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

PATIENCE = 60.0
"""Seconds that git may take to answer."""
MOST_FILES = 10_000
MOST_BYTES = 256 << 20
_SAFE = ("--no-pager", "--no-replace-objects", "--literal-pathspecs")
_SETTINGS = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never")
_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_EXTERNAL_DIFF")
"""Variables that a hook sets for its own repository: which one is meant is told by the folder."""
_LINK, _FILE = "120000", "100"


class Repository(NamedTuple):
    """Where a folder stands in the work tree of a repository: `inside` is its path below `root`."""

    root: Path
    inside: PurePosixPath


class _Entry(NamedTuple):
    mode: str
    name: str
    path: PurePosixPath


def repository(folder: Path) -> Repository:
    """Find the repository that a folder lies in. Raises `UsageError` where there is none, or no git."""
    answer = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    lines = os.fsdecode(answer.stdout).split("\n")
    if answer.returncode or len(lines) < 2 or not lines[0]:
        said = _last_line(answer.stderr)
        raise UsageError(
            Text(
                f"{folder} 不在 git 工作区里，无从取得以前的规则。git：{said}",
                f"{folder} lies in no git work tree: there are no earlier rules to look up. git: {said}",
            )
        )
    return Repository(Path(lines[0]), PurePosixPath(lines[1] or "."))


def commit(repo: Repository, revision: str) -> str:
    """Return the id of the commit that a revision names. Raises `UsageError` where it names none."""
    return _one(repo, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")


def fork_point(repo: Repository, revision: str) -> str:
    """Return the last commit that a revision and what is checked out have in common. Raises `UsageError`."""
    base = commit(repo, revision)
    answer = _git(repo.root, "merge-base", "--end-of-options", base, "HEAD")
    found = answer.stdout.decode("ascii", "replace").strip()
    if answer.returncode or not _is_id(found):
        raise UsageError(
            Text(
                f"{revision} 与当前提交没有共同的祖先；浅克隆的，请先取回完整历史（git fetch --unshallow）。",
                f"{revision} and HEAD have no common ancestor; of a shallow clone, fetch the whole history first "
                "(git fetch --unshallow).",
            )
        )
    return found


def extract(repo: Repository, at: str, paths: Sequence[PurePosixPath], into: Path) -> None:
    """Write the files of a commit that lie at or below `paths` into a folder, at their paths from the root.

    Links are left out, as are modules of other repositories. Raises `UsageError` where there is too much, or git fails.
    """
    wanted = [str(path) for path in paths if str(path) != "."]
    named = _git(repo.root, "ls-tree", "-r", "-z", "--full-tree", at, "--", *wanted)
    if named.returncode:
        raise _failed(named.stderr)
    entries = [entry for entry in map(_entry, named.stdout.split(b"\0")[:-1]) if entry is not None]
    if len(entries) > MOST_FILES:
        raise _too_much()
    asked = "".join(f"{entry.name}\n" for entry in entries).encode()
    read = _git(repo.root, "cat-file", "--batch", data=asked)
    if read.returncode or len(read.stdout) > MOST_BYTES:
        raise _failed(read.stderr) if read.returncode else _too_much()
    for entry, content in zip(entries, _contents(read.stdout), strict=False):
        target = into / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _entry(line: bytes) -> _Entry | None:
    """Read a line of ls-tree. None for what is no plain file, or whose path would lead out of the folder."""
    head, _, path = line.partition(b"\t")
    mode, kind, name = head.decode("ascii", "replace").split()
    where = PurePosixPath(os.fsdecode(path))
    inside = not where.is_absolute() and ".." not in where.parts
    return _Entry(mode, name, where) if kind == "blob" and mode != _LINK and inside else None


def _contents(batch: bytes) -> Iterator[bytes]:
    """Take the answer of `cat-file --batch` apart: a line that ends in the size, that many bytes, a line feed.

    Raises `UsageError` for a file that this clone does not hold.
    """
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        told = batch[at:end].rsplit(b" ", 1)[1]
        if not told.isdigit():
            raise _failed(batch[at:end])
        size = int(told)
        yield batch[end + 1 : end + 1 + size]
        at = end + size + 2


def _one(repo: Repository, revision: str, *arguments: str) -> str:
    answer = _git(repo.root, *arguments)
    found = answer.stdout.decode("ascii", "replace").strip()
    if answer.returncode or not _is_id(found):
        raise UsageError(
            Text(f"git 里没有 {revision} 这个提交、分支或标签。", f"git knows no commit, branch or tag {revision}.")
        )
    return found


def _is_id(text: str) -> bool:
    return len(text) in (40, 64) and all(c in "0123456789abcdef" for c in text)


def _git(folder: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git. Raises `UsageError` where there is none, or it does not end."""
    program = shutil.which("git")
    if program is None:
        raise UsageError(
            Text("找不到 git 程序，不能取得以前的规则。", "there is no git here to look up earlier rules.")
        )
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    environment = {key: value for key, value in os.environ.items() if key not in _OURS}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - git, by its path; words that come from outside stand behind the options
            [program, *_SAFE, *settings, *arguments],
            cwd=folder,
            input=data,
            capture_output=True,
            env=environment,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(Text("git 一直没有答复。", "git did not answer in time.")) from error
    except (OSError, ValueError) as error:  # a folder that is gone; a NUL in a name
        raise UsageError(Text(f"git 不能运行：{error}", f"git cannot be run: {error}")) from error


def _last_line(said: bytes) -> str:
    return (said.decode("utf-8", "replace").strip().splitlines() or ["—"])[-1]


def _failed(said: bytes) -> UsageError:
    return UsageError(Text(f"git 读不出规则：{_last_line(said)}", f"git cannot read the rules: {_last_line(said)}"))


def _too_much() -> UsageError:
    return UsageError(
        Text(
            f"该提交的规则文件夹超过 {MOST_FILES} 个文件或 {MOST_BYTES >> 20} MiB，不予读取。",
            f"the rules folder of that commit holds more than {MOST_FILES} files or {MOST_BYTES >> 20} MiB.",
        )
    )
