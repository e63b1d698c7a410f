"""The documents say what the program does."""

import re
import shutil
from pathlib import Path

import pytest
from tests.docs.pages import PAGES
from tests.support.paths import ROOT

from zhunsheng import compile as compiling

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_generated_page_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run `make docs`"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (path.parent / link).exists()]
    assert broken == []


def examples() -> list[str]:
    """The pieces of YAML on the page that tells how to write a rule."""
    page = (ROOT / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)


def test_a_plan_written_from_nothing_after_the_page_compiles(tmp_path: Path) -> None:
    plan, theme = examples()[:2]
    assert_compiles(tmp_path, {"plan.yaml": plan, "a.yaml": theme})


def test_all_examples_of_the_page_compile_together(tmp_path: Path) -> None:
    plan, theme, kinds, places, doubts, derived, checkup = examples()
    head, departments = re.split(r"places:\n.*\n", plan)
    whole = head + places + departments + doubts
    files = {"a.yaml": theme, "b.yaml": "theme: 二\n" + kinds, "c.yaml": "theme: 三\n" + derived}
    assert_compiles(tmp_path, {"plan.yaml": whole, "checkup.yaml": checkup} | files)


def assert_compiles(tmp_path: Path, files: dict[str, str]) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("policy.yaml", "units.txt"):
        shutil.copy(ROOT / "rules" / name, tmp_path)
    loaded = compiling.load(folder)
    assert loaded.problems == ()
    assert loaded.catalogue is not None
