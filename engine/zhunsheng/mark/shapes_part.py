"""The boxes in which comments are shown: shapes in VML, which a spreadsheet wants beside every comment.

The VML that other programs write is not always sound XML: it is edited as text.
"""

import re
from collections.abc import Callable, Mapping, Set

_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>'
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;z-index:{order};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BOUND = re.compile(rb"<(/?)(?:\w+:)?shape(?=[\s>])[^>]*>")
_ID = re.compile(rb"_x0000_s(\d{1,9})")
_BLOCK = 1024
_POINTS = 0.75
Cell = tuple[int, int]
Place = Callable[[Cell, tuple[int, int]], tuple[int, ...]]
"""Cell and size in pixels → the eight numbers of an anchor."""


def can_be_added_to(raw: bytes | None) -> bool:
    """Tell whether there are boxes in such a shape that others can be put beside them."""
    return raw is not None and _tail(raw) is not None


def shapes(
    raw: bytes | None, boxes: Mapping[Cell, tuple[int, int]], gone: Set[Cell], place: Place, number: int
) -> bytes:
    """Write a box for each of `boxes` (pixels), in the place of those that stand there and of those that are `gone`.

    `number` is that of the sheet: the ids of its shapes begin there.
    """
    standing = raw if can_be_added_to(raw) else None
    kept = _without(standing or b"", {*boxes, *gone})
    taken = max((int(each) for each in _ID.findall(kept)), default=number * _BLOCK)
    drawn = "".join(
        _shape(at, size, place(at, size), taken + order, order)
        for order, (at, size) in enumerate(sorted(boxes.items()), start=1)
    )
    if standing is None:
        blocks = range(number, number + len(boxes) // _BLOCK + 1)
        head = _HEAD.format(blocks=",".join(map(str, blocks)))
        return f"{head}{_TYPE}{drawn}</xml>".encode()
    types = "" if b"_x0000_t202" in kept.replace(b"#_x0000_t202", b"") else _TYPE
    end = _tail(kept)
    return kept[:end] + (types + drawn).encode() + kept[end:]


def _without(raw: bytes, cells: Set[Cell]) -> bytes:
    """Leave out the shapes that show the comments of these cells."""
    pieces: list[bytes] = []
    done, begun = 0, None
    for bound in _BOUND.finditer(raw):
        if not bound[1]:
            begun = bound.start()
        elif begun is not None:
            if _cell(raw[begun : bound.end()]) in cells:
                pieces.append(raw[done:begun])
                done = bound.end()
            begun = None
    return b"".join([*pieces, raw[done:]])


def _tail(raw: bytes) -> int | None:
    """Return where the end tag of the whole begins."""
    found = [match.start() for match in re.finditer(rb"</(?:\w+:)?xml\s*>", raw)]
    return found[-1] if found else None


def _cell(shape: bytes) -> Cell | None:
    """Return the cell whose comment a shape shows."""
    if b"Note" not in shape:
        return None
    row = re.search(rb"Row>\s*(\d{1,7})\s*<", shape)
    column = re.search(rb"Column>\s*(\d{1,5})\s*<", shape)
    return (int(row[1]) + 1, int(column[1]) + 1) if row and column else None


def _shape(at: Cell, size: tuple[int, int], anchor: tuple[int, ...], identity: int, order: int) -> str:
    return _SHAPE.format(
        id=identity,
        width=size[0] * _POINTS,
        height=size[1] * _POINTS,
        order=order,
        anchor=", ".join(map(str, anchor)),
        row=at[0] - 1,
        column=at[1] - 1,
    )
