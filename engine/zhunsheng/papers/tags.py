"""The Jinja tags in a part of a Word document: found, whole again, and lifted out of their paragraph or row.

An office edits a template in Word or WPS. Both cut a line of text into runs wherever they like, in the middle of a tag
as well, and turn its quotation marks into curly ones. `{%p … %}` stands for its whole paragraph, `{%tr … %}` for its
whole row of a table, as python-docx-template writes them: so a loop repeats paragraphs or rows. `{{r … }}` stands for
its run: what it yields is not text but a drawing.
"""

import re
from collections.abc import Iterator
from xml.dom import minidom

import defusedxml.minidom

from zhunsheng.model.text import Text
from zhunsheng.papers.errors import BrokenTemplateError, broken

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LIFTED = re.compile(r"\{(?P<kind>[%#{])(?P<what>p|tr|r)\s")
_TOKEN = re.compile("\ue000([0-9]+)\ue001")
"""What stands for a tag while the document is a tree: characters for private use."""
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_NOT_ALONE = Text(
    "“{0}”须独占一段（{{%p、{{{{r）或一行（{{%tr），同段、同行不能有别的文字",
    "“{0}” takes a whole paragraph ({{%p, {{{{r) or row ({{%tr): nothing else may stand in it",
)
_NOT_IN = Text("“{0}”不在表格的行里", "“{0}” stands in no row of a table")


def source(name: str, xml: bytes) -> str:
    """Turn a part of a template into Jinja source that yields that part, each paragraph on a line of its own.

    Raises `BrokenTemplateError` where it is no XML, or a tag stands where it cannot.
    """
    try:
        tree = defusedxml.minidom.parseString(xml)  # type: ignore[arg-type]  # it takes bytes, whatever its stub says
    except Exception as error:  # of expat, or what defusedxml forbids
        raise broken(name, "", Text(f"不是完好的 Word 文档（{error}）", f"no sound document ({error})")) from error
    tags: list[str] = []
    for paragraph in list(tree.getElementsByTagName("w:p")):
        for tag in _made_whole(paragraph, tags):
            lift = _LIFTED.match(tag)
            if lift is not None:
                _lift(name, paragraph, tag, lift["what"])
    written = (
        ("" if tree.documentElement is None else tree.documentElement.toxml())
        .replace("<w:p>", "\n<w:p>")
        .replace("<w:p ", "\n<w:p ")
    )
    return _TOKEN.sub(lambda token: _plain(tags[int(token[1])]), written)


def paragraph_at(source_text: str, line: int) -> str:
    """Return the text of the paragraph on a line of `source`, counted from 1, short enough for a message."""
    lines = source_text.split("\n")
    said = re.sub(r"<[^>]*>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return said if len(said) <= 80 else said[:80] + "……"


def _plain(tag: str) -> str:
    """Write a lifted tag as Jinja knows it."""
    return _LIFTED.sub(r"{\g<kind> ", tag)


def _made_whole(paragraph: minidom.Element, tags: list[str]) -> Iterator[str]:
    """Put each tag of a paragraph into the run in which it begins, as a token; return the tags."""
    nodes = list(_texts(paragraph))
    pieces = [node.data for node in nodes]
    starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
    found = list(_TAG.finditer("".join(pieces)))
    for match in reversed(found):
        tags.append(match[0].translate(_STRAIGHT))
        token = f"\ue000{len(tags) - 1}\ue001"
        for number, start in enumerate(starts):
            low, high = max(match.start() - start, 0), min(match.end() - start, len(pieces[number]))
            if low < high:
                pieces[number] = pieces[number][:low] + token + pieces[number][high:]
                token = ""
    for node, piece in zip(nodes, pieces, strict=True):
        node.data = piece
        if isinstance(node.parentNode, minidom.Element) and ("\ue000" in piece or piece != piece.strip()):
            node.parentNode.setAttribute("xml:space", "preserve")
    return (match[0].translate(_STRAIGHT) for match in found)


def _texts(paragraph: minidom.Element) -> Iterator[minidom.Text]:
    """Return the text of a paragraph, without that of paragraphs inside it (in a text box)."""
    for element in paragraph.getElementsByTagName("w:t"):
        if _around(element, "w:p") is paragraph:
            yield from (node for node in element.childNodes if isinstance(node, minidom.Text))


def _around(node: minidom.Node, name: str) -> minidom.Element | None:
    parent = node.parentNode
    while parent is not None and parent.nodeName != name:
        parent = parent.parentNode
    return parent if isinstance(parent, minidom.Element) else None


def _lift(name: str, paragraph: minidom.Element, tag: str, what: str) -> None:
    """Let a tag take the place of the paragraph, the row, or the run, that holds it and nothing else."""
    whole = _around(paragraph, "w:tr") if what == "tr" else paragraph
    if whole is None:
        raise _misplaced(name, tag, _NOT_IN)
    said = "".join(node.data for node in _all_text(whole))
    if _TOKEN.fullmatch(said.strip()) is None:
        raise _misplaced(name, tag, _NOT_ALONE)
    if what == "r":
        whole = next(
            run for run in paragraph.getElementsByTagName("w:r") if any(n.data.strip() for n in _all_text(run))
        )
    parent, tree = whole.parentNode, whole.ownerDocument
    if isinstance(parent, minidom.Element) and tree is not None:
        parent.replaceChild(tree.createTextNode(said.strip()), whole)


def _all_text(element: minidom.Element) -> Iterator[minidom.Text]:
    for each in element.getElementsByTagName("w:t"):
        yield from (node for node in each.childNodes if isinstance(node, minidom.Text))


def _misplaced(name: str, tag: str, wrong: Text) -> BrokenTemplateError:
    return broken(name, tag, Text(wrong.zh.format(tag), wrong.en.format(tag)))
