"""Containers that are no workbook, or no workbook that anybody should open."""

import re
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import ReadFiles, row, workbook_bytes
from tests.support import xlsx_parts as xlsx
from tests.support import zip_tricks
from tests.support.zip_tricks import MEBI

from zhunsheng.intake import zip_guard
from zhunsheng.intake.complaint import FileRefusedError

ROW = xlsx.figure_row(2, xlsx.number(2, "95"))
PARTS = xlsx.parts(xlsx.sheet(xlsx.header(), ROW))
SHEET = "xl/worksheets/sheet1.xml"


def refused(raw: bytes) -> str:
    with pytest.raises(FileRefusedError) as caught:
        zip_guard.inspect(raw)
    return caught.value.complaint.code


def zeros(size: int, name: str = "xl/media/zeros.bin", declared: int | None = None) -> bytes:
    """Pack a workbook with a member of so many zeros, whose central directory may lie about the size."""
    return zip_tricks.zeros(xlsx.pack(PARTS), size, name, declared)


def test_a_sound_workbook_passes(read_raw: ReadFiles) -> None:
    package = zip_guard.inspect(xlsx.pack(PARTS))
    assert package == zip_guard.Package(formulas=frozenset(), merges={}, macros=False)
    assert read_raw(xlsx.pack(PARTS), "a.xlsx").observation.value == 95


def test_what_the_guard_notes_on_the_way() -> None:
    prefixed = f'<x:mergeCell xmlns:x="{xlsx.MAIN}" ref="C3:D4" />'
    merges = f"<mergeCells><mergeCell ref='A1:B2'/>{prefixed}<mergeCell ref='A9'/></mergeCells>"
    padding = f"<!--{'x' * (MEBI // 3)}-->"
    formula = f'<row><c><x:f xmlns:x="{xlsx.MAIN}">1</x:f></c></row>'
    package = zip_guard.inspect(xlsx.pack(xlsx.parts(xlsx.sheet(formula, after=padding + merges))))
    assert package.formulas == {SHEET}
    assert package.merges == {SHEET: ("A1:B2", "C3:D4")}


@pytest.mark.parametrize("at", range(zip_guard._PIECE - 30, zip_guard._PIECE + 5))
def test_a_tag_across_two_pieces_is_seen(at: int) -> None:
    head = xlsx.sheet().removesuffix("<sheetData></sheetData></worksheet>")
    padding = f"<!--{'x' * (at - len(head) - 7)}-->"
    merges = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    members = {**PARTS, SHEET: f"{head}{padding}{merges}</worksheet>"}
    assert zip_guard.inspect(xlsx.pack(members)).merges == {SHEET: ("A1:B2",)}


def test_a_gigabyte_of_zeros_is_refused_unopened(read_raw: ReadFiles) -> None:
    raw = zeros(1024 * MEBI)
    tracemalloc.start()
    read = read_raw(raw, "a.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read.errors == ["workbook-too-large"]
    assert peak < 32 * MEBI


@pytest.mark.parametrize("name", ["xl/media/zeros.bin", "xl/worksheets/sheet2.xml"])
@pytest.mark.parametrize("declared", [0, 1000, 9 * MEBI])
def test_a_declared_size_that_lies_gains_nothing(read_raw: ReadFiles, name: str, declared: int) -> None:
    raw = zeros(64 * MEBI, name, declared)
    tracemalloc.start()
    read = read_raw(raw, "a.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read.errors == ["broken-workbook"]
    assert peak < 32 * MEBI


def test_a_member_packed_too_tight() -> None:
    assert refused(zeros(11 * MEBI)) == "workbook-too-large"
    assert zip_guard.inspect(zeros(9 * MEBI)).macros is False
    assert zip_guard.inspect(zeros(9 * MEBI, "xl/vbaProject.bin")).macros is True


def test_the_sum_of_all_members_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_guard, "MAX_UNPACKED", 5000)
    assert refused(xlsx.pack({**PARTS, "a": b"x" * 3000, "b": b"x" * 3000})) == "workbook-too-large"


def test_too_many_members() -> None:
    many = {f"xl/media/{index}": b"" for index in range(zip_guard.MAX_MEMBERS)}
    assert refused(xlsx.pack({**PARTS, **many})) == "unsafe-workbook"


@pytest.mark.parametrize("name", ["../evil", "xl/../../evil", "/etc/evil", "..\\evil", "C:\\evil", "C:/evil"])
def test_a_member_that_leads_out(name: str) -> None:
    assert refused(xlsx.pack({**PARTS, name: b"x"})) == "unsafe-workbook"


def test_a_name_twice() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    assert refused(stream.getvalue()) == "unsafe-workbook"


def test_a_compression_that_no_workbook_uses() -> None:
    assert refused(xlsx.pack(PARTS, zipfile.ZIP_LZMA)) == "unsafe-workbook"


def test_a_part_in_another_encoding() -> None:
    assert refused(xlsx.pack({**PARTS, SHEET: str(PARTS[SHEET]).encode("utf-16")})) == "unsafe-workbook"


def test_a_password_makes_an_ole_file(read_raw: ReadFiles) -> None:
    read = read_raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "a.xlsx")
    assert read.errors == ["encrypted-or-old-workbook"]
    problem = read.problem("encrypted-or-old-workbook")
    assert "密码" in problem.message.zh
    assert ".xls" in problem.message.zh


def test_an_encrypted_member() -> None:
    raw = bytearray(xlsx.pack(PARTS))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(raw)) == "encrypted-or-old-workbook"


@pytest.mark.parametrize("raw", [b"<html><table></table></html>", "地区,年份\n".encode(), b"%PDF-1.7"])
def test_something_else_under_that_name(read_raw: ReadFiles, raw: bytes) -> None:
    assert read_raw(raw, "a.xlsx").errors == ["not-a-workbook"]


def test_a_zip_that_is_no_workbook(read_raw: ReadFiles) -> None:
    assert read_raw(xlsx.pack({"a.txt": b"x"}), "a.xlsx").errors == ["broken-workbook"]


@pytest.mark.parametrize("cut", [10, 100, 500, -1, -30])
def test_a_truncated_zip(read_raw: ReadFiles, cut: int) -> None:
    assert read_raw(workbook_bytes([row(95)])[:cut], "a.xlsx").errors == ["broken-workbook"]


def test_a_broken_central_directory(read_raw: ReadFiles) -> None:
    raw = workbook_bytes([row(95)])
    at = raw.index(b"PK\x01\x02")
    assert read_raw(raw[:at] + b"\xff" * 60 + raw[at + 60 :], "a.xlsx").errors == ["broken-workbook"]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_an_entity_bomb_is_refused_before_it_is_parsed(read_raw: ReadFiles, part: str) -> None:
    assert read_raw(xlsx.pack({**PARTS, part: f"{BOMB}{PARTS[part]!s}"}), "a.xlsx").errors == ["xml-entities"]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_defusedxml_stands_behind_the_guard(read_raw: ReadFiles, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_guard, "_DOCTYPE", re.compile(b"(?!)"))
    assert read_raw(xlsx.pack({**PARTS, part: f"{BOMB}{PARTS[part]!s}"}), "a.xlsx").errors == ["xml-entities"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(data=st.data())
def test_a_workbook_with_bytes_changed_never_raises(read_raw: ReadFiles, data: st.DataObject) -> None:
    raw = bytearray(xlsx.pack(PARTS, zipfile.ZIP_STORED))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read = read_raw(bytes(raw), "a.xlsx")
    assert read.errors or all(seen.value == 95 for seen in read.submission.observations)
