"""leaders.yaml: which leader answers for which departments. Whatever is wrong is told at its line and column."""

from pathlib import Path

import pytest
from tests.support import plan_folder

from zhunsheng.compile import load, load_leaders
from zhunsheng.model.plan import Plan
from zhunsheng.model.portfolio import Leader

GOOD = """\
plan: mini
leaders:
  - {post: 常务副县长, name: 张三, departments: [区甲局]}
  - {post: 副县长, name: 李四, departments: [乙局]}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    loaded = load(plan_folder.write(tmp_path_factory.mktemp("rules") / "mini"))
    assert loaded.catalogue is not None
    return loaded.catalogue.plan


def test_departments_are_found_by_any_name(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "leaders.yaml"
    path.write_text(GOOD.replace("mini", plan.id), encoding="utf-8")
    loaded = load_leaders(path, [plan])
    assert loaded.problems == ()
    assert loaded.portfolios is not None
    assert loaded.portfolios.plan == plan.id
    assert not loaded.portfolios.illustrative
    assert loaded.portfolios.leaders == (
        Leader(post="常务副县长", name="张三", departments=("甲局",)),
        Leader(post="副县长", name="李四", departments=("乙局",)),
    )
    assert loaded.portfolios.of("乙局") == loaded.portfolios.leaders[1]
    assert loaded.portfolios.of("丙局") is None


def test_a_list_that_is_made_up_says_so(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "leaders.yaml"
    path.write_text("illustrative: true\n" + GOOD.replace("mini", plan.id), encoding="utf-8")
    portfolios = load_leaders(path, [plan]).portfolios
    assert portfolios is not None
    assert portfolios.illustrative


SLIPS = [
    ("unknown-department", "区甲局", "⌖区丁局"),
    ("duplicate-item", "乙局", "⌖甲局"),
    ("duplicate-item", "区甲局", "甲局, ⌖区甲局"),
    ("duplicate-item", "{post: 副县长, name: 李四", "⌖{post: 常务副县长, name: 张三"),
    ("unknown-key", "post: 副县长", "⌖pots: 副县长"),
    ("missing-key", "{post: 副县长, ", "⌖{"),
    ("missing-key", ", departments: [乙局]}", "}"),
    ("missing-key", "plan: PLAN\n", "⌖"),
    ("empty-value", "[乙局]", "⌖[]"),
    ("empty-value", "name: 李四", 'name: ⌖""'),
    ("wrong-type", "[乙局]", "⌖乙局"),
    ("unknown-value", "plan: PLAN", "plan: ⌖another"),
    ("unknown-value", "plan: PLAN", "plan: PLAN\nillustrative: ⌖maybe"),
    ("wrong-type", GOOD.replace("mini", "PLAN"), "⌖- 张三\n"),
    ("yaml-syntax", "[乙局]", "[乙局⌖}"),
    ("tab", "  - {post: 副", " ⌖\t- {post: 副"),
    ("empty-file", GOOD.replace("mini", "PLAN"), " \n"),
]


@pytest.mark.parametrize(("code", "old", "new"), SLIPS, ids=[f"{code}: {new[:20]}" for code, _, new in SLIPS])
def test_a_slip_is_told_where_it_stands(plan: Plan, tmp_path: Path, code: str, old: str, new: str) -> None:
    good = GOOD.replace("mini", "PLAN")
    assert good.count(old) == 1
    text = good.replace(old, new)
    before, mark, _ = text.partition("⌖")
    path = tmp_path / "leaders.yaml"
    path.write_text(text.replace("⌖", "").replace("PLAN", plan.id), encoding="utf-8")
    loaded = load_leaders(path, [plan])
    assert loaded.portfolios is None
    problem = loaded.problems[0]
    assert (len(loaded.problems), problem.code, problem.at.file) == (1, code, str(path))
    if mark:
        place = before.replace("PLAN", plan.id)
        assert (problem.at.line, problem.at.column) == (place.count("\n") + 1, len(place.rpartition("\n")[2]) + 1)


def test_a_slip_of_the_pen_is_guessed(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "leaders.yaml"
    path.write_text(GOOD.replace("mini", plan.id).replace("区甲局", "县甲局"), encoding="utf-8")
    (problem,) = load_leaders(path, [plan]).problems
    assert problem.hint is not None
    assert "甲局" in problem.hint.zh


def test_everything_wrong_is_told_at_once(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "leaders.yaml"
    path.write_text("plan: other\nleaders:\n  - {post: 县长, nmae: 张三, departments: [甲]}\n", encoding="utf-8")
    loaded = load_leaders(path, [plan])
    assert [problem.code for problem in loaded.problems] == ["unknown-value", "unknown-key"]


@pytest.mark.parametrize("name", ["absent.yaml", "."])
def test_what_is_no_file_is_told(plan: Plan, tmp_path: Path, name: str) -> None:
    (problem,) = load_leaders(tmp_path / name, [plan]).problems
    assert problem.code == "not-a-file"
