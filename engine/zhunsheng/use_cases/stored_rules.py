"""The rules of a day: their files go into the store as they stand, and come out again to be compiled."""

import tempfile
from pathlib import Path

from zhunsheng import compile as compiling
from zhunsheng.api import Compiled
from zhunsheng.compile.files import BESIDE, DEFAULTS, PlanFile, digest, read_folder
from zhunsheng.compile.problems import Problems
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.text import Text
from zhunsheng.store import Rules, RulesFile


def kept(plan: Compiled) -> Rules:
    """Read the files of a compiled plan. Raises `UsageError` where they are no longer those that were compiled."""
    files = read_folder(plan.folder, Problems())
    if digest(files) != plan.catalogue.digest:
        raise UsageError(Text("规则文件正在被改写，请重试。", "the rules are being changed; try again."))
    return Rules(plan.catalogue.digest, tuple(RulesFile(each.name, each.data) for each in files))


def sound(rules: Rules) -> bool:
    """Tell whether the files are those of which the digest was taken."""
    plain = sorted((each for each in rules.files if not each.name.startswith(BESIDE)), key=lambda each: each.name)
    beside = [each for name in DEFAULTS for each in rules.files if each.name == BESIDE + name]
    return digest(tuple(PlanFile(each.name, each.data) for each in (*plain, *beside))) == rules.digest


def restored(rules: Rules, cache_dir: Path | None) -> Catalogue:
    """Compile the rules that a store kept.

    Raises `UsageError` where they are not what their digest says, and `BadRulesError` where this version of the
    program does not understand them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        folder.mkdir()
        for file in rules.files:
            _put(folder, file)
        loaded = compiling.load(folder, cache_dir)
    if loaded.catalogue is None:
        raise BadRulesError(loaded.problems)
    if loaded.catalogue.digest != rules.digest:
        raise _spoilt()
    return loaded.catalogue


def _put(folder: Path, file: RulesFile) -> None:
    """Write a file back. Its name comes out of a file that somebody else may have made: it leads nowhere else."""
    plain = file.name.removeprefix(BESIDE)
    if plain != file.name and plain not in DEFAULTS:
        raise _spoilt()
    if Path(plain).name != plain or plain in ("", ".", ".."):
        raise _spoilt()
    (folder / plain if plain == file.name else folder.parent / plain).write_bytes(file.data)


def _spoilt() -> UsageError:
    return UsageError(
        Text(
            "库里所存的规则与其摘要不符，库已损坏。",
            "the rules in the store are not what their digest says: it is damaged.",
        )
    )
