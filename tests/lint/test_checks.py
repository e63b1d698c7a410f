"""What each check finds, at the very text that it is about; and what looks like it and is fine."""

from pathlib import Path

import pytest
from tests.lint.conftest import PLAN, Lint, spans

CHECKS = """\
checks:
  - {id: possible, title: 可能范围, kind: range, level: refuse, of: {unit: 个, kind: level}, range: 0..30}
"""
STEPS = 'target: {2023: ">= 20", 2025: ">= 40"}'
FIGURES = "figure: [20, 40]}"

FOUND = [
    ({'">= 95"': '"> 100"', "figure: 95": "figure: 100"}, "infeasible-target", '"> 100"'),
    ({'">= 95"': '"< 0"', "figure: 95": "figure: 0"}, "infeasible-target", '"< 0"'),
    ({STEPS: 'target: {2025: "= -5"}', FIGURES: "figure: -5}"}, "infeasible-target", '"= -5"'),
    ({STEPS: 'target: {2025: "-8..-5"}', FIGURES: "figure: [-8, -5]}"}, "infeasible-target", '"-8..-5"'),
    ({'">= 95"': '">= 120"', "figure: 95": "figure: 120"}, "share-outside", '{2025: ">= 120"}'),
    ({STEPS: 'target: {2025: "<= -1"}', FIGURES: "figure: -1}"}, "infeasible-target", '"<= -1"'),
    ({STEPS: 'target: {2023: ">= 40", 2025: ">= 40"}', FIGURES: "figure: 40}"}, "redundant-target", '">= 40"'),
    ({STEPS: 'target: {2023: ">= 40", 2025: ">= 20"}'}, "backward-target", '">= 20"'),
    ({STEPS: 'target: {2023: ">= 5", 2025: ">= 40"}', FIGURES: "figure: [5, 40]}"}, "backward-target", '">= 5"'),
    ({STEPS: f"{STEPS}\n    trajectory: linear"}, "off-trajectory", '">= 20"'),
    ({"base: {2020: 10}": "trajectory: linear"}, "idle-trajectory", "linear"),
    ({"base: {2020: 10}": 'base: {2020: "> 10"}\n    trajectory: linear'}, "idle-trajectory", "linear"),
    ({"title: 污水收集率": "title: 污水收集率提高百分点"}, "percent-or-points", "percent"),
    ({"title: 污水收集率": "title: 污水收集增速", "base: {2020: 92}\n": "kind: level\n"}, "percent-or-points", "level"),
    ({"unit: percent": "unit: 百分点"}, "percent-or-points", "百分点"),
    ({", figure: 95}": "}"}, "missing-citation", "{locator: 表1, anchor: 收集率}"),
    ({"title: 污水收集率": "title: 污水收集率达到95%以上", '">= 95"': '"> 95"'}, "strictness-lost", '"> 95"'),
    ({"anchor: 龙头企业": "anchor: 龙头企业超过"}, "strictness-lost", '">= 40"'),
    ({"title: 龙头企业": "title: 龙头企业不少于20个", '">= 20"': '"> 20"'}, "strictness-lost", '"> 20"'),
    ({"theme: 主题": "theme: 主题 "}, "trailing-space", " "),
    (
        {"rules:": "indicators:\n  - {id: idle, title: 闲, unit: 个, owner: 甲局}\nrules:"},
        "unused-indicator",
        "idle",
    ),
]


@pytest.mark.parametrize(("changes", "code", "at"), FOUND, ids=lambda value: value if isinstance(value, str) else "")
def test_it_is_found_at_the_very_text(run: Lint, changes: dict[str, str], code: str, at: str) -> None:
    assert (code, at) in spans(run(changes))


FINE = [
    {},
    {STEPS: 'target: {2021-2025: ">= 40"}', FIGURES: "figure: 40}"},
    {"unit: 个\n    base: {2020: 10}": "unit: 个\n    kind: yearly", STEPS: 'target: {2023: ">= 40", 2025: ">= 20"}'},
    {
        "unit: 个\n    base: {2020: 10}": "unit: 亿元\n    kind: yearly",
        STEPS: 'target: {2025: "<= -1"}',
        FIGURES: "figure: -1}",
    },
    {"unit: 个\n    base: {2020: 10}": "unit: 个\n    kind: flow", STEPS: 'target: {2023: ">= 20", 2025: ">= 40"}'},
    {STEPS: 'target: {2023: ">= 22", 2025: ">= 40"}', FIGURES: "figure: [22, 40]}"},
    {"title: 污水收集率": "title: 污水收集率达到95%以上"},
    {"title: 龙头企业": "title: 投资超40亿元的龙头企业"},
    {"title: 龙头企业": "title: 40个左右的龙头企业"},
    {"title: 污水收集率": "title: 污水收集率增速占比"},
    {STEPS: 'target: {2025: ">= 1"}', ", figure: [20, 40]}": "}", "base: {2020: 10}\n": "trajectory: none\n"},
    {STEPS: f"{STEPS}\n    trajectory: none"},
    {"owner: 甲局\n    source": "note: |\n      一行   \n      又一行\n    owner: 甲局\n    source"},
    {
        "rules:": "indicators:\n  - {id: part, title: 部分, unit: 个, owner: 甲局}\nrules:",
        "    base: {2020: 10}\n": '    expression: "part * 2"\n',
    },
]


