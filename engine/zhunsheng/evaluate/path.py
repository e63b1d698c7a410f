"""A path as regions of the number line: the figures that have reached a band of R, and those behind the start."""

from fractions import Fraction

from zhunsheng.evaluate.cuts import AnyCut, Cut, GrowthCut, Region
from zhunsheng.model.growth import Threshold
from zhunsheng.model.path import Path


def reached(path: Path, band: Fraction) -> Region:
    """Return the figures of the path's year with R >= `band`. A compound path speaks of positive figures only."""
    if not path.compound:
        share = band * Fraction(path.elapsed, path.span)
        return _onward(path, path.start + share * (path.goal - path.start))
    threshold = Threshold(path.start, path.goal, path.span, path.elapsed, band)
    exact = threshold.exact()
    return _onward(path, exact) if exact is not None else _side(path, GrowthCut(threshold))


def behind_start(path: Path) -> Region:
    """Return the figures on the wrong side of the start."""
    return Region(upper=Cut(path.start, True)) if path.rising else Region(lower=Cut(path.start, False))


def _onward(path: Path, figure: Fraction) -> Region:
    """Return `figure` and all that is better."""
    return _side(path, Cut(figure, inclusive=path.rising))


def _side(path: Path, cut: AnyCut) -> Region:
    return Region(lower=cut) if path.rising else Region(upper=cut)
