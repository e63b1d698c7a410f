"""The layout of the house, key by key: order, what stands in brackets, what is set apart by empty lines.

A path names where something stands: keys from the root on, `[]` for an item of a list, `*` for a key that is the
author's own.
What is not listed keeps the order and the form that its author gave it.
"""

WIDTH = 120
"""Characters of a line of brackets; Chinese ones count as one. Values are never folded: YAML would fold in a blank."""

_CITED = ("document", "locator", "anchor", "figure", "says", "reason", "note", "also")
_ITEM = ("id", "title", "level", "kind", "within", "extends", "aliases")

ORDER = {
    ("rules", "[]"): (
        "id", "title", "nature", "indicator", "kind", "unit", "printed_unit", "definition", "aliases", "expression",
        "benchmark", "base", "target", "trajectory", "judge", "bands", "scope", "task", "owner", "support", "source",
        "note",
    ),
    ("indicators", "[]"): (
        "id", "title", "definition", "aliases", "unit", "printed_unit", "kind", "expression", "owner",
    ),
    ("rules", "[]", "source"): _CITED,
    ("rules", "[]", "source", "also", "[]"): _CITED,
    ("rules", "[]", "scope"): ("level", "within", "kind", "extended"),
    ("places", "[]"): _ITEM,
    ("departments", "[]"): _ITEM,
    ("rosters", "[]"): ("level", "title", "kinds"),
    ("tasks", "[]"): ("id", "title", "leads", "support", "locator"),
    ("period",): ("base", "start", "end"),
    ("discrepancies", "[]"): ("id", "title", "kind", "rules", "readings", "chosen", "because"),
    ("discrepancies", "[]", "readings", "[]"): _CITED,
    ("context", "[]"): _CITED,
}  # fmt: skip
"""In which order keys stand. Keys that are not listed come last, as their author ordered them."""

BY_YEAR = {("rules", "[]", "target")}
"""Mappings whose keys are years: the earliest first."""

SPACED = {("rules",), ("indicators",), ("checks",), ("discrepancies",), ("strata",)}
"""Lists whose items, where each takes several lines, are set apart by one empty line."""

DENSE = {("rules", "[]"), ("indicators", "[]")}
"""Mappings without empty lines inside."""

BLOCK = {("rules",), ("indicators",), ("rules", "[]"), ("indicators", "[]"), ("rules", "[]", "source", "also")}
"""What is never put into brackets."""

FLOW = {
    ("rules", "[]", key) for key in ("base", "target", "judge", "bands", "scope", "support", "aliases", "source")
} | {
    ("rules", "[]", "source", "figure"),
    ("rules", "[]", "source", "also", "[]"),
    ("indicators", "[]", "aliases"),
    ("places", "[]"),
    ("departments", "[]"),
    ("rosters", "[]"),
    ("context", "[]"),
    ("discrepancies", "[]", "rules"),
    ("discrepancies", "[]", "readings", "[]"),
    ("period",),
    ("bands",),
}
"""What is put into brackets wherever it fits into a line."""

QUOTED = {("rules", "[]", "target", "*")}
"""Values that are always quoted, but for plain words."""

OWN_KEYS = {("rules", "[]", "target"), ("rules", "[]", "base")}
"""Mappings whose keys are the author's own."""
