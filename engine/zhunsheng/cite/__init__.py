"""Cite: hold a catalogue's citations against the published text, and the text against the catalogue.

The text is not part of the program: who has it names its folder.
"""

from pathlib import Path

import msgspec

from zhunsheng.cite import problems, uncited, verify
from zhunsheng.cite.edition import Edition
from zhunsheng.cite.quantities import Kind
from zhunsheng.cite.uncited import Uncited
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic

__all__ = ["Citations", "Uncited", "citations"]


class Citations(msgspec.Struct, frozen=True, kw_only=True):
    """How the citations of one plan stand: of `cited` rules with a figure, `verified` were found in the text as cited.

    `uncited` are the quantities that nothing cites, in the order of the text `file`; its `dates` are only counted.
    Where the text could not be read, a problem says so and nothing is verified.
    """

    plan: str
    file: str
    cited: int
    verified: int
    uncited: tuple[Uncited, ...]
    dates: int
    problems: tuple[Diagnostic, ...]


def citations(catalogue: Catalogue, folder: Path, sources: Path) -> Citations:
    """Verify the citations of `catalogue`, compiled from `folder`, against `<plan id>.txt` in the folder `sources`."""
    plan = catalogue.plan.id
    path = sources / f"{plan}.txt"
    missing = sum(any(each.figures for each in rule.source.citations) for rule in catalogue.rules.values())
    nothing = Citations(plan=plan, file=str(path), cited=missing, verified=0, uncited=(), dates=0, problems=())
    if not path.is_file():
        return msgspec.structs.replace(nothing, problems=(problems.text_missing(str(path)),))
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return msgspec.structs.replace(nothing, problems=(problems.text_unreadable(str(path)),))
    edition = Edition(raw)
    verified = verify.verify(catalogue, edition)
    return Citations(
        plan=plan,
        file=str(path),
        cited=verified.cited,
        verified=verified.verified,
        uncited=uncited.uncited(edition, verified.covered),
        dates=sum(quantity.kind is Kind.DATE for quantity in edition.quantities),
        problems=tuple(_placed(problem, folder) for problem in verified.problems),
    )


def _placed(problem: Diagnostic, folder: Path) -> Diagnostic:
    """Put the folder, as the caller gave it, in front of the file."""
    at = msgspec.structs.replace(problem.at, file=str(folder / problem.at.file))
    return msgspec.structs.replace(problem, at=at)
