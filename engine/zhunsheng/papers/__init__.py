"""Evaluation and page -> the papers of an office, filled into templates. Nothing here decides a verdict."""

from collections.abc import Iterator, Mapping

import msgspec

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page import Page
from zhunsheng.model.paper import KINDS, SPECIAL, Letterhead, Scope
from zhunsheng.papers import annual, briefing, checkup, midterm, notice
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.errors import PaperError
from zhunsheng.papers.file_names import file_names
from zhunsheng.papers.formats import Fill, FontSet, filler

__all__ = ["Dossier", "Fill", "FontSet", "PaperError", "Written", "contexts", "filler", "write"]


class Written(msgspec.Struct, frozen=True):
    """A paper: the name of its file, and its bytes."""

    name: str
    content: bytes


def write(
    kind: str, evaluation: Evaluation, page: Page, head: Letterhead, fills: Mapping[str, Fill], scope: Scope
) -> tuple[Written, ...]:
    """Write the paper of one of `KINDS`, or one for each department: none where no department is to be served.

    `evaluation` ends with the year that the paper is about, and `page` is the same in Chinese words; `scope` says what
    both are confined to, and brings the ledger. `fills` has what fills in the template of each format wanted. The same
    data, ledger and templates give the same bytes. Raises `PaperError`.
    """
    dossier = Dossier(evaluation, page, head, scope)
    made = list(contexts(kind, dossier))
    title = SPECIAL if scope.theme else KINDS[kind]
    confined = "-".join(filter(None, (scope.theme, dossier.department)))
    addressees = [addressee or confined for addressee, _ in made]
    return tuple(
        Written(name, fill(context))
        for form, fill in fills.items()
        for name, (_, context) in zip(file_names(title, page.latest, addressees, f".{form}"), made, strict=True)
    )


def contexts(kind: str, dossier: Dossier) -> Iterator[tuple[str, dict[str, object]]]:
    """Return what each paper of a kind says: the department that it goes to (blank: to nobody), and what templates use.

    A check-up is of a plan that declares one.
    """
    declared = dossier.catalogue.checkup
    match kind:
        case "notice":
            yield from notice.notices(dossier)
        case "annual":
            yield "", annual.context(dossier)
        case "briefing":
            yield "", briefing.context(dossier)
        case "checkup" if declared is not None:
            yield "", checkup.context(dossier, declared)
        case _:
            yield "", midterm.context(dossier)
