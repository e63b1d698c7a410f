"""Files that are made to cost time or to break something: lint answers at once."""

import os
from pathlib import Path

import pytest
from tests.lint.conftest import RULES, Lint

from zhunsheng.use_cases.fixing import fix
from zhunsheng.use_cases.linting import Asked, lint

MIB = 1 << 20
HEAD = "theme: 主题\n"


@pytest.mark.parametrize(
    "text",
    [
        "# zhunsheng: ignore[ZS420] 多\n" + "#\n" * 60_000,
        "# zhunsheng: ignore[ZS420] 多\n" * 15_000,
        HEAD + " " * (MIB - 200) + "x\n",
        HEAD + "x" + " " * (MIB - 200) + "\n",
        HEAD + " " * (MIB - 200) + "\t\n",
        HEAD + "a\t" * (MIB // 4),
        HEAD + "note" + " " * (MIB - 200) + "：x\n",
        HEAD + "note: {" + "a： " * (MIB // 8),
        HEAD + "note: {" + "'" * (MIB // 4),
        HEAD + 'note: {"' + '\\"' * (MIB // 8),
        HEAD + "target: {" + "2025: >= 1, " * 30_000,
        HEAD + "- " * 400_000,
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_a_file_made_to_cost_time_does_not(run: Lint, tmp_path: Path, text: str) -> None:
    run()
    (tmp_path / "rules" / "mini" / "hostile.yaml").write_text(text, encoding="utf-8")
    assert lint(Asked(rules=tmp_path / "rules")).plans == 1
    fix(Asked(rules=tmp_path / "rules"))


@pytest.mark.parametrize("title", ["9" * 9_000 + "以上", "9," * 4_000 + "以上", "超" * 9_000, " " * 9_000 + "超过40个"])
def test_a_title_made_to_break_the_reading_of_words(run: Lint, title: str) -> None:
    run({"title: 龙头企业": f'title: "{title}"'})


def test_a_feature_that_is_a_pipe_or_too_large_is_none(run: Lint, tmp_path: Path) -> None:
    folder = tmp_path / "features" / "mini"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "share.feature")
    (folder / "firms.feature").write_bytes(b"x" * (MIB + 1))
    found = run(features=folder.parent).problems
    assert [each.code for each in found] == ["unreadable-feature", "unreadable-feature"]


def test_an_ignore_may_not_hide_behind_a_character_that_nobody_sees(run: Lint) -> None:
    assert ", figure: 95}" in RULES
    linted = run({", figure: 95}": "}  # zhunsheng\u200b: ignore[ZS420] 看不见"})
    assert [each.code for each in linted.problems] == ["control-character"]
