"""Names as they are compared: full-width and half-width forms, capitals and blanks make no difference."""

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """Bring a name to the form in which names are compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