@pytest.mark.parametrize("changes", FINE, ids=lambda changes: next(iter(changes.values()), "as it is")[:40])
def test_what_only_looks_like_it_is_fine(run: Lint, changes: dict[str, str]) -> None:
    assert [(each.code, each.message.zh) for each in run(changes).problems] == []


def test_a_share_beyond_all_bounds_is_told_once(run: Lint) -> None:
    linted = run({'">= 95"': '">= 120"', "figure: 95": "figure: 120"})
    assert [each.code for each in linted.problems] == ["share-outside"]


def test_a_target_outside_of_what_the_plan_calls_possible(run: Lint) -> None:
    linted = run({}, checks=CHECKS)
    assert spans(linted) == [("infeasible-target", '">= 40"')]
    assert "可能范围" in str(linted.problems[0].expected)


def test_what_a_check_relates_is_used(run: Lint) -> None:
    idle = "indicators:\n" + "".join(
        f"  - {{id: {name}, title: {name}项, unit: 个, owner: 甲局}}\n" for name in ("whole", "one", "two")
    )
    related = "kind: parts, level: question, relation: equal, whole: whole, parts: [one, two]"
    parts = f"checks:\n  - {{id: sum, title: 合计, {related}}}\n"
    changes = {"rules:": idle + "rules:"}
    assert [each.code for each in run(changes).problems] == ["unused-indicator"] * 3
    assert run(changes, checks=parts).problems == ()


def test_where_a_discrepancy_is_recorded_words_settle_nothing(run: Lint) -> None:
    doubt = (
        "discrepancies:\n  - {id: d, title: 宽严, kind: unclear, chosen: 1, because: 表在后, rules: [firms],\n"
        "     readings: [{locator: 表2, anchor: 龙头企业, says: 四十个}]}\n"
    )
    changes = {"anchor: 龙头企业": "anchor: 龙头企业超过"}
    assert len(run(changes).problems) == 2
    assert run(changes, plan_text=PLAN + doubt).problems == ()


FEATURE = """\
# language: zh-CN
功能: 污水收集率

  背景:
    假如 对照规划指标“污水收集率”

  场景: 2025年达标
    假如 甲区2025年污水收集率为95%
"""


@pytest.fixture
def features(tmp_path: Path) -> Path:
    folder = tmp_path / "features" / "mini"
    folder.mkdir(parents=True)
    for name in ("share", "firms"):
        text = FEATURE if name == "share" else FEATURE.replace("污水收集率", "龙头企业").replace("95%", "20、40个2023")
        (folder / f"{name}.feature").write_text(text, encoding="utf-8")
    return folder.parent


def test_features_that_fit_are_passed_over(run: Lint, features: Path) -> None:
    assert run(features=features).problems == ()
    assert run(features=features.parent).problems == ()  # no features for this plan: nobody has begun to write any


def test_a_rule_without_feature_and_a_feature_without_rule(run: Lint, features: Path) -> None:
    (features / "mini" / "share.feature").rename(features / "mini" / "shares.feature")
    linted = run(features=features)
    assert [(each.code, Path(each.at.file).name, each.at.line) for each in linted.problems] == [
        ("stray-feature", "shares.feature", 1),
        ("missing-feature", "rules.yaml", 3),
    ]


def test_a_feature_that_no_longer_fits_its_rule(run: Lint, features: Path) -> None:
    changes = {'2025: ">= 95"': '2024: ">= 96"', "figure: 95": "figure: 96", "title: 污水收集率": "title: 收集率"}
    linted = run(changes, features=features)
    assert [(each.code, each.at.line, each.at.column) for each in linted.problems] == [
        ("feature-drift", 2, 1),
        ("feature-drift", 2, 1),
        ("feature-drift", 5, 15),
    ]
    assert [each.message.en for each in linted.problems] == [
        "No scenario speaks of the target year 2024.",
        "No scenario speaks of the target 96.",
        "The rule's indicator is not called “污水收集率”.",
    ]


@pytest.mark.parametrize("data", [b"\xff\xfe", "没有标题\n".encode()])
def test_a_feature_that_is_none(run: Lint, features: Path, data: bytes) -> None:
    (features / "mini" / "share.feature").write_bytes(data)
    assert [each.code for each in run(features=features).problems] == ["unreadable-feature"]
