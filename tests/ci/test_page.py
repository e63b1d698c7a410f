"""The page on CI (docs/ci.md), the sample workflows and the hooks: whatever they run, runs."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.conftest import in_git
from tests.support.cli import Run, runner
from tests.support.paths import ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
GITHUB = ROOT / "docs" / "ci" / "github.yml"
GITLAB = ROOT / "docs" / "ci" / "gitlab.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
MEANT = {"DATA": "data.csv", "some-plan": "small", "$BASE": "HEAD"}
NEEDS_NETWORK = ["pip", "gh"]


def load(path: Path) -> Any:  # noqa: ANN401 - YAML is untyped
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def words(command: str) -> list[str]:
    """Split a command as a shell would, with the names of this place in it."""
    program, *rest = shlex.split(command)
    assert program == "zhunsheng"
    return [MEANT.get(word, word) for word in rest]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of one rule with its feature, and a submission, all of it in git."""
    return tmp_path_factory.mktemp("repository")


@pytest.fixture
def call(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in the repository, which is laid out the first time."""
    run = runner(repository, monkeypatch, capsys)
    monkeypatch.delenv("ZHUNSHENG_RULES")
    if not (repository / "rules").exists():
        lay_out(repository, run)
    return run


def lay_out(here: Path, run: Run) -> None:
    run("new", "plan", "small", "--rules", "rules", "--title", "某县规划", "--published", "2021-12", "--start", "2021",
        "--end", "2025", "--place", "county=某县", "--department", "城管局")  # fmt: skip
    run("new", "rule", "--rules", "rules", "--theme", "城市", "--id", "jobs", "--title", "新增就业", "--unit", "人",
        "--nature", "anticipatory", "--target", "2025: >= 9", "--owner", "城管局", "--locator", "表1")  # fmt: skip
    (here / "data.csv").write_text("地区,年份,指标,数值,单位\n某县,2025,新增就业,8,人\n", encoding="utf-8")
    for arguments in (("init",), ("add", "."), ("commit", "-m", "now")):
        in_git(here, *arguments)


COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(command: str, call: Run) -> None:
    asked = words(command)
    if "--baseline" in asked:
        call("check", "data.csv", "--year", "2025", "--write-baseline", "known.json", "-q")
    code, _, err = call(*asked)
    assert code == 0, err


def steps() -> list[dict[str, Any]]:
    (job,) = load(GITHUB)["jobs"].values()
    return list(job["steps"])


RUN = [step["run"] for step in steps() if "run" in step]


def test_only_what_needs_the_network_is_not_run() -> None:
    assert [shlex.split(command)[0] for command in RUN if not command.startswith("zhunsheng ")] == NEEDS_NETWORK


@pytest.mark.parametrize("command", [command for command in RUN if command.startswith("zhunsheng ")])
def test_a_step_of_the_workflow_runs(command: str, call: Run) -> None:
    assert call(*words(command))[0] == 0


@pytest.mark.parametrize("command", load(GITLAB)["rules"]["script"])
def test_a_line_of_the_other_workflow_runs(command: str, call: Run) -> None:
    assert call(*words(command))[0] == 0


def test_the_workflow_gives_nobody_more_than_is_needed() -> None:
    workflow = load(GITHUB)
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write", "security-events": "write"}
    assert {step["name"] for step in steps() if "run" in step and step["run"].startswith("zhunsheng")} == {
        "Lint",
        "Layout",
        "Test",
        "Diff",
    }
    for step in steps():
        assert "${{" not in step.get("run", ""), "what others name is no part of a command"
        assert re.fullmatch(r"[\w/-]+@v\d+", step.get("uses", "a@v1"))


def test_what_the_workflow_hands_over_is_written(call: Run, repository: Path) -> None:
    for step in steps():
        if step.get("run", "").startswith("zhunsheng"):
            call(*words(step["run"]))
    (scan,) = [step for step in steps() if "sarif_file" in step.get("with", {})]
    assert (repository / scan["with"]["sarif_file"]).is_file()
    assert (repository / "diff.md").is_file()
    for name in load(GITLAB)["rules"]["artifacts"]["reports"]["junit"]:
        assert (repository / name).is_file()


@pytest.mark.parametrize("hook", load(HOOKS), ids=lambda hook: hook["id"])
def test_a_hook_runs(hook: dict[str, Any], call: Run) -> None:
    files = [] if hook.get("pass_filenames") is False else ["rules/small/plan.yaml"]
    assert all(re.search(hook["files"], file) for file in files)
    assert re.search(hook["files"], "rules/small/plan.yaml")
    assert call(*words(hook["entry"]), *files)[0] == 0


def test_the_hooks_of_the_page_are_there() -> None:
    (block,) = re.findall(r"```yaml title=\"\.pre-commit-config\.yaml\"\n(.*?)```", PAGE, re.DOTALL)
    (repo,) = yaml.safe_load(block)["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in load(HOOKS)]
