"""A template as Word or WPS leaves it, data that mean no good, templates that are wrong: filled in, or told where."""

import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.support import word
from tests.support.word import document, line, row

from zhunsheng.papers.errors import BrokenTemplateError
from zhunsheng.papers.word import MOST_BYTES, fill

TABLE = "<w:tbl>{}</w:tbl>"
MARKUP = Markup("<w:r><w:t>画</w:t></w:r>")


def filled(*inside: str, **data: object) -> list[str]:
    return word.paragraphs(fill("t.docx", document(*inside), data))


def refused(template: bytes, **data: object) -> BrokenTemplateError:
    with pytest.raises(BrokenTemplateError) as raised:
        fill("t.docx", template, data)
    assert "t.docx" in raised.value.message.zh
    assert "t.docx" in raised.value.message.en
    return raised.value


@pytest.mark.parametrize(
    "runs",
    [
        ("甲 {{ name }} 乙",),
        ("甲 {", "{ na", "me }", "} 乙"),
        ("甲 {{", " name ", "}} 乙"),
        ("甲 {{ name", " }", "} 乙"),
        ("甲 ", "{{ name }}", " 乙"),
    ],
)
def test_a_tag_is_one_however_an_editor_has_cut_it(runs: tuple[str, ...]) -> None:
    assert filled(line(*runs), name="丙") == ["甲 丙 乙"]


@given(st.lists(st.integers(0, 24), max_size=6), st.text("甲乙 {}%#", max_size=4))
def test_wherever_a_line_is_cut_it_reads_the_same(cuts: list[int], name: str) -> None:
    said = "甲 {{ name }} 乙 {{ name }}"
    ends = sorted({0, len(said), *(cut for cut in cuts if cut < len(said))})
    runs = [said[start:end] for start, end in pairwise(ends)]
    assert filled(line(*runs), name=name) == [f"甲 {name} 乙 {name}"]


def test_two_tags_that_share_a_run_are_filled_each() -> None:
    assert filled(line("{{ a", " }}{{ ", "b }}{{ a }}"), a="1", b="2") == ["121"]


def test_curly_quotes_inside_a_tag_are_straight_and_outside_stay() -> None:
    assert filled(line("“{% if name == “丙” %}是{% else %}否{% endif %}”"), name="丙") == ["“是”"]


def test_a_comparison_in_a_tag_is_no_markup() -> None:
    assert filled(line("{% if 1 &lt; 2 %}小{% endif %}")) == ["小"]


def test_paragraph_tags_take_their_paragraph_away_and_repeat_others() -> None:
    inside = (line("{%p for each in names %}"), line("- {{ each }}"), line("{%p endfor %}"), line("完"))
    assert filled(*inside, names=("甲", "乙")) == ["- 甲", "- 乙", "完"]


def test_row_tags_take_their_row_away_and_repeat_others() -> None:
    rows = (row("名", "数"), row("{%tr for each in names %}", ""), row("{{ each }}", "1"), row("", "{%tr endfor %}"))
    paper = fill("t.docx", document(TABLE.format("".join(rows))), {"names": ("甲", "乙")})
    assert list(word.tables(paper)) == [[["名", "数"], ["甲", "1"], ["乙", "1"]]]


def test_spaces_at_the_ends_of_what_is_filled_in_are_kept() -> None:
    paper = fill("t.docx", document(line("{{ blank }}")), {"blank": "   年"})
    assert b'xml:space="preserve"' in word.parts(paper)["word/document.xml"]
    assert word.paragraphs(paper) == ["   年"]


def test_headers_and_footers_are_filled_and_other_parts_stay_byte_for_byte() -> None:
    head = f'<w:hdr xmlns:w="{word.W[1:-1]}">{line("{{ name }}")}</w:hdr>'
    template = document(line("正文"), header1=head, footer2=head, styles="<w:styles>{{ name }}</w:styles>")
    paper = fill("t.docx", template, {"name": "丙"})
    assert word.paragraphs(paper, "word/header1.xml") == word.paragraphs(paper, "word/footer2.xml") == ["丙"]
    assert word.parts(paper)["word/styles.xml"] == b"<w:styles>{{ name }}</w:styles>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<w:p><w:r><w:t>假</w:t></w:r></w:p>",
        "a & b ]]> <!-- -->",
        "{{ 7 * 7 }}",
        "{% for each in names %}",
        "{_{ name }_}",
        "{{ name.__class__.__mro__ }}",
        "\ue0000\ue001",
    ],
)
def test_data_stay_text(hostile: str) -> None:
    assert filled(line("{{ name }}"), line("{{ name }}"), name=hostile) == [hostile, hostile]


