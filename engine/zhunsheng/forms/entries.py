"""What one form asks for, as plain data: who is asked which figures of which places, and what is known beforehand."""

import msgspec

from zhunsheng.model.form import FormIdentity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.plan import Place, Plan, Roster


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a figure that is asked for. All texts are as the reader sees them.

    `target` says what the plan demands, `before` the figure of the year before with its source, `record` what the row
    is (类型; blank for a result). `share` marks a percentage that lies between 0 and 100.
    """

    indicator: Indicator
    place: Place
    unit: str
    meaning: str
    target: str
    before: str = ""
    record: str = ""
    share: bool = False


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A roster (名册) that the form asks for: levels and kinds to choose from, and the places known already."""

    rosters: tuple[Roster, ...]
    places: tuple[Place, ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The form of one department, or, where `department` is blank, that of issued targets and benchmarks.

    `year` is that of the figures. `done` counts the milestones that earlier years reported as done and that are not
    asked for again. `known` says whether figures of earlier years were at hand.
    """

    identity: FormIdentity
    plan: Plan
    title: str
    department: str
    year: int
    figures: tuple[Entry, ...] = ()
    milestones: tuple[Entry, ...] = ()
    issued: tuple[Entry, ...] = ()
    listing: Listing | None = None
    done: int = 0
    known: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.figures or self.milestones or self.issued or self.listing)
