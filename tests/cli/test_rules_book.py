"""`zhunsheng rules --format html|markdown`: the real plans as a book, with their features."""

from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.html_reader import read
from tests.support.paths import RULES

from zhunsheng import api
from zhunsheng.report.markdown import escape

FEATURES = RULES.parent / "features"


@pytest.fixture(scope="module")
def compiled(cache_dir: Path) -> tuple[api.Compiled, ...]:
    return api.catalogues(RULES, None, cache_dir)


@pytest.fixture
def one(tmp_path: Path, compiled: tuple[api.Compiled, ...]) -> Path:
    """Copy one feature of the first plan: reading all of them takes seconds."""
    plan = compiled[0]
    folder = tmp_path / "some" / plan.folder.name
    folder.mkdir(parents=True)
    first = next(iter(plan.catalogue.rules))
    text = (FEATURES / plan.folder.name / f"{first}.feature").read_text(encoding="utf-8")
    (folder / f"{first}.feature").write_text(text, encoding="utf-8")
    return folder.parent


def test_every_rule_of_every_plan_is_in_the_page(run: Run, compiled: tuple[api.Compiled, ...], tmp_path: Path) -> None:
    code, out, _ = run("rules", "--format", "html", "--features", FEATURES, "-o", tmp_path / "rules.html")
    assert (code, out) == (0, "")
    html = (tmp_path / "rules.html").read_text(encoding="utf-8")
    ids = {attrs["id"] for _, attrs in read(html).tags if "id" in attrs}
    for number, plan in enumerate(compiled, 1):
        assert {f"p{number}-i-{rule}" for rule in plan.catalogue.rules} <= ids
        assert {f"p{number}-t-{each.id}" for each in plan.catalogue.plan.discrepancies} <= ids
        assert {f"p{number}-k-{task.id}" for task in plan.catalogue.plan.tasks} <= ids
    assert html.count('<details class="feature">') == sum(len(plan.catalogue.rules) for plan in compiled)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_plan_in_markdown_on_standard_output(
    run: Run, compiled: tuple[api.Compiled, ...], one: Path, lang: str
) -> None:
    plan = compiled[0].catalogue
    asked = ("rules", "--format", "markdown", "--plan", plan.plan.id, "--features", one, "--lang", lang)
    code, out, _ = run(*asked)
    assert code == 0
    assert all(f"`{escape(rule)}`" in out for rule in plan.rules)
    assert out.count("<details>") == 1


def test_json_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("rules", "--format", "json", "-o", tmp_path / "rules.json")[:2] == (0, "")
    assert (tmp_path / "rules.json").read_text(encoding="utf-8").startswith("{")


def test_a_folder_that_is_not_there_or_a_file_that_is_no_feature_is_told(run: Run, one: Path, tmp_path: Path) -> None:
    code, _, err = run("rules", "--format", "html", "--features", tmp_path / "nowhere")
    assert (code, "场景文件夹不存在" in err) == (2, True)
    next(one.rglob("*.feature")).write_text("功能 没有冒号", encoding="utf-8")
    code, _, err = run("rules", "--format", "html", "--features", one)
    assert (code, "场景文件不能读取" in err) == (2, True)


def test_a_list_for_the_terminal_goes_to_the_terminal(run: Run, tmp_path: Path) -> None:
    code, _, err = run("rules", "-o", tmp_path / "rules.txt")
    assert (code, "-o 须与 --format" in err) == (2, True)


def test_features_beside_the_rules_are_found(run: Run, tmp_path: Path) -> None:
    small = tmp_path / "rules" / "small"
    small.mkdir(parents=True)
    (small / "plan.yaml").write_text(
        "id: small\ntitle: 小规划\ndocument: {title: 小规划, published: 2022-12}\n"
        "period: {base: 2020, start: 2021, end: 2025}\nplaces: [{id: here, title: 某区, level: district}]\n"
        "departments: [{id: 城管局, title: 区城管局}]\n",
        encoding="utf-8",
    )
    rule = (
        "theme: 主题\nrules:\n  - id: rate\n    title: 比例\n    nature: binding\n    unit: percent\n"
        '    base: {2020: 92}\n    target: {2025: ">= 95"}\n    owner: 城管局\n'
        "    source: {locator: 表1 第1项, anchor: 比例, figure: 95}\n"
    )
    (small / "01.yaml").write_text(rule, encoding="utf-8")
    for shared in ("policy.yaml", "units.txt"):
        (small / shared).write_text((RULES / shared).read_text(encoding="utf-8"), encoding="utf-8")
    code, out, err = run("rules", "--rules", tmp_path / "rules", "--format", "html")
    assert (code, err) == (0, "")
    assert "没有给出场景文件夹" in out
    features = tmp_path / "features" / "small"
    features.mkdir(parents=True)
    text = "# language: zh-CN\n功能: 比例\n\n  场景: 2025年达到\n    当 考核2025年\n"
    (features / "rate.feature").write_text(text, encoding="utf-8")
    code, out, err = run("rules", "--rules", tmp_path / "rules", "--format", "html")
    assert (code, err) == (0, "")
    assert "2025年达到" in out
