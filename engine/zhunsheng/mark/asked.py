"""What is asked, as it is written into a marked copy: every text in Chinese, every cell by its address."""

import msgspec

from zhunsheng.model.location import Location
from zhunsheng.model.validation import CheckLevel
from zhunsheng.model.words import CHECK_LEVEL

GRAVITY = (CheckLevel.REFUSE, CheckLevel.QUESTION, CheckLevel.NOTE)
"""The levels, gravest first."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One question about one file. `at` lists the places in that file, the one to be answered for first.

    `figure` says whose figure it is (“江海区 2024 年 城镇化率”), blank where that is not known.
    """

    level: CheckLevel
    message: str
    at: tuple[Location, ...] = ()
    figure: str = ""
    expected: str = ""
    hint: str = ""
    arithmetic: str = ""

    @property
    def level_zh(self) -> str:
        """The level as a reader sees it."""
        return CHECK_LEVEL[self.level].zh
