"""Levels, baselines and fingerprints: what a team knows of is not told again, and an error always is."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.lint.conftest import Lint
from tests.support.cli import Run
from tests.support.paths import ROOT

from zhunsheng.errors import UsageError
from zhunsheng.lint import baseline
from zhunsheng.lint.fingerprints import fingerprints
from zhunsheng.lint.levels import BadLevelError, Level, read
from zhunsheng.model.diagnostic import Severity

UNCITED = {", figure: 95}": "}", ", figure: [20, 40]}": "}"}
WRONG = {"nature: binding": "nature: bindng"}


@pytest.mark.parametrize("key", ["ZS420", "missing-citation"])
def test_a_warning_is_raised_lowered_or_switched_off(run: Lint, key: str) -> None:
    for severity in Severity:
        linted = run(UNCITED, levels=read({key: severity.value}))
        assert {each.severity for each in linted.problems} == {severity}
    assert run(UNCITED, levels=read({key: {"level": "off", "reason": "另行核对"}})).problems == ()


def test_a_reason_may_be_given_for_any_level() -> None:
    assert read({"ZS420": {"level": "note", "reason": "不急"}}) == {"missing-citation": Level(Severity.NOTE, "不急")}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"ZS999": "note"}, "no check"),
        ({"ZS101": "warning"}, "is an error"),
        ({"unknown-key": {"level": "off", "reason": "不行"}}, "is an error"),
        ({"ZS420": "off"}, "give a reason"),
        ({"ZS420": {"level": "off", "reason": "  "}}, "give a reason"),
        ({"ZS420": "loud"}, "give one of"),
        ({"ZS420": 3}, "give one of"),
        ({"ZS420": {"level": "note", "why": "?"}}, "give one of"),
    ],
)
def test_what_cannot_be_set_is_refused(table: dict[str, object], says: str) -> None:
    with pytest.raises(BadLevelError, match=says):
        read(table)


def test_an_error_may_be_called_one() -> None:
    assert read({"ZS101": "error"}) == {"unknown-key": Level(Severity.ERROR)}


def test_a_baseline_hides_what_it_knows_wherever_that_moves(run: Lint, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(baseline.write(run(UNCITED).problems))
    assert len(json.loads(path.read_text(encoding="utf-8"))["known"]) == 2
    linted = run(UNCITED, baseline=path)
    assert (linted.problems, len(linted.known)) == ((), 2)
    moved = run({**UNCITED, "theme: 主题": "# 移\n# 动\ntheme: 主题", "title: 龙头企业": "title: 龙头"}, baseline=path)
    assert (moved.problems, len(moved.known)) == ((), 2)


def test_what_is_new_is_told_and_what_is_gone_too(run: Lint, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(baseline.write(run({", figure: 95}": "}"}).problems))
    linted = run({", figure: [20, 40]}": "}"}, baseline=path)
    assert [each.code for each in linted.problems] == ["missing-citation", "stale-baseline"]
    assert "rules/share/source" in linted.problems[1].message.zh
    assert linted.problems[1].at.file == str(path)


def test_an_error_is_no_part_of_a_baseline(run: Lint, tmp_path: Path) -> None:
    found = run(WRONG).problems
    path = tmp_path / "baseline.json"
    path.write_bytes(baseline.write(found))
    assert json.loads(path.read_text(encoding="utf-8"))["known"] == []
    forged = [baseline.Known(fingerprint=mark, number="", code="", file="", subject="") for mark in fingerprints(found)]
    weighed = baseline.weighed(found, baseline.Baseline(schema=baseline.SCHEMA, known=tuple(forged)), "f", ())
    assert weighed.new[0] == found[0]


def test_what_was_not_looked_for_is_not_gone(run: Lint, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(baseline.write(run(UNCITED).problems))
    assert [each.code for each in run(WRONG, baseline=path).problems] == ["unknown-value"]
    assert run(baseline=path, plan="mini").problems == ()
    assert len(run(baseline=path).problems) == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"schema": "other", "known": []}', b"[" * 100_000])
def test_a_baseline_that_is_none_is_refused(run: Lint, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        run(baseline=path)
    with pytest.raises(UsageError):
        run(baseline=tmp_path / "nowhere.json")


def test_fingerprints_know_nothing_of_lines_and_tell_all_apart(run: Lint) -> None:
    found = run({**UNCITED, "  - id: share": "  - id: share "}).problems
    marks = fingerprints(found)
    assert len(set(marks)) == len(found) == 3
    moved = run({**UNCITED, "theme: 主题": "# 移\ntheme: 主题", "  - id: share": "  - id: share "}).problems
    assert fingerprints(moved) == marks
    assert fingerprints([found[0], found[0]]) == (marks[0], f"{marks[0]}-2")


def test_two_errors_of_one_place_have_two_fingerprints(run: Lint) -> None:
    found = run({"    title: 污水收集率\n    nature: binding\n": ""}).problems
    assert [each.code for each in found] == ["missing-key", "missing-key"]
    assert len(set(fingerprints(found))) == 2


SETTINGS = """\
[lint]
baseline = "known.json"
[lint.level]
ZS020 = {level = "off", reason = "编辑器自会处理"}
ZS420 = "error"
"""


@pytest.fixture
def project(run: Lint, tmp_path: Path) -> Path:
    run({**UNCITED, "theme: 主题": "theme: 主题 "})
    return tmp_path


def test_the_command_takes_levels_and_baseline_from_the_file(run_cli: Run, project: Path) -> None:
    assert run_cli("lint")[0] == 0
    assert run_cli("lint", "--write-baseline", "known.json")[:2] == (0, "基线写入 3 条\n")
    (project / "zhunsheng.toml").write_text(SETTINGS.replace('baseline = "known.json"\n', ""), encoding="utf-8")
    code, out, err = run_cli("lint")
    assert (code, out) == (2, "1 个规划，2 条规则：2 个错误，0 个疑问\n")
    assert err.count("missing-citation") == 2
    (project / "zhunsheng.toml").write_text(SETTINGS, encoding="utf-8")
    code, out, err = run_cli("lint")
    assert (code, out) == (0, "1 个规划，2 条规则：0 个错误，0 个疑问，1 个提示，2 个在基线内\n")
    assert "ZS920" in err  # the blank is switched off: its entry is gone


@pytest.mark.parametrize(
    "text", ["[lint]\nlevels = 3\n", "lint = 3\n", "[lint]\nlevel = 3\n", '[lint.level]\nZS1 = "x"\n']
)
def test_settings_that_are_none_are_refused(run_cli: Run, project: Path, text: str) -> None:
    (project / "zhunsheng.toml").write_text(text, encoding="utf-8")
    code, _, err = run_cli("lint")
    assert code == 2
    assert "lint" in err


@pytest.mark.usefixtures("project")
def test_the_json_has_all_that_other_formats_are_made_from(run_cli: Run) -> None:
    code, out, err = run_cli("lint", "--format", "json")
    assert (code, err) == (0, "")
    listing = json.loads(out)
    jsonschema.validate(listing, json.loads((ROOT / "docs" / "schema" / "lint-1.json").read_text(encoding="utf-8")))
    assert listing["schema"] == "zhunsheng/lint/1"
    blank, first, _ = listing["problems"]
    assert (blank["number"], blank["severity"], blank["fixable"]) == ("ZS020", "note", True)
    assert blank["fix"]["edits"][0]["text"] == ""
    assert first["code"] == "missing-citation"
    assert (first["line"], first["column"], first["end"]) == (10, 13, {"line": 10, "column": 39})
    assert set(first["message"]) == {"zh", "en"}
    assert len(first["fingerprint"]) == 16
    assert first["file"].endswith("rules.yaml")


def test_ignored_ones_are_counted_and_listed_when_asked(run_cli: Run, run: Lint) -> None:
    run({", figure: 95}": "}  # zhunsheng: ignore[ZS420] 原文没有数"})
    code, out, _ = run_cli("lint", "--show-ignored", "--strict")
    assert code == 0
    assert "0 个疑问，1 个已忽略" in out
    assert "忽略的理由：原文没有数" in out
    ignored = json.loads(run_cli("lint", "--format", "json")[1])["ignored"]
    assert [each["reason"] for each in ignored] == ["原文没有数"]


@pytest.mark.usefixtures("project")
def test_flags_that_do_not_go_together(run_cli: Run) -> None:
    assert run_cli("lint", "--diff")[0] == 2
    assert run_cli("lint", "--features", "nowhere")[0] == 2
