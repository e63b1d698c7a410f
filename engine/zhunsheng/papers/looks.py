"""How the parts of a picture look on paper: the same in Word, in HTML and in PDF."""

from typing import NamedTuple

from zhunsheng.model.page_panels import Picture

WIDTH_MM = 76
"""Two pictures stand side by side between the margins of a letter."""


class Drawing(NamedTuple):
    """A picture that each format draws in its own way; `number` tells it from the others of the document."""

    picture: Picture
    number: int


class Look(NamedTuple):
    """Line (colour, width in tenths of a point, whether dashed) and fill; None where there is none."""

    line: str | None = None
    width: int = 8
    dashed: bool = False
    fill: str | None = None


_LOOKS = {
    "grid-line": Look("E7EAEE", 5),
    "axis": Look("8E98A4", 7),
    "limit": Look("9C1F26", 10),
    "band": Look(fill="F8EDEE"),
    "path": Look("5F6B78", 9, dashed=True),
    "actual": Look("1B2430", 11),
    "base": Look("1B2430", 9, fill="FFFFFF"),
    "bound": Look("1B2430", 9),
}
_STATUS = {
    "met": "1E6B45",
    "on_track": "2D6A8A",
    "behind": "A86A00",
    "far_behind": "B4500F",
    "regressing": "8C2F6B",
    "missed": "B3161F",
}
_GREY = "5F6975"
_HOLLOW = ("pending", "not_evaluable")
_STROKES = ("missed", "waived")
_INK = {"limit-text": "7C1A1F", "value": "1B2430", "made-up": "6B4600"}


def look(style: str) -> Look:
    """Return the look of a shape by its class on the page."""
    name, _, status = style.partition(" s-")
    if name != "point":
        return _LOOKS.get(name, Look(_GREY))
    colour = _STATUS.get(status, _GREY)
    if status in _STROKES:
        return Look(colour, 18)
    return Look(colour, 12, fill="FFFFFF") if status in _HOLLOW else Look("FFFFFF", 5, fill=colour)


def ink(style: str) -> str:
    """Return the colour of a label by its class on the page."""
    return _INK.get(style, _GREY)
