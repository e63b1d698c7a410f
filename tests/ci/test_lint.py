"""`zhunsheng lint` as CI runs it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ci.shapes import assert_junit, assert_sarif
from tests.lint.conftest import PLAN, RULES
from tests.support import plan_folder
from tests.support.cli import Run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan without fault."""
    folder = tmp_path / "rules" / "mini"
    plan_folder.write(folder, plan=PLAN, rules=RULES, checks=None, assessment=None, ledger=None)
    return folder


def spoil(plan: Path) -> Path:
    """Put an error and a note into the rules."""
    path = plan / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("    nature: ") >= 1
    path.write_text(text.replace("    nature: ", "    natrue: ", 1) + "# 尾 \n", encoding="utf-8")
    return path


def noted(plan: Path) -> None:
    """Put only a note into the rules."""
    path = plan / "rules.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 尾 \n", encoding="utf-8")


def test_every_output_at_once(run: Run, plan: Path, tmp_path: Path) -> None:
    path = spoil(plan)
    written = [f"-o{fmt}={fmt}.out" for fmt in ("sarif", "junit", "tap", "json")]
    code, out, err = run("lint", "--rules", "rules", "-o", "github=-", *written)
    assert code == 2
    assert "1 个错误" in err
    annotations = out.splitlines()
    assert all(line.startswith(("::error file=rules/mini/rules.yaml,line=", "::notice ")) for line in annotations)
    report = assert_sarif(json.loads((tmp_path / "sarif.out").read_bytes()))
    (error,) = [each for each in report["results"] if each["ruleId"] == "ZS101"]
    region = error["locations"][0]["physicalLocation"]["region"]
    line = path.read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "natrue"
    (rule,) = [each for each in report["tool"]["driver"]["rules"] if each["id"] == "ZS101"]
    assert "```yaml" in rule["help"]["markdown"]
    assert "怎样改" in rule["help"]["text"]
    root = assert_junit((tmp_path / "junit.out").read_bytes())
    (failed,) = root.findall("testsuite/testcase[failure]")
    assert failed.attrib["name"] == "rules.yaml"
    assert "not ok" in (tmp_path / "tap.out").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "json.out").read_bytes())["schema"] == "zhunsheng/lint/1"


