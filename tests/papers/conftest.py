from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.evaluations import evaluation
from tests.support.paths import EXAMPLES, ROOT, RULES

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.paper import Letterhead
from zhunsheng.papers import FontSet
from zhunsheng.use_cases import papers, stationery

CARRIED_ONLY = FontSet(system=False)
"""The font that comes with the development environment, whatever the machine has."""

Write = Callable[..., dict[str, bytes]]


@pytest.fixture(scope="session")
def whole() -> Evaluation:
    """Hold every status, made-up figures, and names that mean no good."""
    return evaluation()


@pytest.fixture(scope="session")
def example(cache_dir: Path) -> Evaluation:
    """Judge the examples of the first plan: all years, the whole catalogue."""
    compiled = api.catalogues(RULES, "jianghai-urbanization-14fyp", cache_dir)
    return api.check(compiled, [EXAMPLES], None)


@pytest.fixture(scope="session")
def write() -> Write:
    """Write a paper of an evaluation with the templates as they come: `write(kind, evaluation, year, folder, format)`.

    What was written once is not written again: many tests look at the same papers.
    """
    known: dict[tuple[str, int, int, Path | None, str], dict[str, bytes]] = {}
    kept: list[Evaluation] = []

    def call(kind: str, of: Evaluation, year: int, folder: Path | None = None, form: str = "docx") -> dict[str, bytes]:
        key = (kind, id(of), year, folder, form)
        if key not in known:
            kept.append(of)  # its id is its own as long as it is kept
            fills = stationery.fills(kind, [form], folder, CARRIED_ONLY)
            known[key] = {each.name: each.content for each in papers.write(kind, of, year, Letterhead(), fills)}
        return known[key]

    return call


@pytest.fixture(scope="session")
def templates() -> Path:
    return ROOT / "templates" / "papers"
