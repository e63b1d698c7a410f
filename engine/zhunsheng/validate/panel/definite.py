"""The definite figures of a cube, reported or derived, exactly: whole columns in the unit of their indicator."""

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.column import Bools, Column, Integers
from zhunsheng.model.formula import Formula
from zhunsheng.model.indicator import parts
from zhunsheng.model.panel import Cube, Mark

_REPORTED = np.int8(Mark.REPORTED)


class Definite(NamedTuple):
    """Figures of an indicator, (years, places), where they are `known`; elsewhere they mean nothing.

    `rests_on`: numbers of the cube's indicators.
    """

    figures: Column
    known: Bools
    rests_on: tuple[int, ...]


class Reported(NamedTuple):
    """What was reported of an indicator, (years, places): counts · scale, where they are `known`; its number."""

    counts: Integers
    scale: Fraction
    marks: NDArray[np.int8]
    number: int

    @property
    def known(self) -> Bools:
        """Where there is a definite figure."""
        known: Bools = self.marks == _REPORTED
        return known


class Figures:
    """The figures of a cube by indicator. Bounds are none, nor is what was refused."""

    def __init__(self, catalogue: Catalogue, cube: Cube) -> None:
        self.catalogue = catalogue
        self._cube = cube
        self._numbers = {name: number for number, name in enumerate(cube.indicators)}

    def reported(self, indicator: str) -> Reported | None:
        """Return what was reported; None where the cube does not hold it."""
        number = self._numbers.get(indicator)
        if number is None:
            return None
        counts = self._cube.wide.get(number, self._cube.counts[:, number])
        return Reported(counts, self._cube.scales[number], self._cube.marks[:, number], number)

    def of(self, indicator: str) -> Definite | None:
        """Return the figures of an indicator; None where there cannot be any."""
        reported = self.reported(indicator)
        if reported is None:
            return self._derived(indicator)
        return Definite(Column.of(reported.counts, reported.scale), reported.known, (reported.number,))

    def _derived(self, indicator: str) -> Definite | None:
        if indicator not in self.catalogue.indicators:
            return None
        made_of = parts(self.catalogue.indicators, indicator)
        if not made_of or not self._numbers.keys() >= set(made_of):
            return None
        held = {part: definite for part in made_of if (definite := self.of(part)) is not None}
        known: Bools = np.logical_and.reduce([each.known for each in held.values()])
        formula = Formula(self.catalogue.indicators, {part: each.figures for part, each in held.items()}, known.shape)
        figures = formula.figures(indicator).spread(known.shape)
        return Definite(figures, known & ~formula.zero, tuple(n for each in held.values() for n in each.rests_on))
