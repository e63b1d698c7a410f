"""A plan: a published document with a period, places and departments."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.location import Location


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Years of a plan. `base` is the year that growth is measured from; `start`..`end` are judged."""

    base: int
    start: int
    end: int

    def __contains__(self, year: int) -> bool:
        return self.base <= year <= self.end

    @property
    def years(self) -> range:
        """All years of which figures may be submitted: base year to last year."""
        return range(self.base, self.end + 1)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What was published, for citations. `number` is the 文号, where it has one."""

    title: str
    published: str
    number: str | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place that a rule can speak of. `aliases` are other spellings seen in submissions.

    `within` lists the places that it lies in (a town lies in a county and in a zone); `extends` those whose policies
    reach it all the same (区域政策延伸适用范围). `kind` tells places of one level apart (农村网格, 社区网格).
    """

    id: str
    title: str
    level: str
    within: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    kind: str | None = None
    aliases: tuple[str, ...] = ()


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """A level of places that the plan does not list: they arrive as data (名册). `kinds` may be empty."""

    level: str
    title: str
    kinds: tuple[str, ...] = ()


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the plan's table of tasks (任务分工表): who leads (牵头), who supports (配合). Ids of departments."""

    id: str
    title: str
    leads: tuple[str, ...]
    support: tuple[str, ...] = ()
    locator: str = ""


class DiscrepancyKind(StrEnum):
    """What is wrong with the text."""

    DISAGREEMENT = "disagreement"
    """Two passages differ (前后不一)."""
    MISPRINT = "misprint"
    """A passage is probably misprinted (疑似误植)."""
    UNCLEAR = "unclear"
    """A passage can be read in more than one way (表述不清)."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a discrepancy, with a citation like a rule's, and what it says in our own words.

    `at` is where the entry stands in plan.yaml.
    """

    locator: str
    anchor: str
    figures: tuple[str, ...] = ()
    says: str
    at: Location | None = None


class Discrepancy(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text disagrees with itself or looks wrong: the passages, the reading chosen, and why.

    `chosen` indexes `readings`, or is None where none of them is followed as it stands. `rules` are those concerned.
    """

    id: str
    title: str
    kind: DiscrepancyKind
    readings: tuple[Reading, ...]
    chosen: int | None
    because: str
    rules: tuple[str, ...] = ()


class ContextReason(StrEnum):
    """Why a quantity of the text is no commitment."""

    ACHIEVEMENT = "achievement"
    """What was reached in the past (既往成绩)."""
    NAME = "name"
    """Part of a name or a number of a document (名称、文号)."""
    DATE = "date"
    """A date or a period (日期、期间)."""
    BACKGROUND = "background"
    """Background, or another plan's or authority's promise (背景、上位规划)."""
    VISION = "vision"
    """An aim without a due date (远景，未定期限)."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """Quantities of the text that no rule cites, on purpose.

    With `figures`: each of them near `anchor`. Without: every quantity of the passage (near `anchor`, if given).
    `note` says why in a few words. `at` is where the entry stands in plan.yaml.
    """

    locator: str
    reason: ContextReason
    note: str
    anchor: str | None = None
    figures: tuple[str, ...] = ()
    at: Location | None = None


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """A department (责任部门). `id` is its short name as the plan's table prints it (“发改局”)."""

    id: str
    title: str
    aliases: tuple[str, ...] = ()


class Bands(msgspec.Struct, frozen=True, kw_only=True):
    """Where 时序进度 R = p/e is cut: R ≥ on_track; ≥ nearly; ≥ behind; ≥ 0; below 0 regressing."""

    on_track: Fraction = Fraction(1)
    nearly: Fraction = Fraction(95, 100)
    behind: Fraction = Fraction(60, 100)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan. The first place is the plan's own area: the scope of a rule that names none."""

    id: str
    title: str
    document: Document
    period: Period
    places: tuple[Place, ...]
    departments: tuple[Department, ...]
    bands: Bands
    rosters: tuple[Roster, ...] = ()
    tasks: tuple[Task, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    context: tuple[Context, ...] = ()

    @property
    def area(self) -> Place:
        """The place that the plan as a whole speaks of."""
        return self.places[0]

    def surroundings(self, place: Place) -> tuple[Place, ...]:
        """List the places around `place`, the nearest first, each once."""
        return surroundings(place, self.places)


def surroundings(place: Place, places: Sequence[Place]) -> tuple[Place, ...]:
    """List those of `places` around `place`, the nearest first; each once, even where they lie in a circle."""
    by_id = {each.id: each for each in places}
    found: dict[str, Place] = {}
    open_ids = list(place.within)
    while open_ids:
        around = by_id.get(open_ids.pop(0))
        if around is not None and around.id not in found:
            found[around.id] = around
            open_ids.extend(around.within)
    return tuple(found.values())
