"""An office's own templates in HTML and Typst: used, told where they are wrong, and able to reach the data only."""

from pathlib import Path

import pytest
from tests.papers.conftest import CARRIED_ONLY
from tests.support import portable

from zhunsheng.errors import UsageError
from zhunsheng.papers.errors import BrokenTemplateError, PaperError
from zhunsheng.papers.formats import filler
from zhunsheng.resources import templates_dir
from zhunsheng.use_cases import stationery

HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    '#include "/etc/passwd"',
    '"; #read("/etc/passwd") "',
    "$ x^2 $ _a_ *b* `c` <d> @e = f - g + h / i",
    "*/ #panic() /*",
    "// [] () {} \\ \\u{41}",
    "<script>alert(1)</script><img src=x onerror=alert(2)> & &amp;",
    "{{ 7 * 7 }}{% for each in names %}{# x #}",
    "]]> --> ''\"\"",
)
TAGS = {".html": ("<p>{0}</p>", ".html"), ".typ": ("{0}", ".typ")}
FORM = {".html": "html", ".typ": "pdf"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


def filled(folder: Path, suffix: str, source: str, **data: object) -> str:
    """Fill in `source` as a template of an office, and return what can be read in the paper, without blanks."""
    (folder / f"notice{suffix}").write_text(source, encoding="utf-8")
    fill = filler("notice", suffix, (folder, templates_dir() / "papers"), CARRIED_ONLY)
    return portable.text(fill(data), FORM[suffix])


def refused(folder: Path, suffix: str, source: str, **data: object) -> str:
    with pytest.raises(BrokenTemplateError) as raised:
        filled(folder, suffix, source, **data)
    return raised.value.message.zh


@pytest.mark.parametrize("suffix", TAGS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_data_stay_text(folder: Path, suffix: str, hostile: str) -> None:
    said = filled(folder, suffix, "<p>{{ name }}</p>" if suffix == ".html" else "甲{{ name }}乙", name=hostile)
    assert portable.bare(hostile) in said


@pytest.mark.parametrize("suffix", TAGS)
def test_characters_that_steer_are_shown_as_such(folder: Path, suffix: str) -> None:
    source = "<p>{{ name }}</p>" if suffix == ".html" else "{{ name }}"
    said = filled(folder, suffix, source, name="甲\x00\x1b乙\n丙\u202e丁")
    assert "甲\ufffd\ufffd乙丙\ufffd丁" in said


@pytest.mark.parametrize(
    "around",
    [
        "/* {{ name }} */ 后",
        "// {{ name }}\n后",
        "#let x = [{{ name }}]\n后#x",
        "`{{ name }}` 后",
        "#text[{{ name }}] 后",
    ],
)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_wherever_a_template_puts_them_data_call_nothing(folder: Path, around: str, hostile: str) -> None:
    assert "后" in filled(folder, ".typ", around, name=hostile)


@pytest.mark.parametrize("around", ['#text("{{ name }}")', "#({{ name }})", "#let {{ name }} = 1", "#{{ name }}"])
def test_data_are_no_code(folder: Path, around: str) -> None:
    """Whatever Typst then says of the template, `panic` was not called."""
    with pytest.raises(BrokenTemplateError) as raised:
        filled(folder, ".typ", around, name='panic("ran")')
    assert "panicked" not in raised.value.message.en


@pytest.mark.parametrize(
    "source",
    [
        "{{ name|safe }}",
        "{{ name|e }}",
        "{{ bold ~ name }}",
        "{{ bold + name }}",
        "{{ [bold, name]|join }}",
        "{{ '%s'|format(name) }}",
        "{{ bold|replace('甲', name) }}",
    ],
)
def test_what_is_made_of_markup_and_data_is_text(folder: Path, source: str) -> None:
    """A macro's markup joined to a value otherwise than by standing beside it shows as text: its tags can be read."""
    said = filled(folder, ".typ", "{% set bold %}#strong[甲]{% endset %}" + source, name="#panic()")
    assert "#panic()" in said


@pytest.mark.parametrize(
    "source",
    [
        "{% filter upper %}{{ name }}{% endfilter %}",
        "{% call name.format() %}{% endcall %}",
        "{% autoescape true %}{{ name }}{% endautoescape %}",
        "{% set bold %}#strong[{}]{% endset %}{{ bold.format(name) }}",
    ],
)
def test_ways_past_the_escaping_are_closed(folder: Path, source: str) -> None:
    assert "notice.typ:2" in refused(folder, ".typ", "前\n" + source, name="#panic()")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('前\n#import "@preview/cetz:0.3.0": *', "不能用 import"),
        ('前\n#include {% if true %}"x.typ"{% endif %}', "不能用 include"),
        ('前\n#im{# #}port "@local/x:1.0.0"', "不能用 import"),
        ('前\n#read("/etc/passwd")', "file not found"),
        ('前\n#read("../notice.typ")', "escape"),
        ('前\n#image("/notice.typ")', "file not found"),
        ('前\n#eval("1")', "none"),
        ('前\n#std.eval("1")', "none"),
        ("前\n#plugin(bytes((1, 2)))", "none"),
        ("前\n#{{ '{' }}", "Typst"),
        ("前\n#nothing", "unknown variable: nothing"),
        ("前\n#while true {}", "always true"),
        ("前\n{{ nmae }}", "没有这个名称（'nmae' is undefined）"),
        ("前\n{{ name | }}", "标记写法不对"),
        ("前\n{% for each in name %}", "标记写法不对"),
        ('前\n{% include "other.typ" %}', "没有模板 other.typ"),
        ('前\n{% include "../../secret.typ" %}', "没有模板"),
        ("前\n{{ name.__class__.__mro__ }}", "unsafe"),
        ("前\n{{ 1 / 0 }}", "division"),
    ],
)
def test_a_wrong_template_in_typst_is_told_with_its_line(folder: Path, source: str, said: str) -> None:
    message = refused(folder, ".typ", source, name="丙")
    assert "notice.typ:2 有误" in message
    assert said in message


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>\n{{ nmae }}</p>", "没有这个名称（'nmae' is undefined）"),
        ("<p>\n{{ name|safe }}</p>", "No filter named 'safe'"),
        ("<p>\n{{ name", "标记写法不对"),
        ('<p>\n{% include "other.html" %}', "没有模板 other.html"),
        ("<p>\n{{ name.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_wrong_template_in_html_is_told_with_its_line(folder: Path, source: str, said: str) -> None:
    message = refused(folder, ".html", source, name="丙")
    assert "notice.html:2 有误" in message
    assert said in message


def test_what_is_wrong_with_the_whole_is_told_of_the_template(folder: Path) -> None:
    message = refused(folder, ".typ", "#set document(date: none)\n甲")
    assert "模板 notice.typ 有误：Typst：" in message
    assert "date" in message


def test_a_template_has_no_clock(folder: Path) -> None:
    assert filled(folder, ".typ", "#datetime.today().display()") == "1980-01-01"


def test_the_line_is_that_of_the_part_in_which_the_fault_is(folder: Path) -> None:
    (folder / "parts.typ").write_text("{% macro a() %}\n甲\n\n#nothing\n{% endmacro %}\n", encoding="utf-8")
    source = '{% import "parts.typ" as parts %}\n前\n{% for each in "ab" %}\n{{ parts.a() }}\n{% endfor %}\n'
    assert "parts.typ:4 有误" in refused(folder, ".typ", source)
    (folder / "parts.html").write_text("{% macro a() %}\n\n{{ nothing }}{% endmacro %}", encoding="utf-8")
    source = '{% import "parts.html" as parts %}\n{{ parts.a() }}'
    assert "parts.html:3 有误" in refused(folder, ".html", source)


def test_a_template_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "notice.typ").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PaperError, match="UTF-8"):
        filler("notice", ".typ", (folder,), CARRIED_ONLY)({})


