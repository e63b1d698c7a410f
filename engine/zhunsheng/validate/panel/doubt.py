"""What a refusing check doubts."""

from collections.abc import Mapping
from typing import NamedTuple

from zhunsheng.model.column import Bools
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind


class Doubt(NamedTuple):
    """Figures that a check refuses, one of which at least there is.

    `cells`: where, (years, places), by number of the reported indicator. `times`: how many figures were flagged.
    """

    kind: CheckKind
    cells: Mapping[int, Bools]
    times: int
    message: Text
    hint: Text
