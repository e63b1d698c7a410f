"""`zhunsheng test` as CI runs it: outputs, floors, only what has changed, again on every save."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.ci.shapes import assert_junit, assert_sarif
from tests.support import every_kind
from tests.support.cli import Run
from zhunsheng.commands import test_watch
from zhunsheng.prove.scaffold import feature_of

KEPT = ("rising", "schedule")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two rules with their features, and none of the policy."""
    catalogue = every_kind.compiled(tmp_path / "whole")
    rules = tmp_path / "rules"
    every_kind.write(rules)
    file = rules / "every-kind" / "rules.yaml"
    head, *parts = file.read_text(encoding="utf-8").split("  - id: ")
    indicators = [each for each in parts if each.startswith(("{", "income", "spending"))]
    kept = [each for each in parts if each.partition("\n")[0] in KEPT]
    file.write_text("  - id: ".join([head, *indicators, *kept]), encoding="utf-8")
    features = tmp_path / "features" / "every-kind"
    features.mkdir(parents=True)
    for rule in KEPT:
        (features / f"{rule}.feature").write_text(feature_of(catalogue, rule), encoding="utf-8")
    (features / "policy").mkdir()
    (features / "policy" / "none.feature").write_text("# language: zh-CN\n功能: 无\n", encoding="utf-8")
    return tmp_path


def shorten(folder: Path) -> None:
    """Leave the scenarios just beside the limit out of a feature: a situation and a change go unseen."""
    path = folder / "features" / "every-kind" / "rising.feature"
    head, *scenarios = re.split(r"(?m)^(?=  @)", path.read_text(encoding="utf-8"))
    left = [each for each in scenarios if not each.startswith(("  @差一点\n", "  @临界\n"))]
    path.write_text(head + "".join(left), encoding="utf-8")


def prove(run: Run, *args: str) -> tuple[int, str, str]:
    return run("test", "--rules", "rules", "--plan", "every-kind", "--jobs", "1", *args)


def test_every_output_at_once(run: Run, folder: Path) -> None:
    shorten(folder)
    path = folder / "features" / "every-kind" / "schedule.feature"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("那么 判定为未达标", "那么 判定为已达标", 1), encoding="utf-8")
    written = [f"-o{fmt}={fmt}.out" for fmt in ("sarif", "junit", "github", "json")]
    code, out, err = prove(run, "-o", "tap=-", *written)
    assert code == 1
    assert "rising" in err
    assert out.startswith("TAP version 13\n1..")
    run_ = assert_sarif(json.loads((folder / "sarif.out").read_bytes()))
    assert {"failed", "uncovered", "survived"} <= {each["ruleId"] for each in run_["results"]}
    (rule,) = {
        each["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run_["results"]
        if each["ruleId"] == "uncovered"
    }
    assert rule == "rules/every-kind/rules.yaml"
    root = assert_junit((folder / "junit.out").read_bytes())
    failed = root.findall("testsuite/testcase[failure]")
    assert {each.attrib["classname"] for each in failed} >= {"every-kind.rising", "every-kind.schedule"}
    (wrong,) = [each for each in failed if each[0].attrib["type"] == "failed"]
    assert (wrong[0].text or "").startswith("features/every-kind/schedule.feature:")
    assert "那么" not in wrong[0].attrib["message"]
    assert "判定为已达标" in wrong[0].attrib["message"]
    assert "::error file=features/every-kind/schedule.feature,line=" in (folder / "github.out").read_text("utf-8")
    assert json.loads((folder / "json.out").read_bytes())["schema"] == "zhunsheng/proof/1"


def kinds_failing(run: Run, folder: Path, *args: str) -> tuple[int, set[str]]:
    code, _, _ = prove(run, "-o", "junit=j.xml", *args)
    cases = assert_junit((folder / "j.xml").read_bytes()).findall("testsuite/testcase/failure")
    return code, {each.attrib["type"] for each in cases} & {"uncovered", "survived"}


def test_floors(run: Run, folder: Path) -> None:
    shorten(folder)
    (folder / "features" / "every-kind" / "policy" / "none.feature").unlink()
    shutil.copy(folder / "rules" / "policy.yaml", folder / "rules" / "every-kind")
    assert kinds_failing(run, folder) == (1, {"uncovered", "survived"})
    assert kinds_failing(run, folder, "--min-score", "50") == (1, {"uncovered"})
    assert kinds_failing(run, folder, "--min-coverage", "50%") == (1, {"survived"})
    code, out, _ = prove(run, "--min-score", "50", "--min-coverage", "12.5", "--lang", "en")
    assert code == 1  # the policy has no feature at all, which no floor leaves room for
    assert "(floor 50)" in out


@pytest.mark.parametrize("bad", ["101", "x", "-1", "1e1", "99.99999999"])
def test_a_floor_that_is_none(run: Run, folder: Path, bad: str) -> None:
    assert folder.is_dir()
    code, _, err = prove(run, f"--min-score={bad}")
    assert (code, "--min-score" in err) == (2, True)


def test_only_what_has_changed(run: Run, folder: Path, git: Callable[..., None]) -> None:
    git("init")
    git("add", "rules", "features")
    git("commit", "-m", "then")
    code, out, _ = prove(run, "--changed-since", "HEAD", "--all")
    assert (code, out.strip()) == (0, "没有要证明的规则。")
    shorten(folder)
    code, out, _ = prove(run, "--changed-since", "HEAD", "--all")
    assert (code, "rising" in out, "schedule" in out) == (1, True, False)


def test_what_was_not_there_then_is_all_new(run: Run, folder: Path, git: Callable[..., None]) -> None:
    git("init")
    git("commit", "--allow-empty", "-m", "then")
    _, out, _ = prove(run, "--changed-since", "HEAD", "--all")
    assert folder.is_dir()
    assert all(rule in out for rule in KEPT)


def test_watching_proves_what_a_save_concerns(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = folder / "rules" / "every-kind" / "rules.yaml"
    good = rules.read_text(encoding="utf-8")

    def saves(paths: Iterable[Path]) -> Iterator[None]:
        assert [path.name for path in paths] == ["rules", "features"]
        yield None
        shorten(folder)
        yield None
        rules.write_text(good.replace("theme:", "thme:", 1), encoding="utf-8")
        yield None
        rules.write_text(good, encoding="utf-8")
        (folder / "features").rename(folder / "away")
        yield None
        (folder / "away").rename(folder / "features")
        raise KeyboardInterrupt

    monkeypatch.setattr(test_watch, "changes", saves)
    code, out, err = prove(run, "--watch")
    assert code == 0
    first, unconcerned, shortened = [line for line in out.splitlines() if line[:2] in ("重证", "没有")]
    assert first.startswith("重证 3 条（")
    assert unconcerned.startswith("没有规则受影响。")
    assert shortened.startswith("重证 1 条（rising），")
    assert "ZS101" in err
    assert "场景文件夹不存在" in err


def test_saves_of_other_files_do_not_matter() -> None:
    assert test_watch._matters(None, "a/b.yaml")
    assert test_watch._matters(None, "a/b.feature")
    assert not test_watch._matters(None, "a/.b.yaml.swp")


def test_watching_needs_its_library(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    code, _, err = prove(run, "--watch")
    assert (code, "zhunsheng[watch]" in err) == (2, True)


@pytest.mark.parametrize("other", [("-o", "junit=a.xml"), ("--format", "json")])
def test_watching_writes_nothing(run: Run, folder: Path, other: tuple[str, str]) -> None:
    code, _, err = prove(run, "--watch", *other)
    assert (code, "--watch" in err) == (2, True)
    assert not (folder / "a.xml").exists()