def test_a_template_that_is_too_long_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.papers.formats.room.MOST_BYTES", 100)
    assert "过长" in refused(folder, ".html", "甲" * 101)


@pytest.mark.parametrize(
    "table",
    [
        "#ruled((50mm, 106mm), head([甲], [乙]), [丙], [{{ name }}])",
        "#ruled((50mm, 106mm), head([甲], [乙]), last: (together((50mm, 106mm), [丙], [{{ name }}]),))",
        "#items((50mm, 106mm), head([甲], [乙]), item((50mm, 106mm), [{{ name }}], [丙], [丁]))",
        "#items((50mm, 106mm), head([甲], [乙]), item((50mm, 106mm), [丙], [丁], [{{ name }}]))",
    ],
)
def test_what_does_not_fit_on_a_page_goes_on_on_the_next(folder: Path, table: str) -> None:
    source = '{% set paper = namespace(plan="规划", year=2024, illustrative="") %}{% include "layout.typ" %}\n' + table
    (folder / "notice.typ").write_text(source, encoding="utf-8")
    fill = filler("notice", ".typ", (folder, templates_dir() / "papers"), CARRIED_ONLY)
    pages = portable.pages(fill({"name": "污" * 10_000}))
    assert sum(page.count("污") for page in pages) == 10_000
    assert max(page.count("污") for page in pages) < 5_000


def test_one_part_is_replaced_and_the_others_stay(folder: Path) -> None:
    (folder / "paper.css").write_text("p { color: teal; }", encoding="utf-8")
    fills = stationery.fills("briefing", ["html", "pdf"], folder, CARRIED_ONLY)
    assert fills.keys() == {"html", "pdf"}
    with pytest.raises(PaperError, match="undefined"):  # the program's own template asks for data
        fills["html"]({})
    with pytest.raises(UsageError):
        stationery.fills("briefing", ["html"], folder / "none", CARRIED_ONLY)
