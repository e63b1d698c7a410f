"""`lint --explain`: a number or a code, in either language; a wrong one is told what was meant."""

from pathlib import Path

import pytest

from tests.support.cli import Run, runner
from zhunsheng.commands.lint_explain import explained
from zhunsheng.model.codes import CODES


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capsys)


def test_a_number_and_its_code_are_the_same(run: Run) -> None:
    by_number, by_code = run("lint", "--explain", "zs304"), run("lint", "--explain", "missing-operator")
    assert by_number == by_code
    code, out, err = by_number
    assert (code, err) == (0, "")
    assert out.startswith("ZS304 missing-operator · 错误\n目标没有写比较符号\n\n为什么：")
    assert "  →   target: {2025: 95}" in out.splitlines()
    assert '  →   target: {2025: ">= 95"}' in out.splitlines()


def test_a_number_is_explained_in_english(run: Run) -> None:
    assert "\nWhy: A bare 95 " in run("lint", "--explain", "ZS304", "--lang", "en")[1]


def test_what_nobody_sees_is_made_visible() -> None:
    assert "  → ⇥owner: 城管局" in explained("tab", "zh").splitlines()
    assert "  →   owner: 城管局··" in explained("trailing-space", "zh").splitlines()


def test_every_number_can_be_explained() -> None:
    for code, about in CODES.items():
        assert explained(about.number, "en").startswith(f"{about.number} {code} · ")


def test_a_wrong_number_is_told_what_was_meant(run: Run) -> None:
    code, out, err = run("lint", "--explain", "misplaced-fil")
    assert (code, out) == (2, "")
    assert "是不是“misplaced-file”？" in err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("ZS42", "这样开头的有 ZS420。"),
        ("zs4", "这样开头的有 ZS401、"),
        ("304", "这样开头的有 ZS304。"),
        ("ZS", "全部编号见"),
        ("ZS9999", "是不是“ZS"),
    ],
)
def test_the_beginning_of_a_number_lists_those_that_begin_so(run: Run, wrong: str, said: str) -> None:
    code, out, err = run("lint", "--explain", wrong)
    assert (code, out) == (2, "")
    assert said in err
    assert ("这样开头" in err) == ("这样开头" in said)
