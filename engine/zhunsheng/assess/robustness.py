"""How firm the order is: weights and figures moved within the declared margins, in draws from a declared seed.

The draws are exact as well: a seeded generator gives whole numbers, and all that follows is arithmetic of fractions.
The same seed gives the same draws on any machine.
"""

import random
from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from itertools import pairwise

from zhunsheng.assess import lines, scoring
from zhunsheng.assess.completion import Measured, completion
from zhunsheng.assess.lines import Entry
from zhunsheng.model.assessment import Assessment, Formula, Moved, Neighbours, Robustness, Treatment

_BITS = 16
_STEPS = (1 << _BITS) - 1
_Completions = Mapping[str, Sequence[Fraction | None]]


class _Draws:
    """Numbers between −margin and +margin, as 1 + that number, over a denominator that is always the same."""

    def __init__(self, margin: Fraction, generator: random.Random) -> None:
        self._margin = margin
        self._generator = generator
        self.denominator = _STEPS * margin.denominator

    def __call__(self) -> int:
        """Draw the next numerator."""
        step = 2 * self._generator.getrandbits(_BITS) - _STEPS
        return self.denominator + self._margin.numerator * step


class Ranking:
    """The ranking of one assessment, and what becomes of it when weights or figures move."""

    def __init__(self, assessment: Assessment, found: Sequence[Entry], order: Sequence[str]) -> None:
        self._assessment = assessment
        self._found = found
        self._tree = scoring.tree(found, assessment)
        self._order = order
        self._weights = scoring.declared(assessment)
        self._mixed = scoring.mixed(assessment, self._weights)
        self._counted = lines.completions(found, assessment.cap)
        self._moving = _moving(found)
        every = {(place, theme) for place, of in self._tree.items() for theme in range(len(of))}
        self._completions = self._of_themes(self._counted, every, {})

    def robustness(self, moved: Moved) -> Robustness:
        """Draw as often as declared, and count."""
        margins = self._assessment.margins
        # Not for secrets: anybody must be able to draw the same numbers again.
        generator = random.Random(margins.seed)  # noqa: S311
        of_weights, of_figures = _Draws(margins.weights, generator), _Draws(margins.figures, generator)
        base = self._ranks(self._mixed, self._completions)
        drawn = []
        for _ in range(margins.draws):
            weights = self._mixed if moved is Moved.FIGURES else self._moved_weights(of_weights)
            completions = self._completions if moved is Moved.WEIGHTS else self._moved_figures(of_figures)
            drawn.append(self._ranks(weights, completions))
        return Robustness(
            moved=moved,
            draws=margins.draws,
            seed=margins.seed,
            ranks={place: (min(r[place] for r in drawn), max(r[place] for r in drawn)) for place in self._order},
            pairs=tuple(_neighbours(above, below, drawn) for above, below in pairwise(self._order)),
            unchanged=sum(each == base for each in drawn),
        )

    def _ranks(self, weights: Mapping[str, Sequence[int]], completions: _Completions) -> dict[str, int]:
        return scoring.ranks({place: scoring.score(weights[place], completions[place]) for place in self._order})

    def _of_themes(
        self, counted: Sequence[Fraction | None], chosen: Set[tuple[str, int]], others: _Completions
    ) -> dict[str, list[Fraction | None]]:
        """Take the means of these places and themes anew; all else is as in `others`."""
        values = lines.filled(counted, self._found)
        return {
            place: [
                scoring.of_theme(rules, values) if (place, theme) in chosen else others[place][theme]
                for theme, rules in enumerate(of)
            ]
            for place, of in self._tree.items()
        }

    def _moved_weights(self, draw: _Draws) -> dict[str, list[int]]:
        """Move every weight of every zone on its own; the denominator that they have in common cancels out."""
        return scoring.mixed(self._assessment, [[weight * draw() for weight in zone] for zone in self._weights])

    def _moved_figures(self, draw: _Draws) -> dict[str, list[Fraction | None]]:
        """Move every figure on its own. What is done or not done does not move."""
        moved = [
            self._completion(entry.measured, draw) if entry.measured is not None and _moves(entry.measured) else value
            for entry, value in zip(self._found, self._counted, strict=True)
        ]
        return self._of_themes(moved, self._moving, self._completions)

    def _completion(self, measured: Measured, draw: _Draws) -> Fraction:
        """Return the completion of a figure that was moved; a whole number stays one (24 projects, not 24.3)."""
        value = measured.value * Fraction(draw(), draw.denominator)
        whole = measured.value.denominator == 1
        return completion(measured._replace(value=Fraction(round(value)) if whole else value), self._assessment.cap)


def _moves(measured: Measured | None) -> bool:
    return measured is not None and measured.formula is not Formula.MILESTONE


def _moving(found: Sequence[Entry]) -> Set[tuple[str, int]]:
    """Name the themes of places in which a figure moves, or one that is missing follows the lowest that may move."""
    themes = {entry.theme for entry in found if _moves(entry.measured)}
    follows = {(e.place, e.theme) for e in found if e.treatment is Treatment.AS_LOWEST and e.theme in themes}
    return follows | {(entry.place, entry.theme) for entry in found if _moves(entry.measured)}


def _neighbours(above: str, below: str, drawn: Sequence[Mapping[str, int]]) -> Neighbours:
    kept = sum(ranks[above] < ranks[below] for ranks in drawn)
    tied = sum(ranks[above] == ranks[below] for ranks in drawn)
    return Neighbours(above=above, below=below, kept=kept, tied=tied, turned=len(drawn) - kept - tied)
