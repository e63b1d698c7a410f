"""Text on its way into XML: it stays text, whatever it says."""

import re

_UNWRITABLE = re.compile(
    "[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What XML 1.0 cannot carry, and what turns the direction of a text about."""
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Office reads `_x0041_` as the letter A: such an underscore is written as what it is."""
_TAG = re.compile(r"<(/?)(?=[A-Za-z])")


def plain(text: str) -> str:
    """Return `text` with a mark for every control and directional character and lone surrogate; lines stay lines."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def text(content: str) -> str:
    """Write a text between tags, as a cell or a comment holds it."""
    escaped = _LOOKS_ESCAPED.sub("_x005F_", plain(content))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(content: str) -> str:
    """Write the value of an attribute, quotes included."""
    escaped = plain(content).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return '"' + escaped.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"'


def prefixed(xml: str, prefix: str) -> bytes:
    """Put a namespace prefix before every tag of `xml`, which has none; return bytes in UTF-8."""
    return (_TAG.sub(rf"<\1{prefix}:", xml) if prefix else xml).encode()
