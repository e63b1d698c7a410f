"""File names for papers: whatever a department is called, its letter stays in its folder, under a name of its own."""

from collections.abc import Iterable

from zhunsheng.model.file_names import all_different, safe


def file_names(title: str, year: int, addressees: Iterable[str], suffix: str) -> list[str]:
    """Return a name for the paper to each addressee (blank: to nobody), all different even where case is not told."""
    stems = ("-".join(part for part in (title, str(year), safe(addressee)) if part) for addressee in addressees)
    return all_different(stems, suffix)
