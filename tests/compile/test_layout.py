"""What stands where: exact spans for whoever points or edits, and comments that are comments."""

from zhunsheng.compile.layout import lay_out
from zhunsheng.model.layout import Layout, Span, Written

TEXT = """\
# first
theme: 主题   # zhunsheng: ignore[ZS420] 理由
note: |
  a literal # no comment
  of two lines

# below it
rules:
  - id: share
    title: "占比 # no comment"
    'key # too': plain#no # yes
    target: {2021-2023: ">= 90", "2025": ">= 95"}
    support: [甲局, 乙局]
    empty:
  - plain
"""


def laid_out() -> tuple[Layout, Written]:
    layout = lay_out("rules/a.yaml", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert layout.root is not None
    return layout, layout.root


def cut(layout: Layout, span: Span) -> str:
    assert span.line == span.end_line
    return layout.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def test_every_value_and_key_is_where_its_span_says() -> None:
    layout, _ = laid_out()
    rule = layout.rules["share"]
    target = rule.under("target")
    assert target is not None
    assert cut(layout, target.span) == '{2021-2023: ">= 90", "2025": ">= 95"}'
    assert [(name, cut(layout, value.span)) for name, value in target.entries] == [
        ("2021-2023", '">= 90"'),
        ("2025", '">= 95"'),
    ]
    keys = [value.key for _, value in target.entries]
    assert [cut(layout, key) for key in keys if key] == ["2021-2023", '"2025"']
    support = rule.under("support")
    assert support is not None
    assert [(item.text, cut(layout, item.span)) for item in support.items] == [("甲局", "甲局"), ("乙局", "乙局")]


def test_a_place_is_named_by_the_path_to_it() -> None:
    layout, _ = laid_out()
    paths = {path: cut(layout, span) for path, span in layout.spots.values() if span.line == span.end_line}
    assert paths["rules/share/target/2025"] == '">= 95"'
    assert paths["rules/plain"] == "plain"
    assert layout.spots[(10, 5)][0] == "rules/share/title"


def test_comments_are_those_outside_of_values() -> None:
    layout, _ = laid_out()
    assert [(each.line, each.text, each.alone) for each in layout.comments] == [
        (1, "# first", True),
        (2, "# zhunsheng: ignore[ZS420] 理由", False),
        (7, "# below it", True),
        (11, "# yes", False),
    ]


def test_a_block_ends_with_its_last_part() -> None:
    layout, root = laid_out()
    rules = root.under("rules")
    assert rules is not None
    assert rules.span == Span(9, 3, 15, 10)
    assert layout.rules["share"].span.end == (14, 11)
    assert root.under("rules", "nothing", "below") is None


def test_what_the_compiler_refuses_is_laid_out_all_the_same() -> None:
    layout = lay_out("a.yaml", b"a: &x 1\nb: *x\n---\nc: {}\nd: [")
    assert layout.root is None
    layout = lay_out("a.yaml", b"a: &x 1\nb: *x\nc: 1\nc: 2\n? [1]\n: 3\n---\nd: []\n")
    assert layout.root is not None
    assert [name for name, _ in layout.root.entries] == ["a", "b", "c", "c", ""]
    assert layout.rules == {}


def test_two_items_of_one_name_are_found_as_the_first() -> None:
    layout = lay_out("a.yaml", b"indicators:\n  - {id: a, unit: 1}\n  - {id: a, unit: 2}\n  - {unit: 3}\n")
    unit = layout.indicators["a"].under("unit")
    assert unit is not None
    assert unit.text == "1"
    assert list(layout.indicators) == ["a"]


def test_what_is_no_text_or_no_yaml_has_nothing() -> None:
    assert lay_out("a.yaml", "占比".encode("gb18030")).text == ""
    assert lay_out("a.yaml", b"# only\n").root is None
    assert lay_out("a.yaml", b"a: [1\n").spots == {}
    assert lay_out("a.yaml", b"[" * 40 + b"]" * 40).root is None
    assert lay_out("a.yaml", b"a: {}\nb: []\n").root is not None
