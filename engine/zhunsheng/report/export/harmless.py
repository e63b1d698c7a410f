"""Foreign text in a spreadsheet: what begins like a formula must stay text.

Names of departments, files and sheets, notes and evidence come out of foreign files. A CSV has no types: whatever opens
it takes a cell that begins with one of these signs for a formula. OWASP's advice against CSV injection is to put an
apostrophe before it. A workbook has types, and its cells are written as text; there the apostrophe is a property.
"""

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST = 32_000
"""Characters in a cell; Excel takes 32,767."""


def begins_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take `text` for a formula, leading blanks left aside."""
    return text.lstrip(" \u3000\xa0").startswith(SIGNS)


def quoted(text: str) -> str:
    """Return `text` for a cell of a CSV: with an apostrophe before it where it begins like a formula."""
    return f"'{text}" if begins_formula(text) else text


def shortened(text: str) -> str:
    """Return `text` no longer than a cell."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
