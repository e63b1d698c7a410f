"""Did you mean …: the known name that is most like one that is not known."""

from collections.abc import Iterable

from zhunsheng.model.text import Text


def like(name: str, known: Iterable[str], *, alike: int = 60) -> str | None:
    """Return the known name nearest to `name`, from a likeness of `alike` percent on."""
    from rapidfuzz import fuzz, process  # only a wrong name needs it

    near = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=alike)
    return near[0] if near else None


def guess(name: str, known: Iterable[str], *, alike: int = 60) -> Text:
    """Ask about the known name nearest to `name`; empty where none comes near."""
    near = like(name, known, alike=alike)
    return Text(f"是不是“{near}”？", f"Did you mean {near}?") if near else Text("", "")
