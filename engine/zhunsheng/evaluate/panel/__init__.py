"""The same verdicts over whole panels of places: what a bulk run (批量核查) judges by.

cube → `layer` (a panel's figures, milestones as they stand) → `programme` (rules of one shape, each year a staircase
of cuts) → `placing` (one array operation a step, over lines × places) → `judging` (what becomes of each rule). What 64
bits cannot settle goes to the kernel of small checks, line by line (`singly`).
"""

from zhunsheng.evaluate.panel import held, judging
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Cube, Judged, Panel
from zhunsheng.model.places import Places


def panels(catalogue: Catalogue, places: Places) -> tuple[Panel, ...]:
    """Put together the places that the same rules apply to, by position among `places` (those of a cube).

    Scopes by level and kind are read off the places themselves: the catalogue need not be peopled. A place that no
    rule speaks of is in no panel; rules without any place are judged elsewhere.
    """
    return held.panels(catalogue, places)


def judge(catalogue: Catalogue, cube: Cube, panel: Panel) -> tuple[Judged, ...]:
    """Judge a panel's rules over its places, for every year of the cube; in the order of `panel.rules`.

    The same verdicts as `zhunsheng.evaluate.evaluate`. Threads may judge at the same time: what is kept between calls
    (rules laid out over the years) does not hang on figures.
    """
    return judging.judge(catalogue, cube, panel)
