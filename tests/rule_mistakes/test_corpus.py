"""Every kind of mistake that lint knows of: found at its place, with something to do about it, and gone when mended."""

from pathlib import Path

import pytest

from tests.rule_mistakes import scene
from tests.rule_mistakes.found import found, place
from tests.rule_mistakes.made import MAKERS, refuse_to_open
from tests.rule_mistakes.page import FOLDER, page, path_of
from zhunsheng.lint.rule_help import example_of, help_of
from zhunsheng.model.codes import CODES
from zhunsheng.model.location import Location

UNREADABLE = "unreadable-file"
WRITTEN = [code for code in CODES if code not in {*MAKERS, UNREADABLE}]
"""Codes whose examples are parts of files."""


def place_of(code: str, marked: Location | None) -> Location:
    """Return the place that is marked, or else the one that the example names."""
    if marked is not None:
        return marked
    file, _, rest = example_of(code).at.partition(":")
    line, _, column = rest.partition(":")
    return Location(file=file, line=int(line) if line else None, column=int(column) if column else None)


def test_every_code_has_help_and_an_example() -> None:
    helps = [help_of(code) for code in CODES]
    assert all(text.zh and text.en for each in helps for text in (each.title, each.why, each.how))
    assert all(help_of(code).bad != help_of(code).good for code in WRITTEN)


def test_the_corpus_is_wide() -> None:
    assert len(CODES) >= 80


def test_there_is_a_page_on_each_code_and_on_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {"README.md", *(path_of(code).name for code in CODES)}


@pytest.mark.parametrize("code", WRITTEN)
def test_a_mistake_is_found_at_its_mark_and_nothing_else_is(code: str, tmp_path: Path) -> None:
    example = example_of(code)
    files, marked = scene.files_of(example, bad=True)
    problems = found(scene.write(tmp_path, files), CODES[code].finder)
    [problem] = [each for each in problems if each.code not in example.also]
    assert (problem.code, place(problem)) == (code, place_of(code, marked))
    assert {each.code for each in problems} == {code, *example.also}
    assert all(each.expected or each.hint or each.fix for each in problems), "say what to do"
    assert path_of(code).read_text(encoding="utf-8") == page(code, problem if marked else None), "run `make docs`"


@pytest.mark.parametrize("code", WRITTEN)
def test_what_is_mended_is_faultless(code: str, tmp_path: Path) -> None:
    files, _ = scene.files_of(example_of(code), bad=False)
    assert found(scene.write(tmp_path, files), CODES[code].finder) == ()


@pytest.mark.parametrize("code", [*MAKERS, UNREADABLE])
def test_a_mistake_of_files_is_found(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = scene.write(tmp_path, {})
    if code == UNREADABLE:
        refuse_to_open("rules.yaml", monkeypatch)
    else:
        MAKERS[code](plan.parent)
    problems = found(plan, CODES[code].finder)
    assert (code, place_of(code, None)) in [(each.code, place(each)) for each in problems]
    assert {each.code for each in problems} == {code, *example_of(code).also}
    assert path_of(code).read_text(encoding="utf-8") == page(code, None), "run `make docs`"