def test_what_is_set_aside_says_by_whom(run: Run, plan: Path, tmp_path: Path) -> None:
    noted(plan)
    run("lint", "--rules", "rules", "--write-baseline", "known.json")
    code, out, _ = run("lint", "--rules", "rules", "--baseline", "known.json", "-o", "sarif=a.sarif", "-o", "github=-")
    assert (code, out) == (0, "")
    (result,) = assert_sarif(json.loads((tmp_path / "a.sarif").read_bytes()))["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "在基线内"}]
    assert result["baselineState"] == "unchanged"


@pytest.mark.parametrize(("fail_on", "expected"), [("error", 0), ("warning", 0), ("note", 1), ("never", 0)])
def test_a_note_fails_only_where_notes_do(run: Run, plan: Path, tmp_path: Path, fail_on: str, expected: int) -> None:
    noted(plan)
    code, _, _ = run("lint", "--rules", "rules", "--fail-on", fail_on, "-o", "junit=a.xml")
    assert code == expected
    assert len(assert_junit((tmp_path / "a.xml").read_bytes()).findall("testsuite/testcase[failure]")) == expected


def test_an_error_is_a_bad_rule_unless_nothing_is_to_fail(run: Run, plan: Path) -> None:
    spoil(plan)
    assert run("lint", "--rules", "rules", "--fail-on", "note")[0] == 2
    assert run("lint", "--rules", "rules", "--fail-on", "never")[0] == 0


@pytest.mark.parametrize("bad", ["yaml=a", "sarif", "sarif="])
def test_an_output_that_is_none(run: Run, plan: Path, bad: str) -> None:
    assert plan.is_dir()
    code, _, err = run("lint", "--rules", "rules", "-o", bad)
    assert code == 2
    assert "格式=路径" in err


def test_only_what_a_change_concerns(run: Run, plan: Path, git: Callable[..., None]) -> None:
    noted(plan)
    git("init")
    git("add", ".")
    git("commit", "-m", "then")
    everything = run("lint", "--rules", "rules")
    assert "行末有空格" in everything[2]
    code, _, err = run("lint", "--rules", "rules", "--changed-since", "HEAD", "--fail-on", "note")
    assert (code, err) == (0, "")
    (plan / "other.yaml").write_text("theme: 别的 \nrules: []\n", encoding="utf-8")
    _, _, err = run("lint", "--rules", "rules", "--changed-since", "HEAD")
    assert "other.yaml:1:" in err
    noted(plan)
    _, _, err = run("lint", "--rules", "rules", "--changed-since", "HEAD")
    assert err.count("rules.yaml") == 2


def test_a_changed_policy_concerns_every_rule(run: Run, plan: Path, git: Callable[..., None]) -> None:
    noted(plan)
    git("init")
    git("add", ".")
    git("commit", "-m", "then")
    path = plan / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 改\n", encoding="utf-8")
    assert "行末有空格" in run("lint", "--rules", "rules", "--changed-since", "HEAD")[2]


def test_a_revision_that_is_none(run: Run, plan: Path, git: Callable[..., None]) -> None:
    assert plan.is_dir()
    git("init")
    code, _, err = run("lint", "--rules", "rules", "--changed-since", "--upload-pack=x")
    assert code == 2
    code, _, err = run("lint", "--rules", "rules", "--changed-since=-x")
    assert (code, "git" in err) == (2, True)


def told(run: Run) -> list[str]:
    """The files and codes of all that is said of what has changed."""
    code, out, _ = run("lint", "--rules", "rules", "--features", "features", "--changed-since", "HEAD", "-o", "json=-")
    assert code == 0
    return sorted(f"{Path(each['file']).name} {each['code']}" for each in json.loads(out)["problems"])


def test_a_rule_and_its_feature_concern_each_other(run: Run, plan: Path, git: Callable[..., None]) -> None:
    features = plan.parents[1] / "features" / "mini"
    features.mkdir(parents=True)
    texts = {"share": "污水收集率 2025 95", "firms": "龙头企业 2023 20 2025 40"}
    for rule, text in texts.items():
        (features / f"{rule}.feature").write_text(f"功能: {text}\n", encoding="utf-8")
    head, share, firms = RULES.partition("  - id: firms")
    (plan / "rules.yaml").write_text(head, encoding="utf-8")
    (plan / "firms.yaml").write_text(f"theme: 二\nrules:\n{share}{firms}", encoding="utf-8")
    git("init")
    git("add", ".")
    git("commit", "-m", "then")
    assert told(run) == []
    changed = head.replace("95", "96")
    (plan / "rules.yaml").write_text(changed, encoding="utf-8")
    (features / "firms.feature").unlink()
    assert told(run) == ["firms.yaml missing-feature", "share.feature feature-drift"]


def test_a_file_that_is_gone_concerns_the_whole_plan(run: Run, plan: Path, git: Callable[..., None]) -> None:
    noted(plan)
    (plan / "more.yaml").write_text("theme: 三\nrules: []\n", encoding="utf-8")
    git("init")
    git("add", ".")
    git("commit", "-m", "then")
    (plan / "more.yaml").unlink()
    assert "行末有空格" in run("lint", "--rules", "rules", "--changed-since", "HEAD")[2]


def test_line_ends_are_no_change(run: Run, plan: Path, git: Callable[..., None]) -> None:
    noted(plan)
    git("init")
    git("add", ".")
    git("commit", "-m", "then")
    path = plan / "rules.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("lint", "--rules", "rules", "--changed-since", "HEAD")[2] == ""
