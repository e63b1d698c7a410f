"""Paragraphs and tables of a Word document, as text. Tags stand in them as an office would type them."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def mm(millimetres: float) -> int:
    """Return a length in twentieths of a point, as Word counts."""
    return round(millimetres / 25.4 * 1440)


def run(text: str, properties: str = "") -> str:
    """A run of text of one look."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text: str) -> str:
    """A run in bold."""
    return run(text, "<w:b/>")


def para(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of a style; plain text becomes a run."""
    inside = "".join(each if each.startswith("<w:r>") else run(each) for each in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def centred(style: str, text: str) -> str:
    """A paragraph in the middle of the line."""
    return para(style, text, properties='<w:jc w:val="center"/>')


def tag(content: str) -> str:
    """A tag that takes a paragraph of its own: `for …`, `endfor`, `if …`, `endif`."""
    return para("Tag", f"{{%p {content} %}}")


def new_page(style: str, text: str) -> str:
    """A paragraph at the top of a page."""
    return para(style, text, properties="<w:pageBreakBefore/>")


def table(widths: Sequence[float], *rows: str) -> str:
    """A table of columns so many mm wide."""
    grid = "".join(f'<w:gridCol w:w="{mm(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{mm(sum(widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def plain_table(widths: Sequence[float], *rows: str) -> str:
    """A table without lines, which only puts things side by side."""
    return table(widths, *rows).replace('"Ruled"', '"TableNormal"')


def head(widths: Sequence[float], *titles: str) -> str:
    """The row of titles; it comes again on every page."""
    cells = "".join(
        _cell(width, para("TableHead", title), "EDEDED") for width, title in zip(widths, titles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def row(widths: Sequence[float], *texts: str, fill: str = "", style: str = "TableText") -> str:
    """A row that stays on one page."""
    cells = "".join(_cell(width, para(style, text), fill) for width, text in zip(widths, texts, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def wide(widths: Sequence[float], *paragraphs: str, fill: str = "") -> str:
    """A row of one cell over all columns."""
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(sum(widths), ''.join(paragraphs), fill, span=len(widths))}</w:tr>"
    )


def tag_row(widths: Sequence[float], content: str) -> str:
    """A tag that takes a row of its own."""
    return wide(widths, para("Tag", f"{{%tr {content} %}}"))


def rows_of(widths: Sequence[float], loop: str, *rows: str) -> Iterable[str]:
    """Rows that come again for each round of `loop`."""
    return (tag_row(widths, f"for {loop}"), *rows, tag_row(widths, "endfor"))


def _cell(width: float, inside: str, fill: str = "", span: int = 1) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{mm(width)}" w:type="dxa"/>{merged}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}</w:tc>"
    )
