"""A picture of the page as a drawing of Word: the same shapes at the same places, and all its text."""

from xml.etree import ElementTree as Tree

import defusedxml.ElementTree
import pytest
from tests.papers.conftest import Write
from tests.support import word

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page_panels import Label, Picture, Shape
from zhunsheng.papers.drawing import drawing

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"


def drawn(*shapes: Shape, labels: tuple[Label, ...] = (), title: str = "图", about: str = "说明") -> Tree.Element:
    picture = Picture(id="c", width=460, height=222, title=title, about=about, shapes=shapes, labels=labels)
    return defusedxml.ElementTree.fromstring(f'<w:p xmlns:w="{word.W[1:-1]}">{drawing(picture, 7)}</w:p>')


def points(root: Tree.Element) -> list[tuple[str, int, int]]:
    steps = [each for path in root.iter(f"{A}path") for each in path]
    return [(each.tag.removeprefix(A), int(p.get("x", "")), int(p.get("y", ""))) for each in steps for p in each]


def test_lines_go_where_the_picture_has_them() -> None:
    root = drawn(Shape(style="axis", d="M10 20H30V40L50.5 60M1 2z"))
    expected = [("moveTo", 1000, 2000), ("lnTo", 3000, 2000), ("lnTo", 3000, 4000), ("lnTo", 5050, 6000)]
    assert points(root) == [*expected, ("moveTo", 100, 200)]
    assert len(list(root.iter(f"{A}close"))) == 1


def test_marks_are_moved_to_their_place() -> None:
    root = drawn(Shape(style="point s-behind", d="M0 -6L6 0L0 6L-6 0z", x="100.0", y="50.0"))
    assert points(root)[:2] == [("moveTo", 10000, 4400), ("lnTo", 10600, 5000)]
    assert root.find(f".//{WPS}spPr/{A}solidFill/{A}srgbClr").get("val") == "A86A00"  # type: ignore[union-attr]


def test_circles_are_circles_about_their_place() -> None:
    root = drawn(Shape(style="point s-met", d="M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", x="100", y="50"))
    (shape,) = root.iter(f"{WPS}spPr")
    assert shape.find(f"{A}prstGeom").get("prst") == "ellipse"  # type: ignore[union-attr]
    (place,) = shape.iter(f"{A}off")
    (size,) = shape.iter(f"{A}ext")
    assert (place.get("x"), place.get("y"), size.get("cx"), size.get("cy")) == ("9500", "4500", "1000", "1000")


def test_an_empty_path_draws_nothing() -> None:
    assert list(drawn(Shape(style="point s-not_reported", d="")).iter(f"{WPS}wsp")) == []


@pytest.mark.parametrize("at", ["start", "middle", "end"])
@pytest.mark.parametrize(("x", "y"), [("2", "1"), ("230", "110"), ("458", "221")])
def test_labels_stay_within_the_picture(at: str, x: str, y: str) -> None:
    root = drawn(labels=(Label(style="tick", x=x, y=y, at=at, text="100"),))
    (shape,) = root.iter(f"{WPS}spPr")
    (place,), (size,) = shape.iter(f"{A}off"), shape.iter(f"{A}ext")
    left, top = int(place.get("x", "")), int(place.get("y", ""))
    assert 0 <= left <= left + int(size.get("cx", "")) <= 46000
    assert 0 <= top <= top + int(size.get("cy", "")) <= 22200


def test_hostile_names_stay_text() -> None:
    evil = '"><w:t>x</w:t>&<'
    root = drawn(labels=(Label(style="value", x="1", y="1", at="start", text=evil),), title=evil, about=evil)
    said = root.find(f".//{WP}docPr")
    assert said is not None
    assert (said.get("name"), said.get("descr"), said.get("id")) == (evil, evil, "7")
    assert word.said(root) == evil * 2  # in the label, and in words for what cannot draw


def test_the_report_draws_what_it_finds_each_picture_with_its_figures(example: Evaluation, write: Write) -> None:
    (paper,) = write("annual", example, 2024).values()
    pictures = list(word.body(paper).iter(f"{WP}docPr"))
    assert len(pictures) > 3
    assert len({each.get("id") for each in pictures}) == len(pictures)
    assert any("94" in word.said(each) and "92" in word.said(each) for each in word.body(paper).iter(f"{WP}inline"))
    titles = [each.get("name") for each in pictures]
    assert "城镇污水集中收集率：2020—2025 年走势" in titles
    assert all(title in word.paragraphs(paper) for title in titles)
