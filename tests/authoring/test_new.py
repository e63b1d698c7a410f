"""`zhunsheng new`: what it writes compiles, is laid out, adds no problem, and is proven; or nothing is written."""

import io
from pathlib import Path

import pytest
from tests.authoring.terminal import sit_at
from tests.support import every_kind
from tests.support.cli import Run, runner

from zhunsheng.layout import format_text

PLAN = (
    "new", "plan", "some-county-14fyp", "--title", "某县规划", "--published", "2021-12", "--start", "2021",
    "--end", "2025", "--place", "county=某县", "--department", "城管局", "--department", "水务局",
)  # fmt: skip
CITED = ("--owner", "甲局", "--locator", "表1 第9项")
MEASURED = ("--unit", "percent", *CITED)

KINDS = {
    "plain": ("--title", "新比例", "--target", "2025=>= 95", "--base", "2020=92", "--nature", "binding", *MEASURED),
    "thirds": ("--title", "新比例", "--target", "2025: >= 95", "--target", "2023>=93", "--base", "2020: 92", *MEASURED),
    "falling": ("--title", "新下降", "--target", "2025: <= 5", "--base", "2020: 8.5", *MEASURED),
    "kept": ("--title", "新保持", "--target", "2025: >= 100", "--base", "2020: 100", "--trajectory", "maintain",
             *MEASURED),
    "ranged": ("--title", "新区间", "--target", "2025: 5..8", "--kind", "yearly", *MEASURED),
    "growing": ("--title", "新增速", "--kind", "growth", "--target", "2021-2025: >= 5", *MEASURED),
    "summed": ("--title", "新累计", "--kind", "flow", "--target", "2025: >= 2.7", "--unit", "万人", *CITED),
    "issued": ("--title", "新下达", "--target", "2025: issued >=", *MEASURED),
    "compared": (
        "--title", "新对照", "--kind", "yearly", "--target", "2022: benchmark >=", "--benchmark", "全省平均水平",
        *MEASURED,
    ),
    "done": ("--title", "新节点", "--kind", "milestone", "--target", "2023", *CITED),
    "placed": ("--title", "新街道数", "--target", "2025: >= 9", "--scope", "east", "--scope", "west", *MEASURED),
    "derived": ("--title", "新占比", "--target", "2025: >= 10", "--expression", "spending / income", *MEASURED),
    "referring": ("--title", "新收入", "--indicator", "income", "--target", "2025: >= 10", *CITED),
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run in a folder with `rules/every-kind`."""
    called = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.delenv("ZHUNSHENG_RULES")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    every_kind.write(tmp_path / "rules")
    return called


def files(folder: Path) -> dict[str, bytes]:
    found = (path for name in ("rules", "features") for path in (folder / name).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_any_kind_is_proven_as_it_is_written(kind: str, run: Run, tmp_path: Path) -> None:
    code, out, err = run("new", "rule", "--id", f"new-{kind}", *KINDS[kind])
    assert (code, err) == (0, "")
    assert "已写 rules/every-kind/rules.yaml\n" in out
    assert f"已写 features/every-kind/new-{kind}.feature\n" in out
    text = (tmp_path / "rules" / "every-kind" / "rules.yaml").read_text(encoding="utf-8")
    assert format_text(text) == text
    assert text.rstrip().rpartition("- id: ")[2].startswith(f"new-{kind}\n")
    code, _, problems = run("lint")
    assert code == 0
    assert "新" not in problems
    assert f"new-{kind}" not in problems


def test_a_first_plan_and_its_first_rules(run: Run, tmp_path: Path) -> None:
    for path in sorted((tmp_path / "rules").rglob("*.*")):
        path.unlink()
    (tmp_path / "rules" / "every-kind").rmdir()
    assert run(*PLAN) == (
        0,
        "已写 rules/some-county-14fyp/plan.yaml\n已写 rules/policy.yaml\n已写 rules/units.txt\n",
        "",
    )
    assert run("lint")[0] == 0
    rule = ("--target", "2025: >= 3", "--unit", "个", "--owner", "城管局", "--locator", "表1")
    first = ("--id", "x", "--title", "甲", *rule)
    code, _, err = run("new", "rule", *first)
    assert (code, "--theme" in err) == (2, True)
    assert run("new", "rule", *first, "--theme", "城市环境", "--lang", "en")[0] == 0
    written = (tmp_path / "rules" / "some-county-14fyp" / "x.yaml").read_text(encoding="utf-8")
    assert written.startswith("theme: 城市环境\nrules:\n  - id: x\n")
    assert run("new", "rule", "--id", "y", "--title", "乙", *rule)[0] == 0
    other = ("--theme", "别的", "--file", "02-other.yaml")
    assert run("new", "rule", "--id", "z", "--title", "丙", *rule, *other)[0] == 0
    assert {path.name for path in (tmp_path / "rules" / "some-county-14fyp").iterdir()} == {
        "plan.yaml",
        "x.yaml",
        "02-other.yaml",
    }
    code, out, _ = run("test", "--format", "json")
    assert code == 0, out
    assert '"mutants"' in out
    assert run("fmt", "--check")[0] == 0


REFUSED = {
    "nothing is said": ((), ("--title", "--id", "--unit", "--target", "--owner", "--locator", "--anchor")),
    "the id is taken": (("--id", "rising", *KINDS["plain"]), ("rising", "rules.yaml:")),
    "the id is none": (("--id", "Bad Id", *KINDS["plain"]), ("bad-id", "rules/every-kind/rules.yaml:")),
    "a department is unknown": (
        ("--id", "n", "--title", "甲", "--target", "2025: >= 1", "--unit", "个", "--owner", "甲局x", "--locator", "表"),
        ("unknown-department", "是不是“甲局”"),
    ),
    "a year is outside": (("--id", "n", *KINDS["plain"], "--target", "2030: >= 99"), ("target-year",)),
    "a warning is new": (
        ("--id", "n", "--title", "甲", "--target", "2025: >= 95", "--base", "2020: 99", *MEASURED),
        ("already-satisfied",),
    ),
    "a title is given twice": (("--id", "n", *KINDS["plain"], "--title", "乙"), ("--title",)),
    "the plan is unknown": (("--id", "n", *KINDS["plain"], "--plan", "every-kinds"), ("是不是“every-kind”",)),
    "the file is a path": (("--id", "n", *KINDS["plain"], "--file", "../x.yaml"), ("--file ../x.yaml",)),
    "the file is the plan": (("--id", "n", *KINDS["plain"], "--file", "plan.yaml"), ("--file plan.yaml",)),
    "a note holds a control character": (("--id", "n", *KINDS["plain"], "--note", "甲\x1b[2J"), ("control-character",)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_would_not_be_sound_is_refused_whole(case: str, run: Run, tmp_path: Path) -> None:
    flags, said = REFUSED[case]
    before = files(tmp_path)
    code, out, err = run("new", "rule", *flags)
    assert (code, out) == (2, "")
    assert [each for each in said if each not in err] == []
    assert files(tmp_path) == before


def test_a_broken_folder_is_told_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules" / "every-kind" / "rules.yaml").write_text("theme: [\n", encoding="utf-8")
    assert run("new", "rule", "--id", "n", *KINDS["plain"])[0] == 2


def test_a_feature_that_its_author_wrote_first_is_kept(run: Run, tmp_path: Path) -> None:
    feature = tmp_path / "features" / "every-kind" / "n.feature"
    feature.parent.mkdir(parents=True)
    feature.write_text("# language: zh-CN\n功能: 先写的\n", encoding="utf-8")
    code, out, err = run("new", "rule", "--id", "n", *KINDS["plain"])
    assert code == 1, "it proves nothing yet"
    assert "n.feature" not in out
    assert err
    assert feature.read_text(encoding="utf-8").endswith("先写的\n")


def test_a_feature_that_cannot_be_put_down_takes_the_rule_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "features").write_text("a file", encoding="utf-8")
    before = files(tmp_path)
    assert run("new", "rule", "--id", "n", *KINDS["plain"])[0] == 2
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((*PLAN[:2], "Bad", *PLAN[3:]), "写法不对"),
        ((*PLAN[:2], "every-kind", *PLAN[3:]), "已经存在"),
        (PLAN[:3], "--title"),
        ((*PLAN, "--base", "2022"), "rules/some-county-14fyp/plan.yaml:"),
        ((*PLAN, "--department", "城 管"), "bad-id"),
    ],
)
def test_a_plan_that_would_not_compile_is_not_written(
    flags: tuple[str, ...], said: str, run: Run, tmp_path: Path
) -> None:
    before = files(tmp_path)
    code, _, err = run(*flags)
    assert code == 2
    assert said in err
    assert files(tmp_path) == before


def test_at_a_terminal_each_answer_is_judged_at_once(run: Run, tmp_path: Path) -> None:
    assert run("lint")[0] == 0
    answers = ("污水收集率", "Bad Id", "new-rate", "", "levl", "level", "percent", "2030: >= 1", "2025: >= 95",
               "2020: 92", "", "", "甲局x", "甲局", "", "表1 第9项", "", "", "照表1。")  # fmt: skip
    code, shown = sit_at(tmp_path, ["new", "rule"], answers)
    assert code == 0, shown
    for said in ("bad-id", "unknown-value", "是不是“level”", "target-year", "unknown-department", "是不是“甲局”"):
        assert shown.count(said) == 1, (said, shown)
    text = (tmp_path / "rules" / "every-kind" / "rules.yaml").read_text(encoding="utf-8")
    assert text.endswith(
        """\
  - id: new-rate
    title: 污水收集率
    nature: task
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 甲局
    source: {locator: 表1 第9项, anchor: 污水收集率, figure: 95}
    note: 照表1。
"""
    )


@pytest.mark.parametrize("leave", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_leaves_leaves_nothing_behind(leave: bytes, run: Run, tmp_path: Path) -> None:
    assert run("lint")[0] == 0
    before = files(tmp_path)
    code, shown = sit_at(tmp_path, ["new", "rule"], ["污水收集率", leave])
    assert code == 130
    assert "Traceback" not in shown
    assert "已中断" in shown
    assert files(tmp_path) == before


def test_what_was_typed_is_not_lost_where_it_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("lint")[0] == 0
    before = files(tmp_path)
    answers = (
        "污水率",
        "new-rate",
        "",
        "",
        "percent",
        "2025: >= 95",
        "2020: 99",
        "",
        "",
        "甲局",
        "",
        "表1",
        "",
        "",
        "",
    )
    code, shown = sit_at(tmp_path, ["new", "rule"], answers)
    assert code == 2, shown
    assert shown.count("already-satisfied") == 2, "at the answer, and in the end"
    assert "zhunsheng new rule --title '污水率' --id new-rate" in shown
    assert files(tmp_path) == before


def test_where_a_problem_lies_in_a_file_that_is_not_there_it_is_said(run: Run, tmp_path: Path) -> None:
    words = ("new", "rule", "--id", "n", "--theme", "新主题", "--title", "路", "--unit", "个", "--nature", "task")
    code, out, err = run(*words, "--target", "2025: 9", "--owner", "城管局", "--locator", "一", "--lang", "en")
    assert (code, out) == (2, "")
    assert "n.yaml:" in err
    assert err.rstrip().endswith("nothing is written: lines and columns are those that the files would have.")
    assert not list((tmp_path / "rules").rglob("n.yaml"))
