"""Templates that an office may replace -> what fills them in, one way for each format of paper."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zhunsheng.papers.formats.fonts import FontSet

__all__ = ["Fill", "FontSet", "filler"]

Fill = Callable[[Mapping[str, object]], bytes]
"""Fills the data of one paper into a template. Raises `PaperError`."""


def filler(kind: str, suffix: str, folders: Sequence[Path], fonts: FontSet) -> Fill:
    """Return what fills in the template `kind` + `suffix`, taken from the first of `folders` that has it.

    Raises `PaperError` for a template, and `OSError` for a file, that cannot be used.
    """
    name = kind + suffix
    match suffix:
        case ".html":
            from zhunsheng.papers.formats import html

            return html.filler(name, folders)
        case ".typ":
            from zhunsheng.papers.formats import pdf

            return pdf.filler(name, folders, fonts)
        case _:
            from zhunsheng.papers import word

            return word.filler(next(each / name for each in folders if (each / name).is_file()))
