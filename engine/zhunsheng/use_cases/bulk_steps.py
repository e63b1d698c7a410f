"""How far a bulk run is, and what is done of it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from zhunsheng.model.bulk import BulkRun, PartDone


class Stage(StrEnum):
    """What a run is busy with."""

    SURVEY = "survey"
    """Reading which places and years the data speak of, and what the files are."""
    DIVIDE = "divide"
    """Sorting the figures into parts, where they are not sorted by place."""
    JUDGE = "judge"
    END = "end"
    """Counting departments over all places, and writing the summary."""


class Step(NamedTuple):
    """How far a run is. Work done before it was resumed is counted in `places` and `parts` alone."""

    stage: Stage
    parts: int = 0
    all_parts: int = 0
    places: int = 0
    all_places: int = 0
    judgements: int = 0
    """Judged by this process and its workers, since it was started."""


Progress = Callable[[Step], None]
"""Told at every stage, and of every part that is done; never by two threads at once."""


class Done:
    """What is done of a run, and how far that is."""

    def __init__(self, progress: Progress, planned: BulkRun, earlier: Sequence[PartDone]) -> None:
        self._progress = progress
        self._planned = planned
        self._judgements = 0
        self.parts = {each.number: each for each in earlier}

    def take(self, part: PartDone) -> None:
        """Count a part that this process or its workers did."""
        self.parts[part.number] = part
        self._judgements += part.judgements
        self._progress(self.step(Stage.JUDGE))

    def step(self, stage: Stage) -> Step:
        """Say how far the run is."""
        return Step(
            stage,
            parts=len(self.parts),
            all_parts=self._planned.parts,
            places=sum(each.places for each in self.parts.values()),
            all_places=self._planned.places,
            judgements=self._judgements,
        )

    def in_order(self) -> list[PartDone]:
        """Return what came of the parts, by number."""
        return [self.parts[number] for number in sorted(self.parts)]
