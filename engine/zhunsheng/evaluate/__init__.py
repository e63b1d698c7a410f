"""Catalogue × observations → judgements: exactly, over whole columns, with a plain reference beside it.

submission → `cells` (what was reported) → `columns` (exact cubes) → `kernel` (each figure placed on its year's
`ladder`) → `stage` (rows with their details). `reference` says the same in plain fractions, and `panel` over many rules
and places at once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhunsheng.model.catalogue import Catalogue
    from zhunsheng.model.judgement import Judgement
    from zhunsheng.model.submission import Submission


def evaluate(catalogue: "Catalogue", submission: "Submission", years: Sequence[int]) -> "tuple[Judgement, ...]":
    """Judge every rule for every place of its scope and every year asked for.

    Rows are ordered by rule (as in the catalogue), place (as in the rule's scope) and year (ascending, each once).
    Raises `ValueError` where a year lies outside the plan's period, or two observations claim one cell.
    """
    from zhunsheng.evaluate.stage import evaluate as judged  # NumPy is loaded only where something is judged

    return judged(catalogue, submission, years)
