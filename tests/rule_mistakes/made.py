"""Mistakes that no piece of text can hold: files that are missing, too large, unreadable, in another encoding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rule_mistakes.scene import FEATURES, PLAN_FOLDER, RULE, SOURCE_TEXT


def _written(name: str, text: str | bytes) -> Callable[[Path], None]:
    raw = text.encode() if isinstance(text, str) else text

    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(raw)

    return spoil


def _without(*names: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return spoil


def _no_folder(folder: Path) -> None:
    (folder / PLAN_FOLDER).rename(folder / "another")


def _linked(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere.yaml"
    (folder / _RULES).rename(elsewhere)
    (folder / _RULES).symlink_to(elsewhere)


def _folder_for_a_file(folder: Path) -> None:
    (folder / PLAN_FOLDER / "health.yaml").mkdir()


def _features(*names: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        features = folder.parent / "features" / PLAN_FOLDER
        features.mkdir(parents=True)
        for name in names:
            text = FEATURES.get(name, FEATURES["clean-toilets"])
            (features / f"{name}.feature").write_text(text, encoding="utf-8")

    return spoil


def _text_of_the_plan(name: str, raw: bytes) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder.parent / "sources").mkdir()
        (folder.parent / "sources" / name).write_bytes(raw)

    return spoil


_RULES = f"{PLAN_FOLDER}/rules.yaml"
_LONG = "    note: " + "按集中处理量计算" * 2500 + "\n"
MAKERS: dict[str, Callable[[Path], None]] = {
    "missing-folder": _no_folder,
    "missing-plan": _without(f"{PLAN_FOLDER}/plan.yaml"),
    "missing-policy": _without("policy.yaml"),
    "missing-units": _without("units.txt"),
    "not-a-file": _folder_for_a_file,
    "misplaced-file": _written(f"{PLAN_FOLDER}/health.yml", RULE),
    "outside-folder": _linked,
    "file-too-large": _written(_RULES, RULE + "#" * (1 << 20)),
    "empty-file": _written(_RULES, "# 城市环境（待写）\n"),
    "bad-encoding": _written(_RULES, RULE.encode("gb18030")),
    "scalar-too-long": _written(_RULES, RULE.replace("  - id: clean", _LONG + "  - id: clean")),
    "source-text-missing": _text_of_the_plan("某县规划.txt", b""),
    "source-text-unreadable": _text_of_the_plan(SOURCE_TEXT, "第五章 环境".encode("gb18030")),
    "missing-feature": _features("sewage-collection-rate"),
    "stray-feature": _features("sewage-collection-rate", "clean-toilets", "garbage-sorting"),
    "too-many-problems": _written(_RULES, "theme: 城市环境\nrules:\n" + "  - {id: x}\n" * 1000),
}
"""Code → what spoils a faultless folder of rules."""


def refuse_to_open(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody read a file of this name: taking its permissions away stops everybody but root."""
    opened = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - stands in for Path.open
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
