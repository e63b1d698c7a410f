"""Names as they are compared: full-width and half-width forms, capitals and blanks make no difference."""

import unicodedata


def folded(name: str) -> str:
    """Bring a name to the form in which names are compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
