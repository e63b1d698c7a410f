"""A picture of the page as SVG that needs no style sheet, for HTML and for Typst. Nothing is measured anew."""

from html import escape

from zhunsheng.model.page_panels import Label, Picture, Shape
from zhunsheng.papers.looks import ink, look

_TEXT_HEIGHT = 12.5
"""In units of the picture: on paper, where it is 76 mm wide, nearly six points."""


def svg(picture: Picture, attributes: str = "") -> str:
    """Return `picture` as an SVG element; `attributes` are added to it as they are."""
    inside = "".join((*map(_shape, picture.shapes), *map(_label, picture.labels)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.width} {picture.height}"{attributes}>'
        f"<title>{escape(picture.title)}</title>{inside}</svg>"
    )


def _shape(shape: Shape) -> str:
    if not shape.d:
        return ""
    how = look(shape.style)
    stroke = f' stroke="#{how.line}" stroke-width="{how.width * 0.15:g}"' if how.line else ""
    dash = ' stroke-dasharray="5 4"' if how.dashed else ""
    moved = f' transform="translate({shape.x} {shape.y})"' if (shape.x, shape.y) != ("0", "0") else ""
    fill = f"#{how.fill}" if how.fill else "none"
    return f'<path d="{escape(shape.d)}" fill="{fill}"{stroke}{dash}{moved}/>'


def _label(label: Label) -> str:
    return (
        f'<text x="{label.x}" y="{label.y}" text-anchor="{label.at}" font-size="{_TEXT_HEIGHT}"'
        f' fill="#{ink(label.style)}">{escape(label.text)}</text>'
    )
