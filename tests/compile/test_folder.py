"""What may lie in a plan folder instead of good files, and how much of it is told at once."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import plan_folder
from tests.support.plan_folder import PLAN, POLICY, RULES, UNITS
from tests.support.slips import ALL

from zhunsheng.compile import load
from zhunsheng.compile.codes import CODES
from zhunsheng.compile.files import MAX_BYTES, SourceText
from zhunsheng.compile.problems import MAX_PROBLEMS, Problems
from zhunsheng.compile.yaml_tree import FAST_LOADER, parse

REPORTED_HERE = {
    "contradiction",
    "differing-limits",
    "conflicting-set",
    "redundant-rule",
    "missing-folder",
    "missing-plan",
    "missing-policy",
    "missing-units",
    "unreadable-file",
    "not-a-file",
    "misplaced-file",
    "outside-folder",
    "file-too-large",
    "empty-file",
    "bad-encoding",
    "too-many-problems",
}


def codes(folder: Path) -> list[tuple[str, str]]:
    """Codes and files of all problems, after seeing that nothing was compiled."""
    loaded = load(folder)
    assert loaded.catalogue is None
    return [(p.code, Path(p.at.file).name) for p in loaded.problems]


def test_every_code_is_provoked_by_some_test() -> None:
    assert {slip.code for slip in ALL} | REPORTED_HERE == set(CODES)


def test_no_folder(tmp_path: Path) -> None:
    loaded = load(tmp_path / "nowhere")
    assert [p.code for p in loaded.problems] == ["missing-folder"]
    assert loaded.catalogue is None


@pytest.mark.parametrize("name", ["plan.yaml", "policy.yaml", "units.txt"])
def test_a_missing_file_is_the_only_complaint(name: str, tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    (folder / name).unlink()
    assert codes(folder) == [(f"missing-{name.partition('.')[0]}", name)]


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_folder.write(tmp_path)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert [code for code, _ in codes(folder)] == ["unreadable-file"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, opened = plan_folder.write(tmp_path), Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - stands in for Path.open
        if path.name == "rules.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(folder) == [("unreadable-file", "rules.yaml")]


def test_a_folder_a_pipe_and_a_dangling_link_are_no_files(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    (folder / "a.yaml").mkdir()
    os.mkfifo(folder / "b.yaml")
    (folder / "c.yaml").symlink_to("gone.yaml")
    (folder / "d.yaml").symlink_to("d.yaml")
    assert codes(folder) == [("not-a-file", f"{name}.yaml") for name in "abcd"]


@pytest.mark.parametrize("name", ["b.yml", "b.YAML", "b.Yml", "b.yaml.txt", "环境/b.yaml", "环境/b.yml"])
def test_rules_that_would_go_unread_are_an_error(name: str, tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    (folder / "环境").mkdir()
    (folder / name).write_text("theme: x\n", encoding="utf-8")
    loaded = load(folder)
    assert [(p.code, p.at.file) for p in loaded.problems] == [("misplaced-file", str(folder / name))]
    assert loaded.catalogue is None


def test_what_is_no_rule_may_lie_beside_the_rules(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    for name in ("README.md", "rules.yaml~", "b.yaml.bak", ".git/config.yml", "图/a.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("?", encoding="utf-8")
    assert load(folder).catalogue is not None


def test_a_subfolder_that_may_not_be_listed_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, listed = plan_folder.write(tmp_path), Path.iterdir
    (folder / "closed").mkdir()

    def refuse(path: Path) -> Any:  # noqa: ANN401 - stands in for Path.iterdir
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert load(folder).catalogue is not None


def test_a_link_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path / "plan")
    (tmp_path / "secret.yaml").write_text("theme: x", encoding="utf-8")
    (folder / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "b.yaml").symlink_to("/dev/zero")
    assert codes(folder) == [("outside-folder", "a.yaml"), ("outside-folder", "b.yaml")]


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    (folder / "rules.yaml").rename(folder / "rules.txt")
    (folder / "rules.yaml").symlink_to("rules.txt")
    assert load(folder).problems == ()


def test_a_file_name_that_is_not_utf8_can_still_be_printed(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_bytes(b"")
    [problem] = load(folder).problems
    assert problem.code == "empty-file"
    assert problem.at.file.encode().endswith("\ufffd.yaml".encode())


@pytest.mark.parametrize("data", [b"", b" \n\n", b"# only a comment\n", b"\xef\xbb\xbf# c\n"])
@pytest.mark.parametrize("name", ["plan", "rules", "policy"])
def test_an_empty_file(name: str, data: bytes, tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, **{name: data})
    assert codes(folder) == [("empty-file", f"{name}.yaml")]


def test_empty_units(tmp_path: Path) -> None:
    assert codes(plan_folder.write(tmp_path, units=b"\n")) == [("empty-file", "units.txt")]


def test_a_file_over_one_mebibyte_is_not_even_parsed(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, rules=b"a: " + b"x" * MAX_BYTES)
    assert codes(folder) == [("file-too-large", "rules.yaml")]


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(RULES.encode("gb18030"), 1, 8), ("theme: 主题\n# 江海".encode() + b"\xff", 2, 5), (b"\xff\xfea", 1, 1)],
)
def test_another_encoding(data: bytes, line: int, column: int, tmp_path: Path) -> None:
    [problem] = load(plan_folder.write(tmp_path, rules=data)).problems
    assert (problem.code, problem.at.line, problem.at.column) == ("bad-encoding", line, column)
    assert problem.hint is not None


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert codes(plan_folder.write(tmp_path, rules=bomb)) == [("yaml-alias", "rules.yaml")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(opening: str, tmp_path: Path) -> None:
    assert codes(plan_folder.write(tmp_path, rules=opening * 100_000)) == [("nested-too-deep", "rules.yaml")]


@pytest.mark.parametrize("name", ["plan", "rules", "policy"])
@pytest.mark.parametrize("text", ["just words", "[a, b]"])
def test_a_file_that_is_no_mapping(name: str, text: str, tmp_path: Path) -> None:
    assert codes(plan_folder.write(tmp_path, **{name: text})) == [("wrong-type", f"{name}.yaml")]


@pytest.mark.parametrize("name", ["plan", "rules", "policy", "units"])
def test_an_empty_mapping_or_a_syntax_error_does_not_set_off_others(name: str, tmp_path: Path) -> None:
    text = "个 == 1" if name == "units" else "a: [1"
    [problem] = load(plan_folder.write(tmp_path, **{name: text})).problems
    assert problem.code in ("yaml-syntax", "bad-unit-definition")
    assert Path(problem.at.file).stem == name


def test_all_files_are_checked_at_once(tmp_path: Path) -> None:
    folder = plan_folder.write(
        tmp_path,
        plan=PLAN.replace("id: mini", "id: Mini"),
        rules=RULES.replace("unit: 亩", "unit: 母").replace(
            "owner: 甲局\n    kind: flow", "owner: 丁局\n    kind: flow"
        ),
        policy=POLICY.replace("status: missed", "status: misst"),
    )
    (folder / "a.yaml").write_text("theme: [", encoding="utf-8")
    assert codes(folder) == [
        ("yaml-syntax", "a.yaml"),
        ("bad-id", "plan.yaml"),
        ("unknown-value", "policy.yaml"),
        ("unknown-department", "rules.yaml"),
        ("unknown-unit", "rules.yaml"),
    ]


def test_units_do_not_pile_up_without_end(tmp_path: Path) -> None:
    units = UNITS + "".join(f"u{n} = {n + 1} * meter\n" for n in range(1000))
    [problem] = load(plan_folder.write(tmp_path, units=units)).problems
    assert problem.code == "bad-unit-definition"
    assert 380 < (problem.at.line or 0) < 400


def test_problems_without_end_are_cut_off(tmp_path: Path) -> None:
    folder = plan_folder.write(tmp_path, rules="theme: x\nrules: [" + "a, " * (MAX_PROBLEMS + 50) + "]\n")
    found = codes(folder)
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1][0] == "too-many-problems"


@pytest.mark.parametrize("text", [PLAN, RULES, POLICY], ids=["plan", "rules", "policy"])
def test_both_loaders_of_pyyaml_give_the_same_tree(text: str) -> None:
    problems = Problems()
    source = SourceText("x.yaml", text + "  # 尾\n")
    assert parse(source, problems, yaml.SafeLoader) == parse(source, problems, FAST_LOADER)
    assert not len(problems)
