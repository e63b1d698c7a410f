"""File names for forms: whatever a department is called, its file stays in its folder, under a name of its own."""

from collections.abc import Iterable

from zhunsheng.model.file_names import all_different, safe

SUFFIX = ".xlsx"


def file_names(year: int, titles: Iterable[str]) -> list[str]:
    """Return a safe name for each title, in order, all different even where case makes no difference.

    Every name begins with the year: none is hidden, is a flag, or is a name that some system keeps for itself.
    """
    return all_different((f"{year}-{safe(title) or '_'}" for title in titles), SUFFIX)
