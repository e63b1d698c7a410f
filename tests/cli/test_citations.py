"""`zhunsheng lint --sources`: citations against a text, and the text against the citations."""

import shutil
from pathlib import Path

import pytest
from tests.support import plan_folder
from tests.support.cli import Run
from tests.support.paths import RULES

PLAN = """\
id: mini
title: 小规划
document: {title: 小规划, published: 2022-12}
period: {base: 2020, start: 2021, end: 2025}
places: [{id: town, title: 甲区, level: district}]
departments: [{id: 甲局, title: 区甲局}]
context:
  - {locator: 前言, reason: achievement, note: 上期}
"""
THEME = """\
theme: 供水
rules:
  - id: coverage
    title: 普及率
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 甲局
    source: {locator: 第一章, anchor: 供水普及率, figure: 95}
"""
TEXT = "前言\n上期改造3项。\n第一章 目标\n到2025年，供水普及率达到 95 ％。\n新建水厂2座。\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "all" / "mini"
    folder.mkdir(parents=True)
    for name, text in {"plan.yaml": PLAN, "a.yaml": THEME}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("policy.yaml", "units.txt"):
        shutil.copy(RULES / name, folder.parent)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mini.txt").write_text(TEXT, encoding="utf-8")
    return folder.parent


def test_verified(run: Run, rules: Path) -> None:
    code, out, err = run("lint", "--rules", rules, "--sources", "texts")
    assert (code, err) == (0, "")
    assert out.splitlines() == ["1 个规划，1 条规则：0 个错误，0 个疑问", "mini：有数字的规则 1 条，1 条与原文相符"]
    assert (
        "mini: 1 of 1 rules with a figure verified"
        in run("lint", "--rules", rules, "--sources", "texts", "--lang", "en")[1]
    )


def test_the_texts_that_the_settings_name(
    run: Run, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "相符" not in run("lint", "--rules", rules)[1]
    (tmp_path / "zhunsheng.toml").write_text('sources = "texts"\n', encoding="utf-8")
    assert "1 条与原文相符" in run("lint", "--rules", rules)[1]
    monkeypatch.setenv("ZHUNSHENG_SOURCES", "nowhere")
    assert run("lint", "--rules", rules)[0] == 2
    assert run("lint", "--rules", rules, "--sources", "texts")[0] == 0


def test_a_wrong_figure_is_an_error_at_its_rule(run: Run, rules: Path, tmp_path: Path) -> None:
    text = tmp_path / "texts" / "mini.txt"
    text.write_text(TEXT.replace("95", "94"), encoding="utf-8")
    code, out, err = run("lint", "--rules", rules, "--sources", "texts")
    assert code == 2
    assert err.startswith(f"{rules / 'mini' / 'a.yaml'}:10:51: ")
    assert "figure-not-near-anchor]" in err
    assert "94%（第 4 行）" in err
    assert "1 条规则：1 个错误" in out
    assert "有数字的规则 1 条，0 条与原文相符" in out


def test_uncited_quantities_are_listed_and_fail_only_when_strict(run: Run, rules: Path) -> None:
    words = ("lint", "--rules", rules, "--sources", "texts", "--uncited")
    code, out, _ = run(*words)
    assert code == 0
    assert out.splitlines()[2:] == [
        "texts/mini.txt:5:5: …新建水厂【2座】。…",
        "mini：1 处数量没有规则引用，也未在 context 说明（年份、日期 1 处只说何时，不列）",
    ]
    assert run(*words, "--strict")[0] == 2
    assert run(*words[:-1], "--strict")[0] == 0


def test_a_text_full_of_escapes_does_not_reach_the_terminal(run: Run, rules: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "mini.txt").write_text(TEXT.replace("水厂", "水\x1b[31m厂"), encoding="utf-8")
    _, out, _ = run("lint", "--rules", rules, "--sources", "texts", "--uncited")
    assert "\x1b" not in out


def test_a_missing_text_a_missing_folder_and_a_missing_flag(run: Run, rules: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "mini.txt").unlink()
    code, _, err = run("lint", "--rules", rules, "--sources", "texts")
    assert (code, "source-text-missing]" in err) == (2, True)
    code, _, err = run("lint", "--rules", rules, "--sources", "nowhere")
    assert (code, "nowhere" in err) == (2, True)
    code, _, err = run("lint", "--rules", rules, "--uncited")
    assert (code, "--sources" in err) == (2, True)


def test_bad_rules_are_told_before_any_citation(run: Run, tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, plan=plan_folder.PLAN.replace("period", "periode"))
    code, out, err = run("lint", "--rules", folder, "--sources", tmp_path)
    assert (code, "[ZS101 unknown-key]" in err, "与原文相符" in out) == (2, True, False)
