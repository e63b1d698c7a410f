"""What stands in a Word document, read by other means than it was written."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

import defusedxml.ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(document: bytes) -> dict[str, bytes]:
    """Return every part by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(document: bytes, part: str = "word/document.xml") -> Tree.Element:
    """Return the root of a part."""
    return defusedxml.ElementTree.fromstring(parts(document)[part])


def said(element: Tree.Element) -> str:
    """Return the text of an element, as it stands in its runs."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def paragraphs(document: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph, those in tables as well."""
    return [said(each) for each in body(document, part).iter(f"{W}p")]


def text(document: bytes) -> str:
    """Return all text."""
    return "\n".join(paragraphs(document))


def tables(document: bytes) -> Iterator[list[list[str]]]:
    """Return every table as rows of cells."""
    for table in body(document).iter(f"{W}tbl"):
        yield [[said(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def document(*xml_paragraphs: str, **other: str) -> bytes:
    """Pack paragraphs (as XML) into the least document that there is; `other` parts lie beside it in word/."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{''.join(xml_paragraphs)}</w:body></w:document>"
        )
        for name, xml in other.items():
            package.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def line(*runs: str) -> str:
    """Write a paragraph of runs, as an editor might cut a line."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def row(*cells: str) -> str:
    """Write a row of a table."""
    return "<w:tr>" + "".join(f"<w:tc>{line(cell)}</w:tc>" for cell in cells) + "</w:tr>"
