"""The templates as they come: written by tests/stationery, and of sound structure."""

from pathlib import Path

import pytest
from tests.papers.conftest import Write
from tests.stationery.papers import PAPERS
from tests.support import word

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.paper import FORMATS, KINDS
from zhunsheng.use_cases import stationery

NAMES = sorted(PAPERS)


def test_there_is_one_for_each_paper_and_format(templates: Path) -> None:
    assert NAMES == sorted(path.name for path in templates.glob("*.docx")) == sorted(f"{kind}.docx" for kind in KINDS)
    handed_out = stationery.defaults()
    assert sorted(handed_out) == sorted(path.name for path in templates.iterdir())
    assert {kind + suffix for kind in KINDS for suffix in FORMATS.values()} <= handed_out.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_template_is_the_one_that_is_written(templates: Path, name: str) -> None:
    assert word.parts((templates / name).read_bytes()) == word.parts(PAPERS[name]())  # `python -m tests.stationery`


@pytest.mark.parametrize("kind", KINDS)
def test_every_style_used_is_declared(example: Evaluation, write: Write, kind: str) -> None:
    for paper in write(kind, example, 2024).values():
        declared = {each.get(f"{word.W}styleId") for each in word.body(paper, "word/styles.xml").iter(f"{word.W}style")}
        used = {
            each.get(f"{word.W}val")
            for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
            for name in ("pStyle", "tblStyle")
            for each in word.body(paper, part).iter(f"{word.W}{name}")
        }
        assert used <= declared
        assert "Tag" not in used


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_sound(example: Evaluation, write: Write, kind: str) -> None:
    """Every ruled table has a first row that repeats; every row is as wide as the grid; cells end in a paragraph."""
    for paper in write(kind, example, 2024).values():
        for table in word.body(paper).iter(f"{word.W}tbl"):
            columns = len(table.findall(f"{word.W}tblGrid/{word.W}gridCol"))
            rows = table.findall(f"{word.W}tr")
            style = table.find(f"{word.W}tblPr/{word.W}tblStyle")
            assert style is not None
            if style.get(f"{word.W}val") == "Ruled":
                assert rows[0].find(f"{word.W}trPr/{word.W}tblHeader") is not None
            for row in rows:
                cells = row.findall(f"{word.W}tc")
                spans = [cell.find(f"{word.W}tcPr/{word.W}gridSpan") for cell in cells]
                assert sum(1 if each is None else int(each.get(f"{word.W}val", "")) for each in spans) == columns
                assert all(cell[-1].tag == f"{word.W}p" for cell in cells)


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_has_page_numbers_and_no_tag_left(example: Evaluation, write: Write, kind: str) -> None:
    for paper in write(kind, example, 2024).values():
        assert b"PAGE" in word.parts(paper)["word/footer1.xml"]
        whole = b"".join(word.parts(paper).values())
        assert b"{{" not in whole
        assert b"{%" not in whole


def test_an_office_replaces_one_template_and_keeps_the_others(
    example: Evaluation, write: Write, tmp_path: Path
) -> None:
    own = word.document(word.line("致{{ department }}：{{ counts }}，{{ head.unit }}"))
    (tmp_path / "notice.docx").write_bytes(own)
    made = write("notice", example, 2024, tmp_path)
    assert all(word.paragraphs(paper)[0].startswith("致") for paper in made.values())
    assert write("briefing", example, 2024, tmp_path) == write("briefing", example, 2024)
