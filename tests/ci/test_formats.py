"""Each format by itself, with text that is out to break it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ci.shapes import assert_junit, assert_sarif
from zhunsheng import ci
from zhunsheng.ci.paths import Paths
from zhunsheng.ci.told import Aside, Case, Kind, Outcome, Remark, Repair, Setting, Spot, Suite, Told, Weight
from zhunsheng.model.fix import Edit
from zhunsheng.model.location import Location

NASTY = "甲,乙:丙 100%\r\n<b>&\"'\x00\x1b[31m\ufffe\ud800# :: %0A"
CELL = Location(file="数据/甲 局.xlsx", sheet="表,一", cell="B7")
LINE = Location(file="rules/a,b/c:d%.yaml", line=3, column=5)


def remark(**changed: object) -> Remark:
    given: dict[str, object] = {
        "kind": "ZS101",
        "weight": Weight.ERROR,
        "text": NASTY,
        "spots": (Spot(at=LINE, until=(3, 9)),),
        "related": (Spot(at=CELL, says="数"),),
        "mark": "0123",
    }
    return Remark(**(given | changed))  # type: ignore[arg-type]


FIX = Repair(title="改名", edits=(Edit(file=LINE.file, line=3, column=5, end_line=3, end_column=9, text="键"),))
CASES = (
    Case(group="甲.乙", name=NASTY),
    Case(group="甲.乙", name="有话", detail="说明"),
    Case(group="甲.乙", name="不过", outcome=Outcome.FAILED, kind="ZS101", says=NASTY, detail=NASTY, at=LINE),
    Case(group="甲.乙", name="不行", outcome=Outcome.ERROR, kind="bad", says="读不懂", at=CELL),
    Case(group="甲.乙", name="不判", outcome=Outcome.SKIPPED, says="待下达 # 何时"),
)
TOLD = Told(
    command="lint",
    version="1.0",
    language="zh-CN",
    kinds=(Kind(id="ZS101", name="unknown-key", short="短", help="助", markdown="**助**", weight=Weight.ERROR),),
    remarks=(
        remark(repair=FIX),
        remark(weight=Weight.WARNING, aside=Aside(by=Setting.IN_SOURCE, why="有意")),
        remark(weight=Weight.NOTE, spots=(Spot(at=CELL),), aside=Aside(by=Setting.KNOWN, why="在基线内")),
        remark(weight=Weight.NOTE, spots=(Spot(at=Location(file="b.yaml", line=2)),)),
        remark(weight=Weight.WARNING, spots=(Spot(at=Location(file="/elsewhere/某.yaml", line=1, column=2)),)),
    ),
    suites=(Suite(name="甲", cases=CASES), Suite(name="空", cases=())),
    compared=True,
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder below the root of a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    return tmp_path / "sub"


def test_sarif_has_what_it_must(here: Path) -> None:
    run = assert_sarif(json.loads(ci.render(TOLD, "sarif", here)))
    first, ignored, known, whole_line, outside = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sub/rules/a%2Cb/c%3Ad%25.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert first["relatedLocations"][0]["logicalLocations"] == [
        {"name": "表,一!B7", "fullyQualifiedName": "sub/数据/甲 局.xlsx[表,一!B7]", "kind": "cell"}
    ]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "键"}
    assert [each["suppressions"] for each in (first, ignored, known)] == [
        [],
        [{"kind": "inSource", "justification": "有意"}],
        [{"kind": "external", "justification": "在基线内"}],
    ]
    assert [each["baselineState"] for each in run["results"]] == ["new", "new", "unchanged", "new", "new"]
    assert whole_line["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    location = outside["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "file:///elsewhere/%E6%9F%90.yaml"}
    assert run["columnKind"] == "unicodeCodePoints"


def test_without_a_baseline_nothing_is_said_of_one(here: Path) -> None:
    told = Told(command="lint", version="1", language="en", kinds=TOLD.kinds, remarks=TOLD.remarks[:1], suites=())
    (result,) = assert_sarif(json.loads(ci.render(told, "sarif", here)))["results"]
    assert "baselineState" not in result


def test_junit_can_be_read_whatever_is_in_it(here: Path) -> None:
    root = assert_junit(ci.render(TOLD, "junit", here))
    assert {key: root.attrib[key] for key in ("tests", "failures", "errors")} == {
        "tests": "5",
        "failures": "1",
        "errors": "1",
    }
    passed, noted, failed, broken, skipped = root[0]
    assert list(passed) == []
    assert noted[0].text == "说明"
    message = failed[0].attrib["message"]
    assert message.startswith("甲,乙:丙 100%")
    assert "<b>&\"'\ufffd\ufffd[31m\ufffd" in message
    assert (failed[0].text or "").startswith("sub/rules/a,b/c:d%.yaml:3:5\n甲,乙")
    assert broken[0].text == "sub/数据/甲 局.xlsx[表,一!B7]"
    assert skipped[0].attrib == {"message": "待下达 # 何时"}


def test_annotations_are_one_line_each_and_escaped(here: Path) -> None:
    first, second, third = ci.render(TOLD, "github", here).decode().splitlines()
    assert first.startswith("::error file=sub/rules/a%2Cb/c%3Ad%25.yaml,line=3,endLine=3,col=5,endColumn=8,title=")
    assert first.endswith("# :: %250A")
    assert "::甲,乙:丙 100%25%0D%0A<b>" in first
    assert second.startswith("::notice file=sub/b.yaml,line=2,endLine=2,title=ZS101 unknown-key::")
    assert third.startswith("::warning file=/elsewhere/某.yaml,line=1,endLine=1,col=2,endColumn=2,")


def test_an_annotation_of_several_lines_has_no_columns(here: Path) -> None:
    told = Told(
        command="lint",
        version="1",
        language="en",
        kinds=(Kind(id="ZS101", name="ZS101", short="x"),),
        remarks=(remark(text="x", spots=(Spot(at=LINE, until=(5, 2)),)), remark(text="y", spots=())),
        suites=(),
    )
    first, second = ci.render(told, "github", here).decode().splitlines()
    assert first == "::error file=sub/rules/a%2Cb/c%3Ad%25.yaml,line=3,endLine=5,title=ZS101::x"
    assert second == "::error title=ZS101::y"


def test_tap_counts_and_says_why(here: Path) -> None:
    lines = ci.render(TOLD, "tap", here).decode().splitlines()
    assert lines[:2] == ["TAP version 13", "1..5"]
    points = [line for line in lines if line.startswith(("ok", "not ok"))]
    assert [line.split(" - ")[0] for line in points] == ["ok 1", "ok 2", "not ok 3", "not ok 4", "ok 5"]
    assert "\\# :: %0A" in points[0]
    assert points[4].endswith("不判 # SKIP 待下达 \\# 何时")
    assert '  at: "sub/rules/a,b/c:d%.yaml:3:5"' in lines
    assert '  severity: "error"' in lines


def test_outside_of_any_repository_paths_are_seen_from_here(tmp_path: Path) -> None:
    out = ci.render(TOLD, "github", tmp_path).decode()
    assert "file=rules/a%2Cb/c%3Ad%25.yaml" in out


def test_links_are_cited_where_they_stand(here: Path, tmp_path: Path) -> None:
    (here / "link.yaml").symlink_to(tmp_path / "away.yaml")
    (tmp_path / "other").symlink_to(here)
    paths = Paths(here)
    assert paths.shown("link.yaml") == "sub/link.yaml"
    assert paths.shown(str(tmp_path / "other" / "link.yaml")) == "other/link.yaml"
    (tmp_path.parent / f"{tmp_path.name}-link").symlink_to(tmp_path)
    assert paths.shown(f"{tmp_path.parent / tmp_path.name}-link/sub/link.yaml") == "sub/link.yaml"


def test_no_other_format(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown format 'yaml'"):
        ci.render(TOLD, "yaml", tmp_path)


TEXT = st.text(st.characters(), max_size=30)


@given(TEXT, TEXT, TEXT)
def test_whatever_a_text_holds_a_reader_gets_one_of_each(says: str, name: str, file: str) -> None:
    place = Location(file=f"f{file}".replace("\0", ""), line=1, column=1)
    told = Told(
        command="lint",
        version="1",
        language="en",
        kinds=(Kind(id="a", name=f"n{name}", short=says, help=says, markdown=says),),
        remarks=(remark(kind="a", text=says, spots=(Spot(at=place),), related=()),),
        suites=(Suite(name=name, cases=(Case(group=name, name=name, outcome=Outcome.FAILED, says=says, at=place),)),),
    )
    here = Path("/nowhere")
    (result,) = assert_sarif(json.loads(ci.render(told, "sarif", here)))["results"]
    assert result["message"]["text"] == says.encode("utf-8", "replace").decode()
    assert ci.render(told, "github", here).count(b"\n") == 1
    assert sum(line[:6] == b"not ok" for line in ci.render(told, "tap", here).split(b"\n")) == 1
    (suite,) = assert_junit(ci.render(told, "junit", here))
    assert len(suite) == 1
