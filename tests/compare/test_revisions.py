"""Rules as they stood in a revision: read through git, and nothing of the repository is trusted."""

import json
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from tests.compare.conftest import HIGHER, Diff, amended
from tests.support.office import THEME, Office, row, write_rules

from zhunsheng import git_tree


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


def commit(office: Office, name: str) -> None:
    if not (office.folder / ".git").exists():
        git(office.folder, "init", "-q", "-b", "main")
    git(office.folder, "add", "rules")
    git(office.folder, "commit", "-q", "-m", name)
    git(office.folder, "tag", name)


def test_a_store_and_rules_of_a_revision(office: Office, diff: Diff) -> None:
    commit(office, "one")
    office.take(office.file("1.csv", row("95.5", year=2025)), by="甲", at="2026-01-10T09:00")
    write_rules(office.rules, HIGHER)
    told = diff("--rules-at", "one", "--store", office.store)
    (change,) = (each for each in told["changes"] if each["year"] == 2025)
    assert (change["old"]["status"], change["new"]["status"]) == ("met", "missed")
    assert (change["deciding"], change["enough"]) == ("only", ["rules"])


def test_a_clone_that_does_not_hold_everything(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(office, "one")
    ask = ("diff", "--rules", "rules", "--rules-at", "one")
    monkeypatch.setattr("zhunsheng.git_tree.MOST_FILES", 1)
    assert "不予读取" in office.run(*ask)[2]
    monkeypatch.undo()
    monkeypatch.chdir(office.folder)
    for path in (office.folder / ".git" / "objects").glob("??/*"):
        kind = subprocess.run(
            ["git", "cat-file", "-t", path.parent.name + path.name],  # noqa: S607
            cwd=office.folder,
            capture_output=True,
            check=True,
        ).stdout
        if kind == b"blob\n":
            path.unlink()
    code, _, err = office.run(*ask)
    assert code == 2
    assert "git 读不出规则" in err


def test_no_common_ancestor(office: Office) -> None:
    commit(office, "one")
    git(office.folder, "checkout", "-q", "--orphan", "alone")
    commit(office, "two")
    code, _, err = office.run("diff", "--rules", "rules", "--changed-since", "one")
    assert code == 2
    assert "没有共同的祖先" in err


def test_rules_as_they_stood_in_a_revision(office: Office, diff: Diff) -> None:
    commit(office, "one")
    data = office.file("a.csv", row("95.5", year=2025))
    write_rules(office.rules, HIGHER)
    told = diff("--rules-at", "one", "--data", data)
    sewage = amended(told, "sewage")
    assert (sewage["at_old"], sewage["at_new"]) == ("one:rules/small/a.yaml:3", "rules/small/a.yaml:3")
    assert [each["new"]["status"] for each in told["changes"] if each["fate"] == "flipped"] == ["missed"]
    commit(office, "two")
    assert diff("--rules-at", "one", "--rules-at", "two", "--data", data)["changes"] == told["changes"][:0] + [
        {**each, "causes": [{**c, "new": {**c["new"], "at": f"two:{c['new']['at']}"}} for c in each["causes"]]}
        for each in told["changes"]
    ]
    plan_alone = office.run("diff", "--rules", "rules/small", "--rules-at", "one", "-q", "-o", "json=-")
    assert amended(json.loads(plan_alone[1]), "sewage")["at_old"] == "one:rules/small/a.yaml:3"


def test_what_a_branch_changed(office: Office, diff: Diff) -> None:
    """What went on in the other branch meanwhile is not this one's doing."""
    commit(office, "one")
    git(office.folder, "checkout", "-q", "-b", "mine")
    write_rules(office.rules, HIGHER)
    commit(office, "two")
    git(office.folder, "checkout", "-q", "main")
    write_rules(office.rules, THEME.replace("title: 床位", "title: 床位数"))
    commit(office, "three")
    git(office.folder, "checkout", "-q", "mine")
    assert [each["id"] for each in diff("--changed-since", "main")["amendments"]] == ["sewage"]
    assert {each["id"] for each in diff("--rules-at", "main")["amendments"]} == {"sewage", "beds"}


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-n1", "one:rules", "a b", ""])
def test_no_such_revision(office: Office, revision: str) -> None:
    commit(office, "one")
    code, out, err = office.run("diff", "--rules", "rules", f"--rules-at={revision}")
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_no_repository_no_git_no_rules_then(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = ("diff", "--rules", "rules", "--rules-at", "one")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(office.folder.parent))
    code, _, err = office.run(*ask)
    assert code == 2
    assert "不在 git 工作区里" in err
    git(office.folder, "init", "-q", "-b", "main")
    git(office.folder, "commit", "-q", "--allow-empty", "-m", "one")
    git(office.folder, "tag", "one")
    code, _, err = office.run(*ask)
    assert code == 2
    assert "没有规则文件夹 rules" in err
    monkeypatch.setenv("PATH", str(office.folder))
    code, _, err = office.run(*ask)
    assert code == 2
    assert "找不到 git" in err


def test_nothing_of_a_repository_is_run(office: Office, diff: Diff) -> None:
    """Neither hooks nor filters, pagers, file monitors or helpers that its configuration names."""
    commit(office, "one")
    trap = office.folder / "trap"
    script = f"#!/bin/sh\ntouch {trap}\ncat\n"
    for name in ("post-checkout", "fsmonitor", "filter"):
        path = office.folder / ".git" / "hooks" / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
    hook = office.folder / ".git" / "hooks"
    for key, value in (
        ("core.fsmonitor", str(hook / "fsmonitor")),
        ("core.pager", str(hook / "filter")),
        ("filter.x.smudge", str(hook / "filter")),
        ("alias.rev-parse", f"!{hook / 'filter'}"),
    ):
        git(office.folder, "config", key, value)
    (office.folder / ".gitattributes").write_text("*.yaml filter=x\n", encoding="utf-8")
    assert diff("--rules-at", "one")["amendments"] == []
    assert not trap.exists()


def test_links_in_a_revision_lead_nowhere(office: Office) -> None:
    (office.rules / "small" / "b.yaml").symlink_to("/etc/passwd")
    commit(office, "one")
    (office.rules / "small" / "b.yaml").unlink()
    code, out, err = office.run("diff", "--rules", "rules", "--rules-at", "one")
    assert (code, err) == (0, "")
    assert "规则没有改动。" in out


def test_a_path_in_a_revision_never_leads_out(office: Office, tmp_path: Path) -> None:
    """git itself would not make such a tree; somebody may have put one together."""
    commit(office, "one")

    def made(kind: str, entry: str, given: str) -> str:
        words = ["hash-object", "-w", "--stdin"] if kind == "blob" else ["mktree"]
        ended = subprocess.run(
            ["git", *words],  # noqa: S607
            cwd=office.folder,
            input=entry.format(given),
            text=True,
            check=True,
            capture_output=True,
        )
        return ended.stdout.strip()

    inner = made("tree", "100644 blob {}\tb.yaml\n", made("blob", "bad{}", ""))
    outer = made("tree", "040000 tree {}\trules\n", made("tree", "040000 tree {}\t..\n", inner))
    into = tmp_path / "deep" / "deeper"
    git_tree.extract(git_tree.Repository(office.folder, PurePosixPath("rules")), outer, [PurePosixPath("rules")], into)
    assert not list(tmp_path.rglob("b.yaml"))


def test_rules_that_do_not_compile_are_no_impact(office: Office) -> None:
    commit(office, "one")
    data = office.file("a.csv", row("95.5", year=2025))
    write_rules(office.rules, THEME.replace("nature: binding", "nature: bindung", 1))
    code, out, err = office.run("diff", "--rules", "rules", "--rules-at", "one", "--data", data, "-o", "html=a.html")
    assert (code, out) == (2, "")
    assert "rules/small/a.yaml:5" in err
    assert not (office.folder / "a.html").exists()
    commit(office, "two")
    write_rules(office.rules)
    code, _, err = office.run("diff", "--rules", "rules", "--rules-at", "two", "--data", data)
    assert code == 2
    assert "two:rules/small/a.yaml:5" in err


def test_what_is_compared_with_rules_must_be_clear(office: Office) -> None:
    commit(office, "one")
    office.file("a.csv", row("94.5"))
    for words in (
        ("--rules-at", "one", "--changed-since", "one"),
        ("--rules-at", "one", "--rules-at", "one", "--rules-at", "one"),
        ("--rules-at", "one", "--rules", "rules", "--rules", "rules"),
        ("--rules-at", "one", "--as-of", "2024-01-01"),
        ("rules", "rules", "--rules", "rules"),
        ("rules", "rules", "--rules-at", "one"),
        ("rules", "rules", "--data", "a.csv", "--store", "s.zs"),
    ):
        assert office.run("diff", *words)[0] == 2, words
