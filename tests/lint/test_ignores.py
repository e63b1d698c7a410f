"""An ignore says why, bears on one line, and is told when it is not needed; an error is never ignored."""

from pathlib import Path

import pytest
from tests.lint.conftest import RULES, Lint, told

from zhunsheng.model.diagnostic import Severity

LINE = "    source: {locator: 表1, anchor: 收集率, figure: 95}"
BARE = "    source: {locator: 表1, anchor: 收集率}"
BEHIND = {LINE: f"{BARE}  # zhunsheng: ignore[ZS420] 原文没有数"}
ABOVE = {LINE: f"    # zhunsheng: ignore[missing-citation] 原文没有数\n\n    # 又一条注释\n{BARE}"}


@pytest.mark.parametrize(
    "changes",
    [
        {"owner: 甲局\n": "owner: 甲局  # zhunsheng: ignore[ZS430] 要有原文才知道\n"},
        {"owner: 甲局\n": "owner: 甲局  # zhunsheng: ignore[ZS503] 要有场景才知道\n"},
        {LINE: f"{LINE}  # zhunsheng: ignore[ZS420] 有错误时不知道", "nature: binding": "nature: bindng"},
    ],
)
def test_what_was_not_looked_for_may_be_needed(run: Lint, changes: dict[str, str]) -> None:
    assert [code for code, _, _ in told(run(changes)) if code != "unknown-value"] == []


@pytest.mark.parametrize("changes", [BEHIND, ABOVE], ids=["behind", "above"])
def test_what_is_ignored_is_kept_with_its_reason(run: Lint, changes: dict[str, str]) -> None:
    linted = run(changes)
    assert linted.problems == ()
    assert [(problem.code, why) for problem, why in linted.ignored] == [("missing-citation", "原文没有数")]


def test_only_what_it_names_and_only_on_its_line(run: Lint) -> None:
    other = run({LINE: f"{BARE}  # zhunsheng: ignore[ZS240] 不是这个"})
    assert [code for code, _, _ in told(other)] == ["missing-citation", "unused-ignore"]
    elsewhere = run({"theme: 主题": "theme: 主题  # zhunsheng: ignore[ZS420] 不在这里", LINE: BARE})
    assert [code for code, _, _ in told(elsewhere)] == ["unused-ignore", "missing-citation"]


def test_one_comment_may_name_several(run: Lint) -> None:
    both = run({LINE: f"{BARE}  # zhunsheng: ignore[ZS420, ZS240] 两样"})
    assert [each.message.zh for each in both.problems] == ["这里没有“ZS240”可忽略了。"]
    assert both.problems[0].fix is None  # the comment is needed for the other
    assert len(both.ignored) == 1


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# zhunsheng: ignore[ZS420]", "ignore-without-reason"),
        ("# zhunsheng: ignore[ZS420]   ", "ignore-without-reason"),
        ("# zhunsheng: ignore ZS420 没有括号", "malformed-ignore"),
        ("# zhunsheng: ignore[] 空的", "malformed-ignore"),
        ("# zhunsheng: ignore[ZS420,] 多一个逗号", "malformed-ignore"),
        ("# zhunsheng: noqa", "malformed-ignore"),
    ],
)
def test_an_ignore_that_is_none_ignores_nothing(run: Lint, comment: str, code: str) -> None:
    linted = run({LINE: f"{BARE}  {comment}"})
    codes = {each for each, _, _ in told(linted)}
    assert {"missing-citation", code} <= codes
    assert linted.ignored == ()


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# zhunsheng: ignore[ZS999] 没有这个", "ignore-of-unknown"),
        ("# zhunsheng: ignore[ZS101] 是错误", "ignore-of-error"),
        ("# zhunsheng: ignore[ZS420] 用不上", "unused-ignore"),
    ],
)
def test_an_ignore_of_nothing_is_told_where_it_stands(run: Lint, comment: str, code: str) -> None:
    linted = run({LINE: f"{LINE}  {comment}"})
    assert told(linted) == [(code, 10, len(LINE) + 3)]
    assert linted.problems[0].until == (10, len(LINE) + 3 + len(comment))
    assert linted.problems[0].severity is Severity.WARNING


def test_an_error_is_not_ignored(run: Lint) -> None:
    linted = run({"nature: binding": "nature: bindng  # zhunsheng: ignore[unknown-value] 不行"})
    assert [code for code, _, _ in told(linted)] == ["unknown-value", "ignore-of-error"]


def test_what_looks_like_a_comment_inside_a_value_is_none(run: Lint) -> None:
    quoted = run({"owner: 甲局\n": 'owner: 甲局\n    note: "# zhunsheng: ignore[ZS420] 不是注释"\n', LINE: BARE})
    assert [code for code, _, _ in told(quoted)] == ["missing-citation"]
    block = run({"owner: 甲局\n": "owner: 甲局\n    note: |\n      # zhunsheng: ignore[ZS999] 不是注释\n"})
    assert block.problems == ()


def test_an_ignore_at_the_end_of_a_file_bears_on_nothing(run: Lint) -> None:
    last = RULES.rstrip("\n").splitlines()[-1]
    linted = run({last: f"{last}\n# zhunsheng: ignore[ZS420] 末尾"})
    assert [code for code, _, _ in told(linted)] == ["unused-ignore"]


def test_a_feature_may_hold_an_ignore(run: Lint, tmp_path: Path) -> None:
    folder = tmp_path / "features" / "mini"
    folder.mkdir(parents=True)
    for name, numbers in (("share", "2025 95"), ("firms", "2023 2025 20 40")):
        (folder / f"{name}.feature").write_text(f"# language: zh-CN\n功能: {name}\n  {numbers}\n", encoding="utf-8")
    (folder / "old.feature").write_text("# zhunsheng: ignore[ZS502] 留作参考\n功能: 旧\n", encoding="utf-8")
    linted = run(features=folder.parent)
    assert [code for code, _, _ in told(linted)] == ["stray-feature", "unused-ignore"]  # it is told of line 1
    (folder / "share.feature").write_text(
        "# zhunsheng: ignore[feature-drift] 另有场景\n功能: 占比\n  场景: 2025年\n", encoding="utf-8"
    )
    (folder / "old.feature").unlink()
    linted = run(features=folder.parent)
    assert linted.problems == ()
    assert [why for _, why in linted.ignored] == ["另有场景"]
