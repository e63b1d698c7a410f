"""A picture of the page as a drawing of Word: vectors, whose text can be read and searched. Nothing is measured anew.

Word, WPS and LibreOffice draw a group of shapes (DrawingML, wpg). Coordinates are those of the picture, in hundredths.
"""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from zhunsheng.model.page_panels import Label, Picture, Shape
from zhunsheng.papers.looks import WIDTH_MM, Look, ink, look

_EMU_PER_MM = 36_000
_FINE = 100
_COMMAND = re.compile(r"([MLHVza])([^MLHVza]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


_HALF_POINTS = 12
_MOST_SHAPES = 1_000
"""Shapes of one picture; each has a number of its own in the document."""
_HIGH = 14
"""The line that a label takes."""
_JUSTIFIED = {"start": "left", "middle": "center", "end": "right"}
_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_EMPTY_LISTS = '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"


def drawing(picture: Picture, number: int) -> Markup:
    """Return the run that draws `picture`; `number` tells it from the other drawings of the document.

    What cannot draw it (before Word 2010) shows the picture in words.
    """
    wide = WIDTH_MM * _EMU_PER_MM
    high = wide * picture.height // picture.width
    width, height = picture.width * _FINE, picture.height * _FINE
    name = escape(picture.title)
    shapes = [*(_shape(s, width, height) for s in picture.shapes), *(_label(s, width, height) for s in picture.labels)]
    inside = "".join(_numbered(each, number * _MOST_SHAPES + own) for own, each in enumerate(shapes, 1))
    return Markup(  # noqa: S704  # numbers, and names that are escaped
        f'<w:r><mc:AlternateContent {_SPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{escape(picture.about)}"/>'
        f'<a:graphic><a:graphicData uri="{_GROUP}">'
        "<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{width}" cy="{height}"/></a:xfrm></wpg:grpSpPr>{inside}</wpg:wgp></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>{escape(picture.about)}</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _numbered(shape: str, number: int) -> str:
    return shape.replace("<wps:wsp>", f'<wps:wsp><wps:cNvPr id="{number}" name="{number}"/>', 1)


def _shape(shape: Shape, width: int, height: int) -> str:
    drawn = look(shape.style)
    x, y = _fine(shape.x), _fine(shape.y)
    radius = re.search(r"a(\d+(?:\.\d+)?)", shape.d)
    if radius is not None:  # the only curves of a picture are circles about their place
        half = _fine(radius[1])
        return _placed(
            x - half, y - half, 2 * half, 2 * half, '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>', drawn
        )
    steps = "".join(_steps(shape.d, x, y))
    fill = "" if drawn.fill else ' fill="none"'
    outline = f'<a:pathLst><a:path w="{width}" h="{height}"{fill}>{steps}</a:path></a:pathLst>'
    geometry = (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>{outline}</a:custGeom>'
    )
    return _placed(0, 0, width, height, geometry, drawn) if steps else ""


def _placed(x: int, y: int, width: int, height: int, geometry: str, drawn: Look) -> str:
    fill = _solid(drawn.fill) if drawn.fill else "<a:noFill/>"
    dash = '<a:prstDash val="dash"/>' if drawn.dashed else ""
    stroke = f"{_solid(drawn.line)}{dash}" if drawn.line else "<a:noFill/>"
    wide = f' w="{drawn.width * 1_270}"' if drawn.line else ""
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"{geometry}{fill}<a:ln{wide}>{stroke}</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _steps(path: str, x: int, y: int) -> Iterator[str]:
    """Translate a path of straight lines, moved to (`x`, `y`)."""
    across, down = x, y
    for command, rest in _COMMAND.findall(path):
        numbers = [_fine(each) for each in _NUMBER.findall(rest)]
        if command == "z":
            yield "<a:close/>"
            continue
        across = x + numbers[0] if command in "MLH" else across
        down = y + numbers[-1] if command in "MLV" else down
        tag = "moveTo" if command == "M" else "lnTo"
        yield f'<a:{tag}><a:pt x="{across}" y="{down}"/></a:{tag}>'


def _label(label: Label, width: int, height: int) -> str:
    """Write a label, its box within the picture: whatever reaches beyond makes some programs squeeze the whole."""
    x, high = _fine(label.x), _HIGH * _FINE
    room = {"start": width - x, "middle": 2 * min(x, width - x), "end": x}[label.at]
    left = x - {"start": 0, "middle": room // 2, "end": room}[label.at]
    top = min(max(_fine(label.y) - high * 3 // 4, 0), height - high)
    colour = ink(label.style)
    how = f'<w:color w:val="{colour}"/><w:sz w:val="{_HALF_POINTS}"/><w:szCs w:val="{_HALF_POINTS}"/>'
    text = (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
        f'<w:jc w:val="{_JUSTIFIED[label.at]}"/></w:pPr><w:r><w:rPr>{how}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(label.text)}</w:t></w:r></w:p>'
    )
    return (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{room}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp>"
    )


def _solid(colour: str | None) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _fine(number: str) -> int:
    return round(float(number) * _FINE)
