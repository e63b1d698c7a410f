"""Workbooks built to do harm: they are marked, or it is said that they cannot be; nothing else ever happens."""

import random
import zipfile
from io import BytesIO

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.mark.test_what_is_kept import RICH, put, with_relation
from tests.support.marks import asked, comments, opened, parts, rebuilt

from zhunsheng.mark import UnmarkableError, mark_workbook

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
WRITTEN = ("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", SHEET, "xl/_rels/workbook.xml.rels")
QUESTION = [asked("x", "D2")]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        ("xl/styles.xml", "<styleSheet", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><styleSheet'),
        (SHEET, 'encoding="UTF-8"', 'encoding="cp037"'),
        (SHEET, "</sheetData>", ""),
        ("xl/workbook.xml", "</sheets>", '<sheet name="数据" sheetId="9" r:id="rId1"/></sheets>'),
        ("xl/workbook.xml", "</sheets>", '<sheet name="另" sheetId="9" r:id="rId1"/></sheets>'),
        ("xl/workbook.xml", "</sheets>", '<sheet name="另" sheetId="9" r:id="rId77"/></sheets>'),
        ("_rels/.rels", "xl/workbook.xml", "xl/nowhere.xml"),
        ("xl/worksheets/_rels/sheet1.xml.rels", "../comments1.xml", "../styles.xml"),
    ],
    ids=[
        "entity",
        "outside entity",
        "encoding",
        "unsound",
        "one name twice",
        "one part twice",
        "no such part",
        "no workbook",
        "a part in two roles",
    ],
)
def test_what_cannot_be_vouched_for_is_not_copied(part: str, old: str, new: str) -> None:
    with pytest.raises(UnmarkableError):
        mark_workbook(put(RICH, one=(part, old, new)), "a.xlsx", QUESTION)


def test_names_without_end_that_lead_outside_are_not_looked_for() -> None:
    names = "".join(f'<definedName name="n{n}">[1]a!A1</definedName>' for n in range(600))
    book = put(RICH, one=("xl/workbook.xml", "</sheets>", f"</sheets><definedNames>{names}</definedNames>"))
    with pytest.raises(UnmarkableError):
        mark_workbook(book, "a.xlsx", QUESTION)


def test_a_ring_of_parts_is_walked_once() -> None:
    book = with_relation(RICH, "xl/drawings/drawing1.xml", f"{RELS}/drawing", "drawing1.xml")
    assert "xl/drawings/drawing1.xml" in parts(mark_workbook(book, "a.xlsx", QUESTION))


def test_a_path_that_leads_out_of_the_package_is_a_part_that_is_missing() -> None:
    book = with_relation(RICH, SHEET, f"{RELS}/image", "../../../../../../etc/passwd")
    assert not [name for name in parts(mark_workbook(book, "a.xlsx", QUESTION)) if "passwd" in name]


@pytest.mark.parametrize(
    "text",
    ["<v:shape " * 200_000, "</v:shape>" * 200_000, "<v:shape><x:Row>" * 100_000, "_x0000_s" * 200_000],
    ids=["opened", "closed", "rows", "ids"],
)
def test_boxes_without_end_are_read_in_one_go(text: str) -> None:
    def change(changed: dict[str, bytes]) -> None:
        changed["xl/drawings/vmlDrawing1.vml"] = f"<xml>{text}</xml>".encode()

    assert "数据!D2" in comments(mark_workbook(rebuilt(RICH, change), "a.xlsx", QUESTION))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(parts(RICH))))
def test_a_part_with_random_damage_gives_a_sound_copy_or_none(seed: int, name: str) -> None:
    def change(changed: dict[str, bytes]) -> None:
        content = bytearray(changed[name])
        chance = random.Random(seed)  # noqa: S311
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 6)] = chance.choice((b"", b"<", b">", b'"', b"/", b"\xff", b"A1", b"0"))
        changed[name] = bytes(content)

    try:
        copy = mark_workbook(rebuilt(RICH, change), "a.xlsx", QUESTION)
    except UnmarkableError:
        return
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        assert archive.testzip() is None
        for part in WRITTEN:
            fromstring(archive.read(part))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300), cut=st.integers(0, len(RICH)))
def test_bytes_that_are_no_workbook_are_said_to_be_none(data: bytes, cut: int) -> None:
    for raw in (data, RICH[:cut] + data):
        try:
            copy = mark_workbook(raw, "a.xlsx", QUESTION)
        except UnmarkableError:
            continue
        assert isinstance(opened(copy), openpyxl.Workbook)
