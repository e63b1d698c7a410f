"""The robust z-score without rounding and without division: 0.6745·|x − median| against threshold·MAD.

The median of an even number of figures is the mean of the two in the middle; MAD is the median of the distances to it.
The factor makes the score of normally distributed figures comparable with standard deviations (Iglewicz and Hoaglin
1993, “How to detect and handle outliers”, who take 3.5 for a threshold).
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

FACTOR = Fraction(6745, 10000)


class Centre(NamedTuple):
    """Where figures lie and how far they scatter. `among` is how many they are."""

    median: Fraction
    mad: Fraction
    among: int

    def is_far(self, figure: Fraction, threshold: Fraction) -> bool:
        """Tell whether the score of `figure` exceeds `threshold`.

        Where more than half of the figures are the same, MAD is 0 and any other figure is infinitely far out: it is
        for the caller to ask for a least distance.
        """
        return FACTOR * abs(figure - self.median) > threshold * self.mad


def centre(figures: Sequence[Fraction]) -> Centre:
    """Return median and MAD of one or more figures."""
    return Others(figures).all()


class Others:
    """Figures of which each is held against all the others: sorted once, not once for each."""

    def __init__(self, figures: Sequence[Fraction]) -> None:
        self._figures = sorted(figures)
        self._distances: dict[Fraction, list[Fraction]] = {}

    def all(self) -> Centre:
        """Return the centre of all figures."""
        median = _middle(self._figures)
        return Centre(median, _middle(self._from(median)), len(self._figures))

    def without(self, figure: Fraction) -> Centre:
        """Return the centre of all but one `figure`, which is among them; there must be another."""
        median = _middle(self._figures, bisect_left(self._figures, figure))
        distances = self._from(median)
        mad = _middle(distances, bisect_left(distances, abs(figure - median)))
        return Centre(median, mad, len(self._figures) - 1)

    def _from(self, median: Fraction) -> list[Fraction]:
        """Sort the distances to a median. Leaving one out gives three different medians at most."""
        if median not in self._distances:
            self._distances[median] = sorted(abs(each - median) for each in self._figures)
        return self._distances[median]


def _middle(figures: Sequence[Fraction], left_out: int | None = None) -> Fraction:
    """Return the median of sorted figures, without the one at the index `left_out`."""
    count = len(figures) - (left_out is not None)
    low, high = (
        figures[index + (left_out is not None and index >= left_out)] for index in ((count - 1) // 2, count // 2)
    )
    return (low + high) / 2
