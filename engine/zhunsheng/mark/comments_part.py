"""The comments of a sheet: those of the department as they are, ours beside them."""

from collections.abc import Mapping, Sequence

import msgspec

from zhunsheng.mark.nodes import Edits, Node, parse
from zhunsheng.mark.scan import MAIN
from zhunsheng.mark.spots import address, cell
from zhunsheng.mark.texts import AUTHOR, FIRST, LAST_LINES, Said
from zhunsheng.mark.xml import attribute, text

_EMPTY = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="宋体"/><charset val="134"/>'
Cell = tuple[int, int]


class Commented(msgspec.Struct, frozen=True):
    """A comments part; what each comment in it says; and the cells whose comments are no more."""

    part: bytes
    texts: dict[Cell, str]
    gone: frozenset[Cell]


def commented(raw: bytes | None, new: Mapping[Cell, Sequence[Said]]) -> Commented:
    """Write comments into a part, or into a new one.

    A comment of ours that nobody has written into is taken off. One of the department is kept, and ours appended.
    """
    standing = raw if raw is not None else _EMPTY.encode()
    root, edits = parse(standing), Edits(standing)
    authors, listed = root.child("authors"), root.child("commentList")
    if authors is None or listed is None:
        return commented(None, new)
    names = [each.text for each in authors.children]
    ours = names.index(AUTHOR) if AUTHOR in names else len(names)
    texts: dict[Cell, str] = {}
    gone: set[Cell] = set()
    for node in listed.children:
        at, said = cell(node.attributes.get("ref", "")), _said(node)
        if at is None:
            continue
        if said.startswith(FIRST) and said.rstrip().endswith(LAST_LINES):  # some programs drop the author
            edits.remove(node)
            gone.add(at)
        else:
            texts[at] = said + _appended(node, edits, new.get(at, ()))
    fresh = {at: said for at, said in new.items() if at not in texts}
    if fresh and ours == len(names):
        edits.append(authors, f"<author>{AUTHOR}</author>")
    edits.append(listed, "".join(_comment(at, said, ours) for at, said in fresh.items()))
    texts |= {at: "".join(each.text for each in said) for at, said in fresh.items()}
    return Commented(edits.apply(), texts, frozenset(gone - fresh.keys()))


def _comment(at: Cell, said: Sequence[Said], author: int) -> str:
    return (
        f'<comment ref={attribute(address(*at))} authorId="{author}" shapeId="0"><text>{_runs(said)}</text></comment>'
    )


def _runs(said: Sequence[Said]) -> str:
    return "".join(
        f'<r><rPr>{"<b/>" if each.bold else ""}{_FONT}</rPr><t xml:space="preserve">{text(each.text)}</t></r>'
        for each in said
    )


def _said(comment: Node) -> str:
    return "".join(each.text for each in comment.walk() if each.name == "t")


def _appended(comment: Node, edits: Edits, said: Sequence[Said]) -> str:
    """Add our words to a comment that stands, after its own; return what is added."""
    body = comment.child("text")
    if not said or body is None:
        return ""
    pieces = [Said("\n\n准绳：\n", bold=True), *said]
    words = [each for each in body.children if each.name in ("t", "r")]
    if words:
        edits.insert(words[-1].end, edits.written(_runs(pieces), body.prefix))
    else:
        edits.append(body, _runs(pieces))
    return "".join(each.text for each in pieces)
