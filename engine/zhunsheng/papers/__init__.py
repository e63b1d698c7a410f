"""Evaluation and page -> the papers of an office, filled into templates. Nothing here decides a verdict."""

from collections.abc import Iterator, Mapping

import msgspec

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page import Page
from zhunsheng.model.paper import KINDS, SPECIAL, Letterhead
from zhunsheng.papers import annual, briefing, midterm, notice
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.errors import PaperError
from zhunsheng.papers.file_names import file_names
from zhunsheng.papers.formats import Fill, FontSet, filler

__all__ = ["Fill", "FontSet", "PaperError", "Written", "filler", "write"]


class Written(msgspec.Struct, frozen=True):
    """A paper: the name of its file, and its bytes."""

    name: str
    content: bytes


def write(
    kind: str, evaluation: Evaluation, page: Page, head: Letterhead, fills: Mapping[str, Fill], theme: str = ""
) -> tuple[Written, ...]:
    """Write the paper of one of `KINDS`, or one for each department: none where no department is to be served.

    `evaluation` ends with the year that the paper is about, and `page` is the same in Chinese words; `theme` is the one
    that both are confined to, if they are. `fills` has what fills in the template of each format wanted. The same
    data and templates give the same bytes. Raises `PaperError`.
    """
    made = list(_contexts(kind, Dossier(evaluation, page, theme), head))
    title = SPECIAL if theme else KINDS[kind]
    addressees = [addressee or theme for addressee, _ in made]
    return tuple(
        Written(name, fill(context))
        for form, fill in fills.items()
        for name, (_, context) in zip(file_names(title, page.latest, addressees, f".{form}"), made, strict=True)
    )


def _contexts(kind: str, dossier: Dossier, head: Letterhead) -> Iterator[tuple[str, dict[str, object]]]:
    match kind:
        case "notice":
            yield from notice.notices(dossier, head)
        case "annual":
            yield "", annual.context(dossier, head)
        case "briefing":
            yield "", briefing.context(dossier, head)
        case _:
            yield "", midterm.context(dossier, head)