def test_what_xml_cannot_carry_is_marked() -> None:
    assert filled(line("{{ name }}"), name="a\x00b\ud800c\ufffed") == ["a\ufffdb\ufffdc\ufffdd"]


def test_a_run_tag_puts_markup_in_place_of_its_run_and_text_there_stays_text() -> None:
    inside = fill("t.docx", document(line("", "{{r each }}"), line("{{r other }}")), {"each": MARKUP, "other": "a<b"})
    assert word.paragraphs(inside) == ["画", ""]
    assert b"a&lt;b" in word.parts(inside)["word/document.xml"]


def test_none_is_nothing() -> None:
    assert filled(line("甲{{ name }}乙"), name=None) == ["甲乙"]


def test_an_unknown_name_is_told_with_its_paragraph() -> None:
    error = refused(document(line("前文"), line("部门：{{ nmae }}")), name="丙")
    assert "部门：{{ nmae }}" in error.message.zh
    assert "没有这个名称" in error.message.zh
    assert "'nmae' is undefined" in error.message.en


def test_bad_syntax_is_told_with_its_paragraph() -> None:
    error = refused(document(line("前文"), line("正文 {{ name | }} 后文")), name="丙")
    assert "正文 {{ name | }} 后文" in error.message.zh
    assert "标记写法不对" in error.message.zh


def test_a_long_paragraph_is_cut_in_the_message() -> None:
    error = refused(document(line("甲" * 500 + "{{ nmae }}")))
    assert len(error.message.zh) < 200


def test_a_loop_that_is_not_ended_is_told() -> None:
    assert "endfor" in refused(document(line("{%p for each in names %}"), line("完")), names=()).message.zh


@pytest.mark.parametrize(
    "tag", ["{%p if name %}有", "有{%p if name %}", "{%p if name %}{%p endif %}", "图：{{r name }}"]
)
def test_a_paragraph_tag_that_is_not_alone_is_told(tag: str) -> None:
    assert "须独占一段" in refused(document(line(tag)), name="丙").message.zh


def test_a_row_tag_outside_a_table_is_told() -> None:
    assert "不在表格的行里" in refused(document(line("{%tr for each in names %}"))).message.zh


def test_a_row_tag_beside_other_text_is_told() -> None:
    assert "须独占" in refused(document(TABLE.format(row("{%tr if name %}", "别的"))), name="丙").message.zh


def test_a_loop_across_levels_is_told_and_nothing_is_lost_in_silence() -> None:
    rows = row("{%tr for each in names %}") + row("{{ each }}")
    error = refused(document(TABLE.format(rows), line("{%p endfor %}")), names=("甲", "乙"))
    assert "不在同一层" in error.message.zh


@pytest.mark.parametrize(
    "inside", ["{{ name.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ name.upper.__globals__ }}"]
)
def test_a_template_reaches_only_the_data(inside: str) -> None:
    refused(document(line(inside)), name="丙")


def test_what_is_no_document_is_told() -> None:
    assert "不是 .docx 文件" in refused(b"PK nonsense").message.zh
    assert "不是 .docx 文件" in refused(b"").message.zh
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    assert "不是 Word 文档" in refused(empty.getvalue()).message.zh


def test_a_damaged_part_is_told() -> None:
    whole = bytearray(document(line("正文" * 50)))
    whole[100] ^= 0xFF
    assert "已损坏" in refused(bytes(whole)).message.zh


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (MOST_BYTES + 1))
    assert "过大" in refused(out.getvalue()).message.zh


@pytest.mark.parametrize(
    "xml",
    ["<w:document>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a xmlns:w='x'>\x00</a>", ""],
)
def test_a_part_that_is_no_sound_xml_is_told(xml: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", xml)
    assert "不是完好的 Word 文档" in refused(out.getvalue()).message.zh


def test_a_text_box_in_a_paragraph_keeps_its_own_tags() -> None:
    box = line("{{ inner }}")
    outer = f"<w:p><w:r><w:t>{{{{ outer }}}}</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    assert filled(outer, inner="内", outer="外") == ["外内", "内"]
