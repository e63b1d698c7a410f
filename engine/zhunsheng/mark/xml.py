"""Text on its way into XML: it stays text, whatever it says."""

import re

_UNWRITABLE = re.compile(r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, carriage returns among it."""
_DIRECTIONAL = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Office reads `_x0041_` as the letter A: such an underscore is written as what it is."""
_TAG = re.compile(r"<(/?)(?=[A-Za-z])")


def plain(text: str) -> str:
    """Return `text` without control and directional characters and lone surrogates; lines stay lines."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DIRECTIONAL.sub("", _UNWRITABLE.sub("\ufffd", lined))


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
