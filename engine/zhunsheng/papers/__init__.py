"""Evaluation and page -> the papers of an office, filled into Word templates. Nothing here decides a verdict."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page import Page
from zhunsheng.model.paper import KINDS, SPECIAL, SUFFIX, Letterhead
from zhunsheng.papers import annual, briefing, midterm, notice
from zhunsheng.papers.dossier import Dossier
from zhunsheng.papers.errors import BrokenTemplateError
from zhunsheng.papers.file_names import file_names
from zhunsheng.papers.word import fill

__all__ = ["BrokenTemplateError", "Written", "template_name", "write"]


class Written(msgspec.Struct, frozen=True):
    """A paper: the name of its file, and its bytes."""

    name: str
    content: bytes


def template_name(kind: str) -> str:
    """Return the file name of the template of a paper."""
    return kind + SUFFIX


def write(
    kind: str, evaluation: Evaluation, page: Page, head: Letterhead, template: Path, theme: str = ""
) -> tuple[Written, ...]:
    """Write the paper of one of `KINDS`, or one for each department: none where no department is to be served.

    `evaluation` ends with the year that the paper is about, and `page` is the same in Chinese words; `theme` is the one
    that both are confined to, if they are. The same data and template give the same bytes. Raises
    `BrokenTemplateError`, and `OSError` where the template cannot be read.
    """
    form = template.read_bytes()
    made = list(_contexts(kind, Dossier(evaluation, page, theme), head))
    title = SPECIAL if theme else KINDS[kind]
    names = file_names(title, page.latest, (addressee or theme for addressee, _ in made))
    return tuple(
        Written(name, fill(str(template), form, context)) for name, (_, context) in zip(names, made, strict=True)
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
